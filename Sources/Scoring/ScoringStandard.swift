public import Findings

/// A year's standard (考评标准): the tree of indicators, the weights of the halves, and every rule that turns answers and reviews
/// into a ranking. It is read from tables and checked; see `read` for what is refused.
public struct ScoringStandard: Hashable, Sendable {
  /// The standard's name.
  public var name: Bilingual
  /// The year of the round.
  public var year: Int
  /// The titles to give unless the command says otherwise.
  public var titles: Int
  /// The root of the residents' half; nil if its weight is 0.
  public var satisfactionRoot: String?
  /// The root of the departments' half; nil if its weight is 0.
  public var departmentRoot: String?
  /// The weights of the halves, in thousandths that add up to 1000.
  public var weights: (satisfaction: Points, department: Points) {
    get { (satisfactionWeight, departmentWeight) }
    set { (satisfactionWeight, departmentWeight) = newValue }
  }
  /// The tree, in the order of the table.
  public var indicators: [Indicator]
  /// The conditions (申报前置条件) that a community must meet to take part.
  public var conditions: [EligibilityCondition]
  /// The score of each answer code, in the order of the table.
  public var scaleMap: [(code: String, score: Points)] {
    get { zip(scaleCodes, scaleScores).map { ($0, $1) } }
    set { (scaleCodes, scaleScores) = (newValue.map(\.code), newValue.map(\.score)) }
  }
  /// The least number of valid answers of a response that counts.
  public var minimumValidAnswers: Int
  /// The least number of usable responses of a community that is ranked.
  public var minimumResponses: Int
  /// The number of usable responses under which a warning is given.
  public var advisedResponses: Int
  /// The confidence level of the intervals.
  public var confidence: Double
  /// The share of a file's rows that may be left out before the file is refused.
  public var maximumUnusable: Double
  /// What happens to an indicator without a review (未评).
  public var missingReviews: MissingReviewPolicy
  /// The rules that break ties, in order; what they leave tied is a decision for people.
  public var tieRules: [TieRule]
  /// The rules that break ties between districts' remainders, in order; what they leave tied is a decision for people.
  public var quotaTieRules: [QuotaTieRule]
  /// The day at which the register counts (名册截止日期); nil takes the register as it is given.
  public var registerDate: String?
  /// The decimals of displayed scores, rounded half up.
  public var displayDecimals: Int

  private var satisfactionWeight: Points
  private var departmentWeight: Points
  private var scaleCodes: [String]
  private var scaleScores: [Points]

  /// A standard of these parts; `read` checks them.
  init(
    name: Bilingual, year: Int, titles: Int, satisfactionRoot: String?, departmentRoot: String?,
    satisfactionWeight: Points, departmentWeight: Points, indicators: [Indicator], conditions: [EligibilityCondition],
    scaleMap: [(code: String, score: Points)], minimumValidAnswers: Int, minimumResponses: Int, advisedResponses: Int,
    confidence: Double, maximumUnusable: Double, missingReviews: MissingReviewPolicy, tieRules: [TieRule],
    quotaTieRules: [QuotaTieRule], registerDate: String?, displayDecimals: Int
  ) {
    self.name = name
    self.year = year
    self.titles = titles
    self.satisfactionRoot = satisfactionRoot
    self.departmentRoot = departmentRoot
    self.satisfactionWeight = satisfactionWeight
    self.departmentWeight = departmentWeight
    self.indicators = indicators
    self.conditions = conditions
    self.scaleCodes = scaleMap.map(\.code)
    self.scaleScores = scaleMap.map(\.score)
    self.minimumValidAnswers = minimumValidAnswers
    self.minimumResponses = minimumResponses
    self.advisedResponses = advisedResponses
    self.confidence = confidence
    self.maximumUnusable = maximumUnusable
    self.missingReviews = missingReviews
    self.tieRules = tieRules
    self.quotaTieRules = quotaTieRules
    self.registerDate = registerDate
    self.displayDecimals = displayDecimals
  }

  /// The indicator of `code`.
  public func indicator(_ code: String) -> Indicator? { indicators.first { $0.code == code } }

  /// The children of `code` in the order of the table.
  public func children(of code: String) -> [Indicator] { indicators.filter { $0.parent == code } }

  /// The indicators below `code` that have no children themselves.
  public func leaves(of code: String) -> [Indicator] {
    let children = children(of: code)
    if children.isEmpty { return indicator(code).map { [$0] } ?? [] }
    return children.flatMap { leaves(of: $0.code) }
  }
}

/// What happens to an indicator that nobody has rated (未评). It is never taken for zero.
public enum MissingReviewPolicy: String, Hashable, Sendable, CaseIterable {
  /// The points of the rated indicators stand for the whole, and the report says so.
  case rebase
  /// The rating waits until the review is there.
  case block
}

/// A rule that decides between communities of equal score.
public enum TieRule: String, Hashable, Sendable, CaseIterable {
  /// The higher residents' half goes first.
  case satisfaction
  /// The higher departments' half goes first.
  case department
  /// The lower community code goes first. Only for checks against other programs: a code is no merit.
  case communityCode = "community_id"
}

/// A rule that decides between districts of equal remainder.
public enum QuotaTieRule: String, Hashable, Sendable, CaseIterable {
  /// The district with more communities goes first.
  case communities
  /// The district that stands first in the register (official order) goes first.
  case districtOrder = "district_order"
}

/// A condition that bars a community while a confirmed event stands against it (申报前置条件).
///
/// 民发〔2015〕136号 abolished vetoes on communities (取消对社区的“一票否决”事项), so every condition needs a basis in law or document.
public struct EligibilityCondition: Hashable, Sendable {
  /// The code that events cite.
  public var code: String
  /// The condition's name.
  public var name: Bilingual
  /// The law or document that it rests on.
  public var basis: String
  /// Who certifies an event.
  public var certifier: String
}
