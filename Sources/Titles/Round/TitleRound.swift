public import Findings

/// A year's round (考评年度), from opening to archive, as a pure value: an event gives the next round or a reason why not. It knows no
/// clock, no file and no person but those that events name; folding its events again gives the same round.
public struct TitleRound: Hashable, Sendable, Codable {
  /// The round's name, such as `2014`.
  public let id: String
  /// The year.
  public let year: Int
  /// The name of the title.
  public let title: String
  /// The phase.
  public internal(set) var phase = RoundPhase.draft
  /// The events so far.
  public internal(set) var eventCount = 0
  /// What was frozen; nil before.
  public internal(set) var frozen: FrozenRules?
  /// The day at which the register counted; nil before quotas are fixed.
  public internal(set) var cutOff: CalendarDay?
  /// The titles to give.
  public internal(set) var titles = 0
  /// How a tie between quotas was decided; empty without one.
  public internal(set) var quotaDecision = ""
  /// The communities on file at the cut-off date.
  @InKeyOrder public internal(set) var communities: [CommunityID: RoundCommunity] = [:]
  /// The districts in their official order.
  public internal(set) var districts: [RoundDistrict] = []
  /// The last day for applications.
  public internal(set) var applicationsUntil: CalendarDay?
  /// The files that came in.
  public internal(set) var uploads = RoundUploads()
  /// The objections, in their order.
  public internal(set) var objections: [Objection] = []
  /// The conflicts of interest, each once.
  @DeclaredOnce public internal(set) var recusals: [Recusal] = []
  /// The checks on the spot.
  public internal(set) var spotChecks: [SpotCheck] = []
  /// The city's notice; nil before.
  public internal(set) var cityNotice: NoticePeriod?
  /// The list that the city's notice showed.
  public internal(set) var noticedList: [CommunityID] = []
  /// Those who had a hand in the lists.
  @InOrder public internal(set) var preparers: Set<String> = []
  /// Those who have confirmed the present list.
  public internal(set) var confirmations: [String] = []
  /// The naming decision; nil before.
  public internal(set) var naming: NamingDecision?
  /// The titles that were given.
  @InKeyOrder public internal(set) var holders: [CommunityID: HeldTitle] = [:]
  /// The changes of the register that were noted.
  public internal(set) var changes: [LineageEvent] = []
  /// The digest of the archive's contents; empty before.
  public internal(set) var archiveManifest = ""
  /// The award of advanced districts beside the titles.
  public internal(set) var award = AdvancedDistrictAward()

  /// A round that is being drawn up.
  public init(id: String, year: Int, title: String) {
    self.id = id
    self.year = year
    self.title = title
  }

  /// The round after an event.
  ///
  /// - Throws: `RoundRefusal` with the first reason why the event cannot happen: the role, its scope, a recusal, the phase, the
  ///   district's stage, then what the action itself requires.
  public func applying(_ event: RoundEvent) throws(RoundRefusal) -> TitleRound {
    var next = self
    try next.take(event)
    return next
  }

  /// The round of these events.
  public static func folding(
    _ events: some Sequence<RoundEvent>, from start: TitleRound
  ) throws(RoundRefusal) -> TitleRound {
    var round = start
    for event in events { try round.take(event) }
    return round
  }

  /// The position of a district.
  func place(of district: String) throws(RoundRefusal) -> Int {
    guard let place = districts.firstIndex(where: { $0.code == district }) else {
      throw RoundRefusal(.unknownInRound, found: district, district)
    }
    return place
  }

  /// A community of the round.
  func community(_ id: CommunityID) throws(RoundRefusal) -> RoundCommunity {
    guard let community = communities[id] else {
      throw RoundRefusal(.unknownInRound, found: id.description, id.description)
    }
    return community
  }
}

/// What was frozen at the beginning.
public struct FrozenRules: Hashable, Sendable, Codable {
  /// The checksum of the standard's folder.
  public var standard: String
  /// The checksum of the questionnaire's folder.
  public var questionnaire: String
  /// The number of the approval.
  public var basis: String
  /// The number in the admission register (准入登记).
  public var admission: String
  /// The kinds of upload without which nothing is evaluated.
  public var required: [RoundUpload.Kind]
}

/// The decision that gave the titles.
public struct NamingDecision: Hashable, Sendable, Codable {
  /// The document's number.
  public var document: String
  /// Its day.
  public var day: CalendarDay
  /// The communities as named, by district and rank; never changed afterwards.
  public var list: [CommunityID]
}

/// A district within the round.
public struct RoundDistrict: Hashable, Sendable, Codable {
  /// The code.
  public var code: String
  /// The name.
  public var name: String
  /// Its communities on file at the cut-off date.
  public var communityCount: Int
  /// Its titles.
  public var seats: Int
  /// How far it has come.
  public internal(set) var stage = DistrictStage.waiting
  /// The ranking, best first; empty before it is evaluated.
  public internal(set) var ranking: [RankedCommunity] = []
  /// The digest of the whole result.
  public internal(set) var result = ""
  /// The communities that a decision put above others of the same rank.
  public internal(set) var chosen: [CommunityID] = []
  /// Why, and by which minutes.
  public internal(set) var tieDecision = ""
  /// The notice; nil before.
  public internal(set) var notice: NoticePeriod?
  /// The list that the notice showed.
  public internal(set) var noticedList: [CommunityID] = []
  /// Why it was sent back, each time.
  public internal(set) var returns: [String] = []

  init(_ quota: DistrictQuota) {
    code = quota.district
    name = quota.name
    communityCount = quota.communities
    seats = quota.seats
  }
}

/// Why an event cannot happen.
public struct RoundRefusal: Error, Hashable, Sendable {
  /// The reason.
  public let finding: Finding

  init(_ code: FindingCode, found: String? = nil, _ details: String...) {
    finding = Finding(code, found: found, details: details)
  }

  /// Whether the person may not do it (status 77), rather than not now or not so.
  public var isForbidden: Bool { [.roleMayNot, .outOfScope, .recused, .samePerson].contains(finding.code) }
  /// Whether a decision is needed first (status 10).
  public var needsDecision: Bool { finding.code == .tieOpen }
}
