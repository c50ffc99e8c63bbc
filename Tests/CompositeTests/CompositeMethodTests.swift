import Findings
import Foundation
import Scoring
import Sheets
import Statistics
import TestSupport
import Testing

/// Every method that COINr offers, against COINr (References/coinr-methods/source.md).
@Suite struct CompositeMethodTests {
  struct Section: Sendable, CustomTestStringConvertible {
    let kind: String
    let method: String
    let columns: [String]
    let rows: [[Double?]]
    let codes: [String]
    var testDescription: String { "\(kind) \(method)" }
  }

  static let sections: [Section] = {
    guard let reference = try? CompositeCase("coinr-methods"),
      let text = try? String(contentsOf: reference.folder.appendingPathComponent("expected.txt"), encoding: .utf8)
    else { return [] }
    return text.components(separatedBy: "# ").dropFirst().map { part in
      let lines = part.split(separator: "\n").map(String.init)
      let head = lines[0].split(separator: " ", maxSplits: 1).map(String.init)
      let table = lines.dropFirst(2).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      let columns = lines[1].split(separator: ",").map(String.init)
      return Section(
        kind: head[0], method: head.count > 1 ? head[1].trimmingCharacters(in: .whitespaces) : "", columns: columns,
        rows: table.map { $0.map { number($0.trimmingCharacters(in: .whitespaces)) } }, codes: table.map { $0[0] })
    }
  }()

  static func settings(_ section: Section) -> [String: String] {
    let parts = section.method.components(separatedBy: "|")
    return switch section.kind {
    case "n": ["normalise": section.method]
    case "i": ["impute": section.method]
    case "t", "tc":
      [
        "treat": parts[0], "treat-then": parts[1], "treat-test": parts[2],
        "treat-combine": section.kind == "tc" ? "yes" : "no",
      ]
    case "a":
      ["normalise": "minmax:1,10", "aggregate": parts[0]].merging(parts.count > 1 ? ["threshold": parts[1]] : [:]) {
        $1
      }
    case "ac": ["normalise": "minmax:1,10", "impute": "mean", "aggregate": section.method]
    case "d": ["denominate": "yes"]
    default: [:]
    }
  }

  @Test func thereAreSections() { #expect(Self.sections.count > 50) }

  @Test(arguments: sections) func itEqualsCOINr(_ section: Section) throws {
    let run = try CompositeCase("coinr-methods").run(Self.settings(section))
    let dataset = ["n": "normalised", "i": "imputed", "t": "treated", "tc": "treated", "d": "denominated"][section.kind]
    switch section.kind {
    case "s": return try compareStatistics(run, section)
    case "c": return try compareCorrelations(run, section)
    default: break
    }
    for (column, code) in section.columns.enumerated() {
      let node = try unwrap(run.tree.index(of: code))
      let leaf = run.tree.leaves.firstIndex(of: node)
      let values =
        try dataset.map { name in try unwrap(run.dataset(name)?.columns[try unwrap(leaf)]) }
        ?? run.scores[node]
      for (unit, row) in section.rows.enumerated() {
        // COINr's generalised mean has no value where a child is missing; ours spreads the weights.
        if section.method.hasPrefix("power"), row[column] == nil { continue }
        let expected = row[column]
        #expect((values[unit] == nil) == (expected == nil), "\(code) \(unit)")
        if let value = values[unit], let expected {
          #expect(agree(value, expected), "\(code) \(unit): \(value) \(expected)")
        }
      }
    }
  }

  private func compareStatistics(_ run: CompositeRun, _ section: Section) throws {
    for (row, code) in zip(section.rows, section.codes) {
      let leaf = try unwrap(run.tree.leaves.firstIndex { run.tree.nodes[$0].code == code })
      let found = IndicatorStatistics(run.datasets[0].table.columns[leaf])
      let values: [String: Double?] = [
        "Min": found.minimum, "Max": found.maximum, "Mean": found.mean, "Median": found.median,
        "Std": found.standardDeviation, "Skew": found.shape.skewness, "Kurt": found.shape.kurtosis,
        "N.Avail": Double(found.count), "N.Unique": Double(found.distinct), "N.Same": Double(found.same),
      ]
      for (column, name) in section.columns.enumerated() {
        guard let value = values[name] else { continue }
        #expect(agree(try unwrap(value), try unwrap(row[column])), "\(code) \(name)")
      }
    }
  }

  private func compareCorrelations(_ run: CompositeRun, _ section: Section) throws {
    let method = try unwrap(CorrelationMethod(rawValue: section.method))
    let raw = run.datasets[0].table.columns
    let directed = zip(run.tree.leaves, raw).map { leaf, values in
      values.map { $0.map { $0 * Double(run.tree.nodes[leaf].direction) } }
    }
    for (i, row) in section.rows.enumerated() {
      for (j, expected) in row.enumerated() {
        #expect(agree(try unwrap(method.coefficient(directed[i], directed[j])), try unwrap(expected)))
      }
    }
  }

  /// By hand from the definitions, for forms whose call COINr refuses.
  @Test func theOtherTransformationsFollowTheirFormulas() throws {
    let values: [Double?] = [1, 2, 4, 8, 1000, nil]
    let limits = OutlierRule.ShapeLimits(skewness: 0.1, kurtosis: 0.1)
    let gii = OutlierRule(first: .logarithmGII, second: nil, limits: limits).apply(values).values
    #expect(agree(try unwrap(gii[3]), log(999 * 7 / 999.0 + 1)))
    let root = OutlierRule(first: .boxCox(lambda: 0.5, makesPositive: true), second: nil, limits: limits).apply(values)
    #expect(agree(try unwrap(root.values[3]), (8.0.squareRoot() - 1) / 0.5))
    #expect(root.kind == "box-cox")
    #expect(gii[5] == nil)
  }

  @Test func theMedianSplitsTheWeight() {
    let children: [[Double?]] = [[1, 1, nil], [2, 2, 7], [9, 9, nil]]
    #expect(AggregationRule.median.apply(children, weights: [1, 1, 1], threshold: nil) == [2, 2, 7])
    #expect(AggregationRule.median.apply(children, weights: [1, 1, 2], threshold: nil) == [5.5, 5.5, 7])
    #expect(AggregationRule.median.apply(children, weights: [0, 1, 9], threshold: 0.5) == [9, 9, nil])
  }

  @Test func aGapIsNoWin() {
    // COINr's matrix counts unit 1 as beaten by unit 2 here, only because it comes first.
    let outranking = Outranking([[nil, 1], [2, 2]], weights: [0.7, 0.3])
    #expect(outranking.matrix == [[nil, 0.5], [0.5, nil]])
    #expect(outranking.copeland == [0, 0])
    #expect(Outranking([[1, nil], [nil, 2]], weights: [1, 1]).copeland == [nil, nil])
    // 0.1 + 0.2 against 0.3 is a tie.
    #expect(Outranking([[1, 0], [1, 0], [0, 1]], weights: [0.1, 0.2, 0.3]).copeland == [0, 0])
  }
}
