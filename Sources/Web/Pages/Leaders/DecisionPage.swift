import Findings
import Operations
import Reports
import Titles

/// What is to be decided: the whole list with its doubts, what was objected and answered, who has confirmed, and the forms to confirm
/// or to send back.
struct DecisionPage: Page {
  static let template = "leaders/decision"

  /// A district's part of the list.
  struct District: Hashable, Sendable {
    var link: String
    var name: String
    var stage: String
    var kind: String
    var count: String
    var rows: [PlaceRow]
    var hasRows: Bool
    var tie: String?
    var returns: [String]
    var acceptLink: String?
    var returnLink: String?
    var sendBackLink: String?
  }

  /// A community of the list.
  struct PlaceRow: Hashable, Sendable {
    var name: String
    var score: String
    var certainty: String
    var sureness: String?
    var kind: String
    var check: String
  }

  /// An objection with its answer.
  struct ObjectionRow: Hashable, Sendable {
    var number: String
    var district: String
    var about: String
    var ground: String
    var state: String
    var kind: String
    var reason: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var tabs: [Section]
  var hasTabs: Bool
  var phase: String
  var notice: Notice
  var digest: String?
  var seen: Int
  var confirmations: [String]
  var hasConfirmations: Bool
  var confirmLink: String?
  var steps: [ListChoice]
  var hasSteps: Bool
  var districts: [District]
  var objections: [ObjectionRow]
  var hasObjections: Bool
  var csvLink: String

  init(
    _ round: TitleRound, _ standings: [String: DistrictStanding], for visitor: Visitor, _ language: Language
  ) {
    title = Words.text("decision", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    csvLink = roundLink + "/decision.csv"
    tabs = RoundTabs.list(round, visitor, at: "/decision", language)
    hasTabs = !tabs.isEmpty
    phase = round.phase.name[language]
    let role = visitor.grant.role
    seen = round.eventCount
    digest = RoundPage.digest(round)
    confirmations = round.confirmations
    hasConfirmations = !confirmations.isEmpty
    notice = DecisionPage.notice(round, visitor, language)
    let (link, base) = (roundLink, roundLink + "/actions")
    let hasConfirmed = round.confirmations.contains(visitor.user) || round.preparers.contains(visitor.user)
    confirmLink = ActionPage.isOffered(.confirm, round, role) && !hasConfirmed ? base + "/confirm" : nil
    steps = [RoundAction.Kind.beginCityReview, .openCityNotice, .closeCityNotice, .decideTie, .name].filter {
      ActionPage.isOffered($0, round, role) && ($0 != .decideTie || round.list == nil)
    }.map { ListChoice(value: "\(base)/\($0.rawValue)", name: $0.name[language].capitalisedFirst) }
    hasSteps = !steps.isEmpty
    districts = round.districts.map {
      DecisionPage.district($0, round, standings[$0.code], base: link, role, language)
    }
    let names = Dictionary(round.districts.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    objections = round.objections.map { objection in
      let state =
        objection.answered == nil
        ? "openOne" : objection.isUpheld ? (objection.awaitsScores ? "upheldWaits" : "upheld") : "notUpheld"
      return ObjectionRow(
        number: String(objection.number), district: names[objection.district] ?? objection.district,
        about: objection.community.flatMap { round.communities[$0]?.name } ?? Words.text("wholeList", language),
        ground: objection.ground, state: Words.text(state, language), kind: objection.isOpen ? "wait" : "good",
        reason: objection.reason)
    }
    hasObjections = !objections.isEmpty
  }

  /// Where the decision stands.
  private static func notice(_ round: TitleRound, _ visitor: Visitor, _ language: Language) -> Notice {
    switch round.phase {
    case .confirmation where round.preparers.contains(visitor.user):
      Notice(.wait, Words.text("preparedMayNot", language))
    case .confirmation where round.confirmations.contains(visitor.user):
      Notice(.good, Words.text("youConfirmed", language))
    case .confirmation: Notice(.wait, Words.text("toConfirmHelp", language))
    case .confirmed: Notice(.good, Words.text("listConfirmed", language))
    case .named, .archived: Notice(.good, Words.text("titlesGiven", language))
    case .cancelled: Notice(.wrong, Words.text("roundCancelled", language))
    default: Notice(.plain, Words.text("notYetToConfirm", language))
    }
  }

  private static func district(
    _ district: RoundDistrict, _ round: TitleRound, _ standing: DistrictStanding?, base: String, _ role: Role,
    _ language: Language
  ) -> District {
    let places = Dictionary(
      (standing?.district.places ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let checks = Dictionary(round.spotChecks.map { ($0.community, $0) }, uniquingKeysWith: { _, last in last })
    let scores = Dictionary(district.ranking.map { ($0.id, $0.score) }, uniquingKeysWith: { first, _ in first })
    let list = round.shortlist(district)
    func link(_ kind: RoundAction.Kind, _ stages: [DistrictStage]) -> String? {
      guard stages.contains(district.stage), ActionPage.isOffered(kind, round, role) else { return nil }
      return "\(base)/actions/\(kind.rawValue)?district=\(district.code.escapedForQuery)"
    }
    return District(
      link: "\(base)/districts/\(district.code.escapedForQuery)", name: district.name,
      stage: district.stage.name[language], kind: RoundPage.kind(district.stage),
      count: list.map { "\($0.count) / \(district.seats)" } ?? Words.text("tieOpen", language),
      rows: (list ?? []).map { id in
        let place = round.communities[id].flatMap { places[$0.code] }
        let check = checks[id].map { Words.text($0.isPassed ? "checkPassed" : "checkFailed", language) } ?? ""
        return PlaceRow(
          name: round.communities[id]?.name ?? id.description, score: DisplayNumber.score(scores[id]),
          certainty: DisplayNumber.probability(place?.probability), sureness: place?.certainty?.words[language],
          kind: place?.certainty == .open ? "wait" : "good", check: check)
      }, hasRows: list?.isEmpty == false, tie: district.tieDecision.isEmpty ? nil : district.tieDecision,
      returns: district.returns,
      acceptLink: link(.acceptShortlist, [.submitted]), returnLink: link(.returnShortlist, [.submitted, .accepted]),
      sendBackLink: link(.sendBack, [.accepted]))
  }
}
