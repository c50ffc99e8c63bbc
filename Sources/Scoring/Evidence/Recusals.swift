public import Findings
public import Sheets

/// Who may not rate whom (回避): a reviewer with kin, a recent post or an address in a unit declares it, and the reviewer's
/// entries about the unit do not count.
public struct Recusals: Hashable, Sendable {
  /// The columns that the table must have; `reason` and `declared_on` are for people.
  public static let columns = ["reviewer", "community_id"]

  private var pairs: [Pair: Int] = [:]

  private struct Pair: Hashable {
    var reviewer: String
    var unit: Int
  }

  /// Nobody.
  public init() {}

  /// Reads the table; an unknown unit or an empty reviewer is a finding.
  public init(_ sheet: CSVSheet, units: [String: Int], findings: inout [Finding]) {
    for row in sheet.rows {
      let reviewer = sheet.text(row, "reviewer")
      guard let unit = units[sheet.text(row, "community_id")] else {
        findings.append(
          Finding(
            .unknownCommunity, at: sheet.location(row, "community_id"), found: sheet.text(row, "community_id")))
        continue
      }
      guard !reviewer.isEmpty else {
        findings.append(Finding(.valueMissing, at: sheet.location(row, "reviewer"), details: ["reviewer"]))
        continue
      }
      if pairs[Pair(reviewer: reviewer, unit: unit)] == nil {
        pairs[Pair(reviewer: reviewer, unit: unit)] = row.number
      }
    }
  }

  /// The row that keeps `reviewer` from rating `unit`; nil if nothing does.
  public func row(_ reviewer: String, _ unit: Int) -> Int? {
    pairs.isEmpty ? nil : pairs[Pair(reviewer: reviewer, unit: unit)]
  }

  /// The number of declarations.
  public var count: Int { pairs.count }
}
