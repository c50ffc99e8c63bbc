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
    reserve(sheet.rows.count)
    let communities = sheet.lookup("community_id") { places[$0] }
    let codes = sheet.lookup("indicator") { leafOf[$0] }
    let raters = sheet.lookup("reviewer") { number($0) }
    let marks = ReviewMarks(sheet)
    let (reviews, dates, noCriterion) = (sheet.column("review_id"), sheet.lookup("date") { _ in }, number(""))
    for (place, row) in sheet.rows.enumerated() {
      let unit = communities[place]
      if unit == nil {
        findings.append(
          Finding(
            .reviewOfUnknownCommunity, at: sheet.location(row, communities.column), found: communities.text(place)))
      }
      guard let leaf = codes[place] else {
        findings.append(
          Finding(.unknownIndicator, at: sheet.location(row, codes.column), found: codes.text(place)))
        continue
      }
      guard rules[leaf].takesDirectPoints else {
        let indicator = indicators[leaf]
        findings.append(
          Finding(
            .otherRule, at: sheet.location(row, codes.column), found: indicator.code,
            details: [indicator.code, indicator.rule?.rawValue ?? "", "measures.csv"]))
        continue
      }
      guard let score = score(marks, place, row, sheet, leaf, rescales, &findings), let unit else { continue }
      guard applies(leaf, to: unit) else {
        findings.append(
          Finding(
            .otherVariant, at: sheet.location(row, codes.column), found: codes.text(place),
            details: [codes.text(place), units[unit].name]))
        continue
      }
      let (rater, date) = (raters.text(place), dates.text(place))
      guard
        isAdmitted(
          rater: rater, unit: unit, date: date, at: sheet.location(row, raters.column),
          datePlace: sheet.location(row, dates.column), &findings)
      else { continue }
      let evidence = Evidence(
        rater: rater, criterion: "", text: marks.scores.text(place), value: score, document: "", date: date,
        file: sheet.file, row: row.number)
      enter(
        evidence, unit: unit, leaf: leaf, rater: raters[place], criterion: noCriterion,
        at: sheet.location(row, reviews), found: sheet.text(row, reviews), &findings)
    }
  }

  /// What the reviewers gave, out of how much.
  private struct ReviewMarks {
    let scores: CSVLookup<Double?>
    let maxima: CSVLookup<Points?>

    init(_ sheet: CSVSheet) {
      scores = sheet.lookup("score") { Double($0) }
      maxima = sheet.lookup("max") { Points($0) }
    }
  }

  /// The score of a review that gives direct points; nil after a finding if not these.
  private func score(
    _ marks: ReviewMarks, _ place: Int, _ row: CSVRow, _ sheet: CSVSheet, _ leaf: Int, _ rescales: Bool,
    _ findings: inout [Finding]
  ) -> Double? {
    let points = indicators[leaf].points
    let maximum = marks.maxima[place]
    let isRescaled = rescales && maximum != points && (maximum?.thousandths ?? 0) > 0
    if maximum != points, !isRescaled {
      findings.append(
        Finding(
          .otherMaximum, at: sheet.location(row, marks.maxima.column), found: marks.maxima.text(place),
          details: [indicators[leaf].code, points.description]))
    }
    let scale = isRescaled ? points.value / (maximum?.value ?? 1) : 1
    guard let score = marks.scores[place].map({ $0 * scale }), score >= 0, score <= points.value else {
      findings.append(
        Finding(
          .reviewOutOfRange, at: sheet.location(row, marks.scores.column), found: marks.scores.text(place),
          details: [points.description]))
      return nil
    }
    if let step = rules[leaf].directStep, !isRescaled, abs(score / step - (score / step).rounded()) > 1e-9 {
      findings.append(
        Finding(
          .notInSteps, at: sheet.location(row, marks.scores.column), found: marks.scores.text(place),
          details: [indicators[leaf].code, DecimalText.shortest(step)]))
      return nil
    }
    return score
  }
}
