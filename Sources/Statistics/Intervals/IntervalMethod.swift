/// A confidence interval by name (置信区间).
public enum IntervalMethod: String, Hashable, Sendable, CaseIterable {
  /// Estimate ± t(df) standard errors.
  case wald
  /// Wald on the logit scale.
  case logit
  /// Wald on the scale of arcsin √p.
  case arcsine
  /// Wilson with the effective sample size and t(df).
  case wilson
  /// Wilson with the effective sample size adjusted for df and the normal quantile.
  case wilsonAdjustedZ = "wilson-adjusted-z"
  /// Wilson with both the adjusted size and t(df): pays for the degrees of freedom twice.
  case wilsonAdjustedT = "wilson-adjusted-t"
  /// Exact binomial; with the effective sample size if there is a design.
  case clopperPearson = "clopper-pearson"
  /// Clopper–Pearson with the adjusted effective size, limited to n (NCHS).
  case kornGraubard = "korn-graubard"
  /// The same without the limit (R's `beta`).
  case beta
  /// Likelihood ratio scaled by the design effect (Rao–Scott).
  case likelihood
  /// p ± z √(pq/n) for x of n.
  case waldBinomial = "wald-binomial"
  /// Wilson for x of n.
  case wilsonBinomial = "wilson-binomial"
  /// Wilson with continuity correction for x of n (Newcombe).
  case wilsonContinuity = "wilson-continuity"
  /// Agresti–Coull for x of n, not clipped.
  case agrestiCoull = "agresti-coull"
  /// Jeffreys for x of n; 0 at x = 0 and 1 at x = n.
  case jeffreys

  /// Whether the interval is one of x of n, without a design.
  public var isBinomial: Bool {
    switch self {
    case .waldBinomial, .wilsonBinomial, .wilsonContinuity, .agrestiCoull, .jeffreys: true
    default: false
    }
  }

  /// Whether quantiles can be inverted from it (Woodruff).
  public var servesQuantiles: Bool {
    switch self {
    case .wald, .logit, .arcsine, .kornGraubard, .beta: true
    default: false
    }
  }
}

/// The two ends of an interval.
public struct ConfidenceLimits: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double

  /// An interval.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Estimate ± quantile × standard error.
  ///
  /// - Parameters: degrees of freedom above 0, infinite for the normal quantile; confidence between 0 and 1.
  public static func wald(
    _ estimate: Double, standardError: Double, degreesOfFreedom: Double, confidence: Double
  ) -> ConfidenceLimits {
    let t = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + confidence / 2)
    return ConfidenceLimits(lower: estimate - t * standardError, upper: estimate + t * standardError)
  }
}
