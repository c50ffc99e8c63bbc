/// A sample shared among strata: the real-valued solution inside its bounds, and whole numbers beside it.
///
/// The bounded solution is x_h = λ a_h, cut to [minimum, maximum], with the one λ that meets the constraint (a total size, a
/// budget or a target coefficient of variation). It equals what one gets by fixing the strata that break a bound, those on
/// the side with the larger excess first, and sharing the rest again until none does.
///
/// - SeeAlso: Cochran (1977), 5.5–5.9; Stenger and Gabler (2005) for the bounds.
public struct Allocation: Hashable, Sendable {
  /// What the allocation must meet.
  public enum Constraint: Hashable, Sendable {
    /// The whole sample.
    case size(Int)
    /// The sum of cost × size.
    case budget(Double)
    /// The coefficient of variation of the stratified mean.
    case targetVariation(Double)
  }

  /// The shares times their common factor, before any bound.
  public let unbounded: [Double]
  /// The solution inside the bounds, before rounding.
  public let bounded: [Double]
  /// Whole numbers, inside the bounds, that meet the constraint.
  public let sizes: [Int]

  /// Shares a sample among `strata`.
  ///
  /// A total size is met exactly: floor, then the largest remainders, ties to the first stratum. A budget is never exceeded;
  /// a target variation is reached with the fewest units added to the floors in the order of their remainders.
  ///
  /// - Throws: `.emptySample` without strata; `.invalidArgument` if the constraint cannot be met inside the bounds, or a
  ///   stratum lacks what the method needs.
  public init(
    _ strata: [AllocationStratum], method: AllocationMethod, constraint: Constraint
  ) throws(StatisticsError) {
    guard !strata.isEmpty else { throw .emptySample }
    let problem = try AllocationProblem(strata, shares: try method.shares(strata), constraint: constraint)
    unbounded = try problem.unbounded()
    bounded = try problem.bounded()
    sizes = problem.rounded(bounded)
  }

  /// The exact whole-number optimum (Wright 2012, 2017): each stratum starts with its minimum, at least 1, and the next unit
  /// goes where N_h S_h / √(n_h (n_h + 1)) is largest, ties to the first stratum, until the size is met or the target reached.
  ///
  /// - Throws: as the other initialiser; a budget is refused, because the greedy rule is exact for equal costs only.
  public init(exact strata: [AllocationStratum], constraint: Constraint) throws(StatisticsError) {
    guard !strata.isEmpty else { throw .emptySample }
    if case .budget = constraint { throw .invalidArgument("the exact optimum takes a size, no budget") }
    let started = try WrightAllocation.starting(strata)
    let problem = try AllocationProblem(
      started, shares: try AllocationMethod.neyman.shares(strata), constraint: constraint)
    unbounded = try problem.unbounded()
    bounded = try problem.bounded()
    sizes = try WrightAllocation.sizes(started, constraint: constraint)
  }

  /// The variance of the stratified mean, Σ (N_h/N)² S_h² (1/n_h − 1/N_h); nil if a stratum with spread gets nothing or a
  /// deviation is unknown.
  public static func varianceOfMean(_ strata: [AllocationStratum], sizes: [Double]) -> Double? {
    let total = strata.reduce(0.0) { $0 + Double($1.population) }
    guard total > 0 else { return nil }
    var sum = 0.0
    for (stratum, size) in zip(strata, sizes) {
      guard let deviation = stratum.deviation else { return nil }
      let population = Double(stratum.population)
      guard population > 0, deviation > 0 else { continue }
      guard size > 0 else { return nil }
      let spread = population / total * deviation
      sum += spread * spread * (1 / size - 1 / population)
    }
    return sum
  }

  /// The mean of the population, Σ N_h x̄_h / N; nil if a mean is unknown or nobody is there.
  public static func mean(_ strata: [AllocationStratum]) -> Double? {
    var sum = 0.0
    var total = 0.0
    for stratum in strata {
      guard let mean = stratum.mean else { return nil }
      sum += Double(stratum.population) * mean
      total += Double(stratum.population)
    }
    return total > 0 ? sum / total : nil
  }
}
