public import Findings
public import Sheets

/// The departments' half: reviews by indicator, judged row by row and averaged over their reviewers.
public struct DepartmentReviews: Hashable, Sendable {
  /// The departments' score of one community.
  public struct Score: Hashable, Sendable {
    /// 0–100: the points won over the points of the rated indicators; nil if none is rated.
    public var score: Double?
    /// The mean points of each indicator, in the order of `indicators`; nil where nobody has rated.
    public var means: [Double?]
  }

  /// The leaves of the departments' half.
  public let indicators: [Indicator]
  /// The score of each community, in the order of the roster.
  public let scores: [Score]
  /// The reviews that entered a score.
  public let used: Int

  /// The columns that a table of reviews must have.
  public static let columns = ["review_id", "department", "reviewer", "community_id", "indicator", "score", "max"]

  /// Judges and averages the reviews.
  ///
  /// A review is left out, with a finding, if its community is not in the roster, its indicator not in the standard, or its
  /// score not within 0 and the points; of several by one reviewer for one indicator of one community the first counts. An
  /// indicator's points are the mean over its reviewers (rule R6); the half is 100 × Σ means / Σ points of the rated ones.
  ///
  /// - Parameters:
  ///   - units: the roster's codes and their places.
  ///   - names: the communities' names, for findings.
  public init(
    _ sheet: CSVSheet, _ standard: ScoringStandard, units: [String: Int], names: [String], findings: inout [Finding]
  ) {
    let leaves = standard.departmentRoot.map { standard.leaves(of: $0) } ?? []
    let indexOf = Dictionary(leaves.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: leaves.count * names.count)
    var seen: [Key: Int] = [:]
    var used = 0
    for row in sheet.rows {
      let unit = units[sheet.text(row, "community_id")]
      let indicator = indexOf[sheet.text(row, "indicator")]
      if unit == nil {
        findings.append(
          Finding(
            .reviewOfUnknownCommunity, at: sheet.location(row, "community_id"), found: sheet.text(row, "community_id")))
      }
      guard let indicator else {
        findings.append(
          Finding(.unknownIndicator, at: sheet.location(row, "indicator"), found: sheet.text(row, "indicator")))
        continue
      }
      let points = leaves[indicator].points
      if Points(sheet.text(row, "max")) != points {
        findings.append(
          Finding(
            .otherMaximum, at: sheet.location(row, "max"), found: sheet.text(row, "max"),
            details: [leaves[indicator].code, points.description]))
      }
      let text = sheet.text(row, "score")
      guard let score = Double(text), score >= 0, score <= points.value else {
        findings.append(
          Finding(.reviewOutOfRange, at: sheet.location(row, "score"), found: text, details: [points.description]))
        continue
      }
      guard let unit else { continue }
      let key = Key(reviewer: sheet.text(row, "reviewer"), unit: unit, indicator: indicator)
      if let first = seen[key] {
        findings.append(
          Finding(
            .repeatedReview, at: sheet.location(row, "review_id"), found: sheet.text(row, "review_id"),
            details: [String(first)]))
        continue
      }
      seen[key] = row.number
      used += 1
      sums[unit * leaves.count + indicator].sum += score
      sums[unit * leaves.count + indicator].count += 1
    }
    indicators = leaves
    self.used = used
    scores = names.indices.map { unit in
      DepartmentReviews.score(sums[(unit * leaves.count)..<((unit + 1) * leaves.count)], leaves)
    }
    reportGaps(sheet, standard, names, &findings)
  }

  private struct Key: Hashable {
    var reviewer: String
    var unit: Int
    var indicator: Int
  }

  private static func score(_ sums: ArraySlice<(sum: Double, count: Int)>, _ leaves: [Indicator]) -> Score {
    let means = sums.map { $0.count > 0 ? $0.sum / Double($0.count) : nil }
    var won = 0.0
    var points = Points(thousandths: 0)
    for (mean, leaf) in zip(means, leaves) {
      guard let mean else { continue }
      won += mean
      points = points + leaf.points
    }
    return Score(score: points.thousandths > 0 ? 100 * won / points.value : nil, means: means)
  }

  /// Reports every indicator that nobody has rated, and communities without any review.
  private func reportGaps(
    _ sheet: CSVSheet, _ standard: ScoringStandard, _ names: [String], _ findings: inout [Finding]
  ) {
    let severity: Severity = standard.missingReviews == .block ? .error : .warning
    for (unit, score) in scores.enumerated() {
      if score.score == nil {
        findings.append(Finding(.noReviews, severity: severity, at: Location(file: sheet.file), details: [names[unit]]))
        continue
      }
      for (indicator, mean) in zip(indicators, score.means) where mean == nil {
        findings.append(
          Finding(
            .notReviewed, severity: severity, at: Location(file: sheet.file),
            details: [names[unit], indicator.code, indicator.rater]))
      }
    }
  }
}
