public import Findings
import Foundation
import Seals

/// The seal of a frozen standard (冻结): a file in the format of `sha256sum`, so that `sha256sum -c` checks it as well.
///
/// It lists every file of the folder and of the folders that it extends. A frozen standard never changes: a year's new rules
/// are a new folder.
public struct StandardSeal: Sendable {
  /// The seal's file.
  public static let file = "frozen.sha256"

  /// What freezing came to.
  public enum Outcome: Sendable {
    /// The seal was written: the number of files and the checksum of the folder.
    case sealed(files: Int, checksum: String)
    /// It was there already, and nothing had changed.
    case unchanged(checksum: String)
    /// Not frozen, for the findings' reasons.
    case refused
    /// The seal could not be written, for this reason.
    case unwritable(String)
  }

  /// Whether a folder has a seal.
  public static func isFrozen(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + file)
  }

  /// Checks a folder against its seal; without one there is nothing to check.
  static func check(_ folder: String, _ findings: inout [Finding]) {
    guard isFrozen(folder) else { return }
    let name = Library.folderName(folder)
    guard let bytes = InputFile.contents(of: folder + "/" + file, name: name + "/" + file, &findings) else { return }
    var listed: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard line.count > 66 else { continue }
      listed[String(line.dropFirst(66))] = String(line.prefix(64))
    }
    var ignored: [Finding] = []
    for (entry, sha256) in listed.sorted(by: { $0.key < $1.key }) {
      let contents = InputFile.contents(of: folder + "/" + entry, name: entry, &ignored)
      if contents.map({ ContentDigest.of($0).hexadecimal }) != sha256 { findings.append(change(name, entry)) }
    }
    for entry in Library.digests(of: folder, named: name, &ignored) ?? [] where listed[entry.name] == nil {
      findings.append(change(name, entry.name))
    }
  }

  private static func change(_ folder: String, _ entry: String) -> Finding {
    Finding(.frozenChanged, at: Location(file: folder + "/" + entry), details: [entry])
  }

  /// Seals a sound folder; one that is sealed already is only checked.
  public static func freeze(_ folder: StandardFolder, findings: inout [Finding]) -> Outcome {
    guard folder.standard != nil, !findings.contains(where: { $0.severity == .error }),
      let checksum = Library.checksum(of: folder.path, named: folder.name, &findings)
    else { return .refused }
    if isFrozen(folder.path) {
      findings.append(Finding(.frozenAlready, at: Location(file: folder.name + "/" + file)))
      return .unchanged(checksum: checksum)
    }
    var lines: [String] = []
    for (index, path) in folder.chain.enumerated() {
      let prefix = index == 0 ? "" : String(path.dropFirst(folder.path.count + 1)) + "/"
      guard let digests = Library.digests(of: path, named: Library.folderName(path), &findings) else {
        return .refused
      }
      lines += digests.map { "\($0.sha256)  \(prefix)\($0.name)\n" }
    }
    do {
      try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: folder.path + "/" + file), options: .atomic)
    } catch {
      return .unwritable((error as NSError).localizedDescription)
    }
    return .sealed(files: lines.count, checksum: checksum)
  }
}
