/// The design effect (设计效应): the variance of an estimate divided by that of a simple random sample of the same size.
///
///     S² = n/(n−1) · Σ w (y − ȳ)² ÷ Σ w        Var_srs(mean) = (1 − n/N) S²/n
///
/// N is the sum of weights. Against sampling with replacement the factor 1 − n/N is left out.
///
/// - SeeAlso: Kish (1965) 8.2.
public enum DesignEffect {
  /// What the estimate is compared with.
  public enum Reference: String, Hashable, Sendable, CaseIterable {
    /// Simple random sampling without replacement from N = sum of weights.
    case withoutReplacement = "without-replacement"
    /// Simple random sampling with replacement.
    case withReplacement = "with-replacement"
  }

  /// The variance under simple random sampling.
  ///
  /// - Parameters:
  ///   - estimand: the estimand.
  ///   - design: the design whose weights describe the population.
  ///   - reference: with or without replacement.
  /// - Returns: nil if fewer than two persons take part, or without replacement if N does not exceed n.
  public static func simpleVariance(
    of estimand: Estimand, in design: SurveyDesign, reference: Reference
  ) -> Double? {
    let mass = design.mass
    let (estimate, denominator) = estimand.evaluate(mass: mass)
    guard estimate.isFinite else { return nil }
    let n = design.persons(in: estimand.rows)
    let population = design.population(in: estimand.rows)
    guard n > 1, population > 0 else { return nil }
    // A mean is compared with the mean of its values; a total or a ratio with the total of its linearised values.
    let isMean = if case .ones = estimand.denominator { true } else { false }
    let values =
      isMean ? estimand.numerator : estimand.residuals(estimate: estimate, denominator: denominator)
    var sum = 0.0
    for (index, row) in estimand.rows.enumerated() { sum += mass[Int(row)] * values[index] }
    let mean = sum / population
    var squares = 0.0
    for (index, row) in estimand.rows.enumerated() {
      squares += mass[Int(row)] * (values[index] - mean) * (values[index] - mean)
    }
    let spread = n / (n - 1) * squares / population
    let base = isMean ? spread / n : spread * population * population / n
    switch reference {
    case .withReplacement: return base
    case .withoutReplacement: return population > n * (1 + 1e-12) ? base * (population - n) / population : nil
    }
  }
}
