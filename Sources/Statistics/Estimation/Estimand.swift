/// What is to be estimated from some rows: a sum, or the ratio of two sums, of row values.
///
/// A mean is the ratio of the values' sum to the sum of weights, a proportion the mean of an indicator. Rows that are not
/// listed — outside the domain, or without an answer — count as zero and stay in the sample.
public struct Estimand: Sendable {
  /// The divisor of the numerator's weighted sum.
  public enum Denominator: Sendable {
    /// None: a total.
    case none
    /// The sum of weights: a mean.
    case ones
    /// The weighted sum of another variable: a ratio.
    case values([Double])
  }

  /// The rows that take part, in design order.
  public let rows: [Int32]
  /// The value of each of these rows.
  public let numerator: [Double]
  /// The divisor.
  public let denominator: Denominator

  /// An estimand; `numerator` and a denominator of values have one value for each of `rows`.
  public init(rows: [Int32], numerator: [Double], denominator: Denominator = .ones) {
    precondition(rows.count == numerator.count, "one value for each row")
    self.rows = rows
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The estimate and its denominator under `mass`, the weights times persons of all rows; NaN if the denominator is 0.
  func evaluate(mass: [Double]) -> (estimate: Double, denominator: Double) {
    mass.withUnsafeBufferPointer { mass in
      var top = 0.0
      for index in rows.indices { top += mass[Int(rows[index])] * numerator[index] }
      switch denominator {
      case .none: return (top, 1)
      case .ones:
        var sum = 0.0
        for row in rows { sum += mass[Int(row)] }
        return (sum == 0 ? .nan : top / sum, sum)
      case .values(let values):
        var sum = 0.0
        for index in rows.indices { sum += mass[Int(rows[index])] * values[index] }
        return (sum == 0 ? .nan : top / sum, sum)
      }
    }
  }

  /// The linearised value of each row without its weight: (y − R·x) ÷ Σwx, or y for a total.
  ///
  /// - SeeAlso: Binder (1983), Int. Stat. Rev. 51, 279–292.
  func residuals(estimate: Double, denominator sum: Double) -> [Double] {
    switch denominator {
    case .none: numerator
    case .ones: numerator.map { ($0 - estimate) / sum }
    case .values(let values): numerator.indices.map { (numerator[$0] - estimate * values[$0]) / sum }
    }
  }
}
