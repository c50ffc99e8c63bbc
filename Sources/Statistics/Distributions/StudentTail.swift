import CGSL
import Foundation

/// The lower tail of Student's t distribution for many places at the same degrees of freedom.
///
///     P(T ≤ −t) = I_x(ν/2, 1/2) / 2,   x = ν / (ν + t²)
///
/// Of the regularised incomplete beta function I the logarithm of the complete one depends on ν alone, and takes most of the
/// time: here it is computed once. The steps are those of GSL's `gsl_cdf_tdist_P` (`cdf/tdist.c`, `cdf/beta_inc.c`), in its
/// order, so that every bit agrees with `StudentT.cumulative` (tested); above 30 degrees of freedom, where GSL mostly goes
/// another way, GSL itself is asked.
///
/// - SeeAlso: the continued fraction is DLMF 8.17.22, https://dlmf.nist.gov/8.17.E22.
package struct StudentTail: Sendable {
  private let distribution: StudentT
  private let degreesOfFreedom: Double
  private let logBeta: Double
  /// How many standard errors below the estimate 1e-18 of the probability is left.
  let reach: Double

  /// - Precondition: `degreesOfFreedom > 0`.
  package init(degreesOfFreedom: Double) {
    _ = GSLLibrary.ready
    distribution = StudentT(degreesOfFreedom: degreesOfFreedom)
    self.degreesOfFreedom = degreesOfFreedom
    logBeta = degreesOfFreedom <= 30 ? gsl_sf_lnbeta(0.5, degreesOfFreedom / 2) : 0
    reach = -distribution.quantile(1e-18)
  }

  /// The tails of many units; units of the same degrees of freedom share one.
  static func tails(_ units: [SamplingDistribution]) -> [StudentTail] {
    var known: [Double: StudentTail] = [:]
    return units.map { unit in
      if let tail = known[unit.degreesOfFreedom] { return tail }
      let tail = StudentTail(degreesOfFreedom: unit.degreesOfFreedom)
      known[unit.degreesOfFreedom] = tail
      return tail
    }
  }

  /// P(T ≤ −|z|).
  package func below(_ z: Double) -> Double {
    guard degreesOfFreedom <= 30 else { return distribution.cumulative(-abs(z)) }
    let square = z * z
    if square < degreesOfFreedom {
      let ratio = square / degreesOfFreedom
      let x = ratio / (1 + ratio)
      return x == 0 ? 0.5 : beta(0.5, degreesOfFreedom / 2, x, scale: -0.5, offset: 0.5)
    }
    let ratio = degreesOfFreedom / square
    let x = ratio / (1 + ratio)
    return x == 0 ? 0 : beta(degreesOfFreedom / 2, 0.5, x, scale: 0.5, offset: 0)
  }

  /// scale · I_x(a, b) + offset, through the fraction that converges fast; how exact it must be depends on the offset.
  private func beta(_ a: Double, _ b: Double, _ x: Double, scale: Double, offset: Double) -> Double {
    let front = exp(-logBeta + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2) {
      let tolerance = abs(offset / (scale * front / a)) * Double.ulpOfOne
      return scale * (front * fraction(a, b, x, tolerance) / a) + offset
    }
    let tolerance = abs((scale + offset) / (scale * front / b)) * Double.ulpOfOne
    let term = front * fraction(b, a, 1 - x, tolerance) / b
    return scale == -offset ? -scale * term : scale * (1 - term) + offset
  }

  /// The continued fraction of the incomplete beta function by the modified Lentz method, until a step changes less than
  /// `tolerance` or twice the spacing of the numbers.
  private func fraction(_ a: Double, _ b: Double, _ x: Double, _ tolerance: Double) -> Double {
    var upper = 1.0
    var lower = 1 / (1 - (a + b) * x / (a + 1))
    var value = lower
    for step in 1...512 {
      let k = Double(step)
      let even = k * (b - k) * x / (((a - 1) + 2 * k) * (a + 2 * k))
      lower = 1 / (1 + even * lower)
      upper = 1 + even / upper
      value *= lower * upper
      let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
      lower = 1 / (1 + odd * lower)
      upper = 1 + odd / upper
      let change = lower * upper
      value *= change
      if abs(change - 1) < 2 * Double.ulpOfOne || value * abs(change - 1) < tolerance { break }
    }
    return value
  }
}
