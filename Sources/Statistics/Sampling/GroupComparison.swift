import Foundation

/// The size of two independent samples that are to be told apart (两组比较的样本量), its power, and the smallest difference seen.
///
///     means         n = (z_α + z_β)² (S₁² + S₂²)/δ²
///     proportions   n = [z_α √(2p̄(1 − p̄)) + z_β √(p₁(1 − p₁) + p₂(1 − p₂))]²/(p₁ − p₂)²
///
/// per group, times the design effect, with the finite population correction n/(1 + n/N) for groups of `population` people.
///
/// - SeeAlso: Lemeshow, Hosmer, Klar and Lwanga (1990), Adequacy of Sample Size in Health Studies, 1.4 and 3.2; Fleiss, Levin
///   and Paik (2003), Statistical Methods for Rates and Proportions, 4.2.
public struct GroupComparison: Hashable, Sendable {
  /// What is compared.
  public enum Quantity: Hashable, Sendable {
    /// Two shares.
    case proportions(Double, Double)
    /// Two means that lie `difference` apart, of values with these standard deviations.
    case means(difference: Double, deviations: Double, Double)
  }

  /// What is compared.
  public let quantity: Quantity
  /// The significance level.
  public let level: Double
  /// Whether differences of either sign count.
  public let twoSided: Bool
  /// People in each group; nil if so many that it does not matter.
  public let population: Double?
  /// How many times the variance of a simple random sample.
  public let designEffect: Double

  /// - Throws: `.invalidArgument` if a share lies outside (0, 1), the groups do not differ, or another number is out of range.
  public init(
    _ quantity: Quantity, level: Double = 0.05, twoSided: Bool = true, population: Double? = nil,
    designEffect: Double = 1
  ) throws(StatisticsError) {
    switch quantity {
    case .proportions(let a, let b):
      guard (0...1).contains(a), (0...1).contains(b), a != b else { throw .invalidArgument("shares \(a) and \(b)") }
    case .means(let difference, let a, let b):
      guard difference != 0, difference.isFinite else { throw .invalidArgument("difference \(difference)") }
      guard a > 0, b > 0, a.isFinite, b.isFinite else { throw .invalidArgument("standard deviations \(a), \(b)") }
    }
    guard level > 0, level < 1 else { throw .invalidArgument("significance \(level)") }
    guard designEffect > 0, designEffect.isFinite else { throw .invalidArgument("design effect \(designEffect)") }
    if let population, !(population >= 1 && population.isFinite) { throw .invalidArgument("population \(population)") }
    self.quantity = quantity
    self.level = level
    self.twoSided = twoSided
    self.population = population
    self.designEffect = designEffect
  }

  private var criticalValue: Double { Normal.quantile(1 - level / (twoSided ? 2 : 1)) }

  /// The difference, and the standard deviations of √n times its estimate if the groups are equal and as they are.
  private var terms: (difference: Double, null: Double, own: Double) {
    switch quantity {
    case .means(let difference, let a, let b):
      let own = (a * a + b * b).squareRoot()
      return (abs(difference), own, own)
    case .proportions(let a, let b):
      let mean = (a + b) / 2
      return (abs(a - b), (2 * mean * (1 - mean)).squareRoot(), (a * (1 - a) + b * (1 - b)).squareRoot())
    }
  }

  /// The interviews that each group needs for `power`, before rounding.
  ///
  /// - Throws: `.invalidArgument` unless the power lies between the significance and 1.
  public func size(power: Double) throws(StatisticsError) -> Double {
    guard power > level, power < 1 else { throw .invalidArgument("power \(power)") }
    let (difference, null, own) = terms
    let root = (criticalValue * null + Normal.quantile(power) * own) / difference
    let inflated = root * root * designEffect
    let size = population.map { inflated / (1 + inflated / $0) } ?? inflated
    guard size < 1e15 else { throw .invalidArgument("more than 10^15 interviews") }
    return size
  }

  /// The probability of telling the groups apart with `completed` interviews in each.
  ///
  /// The chance of an error of the wrong sign is left out, as in the formula for the size, so that the two agree.
  ///
  /// - Throws: `.invalidArgument` unless there are 2 interviews at least and no more than people.
  public func power(completed: Int) throws(StatisticsError) -> Double {
    let n = Double(completed)
    guard completed >= 2, n <= population ?? .infinity else { throw .invalidArgument("\(completed) interviews") }
    let correction = population.map { 1 - n / $0 } ?? 1
    guard correction > 0 else { return 1 }
    let (difference, null, own) = terms
    return Normal.cumulative((difference * (n / (designEffect * correction)).squareRoot() - criticalValue * null) / own)
  }
}
