public import Findings

/// The rule of one leaf with its parameters: how evidence becomes points.
public struct LeafRule: Hashable, Sendable {
  /// The leaf's points, the most that it can earn.
  public let points: Double
  /// The kind of rule and its own parameters.
  public let kind: Kind
  /// How several raters are combined.
  public let raters: RaterCombination
  /// The raters below which a warning is given.
  public let minimumRaters: Int
  /// Which of a rater's repeated entries counts.
  public let repeated: RepeatedEntry
  /// What happens if nobody rates it, where its own rules say so; nil takes the standard's policy.
  public let missing: MissingReviewPolicy?
  /// Whether a unit may be exempt (免检) and then has full points.
  public let allowsExemption: Bool

  /// The rule kinds.
  public enum Kind: Hashable, Sendable {
    /// R1.
    case criteriaMet(CriteriaMet)
    /// R2.
    case deductions(Deductions)
    /// R3: the share of the points for each grade.
    case grades([String: Double])
    /// R4.
    case targetRate(TargetRate)
    /// R5.
    case spotChecks(SpotChecks)
    /// R6: points in steps of so much; nil for any step.
    case directPoints(step: Double?)
    /// R7.
    case surveyMean(SurveyItem)
  }

  /// Whether it takes direct points.
  var takesDirectPoints: Bool {
    if case .directPoints = kind { true } else { false }
  }

  /// The steps of direct points; nil for any step, and for other rules.
  var directStep: Double? {
    if case .directPoints(let step) = kind { step } else { nil }
  }

  /// Which of a rater's entries for the same indicator of the same unit counts.
  public enum RepeatedEntry: String, Hashable, Sendable {
    /// The first in the order of the table.
    case first
    /// The last.
    case last
    /// None: repeated entries stop the rating.
    case refuse
  }

  /// How an item's answers are scored where it differs from the standard's scale.
  public struct SurveyItem: Hashable, Sendable {
    /// The item's own map; nil takes the standard's.
    public var scaleMap: [AnswerScore]?
    /// The score of “no opinion” (不了解); nil leaves such answers out.
    public var noOpinion: Points?
    /// Valid answers below which the item is flagged.
    public var minimumAnswers: Int?
  }
}

/// How the values of several raters become one.
public enum RaterCombination: Hashable, Sendable {
  /// Their mean.
  case mean
  /// Their median.
  case median
  /// Their mean without the `trim` lowest and the `trim` highest; with too few raters to cut, the mean.
  case trimmedMean(trim: Int)

  /// The combined value; nil without values.
  ///
  /// - Complexity: O(n log n).
  public func combine(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    switch self {
    case .mean: return values.reduce(0, +) / Double(values.count)
    case .median:
      let sorted = values.sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    case .trimmedMean(let trim):
      guard values.count > 2 * trim else { return values.reduce(0, +) / Double(values.count) }
      let kept = values.sorted()[trim..<(values.count - trim)]
      return kept.reduce(0, +) / Double(kept.count)
    }
  }

  /// The combination as a standard writes it.
  public var word: String {
    switch self {
    case .mean: "mean"
    case .median: "median"
    case .trimmedMean: "trimmed-mean"
    }
  }
}

/// A criterion of rule R1, or a kind of event of rule R2, that the standard names.
public struct Criterion: Hashable, Sendable {
  /// The indicator.
  public var indicator: String
  /// The code that measurements cite.
  public var code: String
  /// What must be met, or what happened.
  public var name: Bilingual
  /// The points that it earns (R1) or costs (R2); nil if the rule divides the points by itself.
  public var points: Double?
  /// The most that events of this kind cost; nil without limit.
  public var cap: Double?
}
