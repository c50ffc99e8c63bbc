public import Findings
public import Sheets

extension EvidenceBook {
  /// The columns that a table of measurements must have; `criterion`, `denominator`, `date`, `document` and `note` are read if
  /// they are there.
  public static let measureColumns = ["measure_id", "community_id", "indicator", "reviewer", "value"]

  /// Reads the material of rules R1–R5.
  ///
  /// | Rule | `criterion` | `value` | `denominator` |
  /// | --- | --- | --- | --- |
  /// | R1 | the criterion's code, or empty | 1 met, 0 not met; without a criterion the number met | |
  /// | R2 | the kind of event, or empty | events, empty for 1; 0 records that there was none | |
  /// | R3 | | the grade | |
  /// | R4 | | the rate in percent, or the numerator | the denominator |
  /// | R5 | | the spots that passed | the spots checked |
  ///
  /// The criterion `exempt` records an exemption where the rule allows it. A row that does not fit is left out with a finding.
  public mutating func readMeasures(_ sheet: CSVSheet, findings: inout [Finding]) {
    for row in sheet.rows {
      let code = sheet.text(row, "indicator")
      guard let unit = places[sheet.text(row, "community_id")] else {
        findings.append(
          Finding(
            .reviewOfUnknownCommunity, at: sheet.location(row, "community_id"),
            found: sheet.text(row, "community_id")))
        continue
      }
      guard let leaf = leafOf[code] else {
        findings.append(Finding(.unknownIndicator, at: sheet.location(row, "indicator"), found: code))
        continue
      }
      guard applies(leaf, to: unit) else {
        findings.append(
          Finding(
            .otherVariant, at: sheet.location(row, "indicator"), found: code, details: [code, units[unit].name]))
        continue
      }
      guard let evidence = measurement(sheet, row, leaf, &findings) else { continue }
      guard
        isAdmitted(
          rater: evidence.rater, unit: unit, date: evidence.date, at: sheet.location(row, "reviewer"),
          datePlace: sheet.location(row, "date"), &findings)
      else { continue }
      // Two events of one kind are two events; only the same record entered twice is a repetition.
      var (rater, criterion) = (evidence.rater, evidence.criterion)
      if case .deductions = rules[leaf].kind {
        rater = ""
        criterion = "#" + sheet.text(row, "measure_id")
      }
      enter(
        evidence, unit: unit, leaf: leaf, rater: number(rater), criterion: number(criterion),
        at: sheet.location(row, "measure_id"), found: sheet.text(row, "measure_id"), &findings)
    }
  }

  /// The row as evidence for its rule; nil after a finding.
  private func measurement(
    _ sheet: CSVSheet, _ row: CSVRow, _ leaf: Int, _ findings: inout [Finding]
  ) -> Evidence? {
    let (rule, code) = (rules[leaf], indicators[leaf].code)
    let text = sheet.text(row, "value")
    var evidence = Evidence(
      rater: sheet.text(row, "reviewer"), criterion: sheet.text(row, "criterion"), text: text, value: 0,
      document: sheet.text(row, "document"), date: sheet.text(row, "date"), file: sheet.file, row: row.number)
    func refuse(_ column: String, _ allowed: String) -> Evidence? {
      findings.append(
        Finding(
          .measurementUnusable, at: sheet.location(row, column), found: sheet.text(row, column),
          details: [code, allowed]))
      return nil
    }
    if evidence.criterion == LeafRule.exemption {
      if rule.allowsExemption { return evidence }
      return refuse("criterion", "exemption = full")
    }
    let number = Double(text).flatMap { $0.isFinite && abs($0) <= 1e12 ? $0 : nil }
    let whole = number.flatMap { $0 >= 0 && $0 == $0.rounded() ? $0 : nil }
    switch rule.kind {
    case .criteriaMet(let criteria):
      guard let whole else { return refuse("value", "0, 1 …") }
      if evidence.criterion.isEmpty {
        guard Int(whole) <= criteria.count, !criteria.hasOwnPoints else {
          return refuse("value", "≤ \(criteria.count)")
        }
      } else {
        guard criteria.criteria.contains(where: { $0.code == evidence.criterion }) else {
          return refuse("criterion", criteria.criteria.map(\.code).joined(separator: ", "))
        }
        guard whole <= 1 else { return refuse("value", "0, 1") }
      }
      evidence.value = whole
    case .deductions(let rule):
      let known = rule.criteria.contains { $0.code == evidence.criterion }
      guard known || (evidence.criterion.isEmpty && (rule.deduction > 0 || text == "0")) else {
        return refuse("criterion", rule.criteria.map(\.code).joined(separator: ", "))
      }
      guard let events = text.isEmpty ? 1 : whole else { return refuse("value", "0, 1, 2 …") }
      if rule.needsDocument, events > 0, evidence.document.isEmpty { return refuse("document", "document") }
      evidence.value = events
    case .grades(let shares):
      guard shares[text] != nil || (shares["*"] != nil && !text.isEmpty) else {
        return refuse("value", shares.keys.sorted().joined(separator: ", "))
      }
    case .targetRate:
      guard let number, number >= 0 else { return refuse("value", "≥ 0") }
      evidence.value = number
      let below = sheet.text(row, "denominator")
      if below.isEmpty { return evidence }
      guard let denominator = Double(below), denominator > 0, denominator <= 1e12 else {
        return refuse("denominator", "> 0")
      }
      evidence.denominator = denominator
    case .spotChecks(let rule):
      guard let checked = Double(sheet.text(row, "denominator")), checked >= Double(rule.spots ?? 1),
        checked == checked.rounded(), checked <= 1e9
      else { return refuse("denominator", "≥ \(rule.spots ?? 1)") }
      guard let whole, whole <= checked else { return refuse("value", "0 … \(Int(checked))") }
      evidence.value = whole
      evidence.denominator = checked
    case .directPoints, .surveyMean:
      findings.append(
        Finding(
          .otherRule, at: sheet.location(row, "indicator"), found: code,
          details: [code, indicators[leaf].rule?.rawValue ?? "", "reviews.csv"]))
      return nil
    }
    return evidence
  }
}
