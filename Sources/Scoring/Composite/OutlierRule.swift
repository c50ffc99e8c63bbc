import Foundation
public import Statistics

/// What is done to an indicator whose distribution has outliers (离群值处理), and how that is judged.
///
/// An indicator passes if |skewness| or kurtosis lies below its limit. One that does not is treated by `first` and judged
/// again; if it still does not pass, by `second`, on the untreated values unless the two are combined.
///
/// - SeeAlso: OECD and JRC (2008), Handbook, step 3; COINr's `Treat`.
public struct OutlierRule: Hashable, Sendable {
  /// The first treatment.
  public var first: Treatment
  /// The treatment of what still does not pass; nil for none.
  public var second: Treatment?
  /// The limits of passing.
  public var limits: ShapeLimits
  /// Whether the second treatment works on the outcome of the first.
  public var isCombined: Bool

  /// A rule.
  public init(first: Treatment, second: Treatment?, limits: ShapeLimits = ShapeLimits(), isCombined: Bool = false) {
    self.first = first
    self.second = second
    self.limits = limits
    self.isCombined = isCombined
  }

  /// Limits of skewness and excess kurtosis below which either alone lets an indicator pass.
  public struct ShapeLimits: Hashable, Sendable {
    /// The limit of |G₁|.
    public var skewness: Double
    /// The limit of G₂.
    public var kurtosis: Double

    /// Limits; 2 and 3.5 unless told otherwise.
    public init(skewness: Double = 2, kurtosis: Double = 3.5) {
      self.skewness = skewness
      self.kurtosis = kurtosis
    }

    /// Whether `shape` passes; nil if it has neither skewness nor kurtosis, as R's `NA | FALSE`.
    public func passes(_ shape: SampleShape) -> Bool? {
      let skewness = shape.skewness.map { abs($0) < self.skewness }
      let kurtosis = shape.kurtosis.map { $0 < self.kurtosis }
      if skewness == true || kurtosis == true { return true }
      return skewness == nil || kurtosis == nil ? nil : false
    }
  }

  /// One treatment.
  public enum Treatment: Hashable, Sendable {
    /// Replace the largest values (the smallest where the skewness is negative) by the next one, all ties at once, until the
    /// indicator passes `limits` or `points` values are replaced; nil for no limit. A forced one goes on to `points`.
    case winsorise(points: Int?, limits: ShapeLimits, isForced: Bool)
    /// ln(x − min + 0.01 (max − min)).
    case logarithm
    /// ln(x − min + 1).
    case logarithmPlusOne
    /// As `logarithm` for a positive skewness, mirrored, −ln(max − x + 0.01 (max − min)), for a negative one.
    case logarithmBySkew
    /// ln((max − 1)(x − min)/(max − min) + 1), as the Global Innovation Index does it.
    case logarithmGII
    /// (x^λ − 1)/λ, ln x for λ = 0; of x − min + 1 if that is asked for.
    case boxCox(lambda: Double, makesPositive: Bool)

    /// The names of the treatments as tables and options write them.
    public static let names = [
      "winsorise:5", "log-ct", "log-ct-orig", "log-ct-plus", "log-gii", "box-cox:LAMBDA", "none",
    ]

    /// The name that results carry.
    public var name: String {
      switch self {
      case .winsorise: "winsorised"
      case .logarithm: "log-ct"
      case .logarithmPlusOne: "log-ct-orig"
      case .logarithmBySkew: "log-ct-plus"
      case .logarithmGII: "log-gii"
      case .boxCox: "box-cox"
      }
    }

