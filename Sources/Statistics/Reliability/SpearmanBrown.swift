/// The reliability of the mean of `raters` raters, if one has reliability `single`: mρ/(1 + (m − 1)ρ) (Spearman, Brown 1910).
///
/// - Returns: nil where 1 + (m − 1)ρ is not above 0.
public func spearmanBrownProjection(_ single: Double, raters: Double) -> Double? {
  let denominator = 1 + (raters - 1) * single
  return denominator > 0 ? raters * single / denominator : nil
}

/// How many raters, unrounded, a mean needs to reach `target` if one has reliability `single`.
///
/// - Returns: nil unless both lie above 0 and below 1.
public func ratersNeeded(_ single: Double, target: Double) -> Double? {
  guard single > 0, single < 1, target > 0, target < 1 else { return nil }
  return target * (1 - single) / (single * (1 - target))
}
