public import Findings

/// One line of the rules: who may do something, from where, where it leads, what it requires and what it writes.
public struct RoundRule: Sendable {
  /// How far a grant of a role reaches.
  public enum Reach: String, Hashable, Sendable {
    /// Anything in the round.
    case any
    /// What belongs to the role's own scope: its district, department or study.
    case own
  }

  /// The action.
  public let action: RoundAction.Kind
  /// The phases in which it may be done.
  public let phases: Set<RoundPhase>
  /// The stages of the district that it concerns; nil if it concerns none.
  public let stages: Set<DistrictStage>?
  /// The roles that may do it; all others may not.
  public let grants: [Role: Reach]
  /// The phase after it; nil if it stays.
  public let phaseAfter: RoundPhase?
  /// The district's stage after it; nil if it stays or there is none.
  public let stageAfter: DistrictStage?
  /// The stages of the titles that it concerns; nil if it concerns none.
  public let titleStages: Set<TitleStage>?
  /// The titles' stage after it; nil if it stays.
  public let titleAfter: TitleStage?
  /// The stages of the award of advanced districts in which it may be done; nil if it does not concern the award.
  public let awardStages: Set<AwardStage>?
  /// The award's stage after it; nil if it stays.
  public let awardAfter: AwardStage?
  /// What it requires besides.
  public let requires: Bilingual
  /// What it writes.
  public let writes: Bilingual

  /// The rule of an action.
  public static func of(_ action: RoundAction.Kind) -> RoundRule {
    guard let rule = byAction[action] else { preconditionFailure("every action has a rule") }
    return rule
  }

  /// All rules in the order of a round.
  public static let all: [RoundRule] = setUp + district + city + afterwards + award

  private static let byAction = Dictionary(all.map { ($0.action, $0) }, uniquingKeysWith: { a, _ in a })

  init(
    _ action: RoundAction.Kind, _ phases: Set<RoundPhase>, _ grants: [Role: Reach], to phaseAfter: RoundPhase? = nil,
    stages: Set<DistrictStage>? = nil, stage stageAfter: DistrictStage? = nil,
    titles titleStages: Set<TitleStage>? = nil,
    title titleAfter: TitleStage? = nil, award awardStages: Set<AwardStage>? = nil,
    awarded awardAfter: AwardStage? = nil,
    requires: Bilingual, writes: Bilingual
  ) {
    self.action = action
    self.phases = phases
    self.stages = stages
    self.grants = grants
    self.phaseAfter = phaseAfter
    self.stageAfter = stageAfter
    self.titleStages = titleStages
    self.titleAfter = titleAfter
    self.awardStages = awardStages
    self.awardAfter = awardAfter
    self.requires = requires
    self.writes = writes
  }
}

/// Phases that rules name together.
extension Set<RoundPhase> {
  /// From collecting to the end of the city's notice.
  static let sinceCollecting: Set = [.collecting, .districtEvaluation, .cityReview, .cityNotice]
  /// Before naming.
  static let beforeNaming: Set = [
    .draft, .frozen, .quotasFixed, .applications, .collecting, .districtEvaluation, .cityReview, .cityNotice,
    .confirmation, .confirmed,
  ]
  /// After naming.
  static let afterNaming: Set = [.named, .archived]
  /// Since quotas are fixed, so that the districts are known.
  static let sinceQuotas = beforeNaming.subtracting([.draft, .frozen]).union(afterNaming)
  /// As long as the round lives.
  static let always = beforeNaming.union(afterNaming)
}
