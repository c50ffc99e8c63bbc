public import Findings
public import Sheets

extension EvidenceBook {
  /// The columns that a table of direct points must have; `date` is read if it is there.
  public static let reviewColumns = [
    "review_id", "department", "reviewer", "community_id", "indicator", "score", "max",
  ]

  /// Reads direct points (rule R6).
  ///
  /// A review is left out, with a finding, if its unit is not in the register, its indicator not in the standard or not in
  /// the unit's variant, its score not within 0 and the points or not in the rule's steps, or its reviewer recused; of
  /// several by one reviewer for one indicator of one unit the rule says which counts.
  /// - Parameter rescales: whether scores out of other points than the standard's are turned into its points, as a comparison of
  ///   standards on one city's data needs; otherwise they are findings of severity error.
  public mutating func readReviews(_ sheet: CSVSheet, rescales: Bool = false, findings: inout [Finding]) {
    for row in sheet.rows {
      let unit = places[sheet.text(row, "community_id")]
      let leaf = leafOf[sheet.text(row, "indicator")]
      if unit == nil {
        findings.append(
          Finding(
            .reviewOfUnknownCommunity, at: sheet.location(row, "community_id"),
            found: sheet.text(row, "community_id")))
      }
      guard let leaf else {
        findings.append(
          Finding(.unknownIndicator, at: sheet.location(row, "indicator"), found: sheet.text(row, "indicator")))
        continue
      }
      let indicator = indicators[leaf]
      guard case .directPoints(let step) = rules[leaf].kind else {
        findings.append(
          Finding(
            .otherRule, at: sheet.location(row, "indicator"), found: indicator.code,
            details: [indicator.code, indicator.rule?.rawValue ?? "", "measures.csv"]))
        continue
      }
      let maximum = Points(sheet.text(row, "max"))
      let isRescaled = rescales && maximum != indicator.points && (maximum?.thousandths ?? 0) > 0
      if maximum != indicator.points, !isRescaled {
        findings.append(
          Finding(
            .otherMaximum, at: sheet.location(row, "max"), found: sheet.text(row, "max"),
            details: [indicator.code, indicator.points.description]))
      }
      let text = sheet.text(row, "score")
      let scale = isRescaled ? indicator.points.value / (maximum?.value ?? 1) : 1
      guard let score = Double(text).map({ $0 * scale }), score >= 0, score <= indicator.points.value else {
        findings.append(
          Finding(
            .reviewOutOfRange, at: sheet.location(row, "score"), found: text,
            details: [indicator.points.description]))
        continue
      }
      if let step, !isRescaled, abs(score / step - (score / step).rounded()) > 1e-9 {
        findings.append(
          Finding(
            .notInSteps, at: sheet.location(row, "score"), found: text,
            details: [indicator.code, DecimalText.shortest(step)]))
        continue
      }
      guard let unit else { continue }
      guard applies(leaf, to: unit) else {
        findings.append(
          Finding(
            .otherVariant, at: sheet.location(row, "indicator"), found: indicator.code,
            details: [indicator.code, units[unit].name]))
        continue
      }
      let (rater, date) = (sheet.text(row, "reviewer"), sheet.text(row, "date"))
      guard
        isAdmitted(
          rater: rater, unit: unit, date: date, at: sheet.location(row, "reviewer"),
          datePlace: sheet.location(row, "date"), &findings)
      else { continue }
      let evidence = Evidence(
        rater: rater, criterion: "", text: text, value: score, document: "", date: date, file: sheet.file,
        row: row.number)
      enter(
        evidence, unit: unit, leaf: leaf, key: Key(rater: rater, unit: unit, leaf: leaf, criterion: ""),
        at: sheet.location(row, "review_id"), found: sheet.text(row, "review_id"), &findings)
    }
  }
}