    /// Reads a specification such as `winsorise:points=5,skew=2,kurt=3.5`; nil for `none`.
    public static func read(_ specification: MethodSpecification) throws(SpecificationFault) -> Treatment? {
      var parameters = MethodSpecification.Parameters(specification)
      let treatment: Treatment?
      switch specification.name {
      case "none", "": treatment = nil
      case "winsorise", "winsorize":
        let points = parameters.text("points") ?? "5"
        let limit = points == "all" ? nil : Int(points)
        if points != "all", (limit ?? -1) < 0 { parameters.refuse("points=\(points)") }
        treatment = .winsorise(
          points: limit,
          limits: ShapeLimits(skewness: parameters.number("skew", 2), kurtosis: parameters.number("kurt", 3.5)),
          isForced: parameters.flag("force", false))
        if case .winsorise(nil, _, true) = treatment { parameters.refuse("force: points=N") }
      case "log-ct", "log": treatment = .logarithm
      case "log-ct-orig": treatment = .logarithmPlusOne
      case "log-ct-plus": treatment = .logarithmBySkew
      case "log-gii": treatment = .logarithmGII
      case "box-cox", "boxcox":
        treatment = .boxCox(lambda: parameters.number("lambda"), makesPositive: parameters.flag("makepos", true))
      default: throw SpecificationFault(text: specification.description, faults: Treatment.names)
      }
      let faults = parameters.finish()
      if !faults.isEmpty { throw SpecificationFault(text: specification.description, faults: faults) }
      return treatment
    }
  }

  /// The outcome for one indicator.
  public struct Outcome: Hashable, Sendable {
    /// The values after treatment; as they were if nothing was done.
    public var values: [Double?]
    /// What was done: `winsorised`, `log-ct`, `winsorised+log-ct` …; nil if nothing was.
    public var kind: String?
    /// Values replaced by winsorising.
    public var points: Int
    /// The places of the replaced values.
    public var replaced: [Int]
    /// The shape before.
    public var before: SampleShape
    /// The shape after.
    public var after: SampleShape
    /// Whether the indicator passes now; nil if it cannot be judged, and then nothing was done.
    public var passes: Bool?
  }

  /// Judges and treats one indicator.
  public func apply(_ values: [Double?]) -> Outcome {
    let shape = SampleShape(values.compactMap { $0 })
    var outcome = Outcome(
      values: values, kind: nil, points: 0, replaced: [], before: shape, after: shape, passes: limits.passes(shape))
    guard outcome.passes == false else { return outcome }
    let untreated = outcome
    outcome.take(first, of: values, limits)
    guard outcome.passes != nil else { return untreated }
    guard outcome.passes == false, let second else { return outcome }
    if isCombined {
      outcome.take(second, of: outcome.values, limits)
    } else {
      outcome = untreated
      outcome.take(second, of: values, limits)
    }
    return outcome.passes == nil ? untreated : outcome
  }
}

extension OutlierRule.Outcome {
  fileprivate mutating func take(
    _ treatment: OutlierRule.Treatment, of values: [Double?], _ limits: OutlierRule.ShapeLimits
  ) {
    if case .winsorise(let points, let stop, let isForced) = treatment {
      let winsorised = Winsorising(values, points: points, limits: stop, isForced: isForced)
      self.values = winsorised.values
      self.points = winsorised.replaced.count
      replaced = winsorised.replaced
    } else {
      self.values = treatment.transformed(values)
    }
    kind = kind.map { $0 + "+" + treatment.name } ?? treatment.name
    after = SampleShape(self.values.compactMap { $0 })
    passes = limits.passes(after)
  }
}

extension OutlierRule.Treatment {
  /// The values transformed; what has no finite image makes the whole indicator stay as it is.
  fileprivate func transformed(_ values: [Double?]) -> [Double?] {
    let present = values.compactMap { $0 }
    guard let least = present.min(), let most = present.max() else { return values }
    let shift = 0.01 * (most - least)
    let result: [Double?] =
      switch self {
      case .winsorise: values
      case .logarithm: values.mapped { log($0 - least + shift) }
      case .logarithmPlusOne: values.mapped { log($0 - least + 1) }
      case .logarithmBySkew:
        (SampleShape(present).skewness ?? 0) > 0
          ? values.mapped { log($0 - least + shift) } : values.mapped { -log(most + shift - $0) }
      case .logarithmGII: values.mapped { log((most - 1) * ($0 - least) / (most - least) + 1) }
      case .boxCox(let lambda, let makesPositive):
        values.mapped { value in
          let x = makesPositive ? value - least + 1 : value
          return lambda == 0 ? log(x) : (pow(x, lambda) - 1) / lambda
        }
      }
    return result.allSatisfy { $0?.isFinite ?? true } ? result : values
  }
}
