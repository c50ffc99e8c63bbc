/// P(among the K best) by simulation: for correlated estimates, and as the check of `probabilitiesInBest`.
///
/// The K best of every drawn list of values count; at a tie across the line the places left are shared evenly.
public struct SimulatedBest: Sendable {
  /// One probability for each unit; their sum is K.
  public let probabilities: [Double]
  /// The Monte Carlo standard error of each: √(p(1 − p)/replications).
  public let monteCarloErrors: [Double]
  /// How many lists of values were drawn.
  public let replications: Int
  /// The seed of the draws, by `RandomStream`, stream 0.
  public let seed: UInt64

  /// - Parameters:
  ///   - ranked: the estimates with their errors; more is better.
  ///   - best: how many places there are, at least 0.
  ///   - replications: at least 1.
  ///   - seed: fixes the draws on every machine.
  /// - Throws: `.invalidArgument` if `best` or `replications` is out of range or the covariance is not positive
  ///   semi-definite.
  /// - Complexity: O(replications · n) for independent estimates, O(replications · n²) with a covariance.
  public init(_ ranked: RankedEstimates, best: Int, replications: Int, seed: UInt64) throws(StatisticsError) {
    guard best >= 0 else { throw .invalidArgument("the number of places is negative: \(best)") }
    guard replications >= 1 else { throw .invalidArgument("at least one replication is needed") }
    var noise = try RankNoise(ranked, seed: seed)
    var sums = Array(repeating: best >= ranked.count ? Double(replications) : 0, count: ranked.count)
    if best > 0 && best < ranked.count {
      var values = ranked.estimates
      for _ in 0..<replications {
        noise.draw()
        for unit in values.indices { values[unit] = ranked.estimates[unit] + noise.errors[unit] }
        var sorted = values
        let line = orderStatistic(&sorted, ranked.count - best)
        var (above, tied) = (0, 0)
        for value in values {
          if value > line { above += 1 }
          if value == line { tied += 1 }
        }
        let share = Double(best - above) / Double(tied)
        for unit in values.indices {
          if values[unit] > line { sums[unit] += 1 } else if values[unit] == line { sums[unit] += share }
        }
      }
    }
    probabilities = sums.map { $0 / Double(replications) }
    monteCarloErrors = probabilities.map { max(0, $0 * (1 - $0) / Double(replications)).squareRoot() }
    self.replications = replications
    self.seed = seed
  }
}
