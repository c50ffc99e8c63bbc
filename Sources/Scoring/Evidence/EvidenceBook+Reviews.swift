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
    let columns = ReviewColumns(sheet)
    reserve(sheet.rows.count)
    for row in sheet.rows {
      let community = sheet.text(row, columns.community)
      let unit = places[community]
      if unit == nil {
        findings.append(
          Finding(.reviewOfUnknownCommunity, at: sheet.location(row, columns.community), found: community))
      }
      let code = sheet.text(row, columns.indicator)
      guard let leaf = leafOf[code] else {
        findings.append(Finding(.unknownIndicator, at: sheet.location(row, columns.indicator), found: code))
        continue
      }
      let text = sheet.text(row, columns.score)
      guard let score = score(text, sheet, row, columns, leaf, rescales, &findings), let unit else { continue }
      guard applies(leaf, to: unit) else {
        findings.append(
          Finding(
            .otherVariant, at: sheet.location(row, columns.indicator), found: code, details: [code, units[unit].name]))
        continue
      }
      let (rater, date) = (sheet.text(row, columns.reviewer), sheet.text(row, columns.date))
      guard
        isAdmitted(
          rater: rater, unit: unit, date: date, at: sheet.location(row, columns.reviewer),
          datePlace: sheet.location(row, columns.date), &findings)
      else { continue }
      let evidence = Evidence(
        rater: rater, criterion: "", text: text, value: score, document: "", date: date, file: sheet.file,
        row: row.number)
      enter(
        evidence, unit: unit, leaf: leaf, rater: rater, criterion: "", at: sheet.location(row, columns.review),
        found: sheet.text(row, columns.review), &findings)
    }
  }

  /// The score of a review; nil after a finding if the leaf takes no direct points, or not these.
  private func score(
    _ text: String, _ sheet: CSVSheet, _ row: CSVRow, _ columns: ReviewColumns, _ leaf: Int,
    _ rescales: Bool, _ findings: inout [Finding]
  ) -> Double? {
    let indicator = indicators[leaf]
    guard case .directPoints(let step) = rules[leaf].kind else {
      findings.append(
        Finding(
          .otherRule, at: sheet.location(row, columns.indicator), found: indicator.code,
          details: [indicator.code, indicator.rule?.rawValue ?? "", "measures.csv"]))
      return nil
    }
    let most = sheet.text(row, columns.most)
    let maximum = Points(most)
    let isRescaled = rescales && maximum != indicator.points && (maximum?.thousandths ?? 0) > 0
    if maximum != indicator.points, !isRescaled {
      findings.append(
        Finding(
          .otherMaximum, at: sheet.location(row, columns.most), found: most,
          details: [indicator.code, indicator.points.description]))
    }
    let scale = isRescaled ? indicator.points.value / (maximum?.value ?? 1) : 1
    guard let score = Double(text).map({ $0 * scale }), score >= 0, score <= indicator.points.value else {
      findings.append(
        Finding(
          .reviewOutOfRange, at: sheet.location(row, columns.score), found: text,
          details: [indicator.points.description]))
      return nil
    }
    if let step, !isRescaled, abs(score / step - (score / step).rounded()) > 1e-9 {
      findings.append(
        Finding(
          .notInSteps, at: sheet.location(row, columns.score), found: text,
          details: [indicator.code, DecimalText.shortest(step)]))
      return nil
    }
    return score
  }

  /// The columns of a table of reviews.
  private struct ReviewColumns {
    let review: CSVColumn
    let reviewer: CSVColumn
    let community: CSVColumn
    let indicator: CSVColumn
    let score: CSVColumn
    let most: CSVColumn
    let date: CSVColumn

    init(_ sheet: CSVSheet) {
      review = sheet.column("review_id")
      reviewer = sheet.column("reviewer")
      community = sheet.column("community_id")
      indicator = sheet.column("indicator")
      score = sheet.column("score")
      most = sheet.column("max")
      date = sheet.column("date")
    }
  }
}
