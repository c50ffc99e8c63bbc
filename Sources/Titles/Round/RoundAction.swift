/// Everything that can be done to a round. As JSON an action is one member, such as `{"openApplications":{"until":"2014-04-18"}}`.
public enum RoundAction: Hashable, Sendable, Codable {
  // Set-up
  /// Freezes standard and questionnaire by their checksums. `basis` is the approval's number, `admission` that of the admission
  /// register (准入); `required` are the kinds of upload without which nothing is evaluated.
  case freeze(
    standard: String, questionnaire: String, basis: String, admission: String, required: [RoundUpload.Kind])
  /// Takes over the register of the cut-off date and the quotas. `decision` says how a tie between remainders was decided.
  case fixQuotas(
    cutOff: CalendarDay, titles: Int, communities: [RoundCommunity], quotas: [DistrictQuota], isTied: Bool,
    decision: String)
  // Applications
  /// Opens applications up to and including a day.
  case openApplications(until: CalendarDay)
  /// Communities of one district apply.
  case apply(communities: [CommunityID])
  /// A community withdraws its application.
  case withdrawApplication(community: CommunityID, reason: String)
  /// The conditions were examined (资格审查).
  case examine(communities: [CommunityID], isQualified: Bool, reason: String)
  /// Closes applications and opens collecting.
  case closeApplications
  // Collecting
  /// A file came in.
  case upload(file: RoundUpload)
  /// Closes collecting.
  case closeCollection
  // Districts
  /// A district is scored and ranked; `result` is the digest of the whole result.
  case evaluate(district: String, ranking: [RankedCommunity], result: String)
  /// The tie at a district's line is decided.
  case decideTie(district: String, chosen: [CommunityID], reason: String, minutes: String)
  /// A district gives notice of its shortlist.
  case openDistrictNotice(district: String, notice: NoticePeriod)
  /// Somebody objects.
  case object(district: String, community: CommunityID?, ground: String, isAnonymous: Bool)
  /// A district answers an objection to its notice.
  case answerObjection(number: Int, isUpheld: Bool, reason: String)
  /// A district submits its shortlist.
  case submitShortlist(district: String)
  // City
  /// The city begins its review.
  case beginCityReview
  /// A community was checked on the spot.
  case spotCheck(community: CommunityID, isPassed: Bool, record: String)
  /// A shortlist goes back.
  case returnShortlist(district: String, reason: String)
  /// A shortlist is accepted.
  case acceptShortlist(district: String)
  /// The city gives notice.
  case openCityNotice(notice: NoticePeriod)
  /// The city answers an objection to its notice.
  case answerCityObjection(number: Int, isUpheld: Bool, reason: String)
  /// A district is scored again after an objection to the city's notice was upheld.
  case rescore(district: String, ranking: [RankedCommunity], result: String, reason: String)
  /// The city's notice is over.
  case closeCityNotice
  /// A member of the leading group confirms the list with this digest.
  case confirm(list: String)
  /// A member of the leading group sends a district's list back.
  case sendBack(district: String, reason: String)
  /// The titles are given by a decision; `standing` are the communities that stand on that day.
  case name(document: String, day: CalendarDay, standing: [CommunityID])
  // Afterwards
  /// A title was checked again (复查).
  case recheck(communities: [CommunityID], year: Int, record: String)
  /// A title is to be put right by a day (限期整改).
  case demandCorrection(community: CommunityID, by: CalendarDay, reason: String)
  /// What was to be put right was.
  case acceptCorrection(community: CommunityID, record: String)
  /// The withdrawal of a title is proposed.
  case proposeWithdrawal(community: CommunityID, reason: String)
  /// A title is withdrawn (撤销).
  case withdrawTitle(community: CommunityID, document: String, reason: String)
  /// The title stays in spite of the proposal or of a change of the community.
  case keepTitle(community: CommunityID, document: String, reason: String)
  /// Communities were merged, cut, moved or abolished.
  case noteChange(event: LineageEvent)
  /// Somebody declares a conflict of interest.
  case declareRecusal(user: String, communities: [CommunityID], reason: String)
  /// The round is archived; `manifest` is the digest of the archive's list of contents.
  case archive(manifest: String)
  /// The round is given up.
  case cancel(document: String, reason: String)
  // Advanced districts
  /// Points of districts by the task table, for the award of advanced districts.
  case scoreDistricts(points: [DistrictPoints])
  /// Districts are put forward.
  case nominateDistricts(districts: [String], reason: String)
  /// A member of the leading group agrees to these districts.
  case confirmDistricts(districts: [String])
  /// The city's Party committee and government have commended them.
  case commendDistricts(document: String, day: CalendarDay)

