/// One choice in the making of a composite indicator that might have been made otherwise (不确定的选择).
public enum SensitivityFactor: Hashable, Sendable {
  /// Every weight of a level (of all levels if nil) is multiplied by 1 + amount · U(−1, 1), as COINr's noisy weights.
  case weightNoise(level: Int?, amount: Double)
  /// The weights of siblings are drawn from a Dirichlet distribution around the nominal ones: the larger the concentration,
  /// the closer to them.
  case dirichlet(level: Int?, concentration: Double)
  /// The share of one node among its siblings is uniform in a range; the siblings keep their proportions.
  case share(node: Int, range: ClosedRange<Double>)
  /// One of several normalisations for all indicators.
  case normalisation([NormalisationRule])
  /// One of several lists of aggregations by level.
  case aggregation([[AggregationRule]])
  /// One of several rules for missing values.
  case missing([MissingRule])
  /// One of the study's data tables: another answer map, another treatment.
  case data
  /// Every value is drawn from the normal distribution around it with its standard error.
  case sampling
  /// The scores of the study's part with errors are drawn from Student's t around them.
  case partSampling

  /// What is done with an indicator's missing value before aggregating.
  public enum MissingRule: String, Hashable, Sendable, CaseIterable {
    /// Its weight is spread over the others.
    case spread
    /// It takes the indicator's worst normalised value.
    case worst
    /// It takes the indicator's mean.
    case mean
    /// It takes what the study's own rule puts in its place: in a rating, what the standard says of unrated indicators.
    case standard
  }

  /// The name in results.
  public func name(in tree: CompositeTree) -> String {
    switch self {
    case .weightNoise(let level, _): level.map { "weights-level-\($0)" } ?? "weights"
    case .dirichlet(let level, _): level.map { "dirichlet-level-\($0)" } ?? "dirichlet"
    case .share(let node, _): "share-\(tree.nodes[node].code)"
    case .normalisation: "normalisation"
    case .aggregation: "aggregation"
    case .missing: "missing"
    case .data: "data"
    case .sampling, .partSampling: "sampling"
    }
  }
}
