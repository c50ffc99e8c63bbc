/// Confidence sets for ranks without random numbers: every ordered pair tested by itself, the p-values adjusted together.
///
/// A second opinion beside `RankConfidenceSets`: wider, but free of simulation, and right for counts as well.
///
/// - SeeAlso: Klein, Wright and Wieczorek (2020), doi:10.1111/rssa.12521; Bazylik, Mogstad, Romano, Shaikh and Wilhelm (2021),
///   cemmap working paper 40/21.
public struct ExactRankBounds: Sendable {
  /// The ranks, best to worst, that each unit may have.
  public let bounds: [ClosedRange<Int>]

  /// The sets of all units at once, for estimates with normal errors, or Student errors by Satterthwaite.
  ///
  ///     p(j, k) = 1 − Φ((xⱼ − xₖ)/se(xⱼ − xₖ))
  ///
  /// - Parameters:
  ///   - level: the error allowed, 0.05 for a confidence of 0.95.
  ///   - adjustment: `.holm` or `.bonferroni`, which hold for the dependent tests of all pairs.
  /// - Complexity: O(n² log n).
  public init(_ ranked: RankedEstimates, level: Double = 0.05, adjustment: PValueAdjustment = .holm) {
    let count = ranked.count
    bounds = ExactRankBounds.simultaneous(count, level, adjustment) { j, k in
      ranked.upperTail(j, k)
    }
  }

  /// The sets for the categories of a multinomial sample, ranked by their shares.
  ///
  ///     p(j, k) = P(B ≥ xⱼ)      B binomial(xⱼ + xₖ, ½)
  ///
  /// - Parameters:
  ///   - counts: how often each category was chosen, at least 0.
  ///   - each: true for sets that hold one category at a time: then only the pairs with it are adjusted together.
  /// - Throws: `.emptySample`; `.invalidArgument` for a negative count or counts beyond 2³¹.
  public init(
    counts: [Int], level: Double = 0.05, adjustment: PValueAdjustment = .holm, each: Bool = false
  ) throws(StatisticsError) {
    guard !counts.isEmpty else { throw .emptySample }
    guard counts.allSatisfy({ $0 >= 0 && $0 < 1 << 31 }) else {
      throw .invalidArgument("counts lie between 0 and 2147483647")
    }
    let count = counts.count
    var p = Array(repeating: 1.0, count: count * count)
    for j in 0..<count {
      for k in 0..<count where j != k && counts[j] > 0 {
        let binomial = try BinomialDistribution(trials: counts[j] + counts[k], probability: 0.5)
        p[j * count + k] = binomial.upperTail(counts[j] - 1)
      }
    }
    guard each else {
      bounds = ExactRankBounds.simultaneous(count, level, adjustment) { p[$0 * count + $1] }
      return
    }
    bounds = (0..<count).map { own in
      let others = (0..<count).filter { $0 != own }
      let adjusted = adjustment.adjusted(others.map { p[own * count + $0] } + others.map { p[$0 * count + own] })
      let worse = adjusted.prefix(others.count).count { $0 <= level }
      let better = adjusted.suffix(others.count).count { $0 <= level }
      return (1 + better)...(count - worse)
    }
  }

  /// The categories or units that are certainly among the `best` best.
  public func certainSet(_ best: Int) -> [Int] { bounds.indices.filter { bounds[$0].upperBound <= best } }

  /// Those that are certainly not among them.
  public func excludedSet(_ best: Int) -> [Int] { bounds.indices.filter { bounds[$0].lowerBound > best } }

  private static func simultaneous(
    _ count: Int, _ level: Double, _ adjustment: PValueAdjustment, _ p: (Int, Int) -> Double
  ) -> [ClosedRange<Int>] {
    var pairs: [(Int, Int)] = []
    for j in 0..<count { for k in 0..<count where j != k { pairs.append((j, k)) } }
    let adjusted = adjustment.adjusted(pairs.map { p($0.0, $0.1) })
    var better = Array(repeating: 0, count: count)
    var worse = better
    for (pair, p) in zip(pairs, adjusted) where p <= level {
      better[pair.1] += 1
      worse[pair.0] += 1
    }
    return (0..<count).map { (1 + better[$0])...(count - worse[$0]) }
  }
}
