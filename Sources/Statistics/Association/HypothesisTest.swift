/// What a test of no difference or no association found.
public struct HypothesisTest: Hashable, Sendable {
  /// The reference distribution of the statistic.
  public enum Reference: Hashable, Sendable {
    /// χ² with these degrees of freedom.
    case chiSquare(Double)
    /// F with these degrees of freedom.
    case f(Double, Double)
  }

  /// The statistic.
  public let statistic: Double
  /// Its distribution if nothing differs.
  public let reference: Reference
  /// The upper tail of the statistic.
  public let p: Double

  /// A test whose statistic has an upper tail.
  ///
  /// - Throws: `.notFinite` if the statistic is not finite; as the distributions.
  init(_ statistic: Double, _ reference: Reference) throws(StatisticsError) {
    guard statistic.isFinite else { throw .notFinite("the statistic of a test") }
    self.statistic = statistic
    self.reference = reference
    switch reference {
    case .chiSquare(let degrees): p = try ChiSquareDistribution(degreesOfFreedom: degrees).upperTail(max(0, statistic))
    case .f(let d1, let d2): p = try FDistribution(d1: d1, d2: d2).upperTail(max(0, statistic))
    }
  }
}
