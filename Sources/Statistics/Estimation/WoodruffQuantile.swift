/// A quantile with Woodruff's interval (分位数的置信区间).
///
/// The share F of values at most the estimated quantile gets an interval from the design, centred on F; its ends are carried
/// back to values by the same quantile rule. se = (upper − lower)/(2 t).
///
/// - SeeAlso: Woodruff (1952), doi:10.1080/01621459.1952.10483443.
public struct WoodruffQuantile: Hashable, Sendable {
  /// The quantile.
  public let estimate: Double
  /// Its standard error, from the width of the interval; nil if an end does not exist.
  public let standardError: Double?
  /// The lower end; nil if the interval of the share reaches below 0.
  public let lower: Double?
  /// The upper end; nil if the interval of the share reaches above 1.
  public let upper: Double?

  /// The quantile at `p` of row values.
  ///
  /// - Parameters:
  ///   - rows: the rows that take part, in design order, each with one value.
  ///   - values: their values.
  ///   - degreesOfFreedom: of the share's variance, above 0.
  ///   - interval: `wald`, `logit`, `arcsine` or `korn-graubard` (there without the limit n).
  /// - Returns: nil without rows of positive weight.
  /// - Throws: as `SurveyDesign.estimate`.
  public static func estimate(
    _ p: Double, rows: [Int32], values: [Double], design: SurveyDesign, rule: WeightedQuantile.Rule,
    interval: IntervalMethod, degreesOfFreedom: Double, confidence: Double
  ) throws(StatisticsError) -> WoodruffQuantile? {
    // The file's order decides among ties, as the rules are defined on sorted data.
    let byRow = rows.indices.sorted { rows[$0] < rows[$1] }
    let quantiles = WeightedQuantile(
      values: byRow.map { values[$0] }, weights: byRow.map { design.weights[Int(rows[$0])] },
      persons: design.persons.map { persons in byRow.map { persons[Int(rows[$0])] } })
    guard let estimate = quantiles.quantile(p, rule: rule) else { return nil }
    let share = shareBelow(estimate, rows: rows, values: values)
    guard let (point, variance) = try design.estimate(share), degreesOfFreedom > 0 else {
      return WoodruffQuantile(estimate: estimate, standardError: nil, lower: nil, upper: nil)
    }
    let proportion = try ProportionInterval(
      p: min(1, max(0, point)), variance: max(0, variance), n: max(1, design.persons(in: rows)),
      degreesOfFreedom: degreesOfFreedom, confidence: confidence)
    let limits = try proportion.limits(interval == .kornGraubard ? .beta : interval)
    let lower = limits.flatMap { $0.lower >= 0 ? quantiles.quantile(min(1, $0.lower), rule: rule) : nil }
    let upper = limits.flatMap { $0.upper <= 1 ? quantiles.quantile(max(0, $0.upper), rule: rule) : nil }
    let t = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(0.5 + confidence / 2)
    var error: Double?
    if let lower, let upper { error = (upper - lower) / (2 * t) }
    return WoodruffQuantile(estimate: estimate, standardError: error, lower: lower, upper: upper)
  }

  /// The share of values at most `quantile`, whose variance the interval carries over.
  static func shareBelow(_ quantile: Double, rows: [Int32], values: [Double]) -> Estimand {
    // Interpolation may fall a rounding error short of the value it stands on.
    let guarded = quantile + 1e-12 * abs(quantile)
    return Estimand(rows: rows, numerator: values.map { $0 <= guarded ? 1 : 0 })
  }

  /// The covariance of several quantiles of one design, for contrasts between them.
  ///
  /// A quantile moves against the share of values below it: q̂ − q ≈ −(F̂(q) − p)/f(q). The density f(q) is the one that
  /// Woodruff's interval implies, se(F̂)/se(q̂), so the variances are the squares of the standard errors and covariances those of
  /// the shares, scaled. With replicates the shares' covariance is that of the replicates.
  ///
  /// - Parameter quantiles: each with its rows, their values, its estimate and its standard error.
  /// - Returns: by rows; not-a-number where a standard error does not exist.
  /// - Throws: as `SurveyDesign.estimates`.
  /// - SeeAlso: Francisco and Fuller (1991), doi:10.1214/aos/1176347993.
  public static func covariance(
    of quantiles: [(rows: [Int32], values: [Double], estimate: Double?, standardError: Double?)],
    design: SurveyDesign
  ) throws(StatisticsError) -> [[Double]] {
    let shares = quantiles.map { quantile in
      shareBelow(quantile.estimate ?? .infinity, rows: quantile.rows, values: quantile.values)
    }
    let joint = try design.estimates(shares, covariance: true)
    let scales = quantiles.indices.map { index -> Double in
      guard let error = quantiles[index].standardError else { return .nan }
      let variance = joint.variances[index] ?? 0
      return variance > 0 ? error / variance.squareRoot() : 0
    }
    let matrix = joint.covariance ?? []
    return quantiles.indices.map { a in
      quantiles.indices.map { b in
        if a == b { return quantiles[a].standardError.map { $0 * $0 } ?? .nan }
        return scales[a] * scales[b] * matrix[a][b]
      }
    }
  }
}
