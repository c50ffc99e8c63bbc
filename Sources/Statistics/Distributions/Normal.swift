import CGSL

/// The standard normal distribution.
public enum Normal {
  /// P(Z ≤ x).
  public static func cumulative(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return gsl_cdf_ugaussian_P(x)
  }

  /// P(Z > x), accurate in the far tail where `1 − cumulative` loses every digit.
  public static func upperTail(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return gsl_cdf_ugaussian_Q(x)
  }

  /// The density at x.
  public static func density(_ x: Double) -> Double {
    _ = GSLLibrary.ready
    return gsl_ran_ugaussian_pdf(x)
  }

  /// The x with P(Z ≤ x) = p; −∞ at 0 and +∞ at 1.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  public static func quantile(_ p: Double) -> Double {
    _ = GSLLibrary.ready
    precondition((0...1).contains(p), "a probability lies between 0 and 1")
    return gsl_cdf_ugaussian_Pinv(p)
  }
}
