/// Scores freed from the severity (宽严差异) of those who happened to give them.
///
/// Least squares of score = μ + unit + rater, both sets of effects summing to zero; a unit's adjusted score is μ + its effect.
///
/// - SeeAlso: Braun (1988), J. Educ. Stat. 13:1–18; Houston, Raymond and Svec (1991), Appl. Psych. Meas. 15:409–421.
public struct RaterSeverity: Hashable, Sendable {
  /// The mean of the adjusted scores.
  public let mean: Double
  /// How much more than the mean rater each one gives; they sum to zero.
  public let raterEffects: [Double]
  /// What each unit would have got from all raters.
  public let adjustedScores: [Double]
  /// What each unit got on average from its own raters.
  public let rawMeans: [Double]
  /// Scores of each unit.
  public let unitCounts: [Int]
  /// Scores of each rater.
  public let raterCounts: [Int]
  /// Scores less parameters.
  public let degreesOfFreedom: Int
  /// The residual sum of squares divided by them; nil if there are none.
  public let residualMeanSquare: Double?

  /// - Throws: `.singular` unless all units are connected through raters (see `CrossedScores.parts`).
  /// - Complexity: O(N min(raters, units) + min(raters, units)³).
  public init(_ scores: CrossedScores) throws(StatisticsError) {
    guard scores.parts.count == 1 else { throw .singular("raters and units fall into unconnected parts") }
    let isExchanged = scores.raters > scores.units
    // The larger side is eliminated: its normal equations are diagonal.
    let solution = try RaterSeverity.solve(isExchanged ? scores.exchanged : scores)
    var raters = isExchanged ? solution.units : solution.raters
    var units = isExchanged ? solution.raters : solution.units
    let shift = raters.reduce(0, +) / Double(raters.count)
    raters = raters.map { $0 - shift }
    units = units.map { $0 + shift }
    raterEffects = raters
    adjustedScores = units
    mean = units.reduce(0, +) / Double(units.count)
    var sums = [Double](repeating: 0, count: scores.units)
    var counts = [Int](repeating: 0, count: scores.units)
    var byRater = [Int](repeating: 0, count: scores.raters)
    var residual = 0.0
    for score in scores.scores {
      sums[score.unit] += score.value
      counts[score.unit] += 1
      byRater[score.rater] += 1
      let rest = score.value - units[score.unit] - raters[score.rater]
      residual += rest * rest
    }
    rawMeans = zip(sums, counts).map { $0 / Double($1) }
    unitCounts = counts
    raterCounts = byRater
    degreesOfFreedom = scores.scores.count - scores.units - scores.raters + 1
    residualMeanSquare = degreesOfFreedom > 0 ? residual / Double(degreesOfFreedom) : nil
  }

  /// Effects of raters with sum 0 and units' levels, the units eliminated.
  private static func solve(_ scores: CrossedScores) throws(StatisticsError) -> (raters: [Double], units: [Double]) {
    let mean = scores.scores.reduce(0) { $0 + $1.value } / Double(scores.scores.count)
    var byUnit = [[(rater: Int, value: Double)]](repeating: [], count: scores.units)
    for score in scores.scores { byUnit[score.unit].append((score.rater, score.value - mean)) }
    // Adding 1 everywhere fixes the free constant: the sum of the effects is then 0.
    var matrix = [[Double]](repeating: [Double](repeating: 1, count: scores.raters), count: scores.raters)
    var right = [Double](repeating: 0, count: scores.raters)
    for cells in byUnit {
      let n = Double(cells.count)
      let average = cells.reduce(0) { $0 + $1.value } / n
      for cell in cells {
        right[cell.rater] += cell.value - average
        matrix[cell.rater][cell.rater] += 1
        for other in cells { matrix[cell.rater][other.rater] -= 1 / n }
      }
    }
    let effects = try SymmetricSystem(matrix, in: "severity of the raters").solve(right)
    let levels = byUnit.map { cells in
      mean + cells.reduce(0) { $0 + $1.value - effects[$1.rater] } / Double(cells.count)
    }
    return (effects, levels)
  }
}
