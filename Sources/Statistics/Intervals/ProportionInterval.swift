import Foundation

/// Intervals for a share estimated from a design (复杂抽样中的比例).
///
/// With the variance v of p̂, the effective sample size is n* = p̂(1 − p̂)/v; adjusted for the degrees of freedom it is
/// n*·(t(n − 1)/t(df))². At p̂ = 0 or 1 the variance is 0 and says nothing: then n takes the place of n*, and the logit
/// interval does not exist.
///
/// - SeeAlso: Korn and Graubard (1998), Survey Methodology 24, 193–201; Parker et al. (2017), NCHS Vital Health Stat 2(175);
///   Franco et al. (2019), doi:10.1093/jssam/smy019; Rao and Scott (1984).
public struct ProportionInterval: Hashable, Sendable {
  /// The share.
  public let p: Double
  /// Its variance.
  public let variance: Double
  /// Persons in the domain.
  public let n: Double
  /// Degrees of freedom of the variance; may be infinite.
  public let degreesOfFreedom: Double
  /// The confidence.
  public let confidence: Double

  /// A share with its variance.
  ///
  /// - Throws: `.invalidArgument` unless p lies in [0, 1], the variance is not negative, and the rest is positive.
  public init(
    p: Double, variance: Double, n: Double, degreesOfFreedom: Double, confidence: Double = 0.95
  ) throws(StatisticsError) {
    // A mean of ones may miss 1 by rounding.
    let share = abs(p) < 1e-14 ? 0 : abs(p - 1) < 1e-14 ? 1 : p
    guard share >= 0, share <= 1, variance >= 0, n > 0, degreesOfFreedom > 0, confidence > 0, confidence < 1 else {
      throw .invalidArgument(
        "an interval for the share \(p) with variance \(variance), n \(n), \(degreesOfFreedom) degrees of freedom")
    }
    self.p = share
    self.variance = share == 0 || share == 1 ? 0 : variance
    self.n = n
    self.degreesOfFreedom = degreesOfFreedom
    self.confidence = confidence
  }

  /// p(1 − p)/v; n at p = 0 or 1; infinite if the variance is 0 elsewhere.
  public var effectiveSize: Double {
    if p == 0 || p == 1 { return n }
    return variance > 0 ? p * (1 - p) / variance : .infinity
  }

  /// The effective size adjusted for the degrees of freedom; n at p = 0 or 1.
  public var adjustedSize: Double {
    if p == 0 || p == 1 { return n }
    let ratio = n > 1 ? StudentT(degreesOfFreedom: n - 1).quantile(0.5 + confidence / 2) / t : 1
    return effectiveSize * ratio * ratio
  }

  private var t: Double { StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + confidence / 2) }
  private var z: Double { Normal.quantile(0.5 + confidence / 2) }
  private var standardError: Double { variance.squareRoot() }

  /// The interval by `method`, one of those with a design; nil where it does not exist (logit at p = 0 or 1).
  public func limits(_ method: IntervalMethod) throws(StatisticsError) -> ConfidenceLimits? {
    switch method {
    case .wald:
      return .wald(
        p, standardError: standardError, degreesOfFreedom: degreesOfFreedom, confidence: confidence)
    case .logit:
      guard p > 0, p < 1 else { return nil }
      let centre = log(p / (1 - p))
      let half = t * standardError / (p * (1 - p))
      return ConfidenceLimits(lower: 1 / (1 + exp(half - centre)), upper: 1 / (1 + exp(-half - centre)))
    case .arcsine:
      guard p > 0, p < 1 else { return ConfidenceLimits(lower: p, upper: p) }
      let centre = asin(p.squareRoot())
      let half = t * standardError / (2 * (p * (1 - p)).squareRoot())
      // Beyond 0 and π/2 the square turns back; the interval ends there.
      let low = max(0, centre - half)
      let high = min(Double.pi / 2, centre + half)
      return ConfidenceLimits(lower: sin(low) * sin(low), upper: sin(high) * sin(high))
    case .wilson: return wilson(effectiveSize, t)
    case .wilsonAdjustedZ: return wilson(adjustedSize, z)
    case .wilsonAdjustedT: return wilson(adjustedSize, t)
    case .clopperPearson: return try exact(effectiveSize)
    case .kornGraubard: return try exact(min(n, adjustedSize))
    case .beta: return try exact(adjustedSize)
    case .likelihood: return likelihood
    case .waldBinomial, .wilsonBinomial, .wilsonContinuity, .agrestiCoull, .jeffreys:
      throw .invalidArgument("\(method.rawValue) is an interval for x of n, not for a design")
    }
  }

  private func wilson(_ size: Double, _ quantile: Double) -> ConfidenceLimits {
    size.isInfinite ? ConfidenceLimits(lower: p, upper: p) : BinomialInterval.wilson(p: p, n: size, z: quantile)
  }

  private func exact(_ size: Double) throws(StatisticsError) -> ConfidenceLimits {
    if size.isInfinite { return ConfidenceLimits(lower: p, upper: p) }
    return try BinomialInterval(x: min(size, p * size), n: size, confidence: confidence).clopperPearson
  }

  /// All π with 2 n* (n − 1)/n · KL(p̂ ‖ π) ≤ t²: the binomial likelihood ratio, scaled by the design effect with the
  /// dispersion n/(n − 1) of the quasi-likelihood.
  private var likelihood: ConfidenceLimits {
    let size = p > 0 && p < 1 && n > 1 ? effectiveSize * (n - 1) / n : n
    if size.isInfinite { return ConfidenceLimits(lower: p, upper: p) }
    let limit = t * t / (2 * size)
    func divergence(_ other: Double) -> Double {
      (p > 0 ? p * log(p / other) : 0) + (p < 1 ? (1 - p) * log((1 - p) / (1 - other)) : 0)
    }
    func end(_ inside: Double, _ outside: Double) -> Double {
      var (inside, outside) = (inside, outside)
      for _ in 0..<200 {
        let middle = (inside + outside) / 2
        if middle == inside || middle == outside { break }
        if divergence(middle) <= limit { inside = middle } else { outside = middle }
      }
      return inside
    }
    return ConfidenceLimits(lower: p == 0 ? 0 : end(p, 0), upper: p == 1 ? 1 : end(p, 1))
  }
}
