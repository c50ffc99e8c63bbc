/// Estimates to be put in order, with what is known of their errors: each alone, or all together.
///
/// Errors are normal, or, for independent estimates with degrees of freedom, Student's t. More is better; turn the sign of what
/// is better when small.
public struct RankedEstimates: Sendable {
  /// One estimate for each unit.
  public let estimates: [Double]
  /// One standard error for each unit.
  public let standardErrors: [Double]
  /// Degrees of freedom of each standard error, at least 1; infinite for normal errors.
  public let degreesOfFreedom: [Double]
  /// The covariance of the estimates, row by row; nil if they are independent.
  public let covariance: [Double]?

  /// Independent estimates; normal ones without degrees of freedom.
  ///
  /// - Throws: `.emptySample`; `.notFinite`; `.invalidArgument` if the lists differ in length, an error is negative or a unit has
  ///   less than one degree of freedom.
  public init(
    _ estimates: [Double], standardErrors: [Double], degreesOfFreedom: [Double]? = nil
  ) throws(StatisticsError) {
    let degrees = degreesOfFreedom ?? estimates.map { _ in .infinity }
    guard estimates.count == standardErrors.count, estimates.count == degrees.count else {
      throw .invalidArgument(
        "\(estimates.count) estimates, \(standardErrors.count) standard errors, \(degrees.count) degrees of freedom")
    }
    guard !estimates.isEmpty else { throw .emptySample }
    for index in estimates.indices {
      try SamplingDistribution.student(
        estimates[index], standardError: standardErrors[index], degreesOfFreedom: degrees[index]
      ).check(at: index)
    }
    self.estimates = estimates
    self.standardErrors = standardErrors
    self.degreesOfFreedom = degrees
    covariance = nil
  }

  /// Estimates with a covariance matrix, as one survey's domains have them.
  ///
  /// - Throws: `.emptySample`; `.notFinite`; `.invalidArgument` if the matrix is not square, not symmetric to 1e-9 of its
  ///   variances, has a negative variance or a correlation beyond 1.
  public init(_ estimates: [Double], covariance: [[Double]]) throws(StatisticsError) {
    let size = estimates.count
    guard covariance.count == size, covariance.allSatisfy({ $0.count == size }) else {
      throw .invalidArgument("the covariance matrix must have \(size) rows and columns")
    }
    guard covariance.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw .notFinite("covariance matrix") }
    for row in 0..<size {
      guard covariance[row][row] >= 0 else { throw .invalidArgument("the variance of unit \(row + 1) is negative") }
      for column in 0..<row {
        let scale = max(covariance[row][row], covariance[column][column])
        guard abs(covariance[row][column] - covariance[column][row]) <= 1e-9 * scale else {
          throw .invalidArgument("the covariance matrix is not symmetric at \(row + 1), \(column + 1)")
        }
        let largest = (covariance[row][row] * covariance[column][column]).squareRoot()
        guard abs(covariance[row][column]) <= largest * (1 + 1e-9) else {
          throw .invalidArgument("the correlation of units \(column + 1) and \(row + 1) lies beyond 1")
        }
      }
    }
    let alone = try RankedEstimates(
      estimates, standardErrors: covariance.indices.map { covariance[$0][$0].squareRoot() })
    self.estimates = alone.estimates
    standardErrors = alone.standardErrors
    degreesOfFreedom = alone.degreesOfFreedom
    self.covariance = covariance.flatMap { $0 }
  }

  /// The number of units.
  public var count: Int { estimates.count }

  /// The standard error of the difference of two units; 0 if their difference is certain.
  public func differenceError(_ j: Int, _ k: Int) -> Double {
    let own = standardErrors[j] * standardErrors[j] + standardErrors[k] * standardErrors[k]
    guard let covariance else { return own.squareRoot() }
    let variance = own - 2 * covariance[j * count + k]
    // The difference of perfectly correlated estimates leaves rounding dust behind.
    return variance <= 1e-14 * own ? 0 : variance.squareRoot()
  }

  /// The difference of two units over its standard error; infinite if it is certain and not 0.
  public func standardisedDifference(_ j: Int, _ k: Int) -> Double {
    let difference = estimates[j] - estimates[k]
    if difference == 0 { return 0 }
    return difference / differenceError(j, k)
  }

  /// The ranks of the estimates, ties told apart.
  public var ranks: [CompetitionRank] { CompetitionRank.ranks(of: estimates) }
}