  /// The kinds of action, as rules and matrix name them.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case freeze, fixQuotas, openApplications, apply, withdrawApplication, examine, closeApplications
    case upload, closeCollection, evaluate, decideTie, openDistrictNotice, object, answerObjection, submitShortlist
    case beginCityReview, spotCheck, returnShortlist, acceptShortlist, openCityNotice, answerCityObjection
    case rescore, closeCityNotice
    case confirm, sendBack, name, recheck, demandCorrection, acceptCorrection, proposeWithdrawal, withdrawTitle
    case keepTitle, noteChange, declareRecusal, archive, cancel
    case scoreDistricts, nominateDistricts, confirmDistricts, commendDistricts
  }

  /// The kind of this action.
  public var kind: Kind {
    switch self {
    case .freeze: .freeze
    case .fixQuotas: .fixQuotas
    case .openApplications: .openApplications
    case .apply: .apply
    case .withdrawApplication: .withdrawApplication
    case .examine: .examine
    case .closeApplications: .closeApplications
    case .upload: .upload
    case .closeCollection: .closeCollection
    case .evaluate: .evaluate
    case .decideTie: .decideTie
    case .openDistrictNotice: .openDistrictNotice
    case .object: .object
    case .answerObjection: .answerObjection
    case .submitShortlist: .submitShortlist
    case .beginCityReview: .beginCityReview
    case .spotCheck: .spotCheck
    case .returnShortlist: .returnShortlist
    case .acceptShortlist: .acceptShortlist
    case .openCityNotice: .openCityNotice
    case .answerCityObjection: .answerCityObjection
    case .rescore: .rescore
    case .closeCityNotice: .closeCityNotice
    case .confirm: .confirm
    case .sendBack: .sendBack
    case .name: .name
    case .recheck: .recheck
    case .demandCorrection: .demandCorrection
    case .acceptCorrection: .acceptCorrection
    case .proposeWithdrawal: .proposeWithdrawal
    case .withdrawTitle: .withdrawTitle
    case .keepTitle: .keepTitle
    case .noteChange: .noteChange
    case .declareRecusal: .declareRecusal
    case .archive: .archive
    case .cancel: .cancel
    case .scoreDistricts: .scoreDistricts
    case .nominateDistricts: .nominateDistricts
    case .confirmDistricts: .confirmDistricts
    case .commendDistricts: .commendDistricts
    }
  }
}

/// A district's points in the award of advanced districts.
public struct DistrictPoints: Hashable, Sendable, Codable {
  /// The district's code.
  public var district: String
  /// Points by item of the task table, in thousandths: points are added and compared exactly.
  public var items: [String: Int]

  /// Points of a district.
  public init(district: String, items: [String: Int]) {
    self.district = district
    self.items = items
  }

  /// The sum, in thousandths.
  public var total: Int { items.values.reduce(0, +) }
}

/// An action with who did it and on which day.
public struct RoundEvent: Hashable, Sendable, Codable {
  /// The action.
  public var action: RoundAction
  /// Who did it, and as what.
  public var actor: RoundActor
  /// The day.
  public var day: CalendarDay

  /// An event.
  public init(_ action: RoundAction, by actor: RoundActor, on day: CalendarDay) {
    self.action = action
    self.actor = actor
    self.day = day
  }
}
