public import Findings
public import Reports
import Scoring
import Titles

/// A district's list as the stored inputs give it, with how sure each place is and what decided it.
public struct DistrictStanding: Sendable {
  /// A place that equal scores left open and a rule decided.
  public struct Decision: Hashable, Sendable {
    /// The community that goes first.
    public var better: String
    /// The other.
    public var worse: String
    /// The rule.
    public var rule: Bilingual
    /// Whether the line runs between them.
    public var isAtLine: Bool
  }

  /// Something that a question of the kind “what if” may change.
  public struct Choice: Hashable, Sendable {
    /// The code of the indicator or the condition.
    public var code: String
    /// Its name.
    public var name: Bilingual
    /// The most points; nil for a condition.
    public var points: String?
  }

  /// The district with its places by rank, as the report has it.
  public var district: RatingReport.District
  /// The confidence of the intervals.
  public var confidence: Double
  /// The standard's rules for equal scores, in their order.
  public var tieRules: [Bilingual]
  /// What rules decided.
  public var decisions: [Decision]
  /// The indicators that are marked directly.
  public var indicators: [Choice]
  /// The conditions.
  public var conditions: [Choice]
  /// The least usable answers of a community that is ranked.
  public var neededResponses: Int
  /// The usable answers below which a warning is given.
  public var advisedResponses: Int

  /// The district of a result that was narrowed to the round's partakers, with the result's report; nil if there is no such district.
  init?(_ code: String, of result: RatingResult, _ report: RatingReport, in round: TitleRound) {
    guard let place = result.roster.districts.firstIndex(where: { $0.code == code }),
      let own = round.districts.first(where: { $0.code == code })
    else { return nil }
    let standard = result.standard
    var district = report.districts[place]
    district.seats = own.seats
    self.district = district
    confidence = standard.confidence
    tieRules = standard.tieRules.map { DistrictStanding.name($0, standard) }
    let communities = result.roster.communities
    decisions = result.rankings[place].decided.map { decision in
      Decision(
        better: communities[decision.better].name, worse: communities[decision.worse].name,
        rule: DistrictStanding.name(decision.rule, standard), isAtLine: decision.isAtLine)
    }
    indicators = standard.indicators.filter { $0.rule == .directPoints }.map {
      Choice(code: $0.code, name: $0.name, points: $0.points.description)
    }
    conditions = standard.conditions.map { Choice(code: $0.code, name: $0.name, points: nil) }
    neededResponses = standard.minimumResponses
    advisedResponses = standard.advisedResponses
  }

  /// A tie rule in words.
  static func name(_ rule: TieRule, _ standard: ScoringStandard) -> Bilingual {
    switch rule {
    case .satisfaction: return Bilingual("居民满意度高者在前", "higher residents' satisfaction first")
    case .department: return Bilingual("部门评分高者在前", "higher departments' marks first")
    case .fewerEvents: return Bilingual("扣分事项少者在前", "fewer deducted events first")
    case .communityCode: return Bilingual("代码小者在前（仅供核对）", "lower code first (for checks only)")
    case .indicator(let codes):
      let names = codes.compactMap { standard.indicator($0)?.name }
      return Bilingual(
        "“\(names.map(\.chinese).joined(separator: "／"))”得分高者在前",
        "more of “\(names.map(\.english).joined(separator: " / "))” first")
    }
  }
}
