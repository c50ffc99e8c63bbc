import CGSL

/// The beta distribution on [0, 1] with shapes a and b.
///
/// Its quantiles give the exact limits of shares (Clopper–Pearson, Korn–Graubard, Jeffreys) and, by transformation, those of F.
public struct BetaDistribution: Hashable, Sendable {
  /// The first shape, above 0.
  public let a: Double
  /// The second shape, above 0.
  public let b: Double

  /// - Throws: `.invalidArgument` unless both shapes are finite and above 0.
  public init(a: Double, b: Double) throws(StatisticsError) {
    guard a > 0, b > 0, a.isFinite, b.isFinite else {
      throw .invalidArgument("the shapes of a beta distribution are above 0, not \(a) and \(b)")
    }
    self.a = a
    self.b = b
  }

  /// P(X ≤ x); 0 below 0 and 1 above 1.
  public func cumulative(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_beta_P(x, a, b)
  }

  /// P(X > x), accurate in the far tail.
  public func upperTail(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return x <= 0 ? 1 : x >= 1 ? 0 : gsl_cdf_beta_Q(x, a, b)
  }

  /// The density at x.
  public func density(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return gsl_ran_beta_pdf(x, a, b)
  }

  /// The x with P(X ≤ x) = p; 0 at 0 and 1 at 1. Solved by bracketing on the forward function, never by GSL's inverse.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies between 0 and 1")
    if p == 0 { return 0 }
    if p == 1 { return 1 }
    return BracketedInversion(cumulative: cumulative, upperTail: upperTail, density: density)
      .quantile(p, low: 0, high: 1)
  }
}
