/// A total size over strata in proportion to their shares, at least one unit each where the total allows it.
///
/// With the numbers of units as shares (or with the sums of the measures, for selection proportional to a measure) all units
/// have nearly the same probability, relative to their measure.
public enum ProportionalSizes {
  /// - Parameters:
  ///   - shares: at least 0, one for each stratum.
  ///   - available: how many units each stratum can give.
  /// - Throws: `.invalidArgument` if the strata cannot give `total` units.
  public static func sizes(_ total: Int, shares: [Double], available: [Int]) throws(StatisticsError) -> [Int] {
    precondition(shares.count == available.count, "one share for each stratum")
    let open = available.count { $0 > 0 }
    var strata: [AllocationStratum] = []
    for most in available {
      strata.append(try AllocationStratum(population: most, minimum: total >= open ? min(1, most) : 0))
    }
    let problem = try AllocationProblem(strata, shares: shares, constraint: .size(total))
    return problem.rounded(try problem.bounded())
  }
}
