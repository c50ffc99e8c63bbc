extension SimulatedBest {
  /// P(among the K best) by simulation for independent estimates of any sampling distributions: the check of
  /// `probabilitiesInBest`, which takes the same list.
  ///
  /// - Parameters:
  ///   - distributions: one for each unit; more is better.
  ///   - best: how many places there are, at least 0.
  ///   - replications: at least 1.
  ///   - seed: fixes the draws on every machine.
  ///   - stream: the stream of the seed, so that several lists of one seed are independent.
  /// - Returns: one probability for each unit; places left at a tie across the line are shared evenly.
  /// - Throws: `.invalidArgument` if `best` or `replications` is out of range.
  public static func probabilities(
    _ distributions: [SamplingDistribution], best: Int, replications: Int, seed: UInt64, stream: UInt64
  ) throws(StatisticsError) -> [Double] {
    guard best >= 0 else { throw .invalidArgument("the number of places is negative: \(best)") }
    guard replications >= 1 else { throw .invalidArgument("at least one replication is needed") }
    guard best > 0 else { return distributions.map { _ in 0 } }
    guard best < distributions.count else { return distributions.map { _ in 1 } }
    var random = RandomStream(seed: seed, stream: stream)
    var sums = [Double](repeating: 0, count: distributions.count)
    var values = distributions.map(\.estimate)
    for _ in 0..<replications {
      for (unit, distribution) in distributions.enumerated() where distribution.standardError > 0 {
        values[unit] =
          distribution.estimate
          + distribution.standardError * random.student(degreesOfFreedom: distribution.degreesOfFreedom)
      }
      var sorted = values
      let line = orderStatistic(&sorted, values.count - best)
      let above = values.count { $0 > line }
      let share = Double(best - above) / Double(values.count { $0 == line })
      for unit in values.indices where values[unit] >= line { sums[unit] += values[unit] > line ? 1 : share }
    }
    return sums.map { $0 / Double(replications) }
  }
}
