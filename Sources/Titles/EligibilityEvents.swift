public import Findings
public import Scoring
public import Sheets

/// The events that stand against communities under the conditions of the standard (申报前置条件).
public struct EligibilityEvents: Hashable, Sendable {
  /// The confirmed events' conditions by the community's place in the roster, in the order of the table.
  public private(set) var barring: [Int: [EligibilityCondition]] = [:]
  /// The rows of the table that were used.
  public private(set) var used = 0

  /// No events.
  public init() {}

  /// The columns that the table must have.
  public static let columns = ["event_id", "community_id", "code", "status"]

  /// How far an event has come.
  private enum Status: String, CaseIterable {
    case confirmed, withdrawn, pending
  }

  /// Reads events; only `confirmed` ones bar. A condition that the standard lacks is refused, because it has no basis; pending
  /// events are noted.
  public init(_ sheet: CSVSheet, _ standard: ScoringStandard, units: [String: Int], findings: inout [Finding]) {
    let conditions = Dictionary(standard.conditions.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    for row in sheet.rows {
      let unit = units[sheet.text(row, "community_id")]
      if unit == nil {
        findings.append(
          Finding(
            .unknownCommunity, at: sheet.location(row, "community_id"), found: sheet.text(row, "community_id")))
      }
      let condition = conditions[sheet.text(row, "code")]
      if condition == nil {
        findings.append(Finding(.unknownCondition, at: sheet.location(row, "code"), found: sheet.text(row, "code")))
      }
      guard let status = Status(rawValue: sheet.text(row, "status")) else {
        let allowed = Status.allCases.map(\.rawValue).joined(separator: ", ")
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, "status"), found: sheet.text(row, "status"),
            details: ["status", allowed]))
        continue
      }
      guard let unit, let condition else { continue }
      used += 1
      switch status {
      case .confirmed: barring[unit, default: []].append(condition)
      case .pending:
        findings.append(
          Finding(.pendingEvent, at: sheet.location(row, "status"), found: sheet.text(row, "event_id")))
      case .withdrawn: break
      }
    }
  }
}
