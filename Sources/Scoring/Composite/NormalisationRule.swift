/// How the values of one indicator become comparable with those of others (标准化).
///
/// Every rule but `given` works on direction · x, so that more is better after it. Parameters such as goalposts and targets
/// are written in the indicator's own unit and turned with it.
///
/// - SeeAlso: OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 5; Becker et al. (2022),
///   doi:10.21105/joss.04567 (COINr).
public enum NormalisationRule: Hashable, Sendable {
  /// The data as they are, directions and all.
  case given
  /// direction · x and nothing else.
  case none
  /// (x − min)/(max − min), stretched to a range.
  case minMax(lower: Double, upper: Double)
  /// (x − mean)/sd with the sample's standard deviation, moved to a mean and a deviation.
  case zScore(mean: Double, deviation: Double)
  /// The place from below: 1 for the smallest.
  case rank(RankTies)
  /// (place − 1)/(n − 1).
  case percentileRank(RankTies)
  /// Place − 1: the number of units that are worse (Borda).
  case borda(RankTies)
  /// (x − lower)/(upper − lower) · scale, beyond its ends too.
  case scaled(lower: Double, upper: Double, scale: Double)
  /// As `scaled`, by fixed goalposts, cut at the posts unless told otherwise; by logarithms if so told.
  case goalposts(Goalposts)
  /// 1 − (max − x)/(max − min).
  case distanceToMaximum
  /// 1 − (reference − x)/(reference − min), the reference being the value of a unit.
  case distanceToReference(unit: String, isCapped: Bool)
  /// (x − min)/(target − min).
  case distanceToTarget(target: Double, isCapped: Bool)
  /// x/max.
  case fractionOfMaximum
  /// Scores by classes.
  case categories(ValueClasses)

  /// Fixed posts that an indicator is measured between.
  public struct Goalposts: Hashable, Sendable {
    /// The post of the score 0 (of the full score if less is better).
    public var lower: Double
    /// The other post.
    public var upper: Double
    /// The full score.
    public var scale: Double
    /// Whether values beyond a post count as the post.
    public var isCut: Bool
    /// Whether values and posts are taken by their logarithms.
    public var isLogarithmic: Bool
  }

  /// Classes of values (categorical scale 分级): a score for each class.
  public struct ValueClasses: Hashable, Sendable {
    /// The limits between the classes, rising; a value at a limit belongs to the class above.
    public var limits: [Double]
    /// The scores of the classes, one more than the limits.
    public var scores: [Double]
    /// Whether the limits are shares of the units (quantiles by `(place − 1)/(n − 1)`) and no values.
    public var areShares: Bool
  }

  /// What place tied units take.
  public enum RankTies: String, Hashable, Sendable {
    /// The lowest of the places.
    case min
    /// The mean of the places.
    case average
    /// The highest of the places.
    case max
  }
}

extension NormalisationRule {
  /// The names of the methods as tables and options write them.
  public static let names = [
    "minmax", "zscore", "rank", "percentile", "borda", "scaled", "goalposts", "dist2max", "dist2ref", "dist2targ",
    "fracmax", "categorical", "none", "given",
  ]

  /// Reads a specification such as `minmax:0,100`, `goalposts:lower=20,upper=85,scale=1` or `dist2ref:unit=DEU`.
  public init(_ specification: MethodSpecification) throws(SpecificationFault) {
    var parameters = MethodSpecification.Parameters(specification)
    let name = specification.name.hasPrefix("n-") ? String(specification.name.dropFirst(2)) : specification.name
    switch name {
    case "given", "as-is": self = .given
    case "none", "": self = .none
    case "minmax", "min-max":
      self = .minMax(lower: parameters.number("lower", 0), upper: parameters.number("upper", 100))
    case "zscore", "z-score", "z":
      let (mean, deviation) = (parameters.number("mean", 0), parameters.number("sd", 1))
      if deviation <= 0 { parameters.refuse("sd>0") }
      self = .zScore(mean: mean, deviation: deviation)
    case "rank": self = .rank(parameters.choice("ties", .min))
    case "percentile", "prank", "percentile-rank": self = .percentileRank(parameters.choice("ties", .min))
    case "borda": self = .borda(parameters.choice("ties", .min))
    case "scaled":
      self = .scaled(
        lower: parameters.number("lower", 0), upper: parameters.number("upper", 100),
        scale: parameters.number("scale", 100))
    case "goalposts": self = .goalposts(Goalposts(&parameters))
    case "dist2max", "distance-to-maximum": self = .distanceToMaximum
    case "dist2ref", "distance-to-reference":
      let unit = parameters.text("unit") ?? ""
      if unit.isEmpty { parameters.refuse("unit?") }
      self = .distanceToReference(unit: unit, isCapped: parameters.flag("cap", false))
    case "dist2targ", "dist2target", "distance-to-target":
      self = .distanceToTarget(target: parameters.number("target"), isCapped: parameters.flag("cap", false))
    case "fracmax", "fraction-of-maximum": self = .fractionOfMaximum
    case "categorical", "categories", "classes": self = .categories(ValueClasses(&parameters))
    default: throw SpecificationFault(text: specification.description, faults: NormalisationRule.names)
    }
    let faults = parameters.finish()
    if !faults.isEmpty { throw SpecificationFault(text: specification.description, faults: faults) }
  }
}

extension NormalisationRule.Goalposts {
  init(_ parameters: inout MethodSpecification.Parameters) {
    lower = parameters.number("lower")
    upper = parameters.number("upper")
    scale = parameters.number("scale", 1)
    isCut = parameters.flag("cut", true)
    isLogarithmic = parameters.flag("log", false)
    if lower == upper { parameters.refuse("lower=upper") }
    if isLogarithmic, min(lower, upper) <= 0 { parameters.refuse("log: lower>0, upper>0") }
  }
}

extension NormalisationRule.ValueClasses {
  init(_ parameters: inout MethodSpecification.Parameters) {
    let given = parameters.numbers("limits") ?? []
    limits = given.sorted()
    scores = parameters.numbers("scores") ?? given.indices.map { Double($0) } + [Double(given.count)]
    areShares = parameters.flag("shares", false)
    if limits.isEmpty || limits != given || Set(limits).count != limits.count { parameters.refuse("limits=1;2;3") }
    if scores.count != limits.count + 1 { parameters.refuse("scores: \(limits.count + 1)") }
  }
}
