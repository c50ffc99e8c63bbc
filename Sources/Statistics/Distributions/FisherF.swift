import CGSL

/// Fisher's F distribution with two degrees of freedom.
///
/// The second may be infinite: then d1·F is chi-square with d1 degrees of freedom.
public struct FDistribution: Hashable, Sendable {
  /// Degrees of freedom of the numerator, above 0 and finite.
  public let d1: Double
  /// Degrees of freedom of the denominator, above 0; may be infinite.
  public let d2: Double

  /// - Throws: `.invalidArgument` unless `d1` is finite and both are above 0.
  public init(d1: Double, d2: Double) throws(StatisticsError) {
    guard d1 > 0, d2 > 0, d1.isFinite else {
      throw .invalidArgument("degrees of freedom of F are above 0, not \(d1) and \(d2)")
    }
    self.d1 = d1
    self.d2 = d2
  }

  /// P(F ≤ x); 0 below 0.
  public func cumulative(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    if x <= 0 { return 0 }
    return d2.isInfinite ? gsl_cdf_chisq_P(x * d1, d1) : gsl_cdf_fdist_P(x, d1, d2)
  }

  /// P(F > x), accurate in the far tail.
  public func upperTail(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    if x <= 0 { return 1 }
    return d2.isInfinite ? gsl_cdf_chisq_Q(x * d1, d1) : gsl_cdf_fdist_Q(x, d1, d2)
  }

  /// The density at x.
  public func density(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return d2.isInfinite ? d1 * gsl_ran_chisq_pdf(x * d1, d1) : gsl_ran_fdist_pdf(x, d1, d2)
  }

  /// The x with P(F ≤ x) = p; 0 at 0 and +∞ at 1. Solved by bracketing on the forward function, never by GSL's inverse.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies between 0 and 1")
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    var high = 2.0
    while high < 1e300, p <= 0.5 ? cumulative(high) < p : upperTail(high) > 1 - p { high *= high }
    return BracketedInversion(cumulative: cumulative, upperTail: upperTail, density: density)
      .quantile(p, low: 0, high: high)
  }
}
