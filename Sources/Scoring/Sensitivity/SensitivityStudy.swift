/// How much a list of titles depends on choices that might have been made otherwise: the input of a sensitivity analysis
/// (敏感性分析).
///
/// Units stand in groups (districts) with places (quotas); a list without groups is one group. Everything is a value, so
/// that a rated city, an indicator table or a test can hand in the same.
public struct SensitivityStudy: Sendable {
  /// The tree with its nominal weights.
  public var tree: CompositeTree
  /// The method; its steps before normalising have been done.
  public var recipe: CompositeRecipe
  /// The units' codes.
  public var units: [String]
  /// The data: the first table is the nominal one, others are alternatives. One list for each leaf, one value for each unit.
  public var tables: [[[Double?]]]
  /// The standard errors of the first table's values; nil where there is none.
  public var errors: [[Double?]]?
  /// The group of each unit, from 0.
  public var groups: [Int]
  /// The places of each group.
  public var places: [Int]
  /// Whether each unit takes part in places and ranks.
  public var isEligible: [Bool]
  /// What might have been chosen otherwise.
  public var factors: [SensitivityFactor]
  /// Whether each leaf applies to each unit (variants of a standard); nil if all do. What does not apply is no missing value.
  public var applies: [[Bool]]?
  /// What takes the place of each leaf's missing values under the rule `standard`; nil without that rule.
  public var fillers: [[Double?]]?
  /// What is done with missing values in the nominal result.
  public var nominalMissing = SensitivityFactor.MissingRule.spread
  /// The range to which every alternative normalisation but `given` is stretched, so that bonus points and errors, which are on
  /// the scale of the data, keep their size beside it; nil leaves each rule its own.
  public var alternativeRange: ClosedRange<Double>?
  /// What totals go through after the top's mean; nil if that is the total.
  public var finish: ScoreFinish?
  /// The order of units whose totals are equal, equal numbers for those that stay tied; empty if all do.
  public var tieOrder: [Int] = []
  /// The sampling errors of a child of the top, for the factor `partSampling`.
  public var partErrors: PartErrors?

  /// A study of units in one group.
  public init(
    tree: CompositeTree, recipe: CompositeRecipe, units: [String], table: [[Double?]], places: Int,
    factors: [SensitivityFactor]
  ) {
    self.tree = tree
    self.recipe = recipe
    self.units = units
    tables = [table]
    errors = nil
    groups = units.map { _ in 0 }
    self.places = [places]
    isEligible = units.map { _ in true }
    self.factors = factors
  }

  /// How many alternatives a factor has; nil for one that is continuous.
  public func alternatives(_ factor: SensitivityFactor) -> Int? {
    switch factor {
    case .normalisation(let rules): rules.count
    case .aggregation(let lists): lists.count
    case .missing(let rules): rules.count
    case .data: tables.count
    case .weightNoise, .dirichlet, .share, .sampling, .partSampling: nil
    }
  }

  /// The number of all combinations; nil if a factor is continuous or there are more than 100,000.
  public var combinations: Int? {
    var product = 1
    for factor in factors {
      guard let count = alternatives(factor) else { return nil }
      product *= count
      if product > 100_000 { return nil }
    }
    return product
  }
}

/// Why a study cannot be run.
public enum SensitivityFault: Error, Hashable, Sendable {
  /// A combination of normalisation and aggregation that has no scores: the names of both.
  case methodsConflict(String, String)
  /// A nominal result without scores for at least two units.
  case noScores
}
