import CGSL

/// Student's t distribution; infinite degrees of freedom mean the normal distribution.
public struct StudentT: Hashable, Sendable {
  /// Degrees of freedom, above 0; may be fractional or infinite.
  public let degreesOfFreedom: Double

  /// - Precondition: `degreesOfFreedom > 0`.
  public init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "degrees of freedom are above 0")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T ≤ x).
  public func cumulative(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return degreesOfFreedom.isInfinite ? gsl_cdf_ugaussian_P(x) : gsl_cdf_tdist_P(x, degreesOfFreedom)
  }

  /// P(T > x).
  public func upperTail(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return degreesOfFreedom.isInfinite ? gsl_cdf_ugaussian_Q(x) : gsl_cdf_tdist_Q(x, degreesOfFreedom)
  }

  /// The density at x.
  public func density(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return degreesOfFreedom.isInfinite ? gsl_ran_ugaussian_pdf(x) : gsl_ran_tdist_pdf(x, degreesOfFreedom)
  }

  /// The x with P(T ≤ x) = p. GSL's inverse is right to 1e-12 at every size tried (docs/methods/distributions.md).
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public func quantile(_ p: Double) -> Double {
    _ = GSLLibrary.ready
    precondition((0...1).contains(p), "a probability lies between 0 and 1")
    return degreesOfFreedom.isInfinite ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_tdist_Pinv(p, degreesOfFreedom)
  }
}
