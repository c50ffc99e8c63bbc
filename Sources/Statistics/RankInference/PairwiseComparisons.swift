/// One pair of units, compared with all other pairs in mind.
public struct PairwiseComparison: Sendable {
  /// The unit with the higher estimate; the earlier one if they tie.
  public let above: Int
  /// The unit with the lower estimate.
  public let below: Int
  /// The difference of their estimates, at least 0.
  public let difference: Double
  /// Its standard error.
  public let standardError: Double
  /// The difference over its standard error; infinite if it is certain and not 0.
  public let z: Double
  /// The two-sided p-value of this test alone.
  public let p: Double
  /// Adjusted by Holm over all pairs.
  public let holm: Double
  /// Adjusted by the distribution of the largest |z| over all pairs: (1 + draws that reach it)/(1 + draws).
  public let maxT: Double
}

extension RankedEstimates {
  /// All pairs of units, adjusted by Holm and by the largest standardised difference (max-t, single step), which uses the
  /// correlation of differences that share a unit and is the sharper one.
  ///
  /// - Throws: `.invalidArgument` if fewer than 100 replications are asked for or the covariance is not positive
  ///   semi-definite.
  /// - SeeAlso: Westfall and Young (1993), Resampling-Based Multiple Testing; Hothorn, Bretz and Westfall (2008),
  ///   doi:10.1002/bimj.200810425.
  public func pairwiseComparisons(replications: Int, seed: UInt64) throws(StatisticsError) -> [PairwiseComparison] {
    guard replications >= 100 else { throw .invalidArgument("at least 100 replications are needed") }
    var pairs: [(Int, Int)] = []
    for j in 0..<count {
      for k in (j + 1)..<max(j + 1, count) { pairs.append(estimates[j] >= estimates[k] ? (j, k) : (k, j)) }
    }
    let z = pairs.map { standardisedDifference($0.0, $0.1) }
    let p = pairs.map { twoSidedP($0.0, $0.1) }
    let holm = PValueAdjustment.holm.adjusted(p)
    let open = RankPairs(self)
    var maxima: [Double] = []
    if open.isOpen {
      var noise = try RankNoise(self, seed: seed)
      var scan = PairScan(self)
      maxima.reserveCapacity(replications)
      for _ in 0..<replications {
        noise.draw()
        scan.take(noise)
        maxima.append(scan.maximum(over: open))
      }
      maxima.sort()
    }
    return pairs.indices.map { index in
      // The first draw that reaches z, by bisection.
      var (low, high) = (0, maxima.count)
      while low < high {
        let middle = (low + high) / 2
        if maxima[middle] < z[index] { low = middle + 1 } else { high = middle }
      }
      let reached = z[index].isInfinite ? 0 : Double(maxima.count - low + 1) / Double(maxima.count + 1)
      return PairwiseComparison(
        above: pairs[index].0, below: pairs[index].1,
        difference: estimates[pairs[index].0] - estimates[pairs[index].1],
        standardError: differenceError(pairs[index].0, pairs[index].1), z: z[index], p: p[index], holm: holm[index],
        maxT: reached)
    }
  }
}
