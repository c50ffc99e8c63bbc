/// The number of completed interviews (样本量) that a normal interval of a given half-width needs, and the number to draw.
///
///     proportion   n₀ = z² p(1−p) / d²     n = n₀D / (1 + (n₀D − 1)/N)
///     mean         n₀ = (z S / d)²         n = n₀D / (1 + n₀D/N)
///
/// in this order: design effect `D`, then the finite population correction with `N`, both unrounded, then one rounding up.
/// The number to draw divides the *unrounded* number by the response rate. Rounding up after every step, or applying the
/// design effect after the correction, gives other numbers (341 or 364 where this gives 340).
///
/// - SeeAlso: Cochran (1977), Sampling Techniques, 4.4–4.6; Lohr (2022), 2.6; Kish (1965), 8.2.
public struct SampleSize: Hashable, Sendable {
  /// What is to be estimated.
  public enum Quantity: Hashable, Sendable {
    /// A share, expected to be near this value, above 0 and below 1.
    case proportion(Double)
    /// A mean of values with this standard deviation, above 0.
    case mean(deviation: Double)
  }

  /// What is to be estimated.
  public var quantity: Quantity
  /// The interval whose half-width is planned.
  public enum Interval: String, Hashable, Sendable, CaseIterable {
    /// The normal one.
    case wald
    /// Wilson's, for a proportion.
    case wilson
  }

  /// The multiple of the standard error that the half-width is, such as 1.96.
  public var criticalValue: Double
  /// The number of people; nil if it is so large that it does not matter.
  public var population: Double?
  /// How many times the variance of a simple random sample of the same size; above 0.
  public var designEffect: Double

  /// A task; see the type for the formulas.
  ///
  /// - Throws: `.invalidArgument` if a share is not inside (0, 1), or another number is not finite and above 0.
  public init(
    _ quantity: Quantity, criticalValue: Double, population: Double? = nil, designEffect: Double = 1
  ) throws(StatisticsError) {
    switch quantity {
    case .proportion(let p):
      guard p > 0, p < 1 else { throw .invalidArgument("proportion \(p)") }
    case .mean(let deviation):
      guard deviation > 0, deviation.isFinite else { throw .invalidArgument("standard deviation \(deviation)") }
    }
    guard criticalValue > 0, criticalValue.isFinite else { throw .invalidArgument("critical value \(criticalValue)") }
    guard designEffect > 0, designEffect.isFinite else { throw .invalidArgument("design effect \(designEffect)") }
    if let population, !(population >= 1 && population.isFinite) {
      throw .invalidArgument("population \(population)")
    }
    self.quantity = quantity
    self.criticalValue = criticalValue
    self.population = population
    self.designEffect = designEffect
  }

  /// The design effect of clusters of `size` interviews with intraclass correlation `rho`: 1 + (m − 1)ρ.
  ///
  /// - Throws: `.invalidArgument` if the size is below 1, ρ outside [−1, 1], or the effect not above 0.
  public static func clusterEffect(size: Double, intraclass rho: Double) throws(StatisticsError) -> Double {
    guard size >= 1, size.isFinite else { throw .invalidArgument("cluster size \(size)") }
    let effect = 1 + (size - 1) * rho
    guard (-1...1).contains(rho), effect > 0 else { throw .invalidArgument("intraclass correlation \(rho)") }
    return effect
  }

  /// The numbers needed for the half-width `margin` when a share `responseRate` of those drawn answers.
  ///
  /// - Throws: `.invalidArgument` if the margin is not above 0, the rate not in (0, 1], or the number exceeds 10¹⁵.
  public func plan(
    margin: Double, responseRate: Double = 1, interval: Interval = .wald
  ) throws(StatisticsError) -> Plan {
    guard margin > 0, margin.isFinite else { throw .invalidArgument("margin \(margin)") }
    guard responseRate > 0, responseRate <= 1 else { throw .invalidArgument("response rate \(responseRate)") }
    let initial: Double
    switch quantity {
    case _ where interval == .wilson: initial = try wilsonSize(margin: margin)
    case .proportion(let p): initial = criticalValue * criticalValue * p * (1 - p) / (margin * margin)
    case .mean(let deviation):
      let ratio = criticalValue * deviation / margin
      initial = ratio * ratio
    }
    return try plan(initial: initial, responseRate: responseRate)
  }

  /// Design effect, finite population correction, one rounding: the steps after n₀.
  ///
  /// - Throws: `.invalidArgument` if the number exceeds 10¹⁵.
  func plan(initial: Double, responseRate: Double) throws(StatisticsError) -> Plan {
    let inflated = initial * designEffect
    var exact = inflated
    var simple = inflated
    if let population {
      simple = inflated / (1 + inflated / population)
      if case .proportion = quantity {
        exact = inflated / (1 + (inflated - 1) / population)
      } else {
        exact = simple
      }
    }
    guard inflated.isFinite, exact / responseRate < 1e15 else {
      throw .invalidArgument("more than 10^15 interviews")
    }
    return Plan(
      initial: initial, inflated: inflated, unrounded: exact, unroundedSimple: simple,
      completed: SampleSize.roundedUp(exact), toDraw: SampleSize.roundedUp(exact / responseRate))
  }

  /// The half-width that `completed` interviews reach: z √(D (1 − n/N) S²/n), with p(1−p)/(n−1) for S²/n of a proportion.
  ///
  /// - Throws: `.tooFew` below 1 interview (2 for a proportion), `.invalidArgument` above the population.
  public func margin(completed: Int) throws(StatisticsError) -> Double {
    let n = Double(completed)
    if let population, n > population { throw .invalidArgument("\(completed) interviews of \(population) people") }
    let correction = population.map { 1 - n / $0 } ?? 1
    let variance: Double
    switch quantity {
    case .proportion(let p):
      guard completed >= 2 else { throw .tooFew(what: "interviews", needed: 2, found: completed) }
      variance = p * (1 - p) / (n - 1)
    case .mean(let deviation):
      guard completed >= 1 else { throw .tooFew(what: "interviews", needed: 1, found: completed) }
      variance = deviation * deviation / n
    }
    return criticalValue * (designEffect * correction * variance).squareRoot()
  }

  /// Rounds up, unless the number is a whole one but for the last digits: 400.00000000000006 is 400.
  public static func roundedUp(_ value: Double) -> Int { max(1, Int((value - 1e-9).rounded(.up))) }

  /// What a half-width needs.
  public struct Plan: Hashable, Sendable {
    /// n₀, for simple random sampling from an unlimited population.
    public let initial: Double
    /// n₀ times the design effect.
    public let inflated: Double
    /// The number of completed interviews before rounding, with Cochran's finite population correction.
    public let unrounded: Double
    /// The same with the correction n/(1 + n/N) of other texts (Lohr), for comparison.
    public let unroundedSimple: Double
    /// Completed interviews.
    public let completed: Int
    /// People to draw, at the expected response rate; may exceed the population, which the caller must say.
    public let toDraw: Int
  }
}
