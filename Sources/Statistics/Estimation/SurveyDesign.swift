/// A sample as every estimator takes it (抽样设计): weights, the nesting of stages, what calibration did, and how variances
/// are had — by linearisation, by joint probabilities, or by replicates.
///
/// It is a value: adjusting weights gives another design. Two kinds of weights differ in type: `weights` are inverse
/// inclusion probabilities, adjusted or not; `persons` are numbers of identical respondents and raise the sample size.
public struct SurveyDesign: Sendable {
  /// How variances are had.
  public enum VarianceSource: Sendable {
    /// From influence values over the nested stages.
    case linearised
    /// From joint inclusion probabilities.
    case pairwise(PairwiseVariance)
    /// From replicate weights.
    case replicates(Replication)
  }

  /// The stages of the sample.
  public let nested: NestedDesign
  /// The weights before any adjustment.
  public let baseWeights: [Double]
  /// The weights that estimates use.
  public private(set) var weights: [Double]
  /// Persons that each row stands for; nil if each is one.
  public let persons: [Double]?
  /// How variances are had.
  public var source: VarianceSource
  /// What a stratum with one unit gives.
  public var rule: LonelyUnitRule
  /// Whether the rule also holds for strata with one unit in the domain.
  public var lonelyInDomain: Bool
  /// The adjustments made, in order; replicates repeat them.
  public private(set) var adjustments: [WeightAdjustment] = []

  private var projections: [ResidualProjection] = []

  /// A design.
  ///
  /// - Parameters:
  ///   - nested: the compiled stages, persons included.
  ///   - weights: one per row and person, at least 0.
  public init(
    nested: NestedDesign, weights: [Double], persons: [Double]? = nil, source: VarianceSource = .linearised,
    rule: LonelyUnitRule = .fail, lonelyInDomain: Bool = false
  ) {
    precondition(weights.count == nested.count, "one weight for each row")
    self.nested = nested
    baseWeights = weights
    self.weights = weights
    mass = persons.map { persons in weights.indices.map { weights[$0] * persons[$0] } } ?? weights
    self.persons = persons
    self.source = source
    self.rule = rule
    self.lonelyInDomain = lonelyInDomain
  }

  /// Weights times persons.
  public private(set) var mass: [Double]

  func mass(of weights: [Double]) -> [Double] {
    guard let persons else { return weights }
    return weights.indices.map { weights[$0] * persons[$0] }
  }

  /// Whether weights were calibrated, so that influence spreads over all rows.
  public var isCalibrated: Bool { !projections.isEmpty }

  /// The design after one more adjustment of its weights.
  ///
  /// - Throws: what the adjustment throws.
  public func applying(_ adjustment: WeightAdjustment) throws(StatisticsError) -> SurveyDesign {
    var next = self
    next.weights = try adjustment.apply(to: weights, persons: persons)
    next.mass = mass(of: next.weights)
    next.adjustments.append(adjustment)
    if let projection = try adjustment.projection(base: mass, adjusted: next.weights) {
      next.projections.append(projection)
    }
    return next
  }

  /// An estimate with the influence values from which its variance comes.
  public struct Linearised: Sendable {
    /// The estimate.
    public let estimate: Double
    /// Rows with influence, in design order.
    public let rows: [Int32]
    /// The weighted influence value of each, for one person.
    public let influence: [Double]
  }

  /// Linearises an estimand; nil if its denominator is 0.
  public func linearise(_ estimand: Estimand) -> Linearised? {
    let (estimate, denominator) = estimand.evaluate(mass: mass)
    guard estimate.isFinite else { return nil }
    let residuals = estimand.residuals(estimate: estimate, denominator: denominator)
    if projections.isEmpty {
      var influence = residuals
      for index in influence.indices { influence[index] *= weights[Int(estimand.rows[index])] }
      return Linearised(estimate: estimate, rows: estimand.rows, influence: influence)
    }
    var all = [Double](repeating: 0, count: nested.count)
    for (index, row) in estimand.rows.enumerated() { all[Int(row)] = residuals[index] * weights[Int(row)] }
    for projection in projections { projection.apply(&all) }
    return Linearised(estimate: estimate, rows: nested.order, influence: nested.order.map { all[Int($0)] })
  }

  /// Persons of positive weight among `rows`.
  public func persons(in rows: [Int32]) -> Double {
    rows.reduce(0) { $0 + (weights[Int($1)] > 0 ? persons?[Int($1)] ?? 1 : 0) }
  }

  /// The sum of weights of `rows`: the estimated number of people.
  public func population(in rows: [Int32]) -> Double {
    rows.reduce(0) { $0 + weights[Int($1)] * (persons?[Int($1)] ?? 1) }
  }

  /// Degrees of freedom of an estimate from `rows`: units less strata among those with positive weight.
  ///
  /// Replicates that were given have the rank of their weights less one; a jackknife that ignores strata, units less one.
  public func degreesOfFreedom(rows: [Int32]) -> Double {
    let used = rows.filter { weights[Int($0)] > 0 }
    if case .replicates(let replication) = source {
      return replication.degreesOfFreedom(rows: used, nested: nested)
    }
    return nested.degreesOfFreedom(rows: used)
  }
}
