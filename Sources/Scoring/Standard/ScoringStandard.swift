public import Findings

/// A year's standard (考评标准): the tree of indicators, the shares of the halves, and every rule that turns answers and reviews
/// into a ranking. It is read from tables and checked; see `read` for what is refused.
public struct ScoringStandard: Hashable, Sendable {
  /// The standard's name.
  public var name: Bilingual
  /// The year of the round.
  public var year: Int
  /// What the folder is: a city's guiding standard, a district's rules, or one that stands alone.
  public var level: StandardLevel
  /// How the halves make the total.
  public var reading: Reading
  /// The titles to give unless the command says otherwise.
  public var titles: Int
  /// The root of the residents' half under the reading `halves`; nil if its weight is 0.
  public var satisfactionRoot: String?
  /// The root of the departments' half under the reading `halves`; nil if its weight is 0.
  public var departmentRoot: String?
  /// The shares of the halves, in thousandths that add up to 1000.
  public var weights: Halves
  /// The points of a perfect total without bonus (满分), such as 100.
  public var fullScore: Points
  /// The variants (社区、村), of which each unit has one; empty if the tree is the same for all.
  public var variants: [Variant]
  /// The tree's rows, in the order of the table.
  public var indicators: [Indicator]
  /// The tree of each variant; one without a code if there are no variants.
  public var trees: [IndicatorTree]
  /// The conditions (申报前置条件) that a unit must meet to take part.
  public var conditions: [EligibilityCondition]
  /// The bands of the score (等次), highest first; empty if the standard has none.
  public var bands: [Band]
  /// The score of each answer code, in the order of the table; an item may have a map of its own.
  public var scaleMap: [AnswerScore]
  /// How the answers of a unit become its residents' half.
  public var responseScore: ResponseScore
  /// The least number of valid answers of a response that counts.
  public var minimumValidAnswers: Int
  /// The least number of usable responses of a unit that is ranked.
  public var minimumResponses: Int
  /// The number of usable responses under which a warning is given.
  public var advisedResponses: Int
  /// The confidence level of the intervals.
  public var confidence: Double
  /// The share of a file's rows that may be left out before the file is refused.
  public var maximumUnusable: Double
  /// What happens to an indicator without a review (未评), unless its own rules say otherwise.
  public var missingReviews: MissingReviewPolicy
  /// The most points that bonuses may add; nil without bonus.
  public var bonusCap: Points?
  /// The highest total with bonus; nil leaves it at full score plus bonus.
  public var totalCap: Points?
  /// Lines that a unit must reach to take part in the ranking.
  public var passLines: [PassLine]
  /// The self-score that an application needs (申报自评线); nil if there is none.
  public var selfLine: Points?
  /// Where scores are rounded before they count; by default nowhere.
  public var rounding: Rounding
  /// The days between which events and measurements count; nil leaves an end open.
  public var evidenceDays: (from: String?, to: String?) {
    get { (evidenceFrom, evidenceTo) }
    set { (evidenceFrom, evidenceTo) = newValue }
  }
  /// The day from which look-back windows reach back (考评基准日); nil if no condition has one.
  public var assessmentDate: String?
  /// The rules that break ties, in order; what they leave tied is a decision for people.
  public var tieRules: [TieRule]
  /// The rules that break ties between districts' remainders, in order; what they leave tied is a decision for people.
  public var quotaTieRules: [QuotaTieRule]
  /// The day at which the register counts (名册截止日期); nil takes the register as it is given.
  public var registerDate: String?
  /// The decimals of displayed scores, rounded half up.
  public var displayDecimals: Int
  /// What the rated units and their groups are called.
  public var words: UnitWords
  /// The folder that this standard extends; nil without one.
  public var parentName: String?
  /// What is done about raters who are stricter or milder than others (宽严差异).
  public var severity: SeverityUse

  var evidenceFrom: String?
  var evidenceTo: String?

  /// The shares of the two halves in the total.
  public struct Halves: Hashable, Sendable {
    /// The residents' half.
    public var satisfaction: Points
    /// The departments' half.
    public var department: Points
  }

  /// A variant of the tree.
  public struct Variant: Hashable, Sendable {
    /// The code in `indicators.csv` and in the register.
    public var code: String
    /// Its name.
    public var name: Bilingual
  }

  /// The indicator of `code`.
  public func indicator(_ code: String) -> Indicator? { indicators.first { $0.code == code } }

  /// The children of `code` in the order of the table, over all variants.
  public func children(of code: String) -> [Indicator] { indicators.filter { $0.parent == code } }

  /// The indicators below `code` that have no children themselves, over all variants.
  public func leaves(of code: String) -> [Indicator] {
    let children = children(of: code)
    if children.isEmpty { return indicator(code).map { [$0] } ?? [] }
    return children.flatMap { leaves(of: $0.code) }
  }

  /// The place of a unit's tree in `trees`; nil if the standard has no such variant.
  public func tree(ofVariant variant: String) -> Int? {
    variants.isEmpty ? 0 : variants.firstIndex { $0.code == variant }
  }

  /// Whether residents' answers count.
  public var hasSurvey: Bool { weights.satisfaction.thousandths > 0 }
  /// Whether reviews and measurements count.
  public var hasReviews: Bool { weights.department.thousandths > 0 }
}
