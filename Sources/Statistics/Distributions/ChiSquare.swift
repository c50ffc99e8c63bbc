import CGSL

/// The chi-square distribution.
public struct ChiSquareDistribution: Hashable, Sendable {
  /// Degrees of freedom, above 0; may be fractional.
  public let degreesOfFreedom: Double

  /// - Throws: `.invalidArgument` unless the degrees of freedom are finite and above 0.
  public init(degreesOfFreedom: Double) throws(StatisticsError) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else {
      throw .invalidArgument("degrees of freedom are above 0, not \(degreesOfFreedom)")
    }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X ≤ x); 0 below 0.
  public func cumulative(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return x <= 0 ? 0 : gsl_cdf_chisq_P(x, degreesOfFreedom)
  }

  /// P(X > x), accurate in the far tail.
  public func upperTail(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return x <= 0 ? 1 : gsl_cdf_chisq_Q(x, degreesOfFreedom)
  }

  /// The density at x.
  public func density(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return gsl_ran_chisq_pdf(x, degreesOfFreedom)
  }

  /// The x with P(X ≤ x) = p; 0 at 0 and +∞ at 1. Solved by bracketing on the forward function, never by GSL's inverse.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies between 0 and 1")
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    var high = 2 * degreesOfFreedom + 10
    while high < 1e300, p <= 0.5 ? cumulative(high) < p : upperTail(high) > 1 - p { high *= 4 }
    return BracketedInversion(cumulative: cumulative, upperTail: upperTail, density: density)
      .quantile(p, low: 0, high: high)
  }
}
