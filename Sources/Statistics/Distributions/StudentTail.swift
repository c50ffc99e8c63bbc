import CGSL

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
    switch start(z) {
    case .known(let probability): return probability
    case .open(let beta): return beta.value(BetaFractions([beta], from: 0).values[0])
    }
  }

  /// P(T ≤ −|z|) as far as it is known without the continued fraction.
  enum Start {
    /// The probability itself.
    case known(Double)
    /// The probability but for the fraction, of which several are best evaluated together.
    case open(IncompleteBeta)
  }

  /// Begins with P(T ≤ −|z|).
  func start(_ z: Double) -> Start {
    guard degreesOfFreedom <= 30 else { return .known(distribution.cumulative(-abs(z))) }
    let square = z * z
    if square < degreesOfFreedom {
      let ratio = square / degreesOfFreedom
      let x = ratio / (1 + ratio)
      if x == 0 { return .known(0.5) }
      return .open(IncompleteBeta(0.5, degreesOfFreedom / 2, x, logBeta: logBeta, scale: -0.5, offset: 0.5))
    }
    let ratio = degreesOfFreedom / square
    let x = ratio / (1 + ratio)
    if x == 0 { return .known(0) }
    return .open(IncompleteBeta(degreesOfFreedom / 2, 0.5, x, logBeta: logBeta, scale: 0.5, offset: 0))
  }
}
