/// The intraclass correlation of one variable within clusters (群内相关系数) of any sizes — places, interviewers, raters — by
/// one-way analysis of variance.
///
///     ρ = (MSB − MSW)/(MSB + (n₀ − 1)MSW)      n₀ = (N − Σ nᵢ²/N)/(k − 1)
///
/// It swells the variance of means by 1 + (n₀ − 1)ρ; for interviewers in face-to-face surveys about 0.01 is usual. Where
/// interviewers worked in different places the places speak in it too: compare with the permutations within place. The weights
/// of a sample take no part.
///
/// - SeeAlso: Donner and Koval (1980), doi:10.2307/2530489; Kish (1962), doi:10.1080/01621459.1962.10482153; Groves (1989),
///   Survey Errors and Survey Costs, ch. 8; Searle (1971), Linear Models, 9.9, for the interval.
public struct ClusterCorrelation: Sendable {
  /// ρ, at most 1; negative if clusters differ less than chance would have it.
  public let correlation: Double
  /// MSB/MSW; infinite if answers do not vary within clusters.
  public let f: Double
  /// P(F > f) with k − 1 and N − k degrees of freedom.
  public let p: Double
  /// MSB, the mean square between clusters.
  public let meanSquareBetween: Double
  /// MSW, the mean square within clusters.
  public let meanSquareWithin: Double
  /// n₀, the average size of a cluster adjusted for unequal sizes.
  public let averageSize: Double
  /// How many clusters took part.
  public let clusters: Int
  /// How many answers took part.
  public let answers: Int

  /// The variance of a mean relative to the same number of independent answers, 1 + (n₀ − 1)ρ.
  public var designEffect: Double { 1 + (averageSize - 1) * correlation }

  /// The interval of ρ from that of MSB/MSW; exact for clusters of equal size, approximate with n₀ for others. Nil if answers do
  /// not vary within clusters.
  ///
  /// - Throws: `.invalidArgument` unless `confidence` lies between 0 and 1.
  public func interval(confidence: Double) throws(StatisticsError) -> (lower: Double, upper: Double)? {
    guard confidence > 0, confidence < 1 else { throw .invalidArgument("confidence \(confidence)") }
    guard f.isFinite else { return nil }
    let distribution = try FDistribution(d1: Double(clusters - 1), d2: Double(answers - clusters))
    func correlation(_ ratio: Double) -> Double { (ratio - 1) / (ratio + averageSize - 1) }
    return (
      correlation(f / distribution.quantile(0.5 + confidence / 2)),
      correlation(f / distribution.quantile(0.5 - confidence / 2))
    )
  }

  /// - Parameters:
  ///   - values: the answers to one item; nil is missing and takes no part.
  ///   - clusters: one label for each answer.
  /// - Throws: `.tooFew` with fewer than two clusters or with one answer each; `.noVariance` if all answers agree.
  public init(_ values: [Double?], clusters: [Int]) throws(StatisticsError) {
    precondition(values.count == clusters.count, "one cluster for each answer")
    var groups: [Int: (count: Double, sum: Double)] = [:]
    var (count, sum) = (0.0, 0.0)
    for (value, cluster) in zip(values, clusters) {
      guard let value else { continue }
      guard value.isFinite else { throw .notFinite("an answer") }
      groups[cluster, default: (0, 0)].count += 1
      groups[cluster, default: (0, 0)].sum += value
      count += 1
      sum += value
    }
    let k = Double(groups.count)
    guard k >= 2 else { throw .tooFew(what: "clusters", needed: 2, found: groups.count) }
    guard count > k else {
      throw .tooFew(what: "answers for \(groups.count) clusters", needed: groups.count + 1, found: Int(count))
    }
    let mean = sum / count
    var (between, within, total) = (0.0, 0.0, 0.0)
    for (value, cluster) in zip(values, clusters) {
      guard let value, let group = groups[cluster] else { continue }
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
    averageSize = (count - squares / count) / (k - 1)
    let (msb, msw) = (between / (k - 1), within / (count - k))
    correlation = (msb - msw) / (msb + (averageSize - 1) * msw)
    meanSquareBetween = msb
    meanSquareWithin = msw
    f = msb / msw
    p = msw == 0 ? 0 : try FDistribution(d1: k - 1, d2: count - k).upperTail(msb / msw)
    self.clusters = groups.count
    answers = Int(count)
  }

  /// How often chance gives as large a correlation when the labels are dealt anew.
  ///
  /// - Parameters:
  ///   - strata: one label for each answer (the place); labels are dealt within it only.
  ///   - replications: at least 1.
  /// - Returns: the mean correlation under permutation, and the share of permutations that reach the observed one, (1 + r)/(1 + R).
  /// - Throws: as the initialiser.
  public static func baseRate(
    _ values: [Double?], clusters: [Int], within strata: [Int]? = nil, replications: Int, seed: UInt64
  ) throws(StatisticsError) -> (expected: Double, p: Double) {
    guard replications >= 1 else { throw .invalidArgument("at least one replication is needed") }
    let observed = try ClusterCorrelation(values, clusters: clusters).correlation
    // Only answered places are dealt, so that every cluster keeps its number of answers.
    let answered = values.indices.filter { values[$0] != nil }
    let cells = AnswerTable.cells(answered.count, strata.map { strata in answered.map { strata[$0] } })
    let answers = answered.map { values[$0] }
    var stream = RandomStream(seed: seed)
    var (sum, reached) = (0.0, 0)
    for _ in 0..<replications {
      var labels = answered.map { clusters[$0] }
      for cell in cells {
        var source = cell
        stream.shuffle(&source)
        for (place, from) in zip(cell, source) { labels[place] = clusters[answered[from]] }
      }
      let correlation = try ClusterCorrelation(answers, clusters: labels).correlation
      sum += correlation
      if correlation >= observed - 1e-12 { reached += 1 }
    }
    return (sum / Double(replications), Double(reached + 1) / Double(replications + 1))
  }
}
