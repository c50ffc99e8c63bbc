/// Variance components (方差分量) of score = μ + unit + rater + residual, units and raters both random.
///
/// A complete table with no negative estimate has them from the mean squares; any other by restricted maximum likelihood,
/// profiled to the two ratios of standard deviations and minimised over them.
///
/// - SeeAlso: Patterson and Thompson (1971), Biometrika 58:545–554; Bates, Mächler, Bolker and Walker (2015),
///   doi:10.18637/jss.v067.i01, for the profiled criterion.
public struct VarianceComponents: Hashable, Sendable {
  /// How the components were found.
  public enum Method: String, Hashable, Sendable {
    /// Mean squares of a complete table, equal to restricted maximum likelihood.
    case meanSquares = "mean-squares"
    /// Restricted maximum likelihood.
    case restrictedLikelihood = "reml"
  }

  /// Variance between units.
  public let unit: Double
  /// Variance between raters.
  public let rater: Double
  /// Residual variance.
  public let residual: Double
  /// How they were found.
  public let method: Method

  /// unit / (unit + rater + residual): the agreement of single scores, ICC(2,1); nil if all are 0.
  public var agreement: Double? {
    let sum = unit + rater + residual
    return sum > 0 ? unit / sum : nil
  }

  /// - Throws: `.tooFew` with fewer than four scores; `.noVariance` if the effects explain every score and no residual is left;
  ///   `.notConverged`.
  public init(_ scores: CrossedScores) throws(StatisticsError) {
    guard scores.scores.count >= 4 else { throw .tooFew(what: "scores", needed: 4, found: scores.scores.count) }
    if scores.isComplete {
      let table = TwoWayTable(scores.rows)
      guard table.totalSquares > 0 else { throw .noVariance("the scores") }
      let unit = (table.meanSquareUnits - table.meanSquareError) / table.k
      let rater = (table.meanSquareRaters - table.meanSquareError) / table.n
      if unit >= 0, rater >= 0 {
        self.init(unit: unit, rater: rater, residual: table.meanSquareError, method: .meanSquares)
        return
      }
    }
    let criterion = try RestrictedCriterion(scores)
    let best = try criterion.minimum()
    guard best.residual > 0 else { throw .noVariance("the residuals of the scores") }
    self.init(
      unit: best.unit * best.unit * best.residual, rater: best.rater * best.rater * best.residual,
      residual: best.residual, method: .restrictedLikelihood)
  }

  private init(unit: Double, rater: Double, residual: Double, method: Method) {
    self.unit = unit
    self.rater = rater
    self.residual = residual
    self.method = method
  }
}
