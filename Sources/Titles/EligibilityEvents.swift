public import Findings
public import Scoring
public import Sheets

/// The events that stand against units under the conditions of the standard (申报前置条件).
public struct EligibilityEvents: Hashable, Sendable {
  /// An event that bars its unit.
  public struct Event: Hashable, Sendable {
    /// Its identifier.
    public var id: String
    /// The condition.
    public var condition: EligibilityCondition
    /// Its day; empty if the table has none.
    public var date: String
    /// The number of the document that establishes it.
    public var document: String
    /// The unit's reply (回复).
    public var reply: String
  }

  /// The events that bar, by the unit's place in the roster, in the order of the table.
  public private(set) var events: [Int: [Event]] = [:]
  /// The rows of the table that were used.
  public private(set) var used = 0

  /// The conditions under which units are barred.
  public var barring: [Int: [EligibilityCondition]] { events.mapValues { $0.map(\.condition) } }

  /// No events.
  public init() {}

  /// The columns that the table must have; `date`, `document`, `reply` and `department` are read if they are there.
  public static let columns = ["event_id", "community_id", "code", "status"]

  /// How far an event has come.
  private enum Status: String, CaseIterable {
    case confirmed, withdrawn, pending
  }

  /// Reads events; only `confirmed` ones bar, and only within the look-back window of their condition. A condition that the
  /// standard lacks is refused, because it has no basis, and so is a confirmed event without what its condition asks to be on
  /// record; pending events and events outside the window are noted.
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
      case .confirmed:
        let event = Event(
          id: sheet.text(row, "event_id"), condition: condition, date: sheet.text(row, "date"),
          document: sheet.text(row, "document"), reply: sheet.text(row, "reply"))
        if isComplete(event, sheet, row, &findings), isCertified(event, sheet, row, &findings),
          isInWindow(event, standard, sheet, row, &findings)
        {
          events[unit, default: []].append(event)
        }
      case .pending:
        findings.append(
          Finding(.pendingEvent, at: sheet.location(row, "status"), found: sheet.text(row, "event_id")))
      case .withdrawn: break
      }
    }
  }

  /// Whether the record shows what the condition asks for; a window needs a day.
  private func isComplete(_ event: Event, _ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]) -> Bool {
    var needed = event.condition.requirements
    if event.condition.lookBackMonths != nil { needed.insert(.date) }
    var isComplete = true
    for requirement in EligibilityCondition.Requirement.allCases where needed.contains(requirement) {
      let column = requirement.rawValue
      let text = sheet.text(row, column)
      let isThere = requirement == .date ? Day(text) != nil : !text.isEmpty
      if !isThere {
        findings.append(
          Finding(
            .eventIncomplete, at: sheet.location(row, column), found: text, details: [event.condition.code, column]))
        isComplete = false
      }
    }
    return isComplete
  }

  /// Whether the body that found the event is one that the condition names: others may propose (建议权), but bar nobody. A
  /// record that does not say who found it passes unless the condition requires it to say so.
  private func isCertified(
    _ event: Event, _ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]
  ) -> Bool {
    let departments = event.condition.departments
    let body = sheet.text(row, "department")
    if departments.isEmpty || body.isEmpty || departments.contains(body) { return true }
    findings.append(
      Finding(
        .eventNotCertified, at: sheet.location(row, "department"), found: body,
        details: [event.condition.code, departments.joined(separator: ", ")]))
    return false
  }

  private func isInWindow(
    _ event: Event, _ standard: ScoringStandard, _ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]
  ) -> Bool {
    guard let months = event.condition.lookBackMonths, let end = standard.assessmentDate.flatMap({ Day($0) }),
      let day = Day(event.date)
    else { return true }
    let start = end.before(months: months)
    if day >= start, day <= end { return true }
    findings.append(
      Finding(
        .eventOutsideWindow, at: sheet.location(row, "date"), found: event.date,
        details: [start.description, end.description]))
    return false
  }
}
