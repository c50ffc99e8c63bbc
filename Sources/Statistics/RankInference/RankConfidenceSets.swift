/// Confidence sets for the ranks (排名置信集) of all units: each alone (marginal) and all together (simultaneous).
///
/// Every ordered pair is a hypothesis "j is not above k", tested by the standardised difference. Those that are rejected
/// place j above k for certain; a unit's best rank is then 1 + the number of units certainly above it, its worst n less the
/// number certainly below. The critical value is a quantile of the largest standardised difference of the errors, by
/// simulation: over all pairs for simultaneous sets, over the unit's own pairs for its marginal set. Stepdown repeats the test
/// with the critical value of the pairs not yet rejected, until nothing more is rejected; it never widens a set.
///
/// The same draws serve every step and both kinds, so a marginal set always lies within the simultaneous one.
///
/// - SeeAlso: Mogstad, Romano, Shaikh and Wilhelm (2024), doi:10.1093/restud/rdad006; Romano and Wolf (2005),
///   doi:10.1198/016214504000000539.
public struct RankConfidenceSets: Sendable {
  /// The ranks, best to worst, that one unit may have.
  public typealias Bounds = ClosedRange<Int>

  /// For each unit the set that covers its own true rank with probability `level`.
  public let marginal: [Bounds]
  /// The sets that cover all true ranks at once with probability `level`.
  public let simultaneous: [Bounds]
  /// The critical value of the first step over all pairs, in standard errors.
  public let criticalValue: Double
  /// The critical value of the last step over all pairs.
  public let lastCriticalValue: Double
  /// The first step's critical value for each unit's own pairs.
  public let marginalCriticalValues: [Double]
  /// The probability of coverage asked for.
  public let level: Double
  /// Whether stepdown was used.
  public let stepdown: Bool
  /// How many joint errors were drawn.
  public let replications: Int
  /// The seed of the draws, by `RandomStream`, stream 0.
  public let seed: UInt64

  /// The units that may be among the `best` best (K-best set): with probability `level` all that truly are, are in it.
  ///
  /// The projection of the simultaneous lower bounds: those whose best rank is at most `best`.
  public func bestSet(_ best: Int) -> [Int] { simultaneous.indices.filter { simultaneous[$0].lowerBound <= best } }

  /// The units that are certainly among the `best` best: those whose worst rank is at most `best`.
  public func certainSet(_ best: Int) -> [Int] { simultaneous.indices.filter { simultaneous[$0].upperBound <= best } }

  /// The standard error of the coverage because the critical value is simulated: √(level(1 − level)/replications).
  public var coverageError: Double { (level * (1 - level) / Double(replications)).squareRoot() }

  /// How many draws are made unless told: four million numbers in all, but between 10,000 and 100,000 draws.
  public static func usualReplications(units: Int) -> Int {
    min(100_000, max(10_000, 4_000_000 / max(1, units) / 1000 * 1000))
  }

  /// - Parameters:
  ///   - ranked: the estimates with their errors.
  ///   - level: the probability of coverage, above 0 and below 1.
  ///   - stepdown: whether to repeat the test on the pairs that are left.
  ///   - replications: how many joint errors to draw, at least 100.
  ///   - seed: fixes the draws on every machine.
  /// - Throws: `.invalidArgument` if `level` or `replications` is out of range or the covariance is not positive
  ///   semi-definite.
  /// - Complexity: O(replications · n²) at worst; for independent errors of similar size O(replications · n), because a
  ///   standardised difference is at most √(zⱼ² + zₖ²). Correlated errors cost O(replications · n²) to draw, once.
  public init(
    _ ranked: RankedEstimates, level: Double = 0.95, stepdown: Bool = true, replications: Int, seed: UInt64
  ) throws(StatisticsError) {
    guard level > 0, level < 1 else { throw .invalidArgument("the level lies between 0 and 1, not \(level)") }
    guard replications >= 100 else { throw .invalidArgument("at least 100 replications are needed") }
    var all = RankPairs(ranked)
    var own = OwnRankPairs(ranked)
    // The ⌈level·(R + 1)⌉-th smallest: the quantile whose coverage is exact on average over the draws.
    let position = min(replications, Int((level * Double(replications + 1)).rounded(.up))) - 1
    var (first, last) = (0.0, 0.0)
    var ownFirst = Array(repeating: 0.0, count: ranked.count)
    var step = 0
    // Correlated errors are dear to draw: every step uses the same ones, kept; independent ones are drawn again.
    let kept = try ranked.covariance == nil ? nil : RankNoise.draws(ranked, seed: seed, count: replications)
    while all.isOpen || own.isOpen {
      var noise = try kept == nil ? RankNoise(ranked, seed: seed) : nil
      var maxima = Array(repeating: 0.0, count: all.isOpen ? replications : 0)
      let open = own.open
      var ownMaxima = Array(repeating: 0.0, count: open.count * replications)
      var scan = PairScan(ranked)
      for replication in 0..<replications {
        if let kept {
          scan.take(kept[(replication * ranked.count)..<((replication + 1) * ranked.count)])
        } else if noise != nil {
          noise?.draw()
          noise.map { scan.take($0) }
        }
        if all.isOpen { maxima[replication] = scan.maximum(over: all) }
        for (place, unit) in open.enumerated() {
          ownMaxima[place * replications + replication] = scan.maximum(of: unit, over: own)
        }
      }
      if all.isOpen {
        last = orderStatistic(&maxima, position)
        if step == 0 { first = last }
        all.reject(beyond: last, continuing: stepdown)
      }
      for (place, unit) in open.enumerated() {
        var maxima = Array(ownMaxima[(place * replications)..<((place + 1) * replications)])
        let value = orderStatistic(&maxima, position)
        if step == 0 { ownFirst[unit] = value }
        own.reject(unit, beyond: value, continuing: stepdown)
      }
      step += 1
    }
    simultaneous = all.bounds
    marginal = own.bounds
    criticalValue = first
    lastCriticalValue = last
    marginalCriticalValues = ownFirst
    self.level = level
    self.stepdown = stepdown
    self.replications = replications
    self.seed = seed
  }
}
