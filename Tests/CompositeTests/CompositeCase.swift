import Findings
import Foundation
import Scoring
import Sheets
import Testing

/// A reference case: an indicator table, data and what another program made of them.
struct CompositeCase {
  let folder: URL

  init(_ name: String) throws {
    folder = try #require(Bundle.module.resourceURL).appendingPathComponent("References").appendingPathComponent(name)
  }

  func sheet(_ file: String) throws -> CSVSheet {
    var findings: [Finding] = []
    let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
    return try #require(CSVSheet.read(bytes, file: file, findings: &findings))
  }

  func json(_ file: String = "expected.json") throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent(file))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Runs the case with settings.
  func run(_ settings: [String: String], indicators: CSVSheet? = nil) throws -> CompositeRun {
    try CompositeCase.run(indicators ?? sheet("indicators.csv"), sheet("data.csv"), settings)
  }

  static func run(_ indicators: CSVSheet, _ data: CSVSheet, _ settings: [String: String]) throws -> CompositeRun {
    var findings: [Finding] = []
    let tree = try #require(CompositeTree.read(indicators, &findings))
    let list = settings.sorted { $0.key < $1.key }.map { CompositeRecipe.Setting($0.key, $0.value) }
    let recipe = CompositeRecipe(list, tree: tree, &findings)
    let table = try #require(UnitTable.read(data, tree: tree, unit: nil, &findings))
    let run = CompositeRun(tree, table, recipe, &findings)
    try #require(!findings.contains { $0.severity == .error }, "\(findings)")
    return run
  }
}

/// A number of a reference; nil for a missing one.
func number(_ text: String) -> Double? { ["", "NA", "NaN"].contains(text) ? nil : Double(text) }

/// The value, or the test ends here; a plain function because the macro does not nest.
func unwrap<Value>(_ value: Value?) throws -> Value { try #require(value) }
