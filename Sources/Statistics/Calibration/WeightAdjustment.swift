/// One step from design weights to final weights; replicates repeat the same steps on their own weights.
public enum WeightAdjustment: Sendable {
  /// Respondents of each class take over the weight of those who did not answer.
  case nonresponse(responded: [Bool], classes: [Int], count: Int, weighted: Bool)
  /// Cells of known size.
  case postStratification(PostStratification.Margin)
  /// Several partitions of known sizes.
  case raking([PostStratification.Margin])
  /// Known totals of any variables.
  case calibration(WeightCalibration)
  /// Limits of weights.
  case trimming(WeightTrimming)

  /// The weights after the step.
  ///
  /// - Parameters: weights by row and the persons that each row stands for.
  func apply(to weights: [Double], persons: [Double]?) throws(StatisticsError) -> [Double] {
    let mass = persons.map { persons in weights.indices.map { weights[$0] * persons[$0] } } ?? weights
    switch self {
    case .nonresponse(let responded, let classes, let count, let weighted):
      return try NonresponseClasses.adjust(
        weights: weights, persons: persons, responded: responded, classes: classes, count: count, weighted: weighted
      ).weights
    case .postStratification(let margin):
      return scaled(weights, try PostStratification.factors(base: mass, margin))
    case .raking(let margins):
      return scaled(weights, try PostStratification.rake(base: mass, margins))
    case .calibration(let calibration):
      return scaled(weights, try calibration.factors(base: mass))
    case .trimming(let trimming):
      return try trimming.trim(weights, persons: persons).weights
    }
  }

  /// What the step does to influence values; nil if it leaves them.
  ///
  /// - Parameters: weights times persons before the step, weights after it.
  func projection(base: [Double], adjusted: [Double]) throws(StatisticsError) -> ResidualProjection? {
    switch self {
    case .nonresponse, .trimming: return nil
    case .postStratification(let margin):
      return .cells(margin.codes, count: margin.sizes.count, base: base, adjusted: adjusted)
    case .raking(let margins):
      return .margins(margins.map { ($0.codes, $0.sizes.count) }, base: base, adjusted: adjusted)
    case .calibration(let calibration):
      return try .variables(calibration.variables, base: base, adjusted: adjusted)
    }
  }

  private func scaled(_ weights: [Double], _ factors: [Double]) -> [Double] {
    weights.indices.map { weights[$0] * factors[$0] }
  }
}
