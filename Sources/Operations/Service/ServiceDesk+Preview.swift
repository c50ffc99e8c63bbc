public import Findings
import Foundation
import Seals
public import Store
import Titles

extension ServiceDesk {
  /// The rows of a table that cannot be used, each with the reasons, as a table to correct and send again; nil if there are none.
  public func rejectedRows(_ incoming: IncomingRecord, _ language: Language) async throws -> [UInt8]? {
    let path = rejections(of: incoming, language)
    return FileManager.default.contents(atPath: path).map(Array.init)
  }

  /// What an upload on its way asks of its round; nil if it is for the whole city.
  func request(_ incoming: IncomingRecord) -> UploadRequest? {
    incoming.kind.map {
      UploadRequest(
        round: incoming.round, kind: $0, scope: incoming.scope, path: path(of: incoming), name: incoming.name)
    }
  }

  /// What an upload holds: rows, what can be used, and everything that is wrong with it. If it identifies people, the table without
  /// them takes its place at once, and beside it stands what that table is, so that nobody can put another in.
  func lookAt(_ incoming: IncomingRecord, _ sent: SentFile) throws -> UploadPreview {
    guard let request = request(incoming) else { throw Refusal(findings: [Finding(.notPermitted)], isForbidden: true) }
    let examination: UploadExamination
    do {
      examination = try rounds.examine(request)
    } catch let refusal as Refusal {
      return UploadPreview(recognised: Bilingual("无法读取", "unreadable"), findings: refusal.findings)
    }
    try keep(examination.rejections, of: incoming)
    guard examination.isPersonal else { return examination.preview }
    guard let table = examination.table else {
      // Refused, and not to be kept for a week either.
      try write([], to: path(of: incoming))
      return examination.preview
    }
    try replace(incoming, sent, with: table)
    var preview = examination
    preview.findings.append(
      Finding(.originalNotKept, at: Location(file: incoming.name), details: [incoming.name]))
    return preview.preview
  }

  /// Puts a table in the place of the file that was sent, and beside it what that table is, so that nobody can put another in.
  func replace(_ incoming: IncomingRecord, _ sent: SentFile, with table: [UInt8]) throws {
    let note = "\(ContentDigest.of(table).hexadecimal) \(sent.digest.hexadecimal) \(sent.bytes)"
    try write(Array(note.utf8), to: substitute(of: incoming))
    try write(table, to: path(of: incoming))
  }

  /// Keeps the rows that cannot be used, to be downloaded.
  func keep(_ rejections: [Language: [UInt8]], of incoming: IncomingRecord) throws {
    for (language, bytes) in rejections { try write(bytes, to: self.rejections(of: incoming, language)) }
  }

  /// What was sent, if the table without personal data has taken the file's place; nil if the file itself is there.
  ///
  /// - Throws: `Refusal` if the bytes are not those that were looked at.
  func sent(of incoming: IncomingRecord) throws -> SentFile? {
    let present = try InputFile.digest(of: path(of: incoming)).digest.hexadecimal
    guard let note = FileManager.default.contents(atPath: substitute(of: incoming)) else {
      guard incoming.sha256 == nil || incoming.sha256 == present else {
        throw Refusal(findings: [Finding(.uploadCutShort)])
      }
      return nil
    }
    let parts = String(decoding: note, as: UTF8.self).split(separator: " ").map(String.init)
    guard parts.count == 3, parts[0] == present, let digest = ContentDigest(hexadecimal: parts[1]),
      let bytes = Int(parts[2])
    else { throw Refusal(findings: [Finding(.uploadCutShort)]) }
    return SentFile(digest: digest, bytes: bytes)
  }

  /// The files beside an upload on its way.
  func sideFiles(of incoming: IncomingRecord) -> [String] {
    [substitute(of: incoming)] + Language.allCases.map { rejections(of: incoming, $0) }
  }

  /// Whether the table without personal data has taken the file's place.
  func hasSubstitute(_ incoming: IncomingRecord) -> Bool {
    FileManager.default.fileExists(atPath: substitute(of: incoming))
  }

  private func substitute(of incoming: IncomingRecord) -> String { path(of: incoming) + ".sent" }
  private func rejections(of incoming: IncomingRecord, _ language: Language) -> String {
    path(of: incoming) + ".rejected-\(language.rawValue).csv"
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    // The file goes before its name does: what stood there is not readable under another name afterwards.
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw StoreFailure(.directoryUnwritable, found: "incoming", path)
    }
    let file = try IncomingFile(path)
    try bytes.withUnsafeBytes { try file.append($0) }
  }
}
