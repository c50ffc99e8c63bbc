/// How a composite indicator is made from the data, step by step: the whole method in one value.
public struct CompositeRecipe: Hashable, Sendable {
  /// A step between the data and the scores.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    /// Values are divided by a denominator of the same unit.
    case denominate
    /// Values are transformed one by one, as by a logarithm.
    case transform
    /// Units with too little data are left out.
    case screen
    /// Missing values are filled in.
    case impute
    /// Outliers are treated.
    case treat
    /// Values become comparable and get one direction.
    case normalise
  }

  /// The steps before normalising, in the order in which they are done; the last is always `normalise`.
  public var order: [Step] = Step.allCases
  /// Whether indicators that name a denominator are divided by it.
  public var denominates = false
  /// Weights that take the place of the table's, by code.
  public var weights: [String: Double] = [:]
  /// Which units stay.
  public var screening: ScreeningRule?
  /// What takes the place of missing values.
  public var imputation: ImputationRule?
  /// The treatment of outliers; single indicators may have their own.
  public var outliers: OutlierRule?
  /// The outlier rules of single indicators, by code; an empty optional leaves the indicator alone.
  public var outliersByIndicator: [String: OutlierRule?] = [:]
  /// The normalisation; single indicators may have their own.
  public var normalisation = NormalisationRule.minMax(lower: 0, upper: 100)
  /// The normalisations of single indicators, by code.
  public var normalisationByIndicator: [String: NormalisationRule] = [:]
  /// The range to which every normalised indicator is stretched afterwards; nil for none.
  public var range: ClosedRange<Double>?
  /// The transformations of single indicators, by code.
  public var transformations: [String: ValueTransformation] = [:]
  /// The aggregation of each level from 2 on; a single one is that of all levels.
  public var aggregations: [AggregationRule] = [.arithmetic]
  /// The aggregations of single groups, by code.
  public var aggregationByGroup: [String: AggregationRule] = [:]
  /// The least share of children with a value, by level from 2 on; a single one is that of all levels; empty for none.
  public var thresholds: [Double] = []
  /// The thresholds of single groups, by code.
  public var thresholdByGroup: [String: Double] = [:]
  /// Decimals to which scores are rounded before they are ranked; nil ranks the unrounded ones.
  public var rankDecimals: Int?

  /// The usual method: min–max to 0…100 and arithmetic means, nothing else.
  public init() {}

  /// The aggregation of a group.
  public func aggregation(_ node: CompositeNode) -> AggregationRule {
    aggregationByGroup[node.code] ?? aggregations[min(max(0, node.level - 2), aggregations.count - 1)]
  }

  /// The threshold of a group.
  public func threshold(_ node: CompositeNode) -> Double? {
    if let own = thresholdByGroup[node.code] { return own }
    return thresholds.isEmpty ? nil : thresholds[min(max(0, node.level - 2), thresholds.count - 1)]
  }
}

/// A transformation of single values.
public enum ValueTransformation: String, Hashable, Sendable, CaseIterable {
  /// The natural logarithm; needs values above 0.
  case log
  /// The logarithm to the base of 10; needs values above 0.
  case log10
  /// The square root; needs values of at least 0.
  case sqrt
  /// ln(1 + x); needs values above −1.
  case log1p
  /// 1/x; needs values other than 0. Mind the direction.
  case inverse
}
