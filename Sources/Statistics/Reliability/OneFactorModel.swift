/// One common factor behind the items, fitted by least squares of the off-diagonal correlations (minimum residuals).
///
/// Each loading in turn takes its best value, λᵢ = Σ_{j≠i} rᵢⱼ λⱼ / Σ_{j≠i} λⱼ², until none moves by 10⁻¹³: every step
/// lowers the residuals. A loading is kept inside ±√0.995 (a Heywood case).
///
/// - SeeAlso: Harman and Jones (1966), doi:10.1007/BF02289468; McDonald (1999), Test Theory, for ω.
public struct OneFactorModel: Hashable, Sendable {
  /// The loadings, in item order, with a positive sum.
  public let loadings: [Double]
  /// ω total: the share of the total's variance that is not unique to single items, 1 − Σ(1 − λᵢ²) / Σ rᵢⱼ.
  public let omegaTotal: Double

  /// Fits the model to a matrix of correlations.
  ///
  /// - Throws: `.tooFew` with fewer than three items, where loadings are not determined; `.noVariance` if no correlations
  ///   are left or the total has no variance; `.notConverged` after 100 000 rounds.
  public init(correlations: [[Double]]) throws(StatisticsError) {
    let k = correlations.count
    guard k >= 3 else { throw .tooFew(what: "items", needed: 3, found: k) }
    var loadings = OneFactorModel.principal(correlations)
    let bound = 0.995.squareRoot()
    var isSettled = false
    for _ in 0..<100_000 where !isSettled {
      var change = 0.0
      for item in 0..<k {
        var numerator = 0.0
        var denominator = 0.0
        for other in 0..<k where other != item {
          numerator += correlations[item][other] * loadings[other]
          denominator += loadings[other] * loadings[other]
        }
        guard denominator > 1e-20 else { throw .noVariance("correlations between the items") }
        let value = min(max(numerator / denominator, -bound), bound)
        change = max(change, abs(value - loadings[item]))
        loadings[item] = value
      }
      isSettled = change < 1e-13
    }
    guard isSettled else { throw .notConverged("one-factor model") }
    let total = correlations.reduce(0) { $0 + $1.reduce(0, +) }
    guard total > 0 else { throw .noVariance("the total of the items") }
    if loadings.reduce(0, +) < 0 { loadings = loadings.map { -$0 } }
    self.loadings = loadings
    omegaTotal = 1 - loadings.reduce(0) { $0 + 1 - $1 * $1 } / total
  }

  /// A start with the right signs: the first principal axis by repeated multiplication.
  private static func principal(_ matrix: [[Double]]) -> [Double] {
    var axis = matrix.map { $0.reduce(0) { $0 + abs($1) } }
    if let first = matrix.first { for item in axis.indices where first[item] < 0 { axis[item] = -axis[item] } }
    for _ in 0..<50 {
      let next = matrix.map { row in zip(row, axis).reduce(0) { $0 + $1.0 * $1.1 } }
      let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { return axis }
      axis = next.map { $0 / length }
    }
    return axis.map { $0 * 0.7 * Double(axis.count).squareRoot() }
  }
}
