public import Findings
public import Sheets

/// The scores that units gave themselves (自评), shown beside the others and never mixed with them.
public struct SelfScores: Hashable, Sendable {
  /// The columns that the table must have; an empty `indicator` is the total.
  public static let columns = ["community_id", "indicator", "score"]

  /// The self-scores by unit and indicator; the empty code is the total.
  public private(set) var scores: [Int: [String: Double]] = [:]

  /// None.
  public init() {}

  /// Reads the table; unknown units and indicators, and scores that are no numbers of at least 0, are findings.
  public init(_ sheet: CSVSheet, _ standard: ScoringStandard, units: [String: Int], findings: inout [Finding]) {
    let codes = Set(standard.indicators.map(\.code))
    for row in sheet.rows {
      let code = sheet.text(row, "indicator")
      guard let unit = units[sheet.text(row, "community_id")] else {
        findings.append(
          Finding(
            .unknownCommunity, at: sheet.location(row, "community_id"), found: sheet.text(row, "community_id")))
        continue
      }
      guard code.isEmpty || codes.contains(code) else {
        findings.append(Finding(.unknownIndicator, at: sheet.location(row, "indicator"), found: code))
        continue
      }
      let text = sheet.text(row, "score")
      guard let score = Double(text), score >= 0, score <= 1e9 else {
        findings.append(
          Finding(.numberExpected, at: sheet.location(row, "score"), found: text, details: ["score", "≥ 0"]))
        continue
      }
      scores[unit, default: [:]][code] = score
    }
  }

  /// The self-score of a unit: the stated total, else the sum over the roots' own or the leaves'; nil without any.
  public func total(_ unit: Int, _ tree: IndicatorTree) -> Double? {
    guard let own = scores[unit] else { return nil }
    if let total = own[""] { return total }
    let leaves = tree.leaves.compactMap { own[$0.indicator.code] }
    return leaves.isEmpty ? nil : leaves.reduce(0, +)
  }
}
