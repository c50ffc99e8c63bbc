extension SampleSize {
  /// n₀ for a share whose Wilson interval has the half-width `margin`; for shares near 0 or 1 the better plan.
  ///
  ///     n₀ = z² [p(1 − p) − 2d² + √(p²(1 − p)² − 4d²p(1 − p) + d²)] / (2d²)
  ///
  /// - Throws: `.invalidArgument` for a mean, or if the margin is not between 0 and ½.
  /// - SeeAlso: Wilson (1927), doi:10.1080/01621459.1927.10502953; Valliant, Dever and Kreuter (2018), Practical Tools, 3.1.
  func wilsonSize(margin: Double) throws(StatisticsError) -> Double {
    guard case .proportion(let p) = quantity else { throw .invalidArgument("Wilson's interval is for a proportion") }
    guard margin > 0, margin < 0.5 else { throw .invalidArgument("margin \(margin): Wilson's is below 0.5") }
    let (spread, square) = (p * (1 - p), margin * margin)
    let root = max(0, spread * spread - 4 * square * spread + square).squareRoot()
    return max(1, criticalValue * criticalValue * (spread - 2 * square + root) / (2 * square))
  }
}
