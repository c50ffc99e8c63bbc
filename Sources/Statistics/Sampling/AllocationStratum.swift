/// What an allocation must know of one stratum (层).
public struct AllocationStratum: Hashable, Sendable {
  /// Units in the population; the sample never takes more.
  public var population: Int
  /// Standard deviation of the study variable (divisor N − 1); for Neyman, optimal, power and exact allocation.
  public var deviation: Double?
  /// Mean of the study variable; for power allocation and a target coefficient of variation.
  public var mean: Double?
  /// Cost of one interview; 1 if costs are equal.
  public var cost: Double
  /// The smallest sample allowed.
  public var minimum: Int
  /// The largest sample allowed, at most the population.
  public var maximum: Int

  /// A stratum; `maximum` is cut to the population.
  ///
  /// - Throws: `.invalidArgument` if a number is negative or not finite, the cost is not above 0, or no size is allowed.
  public init(
    population: Int, deviation: Double? = nil, mean: Double? = nil, cost: Double = 1, minimum: Int = 0,
    maximum: Int? = nil
  ) throws(StatisticsError) {
    guard population >= 0 else { throw .invalidArgument("population \(population)") }
    if let deviation, !(deviation >= 0 && deviation.isFinite) { throw .invalidArgument("deviation \(deviation)") }
    if let mean, !mean.isFinite { throw .invalidArgument("mean \(mean)") }
    guard cost > 0, cost.isFinite else { throw .invalidArgument("cost \(cost)") }
    let most = min(maximum ?? population, population)
    guard minimum >= 0, minimum <= most else {
      throw .invalidArgument("minimum \(minimum) above maximum \(most)")
    }
    self.population = population
    self.deviation = deviation
    self.mean = mean
    self.cost = cost
    self.minimum = minimum
    self.maximum = most
  }
}
