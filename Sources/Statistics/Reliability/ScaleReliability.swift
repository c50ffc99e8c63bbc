/// Cronbach's α (克朗巴赫系数) of a scale with its interval, and the statistics of its items.
///
///     α = k/(k−1) · (1 − Σ sᵢ² / s²)
///
/// from the covariances, so that pairwise and listwise matrices give every figure by the same formulas. The interval is
/// Feldt's: 1 − (1 − α) F, with n − 1 and (n − 1)(k − 1) degrees of freedom.
///
/// - SeeAlso: Cronbach (1951), doi:10.1007/BF02310555; Feldt (1965), doi:10.1007/BF02289499; Feldt, Woodruff and Salih (1987);
///   Duhachek and Iacobucci (2004) for the standard error; Guttman (1945) for λ6; McDonald (1999) for ω.
public struct ScaleReliability: Hashable, Sendable {
  /// One item among the others.
  public struct Item: Hashable, Sendable {
    /// Its mean.
    public let mean: Double
    /// Its standard deviation.
    public let deviation: Double
    /// Its correlation with the total, itself included; nil without variance.
    public let totalCorrelation: Double?
    /// Its correlation with the total of the other items; negative if it runs against them; nil without variance.
    public let correctedTotalCorrelation: Double?
    /// α of the other items; nil if fewer than two are left or their total has no variance.
    public let alphaIfDropped: Double?
    /// R² of its regression on the other items; nil if the correlations are singular.
    public let squaredMultipleCorrelation: Double?
  }

  /// Rows that took part.
  public let count: Int
  /// α, at most 1; negative if items oppose each other.
  public let alpha: Double
  /// α of the items divided by their standard deviations; nil if an item has no variance.
  public let standardisedAlpha: Double?
  /// Feldt's lower limit.
  public let lower: Double
  /// Feldt's upper limit.
  public let upper: Double
  /// The standard error of Duhachek and Iacobucci; nil if it is not real, as matrices of pairwise covariances may make it.
  public let standardError: Double?
  /// The mean of the correlations between different items.
  public let meanCorrelation: Double?
  /// Guttman's λ6, from the squared multiple correlations.
  public let lambda6: Double?
  /// McDonald's ω total of a one-factor model of the correlations; nil with fewer than three items, or without a solution.
  public let omegaTotal: Double?
  /// The mean of the total.
  public let totalMean: Double
  /// The standard deviation of the total.
  public let totalDeviation: Double
  /// s √(1 − α).
  public let standardErrorOfMeasurement: Double
  /// The items in column order.
  public let items: [Item]

  /// Analyses the scale whose items are the columns of `table`.
  ///
  /// - Throws: `.tooFew` with fewer than two items or rows; `.noVariance` if all totals agree.
  public init(
    _ table: RatingTable, missing: MissingValues = .listwise, confidence: Double = 0.95
  ) throws(StatisticsError) {
    guard confidence > 0, confidence < 1 else { throw .invalidArgument("confidence \(confidence)") }
    let k = table.columns
    guard k >= 2 else { throw .tooFew(what: "items", needed: 2, found: k) }
    let matrix = try CovarianceMatrix(table, missing)
    let covariances = matrix.values
    let correlations = matrix.correlations
    let sums = covariances.map { $0.reduce(0, +) }
    let total = sums.reduce(0, +)
    let trace = covariances.indices.reduce(0) { $0 + covariances[$1][$1] }
    guard total > 1e-14 * trace, trace > 0 else { throw .noVariance("the totals of the \(k) items") }
    guard let alpha = ScaleReliability.alpha(covariances) else { throw .noVariance("the totals of the \(k) items") }
    self.alpha = alpha
    count = matrix.count
    standardisedAlpha = correlations.flatMap(ScaleReliability.alpha)
    meanCorrelation = correlations.map { r in
      r.indices.reduce(0) { sum, a in sum + r[a].indices.reduce(0) { $1 == a ? $0 : $0 + r[a][$1] } }
        / Double(k * (k - 1))
    }
    let n = Double(count)
    let f = try FDistribution(d1: n - 1, d2: (n - 1) * Double(k - 1))
    lower = 1 - (1 - alpha) * f.quantile((1 + confidence) / 2)
    upper = 1 - (1 - alpha) * f.quantile((1 - confidence) / 2)
    let squares = covariances.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
    let sumsOfSquares = sums.reduce(0) { $0 + $1 * $1 }
    let size = Double(k)
    let q =
      2 * size * size / ((size - 1) * (size - 1) * total * total * total)
      * (total * (squares + trace * trace) - 2 * trace * sumsOfSquares)
    standardError = q >= 0 ? (q / n).squareRoot() : nil
    totalMean = matrix.means.reduce(0, +)
    totalDeviation = total.squareRoot()
    standardErrorOfMeasurement = (total * max(0, 1 - alpha)).squareRoot()
    let multiple = correlations.flatMap(ScaleReliability.multipleCorrelations)
    let correlationSum = correlations.map { $0.reduce(0) { $0 + $1.reduce(0, +) } }
    lambda6 = multiple.flatMap { smc in correlationSum.map { 1 - smc.reduce(0) { $0 + 1 - $1 } / $0 } }
    omegaTotal = correlations.flatMap { try? OneFactorModel(correlations: $0).omegaTotal }
    items = covariances.indices.map { item in
      let variance = covariances[item][item]
      let rest = total - 2 * sums[item] + variance
      let others = covariances.indices.filter { $0 != item }
      return Item(
        mean: matrix.means[item], deviation: variance.squareRoot(),
        totalCorrelation: variance > 0 ? sums[item] / (variance * total).squareRoot() : nil,
        correctedTotalCorrelation: variance > 0 && rest > 1e-14 * trace
          ? (sums[item] - variance) / (variance * rest).squareRoot() : nil,
        alphaIfDropped: ScaleReliability.alpha(others.map { a in others.map { covariances[a][$0] } }),
        squaredMultipleCorrelation: multiple?[item])
    }
  }

  /// α from a matrix of covariances; nil for fewer than two items, or a total without variance.
  private static func alpha(_ matrix: [[Double]]) -> Double? {
    let k = Double(matrix.count)
    let total = matrix.reduce(0) { $0 + $1.reduce(0, +) }
    let trace = matrix.indices.reduce(0) { $0 + matrix[$1][$1] }
    guard k >= 2, total > 1e-14 * trace, trace > 0 else { return nil }
    return k / (k - 1) * (1 - trace / total)
  }

  /// 1 − 1/(R⁻¹)ᵢᵢ; nil if R is singular.
  private static func multipleCorrelations(_ correlations: [[Double]]) -> [Double]? {
    guard let system = try? SymmetricSystem(correlations, in: "correlations of the items") else { return nil }
    return system.inverseDiagonal().map { 1 - 1 / $0 }
  }
}
