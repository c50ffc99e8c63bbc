import Statistics

/// What the submissions of one interviewer (访问员) look like beside those of the others.
package struct InterviewerScreen: Sendable {
  /// Last digits of one column, tested against those of the other interviewers.
  package struct Digits: Sendable {
    /// Which of the columns.
    package let column: Int
    /// Pearson's statistic of homogeneity.
    package let chiSquare: Double
    /// Its upper tail.
    package let p: Double
    /// The share of 0 and 5.
    package let heaped: Double
  }

  /// The interviewer.
  package let name: String
  /// How many submissions there are.
  package let submissions: Int
  /// The share whose match within the group reaches the limit; repetitions and straightlines do not count.
  package let matchShare: Double
  /// How far it lies above the others', in robust standard deviations; nil with fewer than three interviewers.
  package let matchScore: Double?
  /// The share of straightlines.
  package let straightlineShare: Double
  /// How far it lies above the others'.
  package let straightlineScore: Double?
  /// The median duration in seconds; nil without durations.
  package let medianDuration: Double?
  /// The interviewer's part in the sum of squares between interviewers of the mean answer; nil if there is none.
  package let correlationShare: Double?
  /// The last digits of the columns that were asked for.
  package let digits: [Digits]
  /// Whether the share of high matches stands out.
  package let standsOutByMatches: Bool
  /// What stands out.
  package let flags: Set<ScreeningFlag>

  /// All interviewers, by the score of their matches, the highest first, and the intraclass correlation of the mean answer.
  static func all(
    _ records: [SubmissionRecord], isAlike: [Bool], isStraight: [Bool], _ rules: ScreeningRules
  ) -> ([InterviewerScreen], ClusterCorrelation?) {
    var rows: [String: [Int]] = [:]
    for (row, record) in records.enumerated() {
      if let name = record.interviewer { rows[name, default: []].append(row) }
    }
    let names = rows.keys.sorted()
    let groups = names.map { rows[$0] ?? [] }
    func shares(_ marks: [Bool]) -> [Double] {
      groups.map { rows in Double(rows.count { marks[$0] }) / Double(rows.count) }
    }
    let counts = groups.map(\.count)
    let (alike, straight) = (shares(isAlike), shares(isStraight))
    let alikeScores = RobustScore.ofShares(alike, counts: counts)
    let straightScores = RobustScore.ofShares(straight, counts: counts)
    let (correlation, parts) = correlation(records, groups)
    let columns = records.first?.digits.count ?? 0
    let digits = (0..<columns).map { column in
      DigitTest(groups.map { rows in rows.compactMap { records[$0].digits[column] } })
    }
    let screens = names.indices.map { index -> InterviewerScreen in
      let own = digits.indices.compactMap { column in
        digits[column].result(index).map { Digits(column: column, chiSquare: $0.chiSquare, p: $0.p, heaped: $0.heaped) }
      }
      var flags: Set<ScreeningFlag> = []
      let byMatches = counts[index] >= 5 && alikeScores[index].map { $0 >= rules.outlier } ?? false
      let byLines = counts[index] >= 5 && straightScores[index].map { $0 >= rules.outlier } ?? false
      if byMatches || byLines { flags.insert(.interviewerOutlier) }
      let tests = Double(max(1, names.count * columns))
      if own.contains(where: { $0.p * tests < rules.significance }) { flags.insert(.digitPattern) }
      return InterviewerScreen(
        name: names[index], submissions: counts[index], matchShare: alike[index], matchScore: alikeScores[index],
        straightlineShare: straight[index], straightlineScore: straightScores[index],
        medianDuration: RobustScore.median(groups[index].compactMap { records[$0].duration.map(Double.init) }),
        correlationShare: parts?[index], digits: own, standsOutByMatches: byMatches, flags: flags)
    }
    let order = screens.indices.sorted { a, b in
      let (x, y) = (screens[a].matchScore ?? screens[a].matchShare, screens[b].matchScore ?? screens[b].matchShare)
      return x == y ? a < b : x > y
    }
    return (order.map { screens[$0] }, correlation)
  }

  /// ρ of the mean answer, and each interviewer's part in the sum of squares between them.
  private static func correlation(
    _ records: [SubmissionRecord], _ groups: [[Int]]
  ) -> (ClusterCorrelation?, [Double]?) {
    func mean(_ row: Int) -> Double? {
      let answers = records[row].answers.compactMap { $0 }
      return answers.isEmpty ? nil : answers.reduce(0, +) / Double(answers.count)
    }
    let means = groups.map { $0.compactMap(mean) }
    let values = means.joined().map { Optional($0) }
    let labels = means.indices.flatMap { index in means[index].map { _ in index } }
    guard let correlation = try? ClusterCorrelation(values, clusters: labels) else { return (nil, nil) }
    let centre = means.joined().reduce(0, +) / Double(values.count)
    let squares = means.map { own -> Double in
      guard !own.isEmpty else { return 0 }
      let difference = own.reduce(0, +) / Double(own.count) - centre
      return Double(own.count) * difference * difference
    }
    let total = squares.reduce(0, +)
    return (correlation, total > 0 ? squares.map { $0 / total } : nil)
  }
}

/// Pearson's test of one interviewer's last digits against those of all the others.
private struct DigitTest {
  private let counts: [[Double]]
  private let totals: [Double]

  init(_ digits: [[Int]]) {
    let counts = digits.map { digits in
      digits.reduce(into: Array(repeating: 0.0, count: 10)) { counts, digit in
        if (0...9).contains(digit) { counts[digit] += 1 }
      }
    }
    totals = (0..<10).map { digit in counts.reduce(0) { $0 + $1[digit] } }
    self.counts = counts
  }

  /// Nil with fewer than 50 digits, for which ten classes are too many, or without other interviewers.
  func result(_ index: Int) -> (chiSquare: Double, p: Double, heaped: Double)? {
    let own = counts[index]
    let (size, all) = (own.reduce(0, +), totals.reduce(0, +))
    guard size >= 50, all - size >= 50 else { return nil }
    var (statistic, classes) = (0.0, 0)
    for digit in 0..<10 where totals[digit] > 0 {
      classes += 1
      for (observed, part) in [(own[digit], size), (totals[digit] - own[digit], all - size)] {
        let expected = totals[digit] * part / all
        statistic += (observed - expected) * (observed - expected) / expected
      }
    }
    guard classes > 1, let distribution = try? ChiSquareDistribution(degreesOfFreedom: Double(classes - 1)) else {
      return nil
    }
    return (statistic, distribution.upperTail(statistic), (own[0] + own[5]) / size)
  }
}
