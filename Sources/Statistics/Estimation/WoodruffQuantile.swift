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
    // Interpolation may fall a rounding error short of the value it stands on.
    let guarded = estimate + 1e-12 * abs(estimate)
    let share = Estimand(rows: rows, numerator: values.map { $0 <= guarded ? 1 : 0 })
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
}
