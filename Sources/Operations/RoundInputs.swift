import Findings
import Foundation
import Seals
import Sheets
import Store
import Titles

/// What a district's scores were made from: enough to make them again.
struct RoundInputs: Codable, Hashable {
  /// The program's version.
  var software: String
  /// The titles that were divided.
  var titles: Int
  /// The seed.
  var seed: UInt64
  /// The uploads, by number.
  var uploads: [Input]
  /// Who judges nothing about which community, by names that reviewers go by; nil if nobody had to stand aside.
  var recusals: [Bar]?

  /// A reviewer whose marks for a community do not count.
  struct Bar: Codable, Hashable {
    var reviewer: String
    var community: String
  }

  /// One upload.
  struct Input: Codable, Hashable {
    var number: Int
    var kind: RoundUpload.Kind
    var scope: Scope
    var sha256: String
  }

  /// The files that a result consists of, besides this one.
  static let resultFiles = ["ranking.csv", "quotas.csv", "findings.csv", "result.json"]
  /// The name under which these inputs are kept beside the result.
  static let fileName = "inputs.json"

  /// JSON with sorted keys.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }

  /// Lays the uploads out as the folder of a city, as `kaoping rate` reads it: answers by scope, tables of several senders joined.
  ///
  /// - Parameter fetch: writes an upload's bytes to a path; the files of answers, which are most of the bytes, several at a time.
  func layOut(in folder: String, fetch: @escaping @Sendable (Input, _ path: String) throws -> Void) async throws {
    try FileManager.default.createDirectory(atPath: folder + "/responses", withIntermediateDirectories: true)
    let answers = uploads.filter { $0.kind == .responses }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for input in answers {
        let path = folder + "/responses/" + RoundInputs.fileName(input.scope) + ".csv"
        group.addTask { try fetch(input, path) }
      }
      try await group.waitForAll()
    }
    for (kind, name) in [
      (RoundUpload.Kind.frame, "frame.csv"), (.psu, "psu.csv"), (.reviews, "reviews.csv"),
      (.measures, "measures.csv"), (.events, "veto.csv"),
    ] {
      let parts = uploads.filter { $0.kind == kind }
      guard !parts.isEmpty else { continue }
      if parts.count == 1 {
        try fetch(parts[0], folder + "/" + name)
        continue
      }
      let joined = folder + "/" + name
      let pieces = try parts.map { part -> [UInt8] in
        let path = folder + "/.part"
        try fetch(part, path)
        defer { unlink(path) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      }
      try Data(try RoundInputs.joined(pieces, name)).write(to: URL(fileURLWithPath: joined))
    }
    if let recusals {
      var writer = CSVWriter()
      writer.write(["reviewer", "community_id"])
      for bar in recusals { writer.write([bar.reviewer, bar.community]) }
      try Data(writer.bytes).write(to: URL(fileURLWithPath: folder + "/recusals.csv"))
    }
    if answers.isEmpty { try FileManager.default.removeItem(atPath: folder + "/responses") }
  }

  /// Tables one below the other, with every column that one of them has: a department that says more than another keeps what it says.
  private static func joined(_ tables: [[UInt8]], _ name: String) throws -> [UInt8] {
    var findings: [Finding] = []
    let sheets = tables.compactMap { CSVSheet.read($0, file: name, findings: &findings) }
    guard sheets.count == tables.count else { throw Refusal(findings: findings) }
    var header: [String] = []
    for column in sheets.flatMap(\.header) where !header.contains(column) { header.append(column) }
    guard !findings.contains(where: { $0.severity == .error }) else { throw Refusal(findings: findings) }
    var writer = CSVWriter()
    writer.write(header)
    for sheet in sheets {
      for row in sheet.rows { writer.write(header.map { sheet.text(row, $0) }) }
    }
    return writer.bytes
  }

  /// A scope as a file name.
  private static func fileName(_ scope: Scope) -> String {
    switch scope {
    case .district(let code) where code.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }): code
    default: "x" + ContentDigest.of(scope.description).hexadecimal.prefix(12)
    }
  }
}
