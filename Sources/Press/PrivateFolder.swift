import Foundation

/// A new folder that only this user can read, below the system's temporary one.
struct PrivateFolder {
  let url: URL

  /// Makes the folder.
  init() throws(PressError) {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-press-" + UUID().uuidString)
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folderUnusable(reason: error.localizedDescription)
    }
  }

  /// Removes the folder and what it holds.
  func remove() { try? FileManager.default.removeItem(at: url) }
}
