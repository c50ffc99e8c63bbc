import Statistics

/// One line of the result: what is estimated, from which rows, and what came out.
struct EstimateEntry {
  /// The variable's name; `numerator/denominator` for a ratio.
  var variable: String
  /// The values of the `--by` columns.
  var domain: [String]
  /// The category whose share or number is estimated.
  var level: String?
  /// The share of a quantile.
  var p: Double?
  /// The rows with an answer, in design order.
  var rows: [Int32]
  /// The value of each.
  var values: [Double]
  /// What is estimated; nil for a quantile.
  var estimand: Estimand?
  /// The contrast in words, for lines that combine others.
  var contrast: String?

  var estimate: Double?
  var standardError: Double?
  var degreesOfFreedom: Double?
  var lower: Double?
  var upper: Double?
  var designEffect: Double?
  /// The standard deviation of the values, divisor n − 1.
  var standardDeviation: Double?
  var n: Double = 0
  var population: Double?
  /// The statistic against 0 and its two-sided probability, of contrasts.
  var t: Double?
  var probability: Double?
  /// The same, adjusted after Holm over all contrasts.
  var holm: Double?

  /// The estimate's coefficient of variation; nil at 0.
  var coefficientOfVariation: Double? {
    guard let estimate, let standardError, estimate != 0 else { return nil }
    return standardError / abs(estimate)
  }

  /// s/√n: the standard error if persons were drawn at random, one by one.
  var simpleStandardError: Double? { standardDeviation.map { $0 / n.squareRoot() } }

  /// The same with the divisor n, as the shares of a multinomial sample have it.
  var multinomialStandardError: Double? { standardDeviation.map { $0 * (n - 1).squareRoot() / n } }

  /// The line's name in messages.
  var title: String {
    var parts = [contrast ?? variable]
    if let level { parts[0] += "=\(level)" }
    if let p { parts[0] += " p=\(p)" }
    if !domain.isEmpty { parts.append("[\(domain.joined(separator: ", "))]") }
    return parts.joined(separator: " ")
  }

  /// The contrasts with Holm's adjusted probabilities.
  ///
  /// - SeeAlso: Holm (1979), Scand. J. Stat. 6, 65–70.
  static func holm(_ lines: [EstimateEntry]) -> [EstimateEntry] {
    var lines = lines
    let order = lines.indices.filter { lines[$0].probability != nil }
      .sorted { (lines[$0].probability ?? 1, $0) < (lines[$1].probability ?? 1, $1) }
    var floor = 0.0
    for (rank, index) in order.enumerated() {
      floor = max(floor, min(1, Double(order.count - rank) * (lines[index].probability ?? 1)))
      lines[index].holm = floor
    }
    return lines
  }
}
