import Findings

extension TitleRound {
  /// Takes an event, or throws and has changed nothing that anyone will see: `applying` works on a copy.
  mutating func take(_ event: RoundEvent) throws(RoundRefusal) {
    let rule = RoundRule.of(event.action.kind)
    try checkPermission(event, rule)
    guard rule.phases.contains(phase) else {
      throw RoundRefusal(.wrongPhase, found: phase.rawValue, phase.name.chinese, event.action.kind.rawValue)
    }
    try checkStage(event, rule)
    if let stages = rule.awardStages, !stages.contains(award.stage) {
      throw RoundRefusal(.awardUnsound, found: award.stage.rawValue, award.stage.name.chinese)
    }
    try perform(event)
    eventCount += 1
  }

  private mutating func perform(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .freeze, .fixQuotas, .openApplications, .apply, .withdrawApplication, .examine, .closeApplications:
      try takeSetUp(event)
    case .upload, .closeCollection: try takeMaterial(event)
    case .evaluate, .decideTie, .openDistrictNotice, .submitShortlist, .rescore: try takeDistrict(event)
    case .object, .answerObjection, .answerCityObjection: try takeObjection(event)
    case .beginCityReview, .spotCheck, .returnShortlist, .acceptShortlist, .openCityNotice, .closeCityNotice:
      try takeCity(event)
    case .confirm, .sendBack, .name, .archive, .cancel, .declareRecusal: try takeDecision(event)
    case .recheck, .demandCorrection, .acceptCorrection, .proposeWithdrawal, .withdrawTitle, .keepTitle, .noteChange:
      try takeTitle(event)
    case .scoreDistricts, .nominateDistricts, .confirmDistricts, .commendDistricts: try takeAward(event)
    }
  }

  /// The role, its scope, and recusals; nothing that no rule grants is permitted.
  private func checkPermission(_ event: RoundEvent, _ rule: RoundRule) throws(RoundRefusal) {
    let grant = event.actor.grant
    guard let reach = rule.grants[grant.role], grant.isSensible else {
      throw RoundRefusal(
        .roleMayNot, found: grant.role.rawValue, grant.role.name.chinese, event.action.kind.rawValue)
    }
    if reach == .own {
      for scope in scopes(of: event.action) where !grant.scope.covers(scope) {
        throw RoundRefusal(.outOfScope, found: scope.description, grant.scope.description, scope.description)
      }
    }
    let touched = Set(judged(by: event.action))
    if let conflict = recusals.first(where: { $0.user == event.actor.user && !touched.isDisjoint(with: $0.communities) }
    ) {
      let names = conflict.communities.filter(touched.contains).map(\.description).joined(separator: ", ")
      throw RoundRefusal(.recused, found: event.actor.user, event.actor.user, names)
    }
  }

  /// What an action is about, for roles that reach only their own.
  private func scopes(of action: RoundAction) -> [Scope] {
    switch action {
    case .apply(let ids), .examine(let ids, _, _), .recheck(let ids, _, _):
      return Set(ids.compactMap(scope)).sorted { $0.description < $1.description }
    case .withdrawApplication(let id, _): return [id].compactMap(scope)
    case .upload(let file): return [file.scope]
    case .evaluate(let district, _, _), .openDistrictNotice(let district, _), .submitShortlist(let district):
      return [.district(district)]
    case .answerObjection(let number, _, _):
      // A number that is unknown is nobody's own: the answer to that comes with the requirements.
      return objections.first { $0.number == number }.map { [.district($0.district)] } ?? []
    default: return []
    }
  }

  /// The district of a community; nil if it is unknown, which is the requirements' to say.
  private func scope(_ id: CommunityID) -> Scope? { communities[id].map { .district($0.district) } }

  /// The communities on which an action passes judgement, for recusals.
  private func judged(by action: RoundAction) -> [CommunityID] {
    switch action {
    case .examine(let ids, _, _), .recheck(let ids, _, _): return ids
    case .evaluate(_, let ranking, _), .rescore(_, let ranking, _, _): return ranking.map(\.id)
    case .decideTie(let district, let chosen, _, _):
      guard let place = districts.firstIndex(where: { $0.code == district }) else { return chosen }
      return chosen + line(districts[place]).tied
    case .answerObjection(let number, _, _), .answerCityObjection(let number, _, _):
      return objections.first { $0.number == number }.flatMap(\.community).map { [$0] } ?? []
    case .spotCheck(let id, _, _), .demandCorrection(let id, _, _), .acceptCorrection(let id, _),
      .proposeWithdrawal(let id, _), .withdrawTitle(let id, _, _), .keepTitle(let id, _, _):
      return [id]
    case .confirm: return list ?? []
    default: return []
    }
  }

  /// The stage of the district that an action concerns.
  private func checkStage(_ event: RoundEvent, _ rule: RoundRule) throws(RoundRefusal) {
    guard let stages = rule.stages, let district = event.action.district else { return }
    let place = try place(of: district)
    guard stages.contains(districts[place].stage) else {
      throw RoundRefusal(
        .wrongStage, found: districts[place].stage.rawValue, districts[place].name, districts[place].stage.name.chinese,
        event.action.kind.rawValue)
    }
  }

  /// A reason or number that must be there.
  func require(_ text: String, _ what: String) throws(RoundRefusal) {
    if text.allSatisfy(\.isWhitespace) { throw RoundRefusal(.reasonMissing, what) }
  }
}

extension RoundAction {
  /// The district that the action concerns as a whole; nil if it concerns none.
  public var district: String? {
    switch self {
    case .evaluate(let district, _, _), .decideTie(let district, _, _, _), .openDistrictNotice(let district, _),
      .submitShortlist(let district), .returnShortlist(let district, _), .acceptShortlist(let district),
      .rescore(let district, _, _, _), .sendBack(let district, _):
      district
    default: nil
    }
  }
}
