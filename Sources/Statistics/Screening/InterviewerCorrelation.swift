/// The intraclass correlation of one item within interviewers (访问员内相关), ρ_int, by one-way analysis of variance.
///
///     ρ = (MSB − MSW)/(MSB + (n₀ − 1)MSW)      n₀ = (N − Σ nᵢ²/N)/(k − 1)
///
/// About 0.01 is usual in face-to-face surveys; it swells the variance of means by 1 + (n₀ − 1)ρ. Where interviewers worked in
/// different places the places speak in it too: compare with the permutations within place.
///
/// - SeeAlso: Kish (1962), doi:10.1080/01621459.1962.10482153; Groves (1989), Survey Errors and Survey Costs, ch. 8.
public struct InterviewerCorrelation: Sendable {
  /// ρ_int, at most 1; negative if interviewers differ less than chance would have it.
  public let correlation: Double
  /// MSB/MSW; infinite if answers do not vary within interviewers.
  public let f: Double
  /// P(F > f) with k − 1 and N − k degrees of freedom.
  public let p: Double
  /// n₀, the average number of interviews adjusted for unequal numbers.
  public let averageLoad: Double
  /// How many interviewers took part.
  public let interviewers: Int
  /// How many answers took part.
  public let answers: Int

  /// The variance of a mean relative to the same number of independent answers, 1 + (n₀ − 1)ρ.
  public var designEffect: Double { 1 + (averageLoad - 1) * correlation }

  /// - Parameters:
  ///   - values: the answers to one item; nil is missing and takes no part.
  ///   - interviewers: one label for each answer.
  /// - Throws: `.tooFew` with fewer than two interviewers or with one answer each; `.noVariance` if all answers agree.
  public init(_ values: [Double?], interviewers: [Int]) throws(StatisticsError) {
    precondition(values.count == interviewers.count, "one interviewer for each answer")
    var groups: [Int: (count: Double, sum: Double)] = [:]
    var (count, sum) = (0.0, 0.0)
    for (value, interviewer) in zip(values, interviewers) {
      guard let value else { continue }
      guard value.isFinite else { throw .notFinite("an answer") }
      groups[interviewer, default: (0, 0)].count += 1
      groups[interviewer, default: (0, 0)].sum += value
      count += 1
      sum += value
    }
    let k = Double(groups.count)
    guard k >= 2 else { throw .tooFew(what: "interviewers", needed: 2, found: groups.count) }
    guard count > k else {
      throw .tooFew(what: "answers for \(groups.count) interviewers", needed: groups.count + 1, found: Int(count))
    }
    let mean = sum / count
    var (between, within, total) = (0.0, 0.0, 0.0)
    for (value, interviewer) in zip(values, interviewers) {
      guard let value, let group = groups[interviewer] else { continue }
      let own = group.sum / group.count
      within += (value - own) * (value - own)
      total += (value - mean) * (value - mean)
    }
    guard total > 1e-24 * count * mean * mean, total > 0 else { throw .noVariance("all answers agree") }
    // In the order of the labels: a dictionary's own order changes from run to run, and with it the last bit of a sum.
    let ordered = groups.sorted { $0.key < $1.key }.map(\.value)
    for group in ordered {
      between += group.count * (group.sum / group.count - mean) * (group.sum / group.count - mean)
    }
    let squares = ordered.reduce(0) { $0 + $1.count * $1.count }
    averageLoad = (count - squares / count) / (k - 1)
    let (msb, msw) = (between / (k - 1), within / (count - k))
    correlation = (msb - msw) / (msb + (averageLoad - 1) * msw)
    f = msb / msw
    p = msw == 0 ? 0 : try FDistribution(d1: k - 1, d2: count - k).upperTail(msb / msw)
    self.interviewers = groups.count
    answers = Int(count)
  }

  /// How often chance gives as large a correlation when the interviewers' labels are dealt anew.
  ///
  /// - Parameters:
  ///   - strata: one label for each answer (the place); interviewers are dealt within it only.
  ///   - replications: at least 1.
  /// - Returns: the mean correlation under permutation, and the share of permutations that reach the observed one, (1 + r)/(1 + R).
  /// - Throws: as the initialiser.
  public static func baseRate(
    _ values: [Double?], interviewers: [Int], within strata: [Int]? = nil, replications: Int, seed: UInt64
  ) throws(StatisticsError) -> (expected: Double, p: Double) {
    guard replications >= 1 else { throw .invalidArgument("at least one replication is needed") }
    let observed = try InterviewerCorrelation(values, interviewers: interviewers).correlation
    // Only answered places are dealt, so that every interviewer keeps his number of answers.
    let answered = values.indices.filter { values[$0] != nil }
    let cells = AnswerTable.cells(answered.count, strata.map { strata in answered.map { strata[$0] } })
    let answers = answered.map { values[$0] }
    var stream = RandomStream(seed: seed)
    var (sum, reached) = (0.0, 0)
    for _ in 0..<replications {
      var labels = answered.map { interviewers[$0] }
      for cell in cells {
        var source = cell
        stream.shuffle(&source)
        for (place, from) in zip(cell, source) { labels[place] = interviewers[answered[from]] }
      }
      let correlation = try InterviewerCorrelation(answers, interviewers: labels).correlation
      sum += correlation
      if correlation >= observed - 1e-12 { reached += 1 }
    }
    return (sum / Double(replications), Double(reached + 1) / Double(replications + 1))
  }
}
