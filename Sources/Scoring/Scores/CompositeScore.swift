import Statistics

/// The composite of the two halves (综合得分): a weighted mean with the standard error that the survey's share brings.
///
/// The departments' half is a census of the reviews that were given, so it adds no sampling error. Scores lie within 0 and
/// the standard's full score and are unrounded unless it says otherwise; they decide, and rounding is for display alone.
public struct CompositeScore: Hashable, Sendable {
  /// The composite.
  public let score: Double
  /// Its standard error; nil if the survey gives none, 0 without a residents' half.
  public let standardError: Double?
  /// The degrees of freedom of that error; infinite without a residents' half.
  public let degreesOfFreedom: Double

  /// A composite that was computed elsewhere.
  public init(score: Double, standardError: Double?, degreesOfFreedom: Double) {
    self.score = score
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// full score × (w_s × satisfaction + w_d × department) / 100, plus the bonus, at most the cap; nil if a half that counts is
  /// missing. The standard error is that of the survey's share, also where the cap cuts the total.
  public init?(
    satisfaction: (mean: Double, standardError: Double?, degreesOfFreedom: Double)?, department: Double?,
    bonus: Double = 0, _ standard: ScoringStandard
  ) {
    var score = 0.0
    var error: Double? = 0
    var degrees = Double.infinity
    let weights = standard.weights
    if weights.satisfaction.thousandths > 0 {
      guard let satisfaction else { return nil }
      score += weights.satisfaction.value * satisfaction.mean
      error = satisfaction.standardError.map { weights.satisfaction.value * $0 }
      degrees = satisfaction.degreesOfFreedom
    }
    if weights.department.thousandths > 0 {
      guard let department else { return nil }
      score += weights.department.value * department
    }
    if standard.fullScore.thousandths != 100_000 {
      score = score * standard.fullScore.value / 100
      error = error.map { $0 * standard.fullScore.value / 100 }
    }
    score += bonus
    if let cap = standard.totalCap { score = min(score, cap.value) }
    if let decimals = standard.rounding.total { score = rounded(score, decimals) }
    self.score = score
    standardError = error
    degreesOfFreedom = degrees
  }
}

/// A t interval around an estimate.
public struct ScoreInterval: Hashable, Sendable {
  /// The lower end.
  public let lower: Double
  /// The upper end.
  public let upper: Double

  /// estimate ± t × standard error; nil without a standard error or degrees of freedom. It is not cut at 0 or 100.
  public init?(
    _ estimate: Double, standardError: Double?, degreesOfFreedom: Double, _ criticalValues: CriticalValues
  ) {
    guard let standardError, degreesOfFreedom > 0 else { return nil }
    let half = criticalValues.value(degreesOfFreedom) * standardError
    lower = estimate - half
    upper = estimate + half
  }
}
