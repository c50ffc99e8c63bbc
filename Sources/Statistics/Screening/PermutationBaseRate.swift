/// How often chance alone gives a striking row: the base rate of a screening statistic for this questionnaire and these
/// people.
///
/// Every item's answers are dealt anew to the respondents, again and again; the items keep their distributions, so popular
/// answers still coincide. Real people agree more than that, because answers hang together: an observed share above the
/// base rate says that something ties rows together, not what.
///
/// - SeeAlso: Simmons, Mercer, Schwarzer and Kennedy (2016), doi:10.3233/SJI-160990; Good (2005), Permutation, Parametric and
///   Bootstrap Tests of Hypotheses.
public struct PermutationBaseRate: Hashable, Sendable {
  /// The share of rows, among those that have a value, at which the statistic is striking.
  public let observed: Double
  /// The mean of this share over the permutations.
  public let expected: Double
  /// The standard deviation of this share over the permutations; nil with one.
  public let spread: Double?
  /// (1 + permutations with at least the observed share)/(1 + permutations).
  public let p: Double
  /// How many permutations were made.
  public let replications: Int
  /// The seed, by `RandomStream`, stream 0.
  public let seed: UInt64

  /// The Monte Carlo standard error of `expected`; nil with one permutation.
  public var monteCarloError: Double? { spread.map { $0 / Double(replications).squareRoot() } }

  /// - Parameters:
  ///   - table: the answers.
  ///   - strata: one label for each row (place, interviewer); answers are dealt within a label only.
  ///   - replications: at least 1.
  ///   - seed: fixes the permutations on every machine.
  ///   - striking: for each row whether it stands out; nil if the statistic has no value there.
  /// - Throws: `.invalidArgument` without a replication; `.emptySample` if no row has a value; what `striking` throws.
  public init(
    _ table: AnswerTable, within strata: [Int]? = nil, replications: Int, seed: UInt64,
    striking: (AnswerTable) throws(StatisticsError) -> [Bool?]
  ) throws(StatisticsError) {
    guard replications >= 1 else { throw .invalidArgument("at least one replication is needed") }
    let observed = try PermutationBaseRate.share(striking(table))
    var stream = RandomStream(seed: seed)
    var (total, sum, squares, reached) = (0.0, 0.0, 0.0, 0)
    for _ in 0..<replications {
      let permuted = table.permuted(within: strata, by: &stream)
      let share = try PermutationBaseRate.share(striking(permuted))
      total += share
      // Differences to the observed share keep the squares small.
      sum += share - observed
      squares += (share - observed) * (share - observed)
      if share >= observed - 1e-12 { reached += 1 }
    }
    let count = Double(replications)
    self.observed = observed
    expected = total / count
    spread = replications > 1 ? (max(0, squares - sum * sum / count) / (count - 1)).squareRoot() : nil
    p = Double(reached + 1) / Double(replications + 1)
    self.replications = replications
    self.seed = seed
  }

  private static func share(_ striking: [Bool?]) throws(StatisticsError) -> Double {
    let known = striking.compactMap { $0 }
    guard !known.isEmpty else { throw .emptySample }
    return Double(known.count { $0 }) / Double(known.count)
  }
}
