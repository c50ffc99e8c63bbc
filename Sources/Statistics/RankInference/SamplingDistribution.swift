import Foundation

/// What a sample says about one unit's true value: the estimate plus the standard error times a standard normal or Student
/// t variable.
///
/// Whether a survey's estimate is compared through the normal or through the t distribution is the caller's choice; both
/// kinds may stand in one list. A standard error of 0 makes the value certain: a point mass.
public struct SamplingDistribution: Hashable, Sendable {
  /// The estimate, in the unit of the scores; more is better.
  public let estimate: Double
  /// The standard error, at least 0, in the same unit.
  public let standardError: Double
  /// Degrees of freedom, at least 1; infinite for the normal distribution.
  public let degreesOfFreedom: Double

  /// The normal distribution.
  public static func normal(_ estimate: Double, standardError: Double) -> SamplingDistribution {
    SamplingDistribution(estimate: estimate, standardError: standardError, degreesOfFreedom: .infinity)
  }

  /// Student's t distribution, moved to the estimate and stretched by the standard error.
  public static func student(
    _ estimate: Double, standardError: Double, degreesOfFreedom: Double
  ) -> SamplingDistribution {
    SamplingDistribution(estimate: estimate, standardError: standardError, degreesOfFreedom: degreesOfFreedom)
  }

  /// Whether the value is certain.
  public var isPointMass: Bool { standardError == 0 }

  /// Numbers beyond this are refused: their squares would leave the range of `Double`.
  static let largest = 1e100

  /// - Throws: `.notFinite` if the estimate or the standard error is not a finite number; `.invalidArgument` if the standard
  ///   error is negative, a number is beyond 1e100, or the degrees of freedom are below 1.
  func check(at index: Int) throws(StatisticsError) {
    guard estimate.isFinite else { throw .notFinite("estimate of unit \(index + 1)") }
    guard standardError.isFinite else { throw .notFinite("standard error of unit \(index + 1)") }
    guard standardError >= 0 else { throw .invalidArgument("the standard error of unit \(index + 1) is negative") }
    guard max(abs(estimate), standardError) <= SamplingDistribution.largest else {
      throw .invalidArgument("the estimate or standard error of unit \(index + 1) is beyond 1e100")
    }
    guard degreesOfFreedom >= 1 else {
      throw .invalidArgument("the degrees of freedom of unit \(index + 1) are below 1")
    }
  }

  /// P(value > x); for a point mass the mass at x itself does not count.
  func upperTail(_ x: Double) -> Double {
    guard !isPointMass else { return estimate > x ? 1 : 0 }
    return StudentT(degreesOfFreedom: degreesOfFreedom).upperTail((x - estimate) / standardError)
  }

  /// The density at the estimate itself.
  ///
  /// From 1000 degrees of freedom on by the series of Γ((ν+1)/2)/(√(νπ) Γ(ν/2)) in 1/ν, whose next term is below 1e-15:
  /// the library takes the difference of two logarithms of Γ, which loses six digits at a billion.
  ///
  /// - Precondition: not a point mass.
  var peak: Double {
    precondition(!isPointMass, "a point mass has no density")
    let degrees = degreesOfFreedom
    guard degrees >= 1000 else { return StudentT(degreesOfFreedom: degrees).density(0) / standardError }
    let inverse = 1 / degrees
    let series = 1 + inverse * (-1.0 / 4 + inverse * (1.0 / 32 + inverse * (5.0 / 128 - inverse * 21.0 / 2048)))
    return Normal.density(0) * series / standardError
  }

  /// The density at x, given the density at the estimate.
  func density(_ x: Double, peak: Double) -> Double {
    let z = (x - estimate) / standardError
    if degreesOfFreedom.isInfinite { return peak * exp(-z * z / 2) }
    return peak * exp(-(degreesOfFreedom + 1) / 2 * log1p(z * z / degreesOfFreedom))
  }
}
