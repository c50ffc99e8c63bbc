import Findings
import Foundation
import Sheets
import Testing

/// A reference case as copied from its source: a table and the numbers another program computed from it.
struct ReferenceCase {
  private let folder: URL

  init(_ name: String) throws {
    let references = try #require(Bundle.module.resourceURL).appendingPathComponent("References")
    folder = references.appendingPathComponent(name)
  }

  /// The table of a file of the case.
  func table(_ file: String = "data.csv") throws -> [[String: String]] {
    var findings: [Finding] = []
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
    let sheet = try #require(CSVSheet.read(bytes, file: file, findings: &findings))
    try #require(findings.isEmpty)
    return sheet.rows.map { row in Dictionary(uniqueKeysWithValues: sheet.header.map { ($0, sheet.text(row, $0)) }) }
  }

  /// The numbers of one check, as the JSON holds them.
  func expected(_ check: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
    let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    guard let checks = document["checks"] as? [[String: Any]] else {
      return try #require(document["expected"] as? [String: Any])
    }
    let found = try #require(checks.first { $0["id"] as? String == check })
    return try #require(found["expected"] as? [String: Any])
  }
}
