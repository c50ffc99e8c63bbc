import Findings
public import Sheets

extension RegisterTrial {
  /// The columns that a table of changes must have; those of what stands afterwards are read if they are there.
  public static let lineageColumns = ["event", "change", "effective", "document"]
  /// The columns of what stands afterwards. What a row leaves blank stays as it was.
  public static let resultColumns = [
    "community_id", "name", "street", "town", "district_code", "district", "kind", "area_class", "households", "filing",
  ]

  /// Enters the changes of a table in their order. Rows with the same `event` are one change: a merger has a row for each community
  /// before, a split one for each afterwards. `before` and `continues` name communities by id, or by the code that they had on the day.
  public mutating func take(lineage sheet: CSVSheet) {
    rows += sheet.rows.count
    var order: [String] = []
    var groups: [String: [CSVRow]] = [:]
    for row in sheet.rows {
      let event = sheet.text(row, "event")
      if event.isEmpty {
        note([Finding(.valueMissing, at: sheet.location(row, "event"), details: ["event"])])
        continue
      }
      if groups[event] == nil { order.append(event) }
      groups[event, default: []].append(row)
    }
    for event in order { if let change = change(sheet, groups[event] ?? []) { enter(change.0, at: change.1) } }
  }

  private mutating func change(_ sheet: CSVSheet, _ rows: [CSVRow]) -> (RegisterChange, Location)? {
    /// The first row's text of a column that is the same for the whole event, with its place.
    func common(_ column: String) -> (text: String, place: Location) {
      let row = rows.first { !sheet.text($0, column).isEmpty } ?? rows[0]
      return (sheet.text(row, column), sheet.location(row, column))
    }
    let (word, day) = (common("change"), common("effective"))
    guard let kind = RegisterChange.Kind(written: word.text) else {
      let found = Finding(.valueUnknown, found: word.text, details: ["change", RegisterChange.Kind.spellings])
      note([found], at: word.place)
      return nil
    }
    guard let effective = CalendarDay(day.text) else {
      note([Finding(.noSuchDay, found: day.text)], at: day.place)
      return nil
    }
    let faults = findings.count
    var before: [CommunityID] = []
    for row in rows {
      for text in sheet.text(row, "before").split(whereSeparator: { " ,;、，；\n".contains($0) }) {
        if let id = community(String(text), on: effective, at: sheet.location(row, "before")), !before.contains(id) {
          before.append(id)
        }
      }
    }
    let continues = common("continues")
    let heir = continues.text.isEmpty ? nil : community(continues.text, on: effective, at: continues.place)
    let old = (heir ?? before.first).flatMap { register.periods[$0]?.last?.attributes }
    var results: [CommunityAttributes] = []
    for row in rows where hasResult(sheet, row) {
      var found: [Finding] = []
      if let result = CommunityRegister.attributes(sheet, row, over: old, findings: &found) { results.append(result) }
      note(found)
    }
    // A filing says all by itself.
    if results.isEmpty, kind == .filed, var filed = old {
      filed.filing = .filed
      results = [filed]
    }
    guard !findings[faults...].contains(where: { $0.severity == .error }) else { return nil }
    let change = RegisterChange(
      kind, effective: effective, document: common("document").text, communities: before, results: results,
      continues: heir)
    return (change, word.place)
  }

  private func hasResult(_ sheet: CSVSheet, _ row: CSVRow) -> Bool {
    RegisterTrial.resultColumns.contains { !sheet.text(row, $0).isEmpty }
  }
}
