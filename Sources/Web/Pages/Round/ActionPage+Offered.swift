import Titles

extension ActionPage {
  /// Whether a role may do this in the round's phase, and whether there is a page for it.
  ///
  /// - Parameter district: the only district that the visitor acts for; nil for the whole city.
  static func isOffered(_ kind: RoundAction.Kind, _ round: TitleRound, _ role: Role, district: String? = nil) -> Bool {
    guard ActionForm.of(kind) != nil || ownFields[kind] != nil else { return false }
    let rule = RoundRule.of(kind)
    guard rule.phases.contains(round.phase), rule.grants[role] != nil else { return false }
    guard let stages = rule.stages else { return true }
    return round.districts.contains { stages.contains($0.stage) && (district == nil || district == $0.code) }
  }

  /// Whether the round waits for an action that is offered: exceptions, such as withdrawing, are possible but wait for nobody.
  static func isDue(_ kind: RoundAction.Kind, _ round: TitleRound, district: String?, on today: CalendarDay) -> Bool {
    let districts = round.districts.filter { district == nil || district == $0.code }
    let objections = round.objections.filter { district == nil || district == $0.district }
    switch kind {
    case .closeCollection: return round.missingMaterial.isEmpty
    case .evaluate: return districts.contains { $0.stage == .waiting || $0.stage == .returned }
    case .decideTie: return districts.contains { !$0.ranking.isEmpty && round.shortlist($0) == nil }
    case .answerObjection: return objections.contains { $0.level == .district && $0.isOpen && $0.answered == nil }
    case .answerCityObjection: return objections.contains { $0.level == .city && $0.isOpen && $0.answered == nil }
    case .rescore: return objections.contains(where: \.awaitsScores)
    case .submitShortlist:
      return districts.contains { $0.stage == .onNotice && $0.notice?.isOver(on: today) ?? false }
    case .beginCityReview:
      return round.districts.allSatisfy { $0.seats == 0 || [.submitted, .accepted].contains($0.stage) }
    case .openCityNotice: return round.districts.allSatisfy { $0.seats == 0 || $0.stage == .accepted }
    case .closeCityNotice: return round.cityNotice?.isOver(on: today) ?? false
    case .freeze, .fixQuotas, .openApplications, .apply, .examine, .closeApplications, .openDistrictNotice,
      .acceptShortlist, .confirm, .name, .archive, .scoreDistricts, .nominateDistricts, .confirmDistricts,
      .commendDistricts:
      return true
    case .upload, .object, .withdrawApplication, .spotCheck, .returnShortlist, .sendBack, .recheck, .demandCorrection,
      .acceptCorrection, .proposeWithdrawal, .withdrawTitle, .keepTitle, .noteChange, .declareRecusal, .cancel:
      return false
    }
  }
}
