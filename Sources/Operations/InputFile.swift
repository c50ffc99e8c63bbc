import Findings
import Foundation

/// An ordinary file that is read from its beginning to its end.
///
/// Anything else (a directory, a device, a missing or forbidden path) is a finding with the status 66.
struct InputFile: ~Copyable {
  /// The size in bytes when it was opened.
  let size: Int
  private let descriptor: Int32

  /// Opens `path`, called `name` in findings; nil after a finding.
  init?(_ path: String, name: String, _ findings: inout [Finding]) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let reason = errno
      let isMissing = reason == ENOENT || reason == ENOTDIR
      findings.append(
        Finding(
          isMissing ? .fileMissing : .fileUnreadable, at: Location(file: name),
          details: isMissing ? [name] : [name, String(cString: strerror(reason))]))
      return nil
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let kind = status.st_mode & S_IFMT == S_IFDIR ? "directory" : "special file"
      findings.append(Finding(.fileUnreadable, at: Location(file: name), details: [name, kind]))
      return nil
    }
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Appends `count` bytes to `buffer`; how many came, fewer only at the end, or nil after a fault of the device.
  func read(_ count: Int, into buffer: inout [UInt8]) -> Int? {
    let start = buffer.count
    var got = 0
    let more = [UInt8](unsafeUninitializedCapacity: count) { room, initialised in
      while got < count {
        let result = Foundation.read(descriptor, room.baseAddress! + got, count - got)
        if result < 0 && errno == EINTR { continue }
        if result < 0 {
          got = -1
          break
        }
        if result == 0 { break }
        got += result
      }
      initialised = max(0, got)
    }
    guard got >= 0 else { return nil }
    if start == 0 { buffer = more } else { buffer.append(contentsOf: more) }
    return got
  }

  /// The whole file; nil after a finding. `limit` guards against files that no table of this kind can be.
  static func contents(
    of path: String, name: String, limit: Int = 1 << 30, _ findings: inout [Finding]
  ) -> [UInt8]? {
    guard let file = InputFile(path, name: name, &findings) else { return nil }
    guard file.size <= limit else {
      findings.append(Finding(.fileUnreadable, at: Location(file: name), details: [name, "> \(limit >> 20) MiB"]))
      return nil
    }
    var bytes: [UInt8] = []
    while true {
      let room = max(file.size + 1 - bytes.count, 1 << 16)
      guard let count = file.read(room, into: &bytes) else { break }
      if count < room { return bytes }
      guard bytes.count <= limit else { break }
    }
    findings.append(Finding(.fileUnreadable, at: Location(file: name), details: [name, "read error"]))
    return nil
  }

  /// Whether something lies at `path`.
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether `path` is a folder.
  static func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  /// The names of the ordinary entries of a folder, sorted by their bytes; nil after a finding.
  static func names(in folder: String, called name: String, _ findings: inout [Finding]) -> [String]? {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted { a, b in
        a.utf8.lexicographicallyPrecedes(b.utf8)
      }
    } catch {
      let exists = FileManager.default.fileExists(atPath: folder)
      findings.append(
        exists
          ? Finding(.fileUnreadable, at: Location(file: name), details: [name, "not a folder"])
          : Finding(.fileMissing, at: Location(file: name), details: [name]))
      return nil
    }
  }
}
