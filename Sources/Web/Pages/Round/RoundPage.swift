import Findings
import Operations
import Seals
import Titles

/// The overview of a round: where it stands, what the visitor can do next, and the districts that the visitor sees.
struct RoundPage: Page {
  static let template = "round/round"

  /// A phase in the row of phases.
  struct PhaseStep: Hashable, Sendable {
    var name: String
    var state: String
    var isCurrent: Bool
  }

  /// Something that the visitor may do now.
  struct Step: Hashable, Sendable {
    var link: String
    var name: String
    var requires: String
  }

  /// A district.
  struct DistrictRow: Hashable, Sendable {
    var link: String
    var name: String
    var communities: String
    var seats: String
    var stage: String
    var kind: String
    var shortlist: String
    var objections: String
  }

  var title: String
  var id: String
  var phases: [PhaseStep]
  var isCancelled: Bool
  var figures: [Figure]
  var steps: [Step]
  var hasSteps: Bool
  var missing: [String]
  var hasMissing: Bool
  var districts: [DistrictRow]
  var hasDistricts: Bool
  var tabs: [Section]
  var hasTabs: Bool
  var listDigest: String?
  var confirmations: String?

  init(_ round: TitleRound, for visitor: Visitor, _ language: Language) {
    title = RoundPage.name(round, language)
    id = round.id
    isCancelled = round.phase == .cancelled
    let order = RoundPhase.allCases.filter { $0 != .cancelled }
    let current = order.firstIndex(of: round.phase)
    phases = order.enumerated().map { index, phase in
      PhaseStep(
        name: phase.name[language], state: current.map { index < $0 ? "past" : "" } ?? "", isCurrent: index == current)
    }
    let base = "/rounds/\(round.id.escapedForQuery)"
    let role = visitor.grant.role
    steps = RoundAction.Kind.allCases.filter { ActionPage.isOffered($0, round, role, district: visitor.district) }.map {
      kind in
      Step(
        link: "\(base)/actions/\(kind.rawValue)", name: kind.name[language].capitalisedFirst,
        requires: RoundRule.of(kind).requires[language])
    }
    hasSteps = !steps.isEmpty
    missing =
      round.phase == .collecting && visitor.district == nil
      ? round.missingMaterial.map { RoundPage.readable($0, language) } : []
    hasMissing = !missing.isEmpty
    let seen = round.districts.filter { ServiceDesk.sees(visitor.grant, district: $0.code) }
    districts = seen.map { district in
      let list = round.shortlist(district)
      let open = round.objections.filter { $0.district == district.code && $0.isOpen }.count
      return DistrictRow(
        link: "\(base)/districts/\(district.code.escapedForQuery)", name: district.name,
        communities: Words.grouped(district.communityCount), seats: Words.grouped(district.seats),
        stage: district.stage.name[language], kind: RoundPage.kind(district.stage),
        shortlist: district.ranking.isEmpty ? "" : list.map { String($0.count) } ?? Words.text("tieOpen", language),
        objections: open == 0 ? "" : String(open))
    }
    hasDistricts = !districts.isEmpty
    let count = seen.isEmpty ? round.communities.count : seen.reduce(0) { $0 + $1.communityCount }
    let seats = seen.isEmpty ? round.titles : seen.reduce(0) { $0 + $1.seats }
    figures =
      round.districts.isEmpty
      ? []
      : [
        Figure(Words.text("communities", language), Words.grouped(count)),
        Figure(Words.text("titles", language), Words.grouped(seats)),
        Figure(Words.text("uploads", language), Words.grouped(round.uploads.currentCount)),
        Figure(Words.text("openObjections", language), Words.grouped(round.objections.filter(\.isOpen).count)),
      ]
    tabs = RoundTabs.list(round, visitor, at: "", language)
    hasTabs = !tabs.isEmpty
    listDigest = RoundPage.listDigest(round, for: role)
    if round.phase == .confirmation, Access.overview.admits(role) {
      confirmations = Words.count(round.confirmations.count, "人已确认", "has confirmed", "have confirmed", language)
    }
  }

  /// The round's name for people.
  static func name(_ round: TitleRound, _ language: Language) -> String {
    language == .chinese ? "\(round.year) 年度 \(round.title)" : "\(round.title) \(round.year)"
  }

  /// A missing upload in words: the kind's code comes first.
  private static func readable(_ missing: String, _ language: Language) -> String {
    let parts = missing.split(separator: " ", maxSplits: 1).map(String.init)
    guard let kind = parts.first.flatMap(RoundUpload.Kind.init(rawValue:)) else { return missing }
    return ([kind.name[language]] + parts.dropFirst()).joined(separator: language == .chinese ? "：" : ": ")
  }

  /// The digest of the list while it is to be confirmed, for those who see the whole of it.
  static func listDigest(_ round: TitleRound, for role: Role) -> String? {
    round.phase == .confirmation && Access.overview.admits(role) ? digest(round) : nil
  }

  /// The digest of the list that is to be confirmed.
  static func digest(_ round: TitleRound) -> String? {
    round.list.map { ContentDigest.of(round.listText($0)).hexadecimal }
  }

  /// How a stage looks.
  static func kind(_ stage: DistrictStage) -> String {
    switch stage {
    case .waiting: ""
    case .evaluated, .onNotice, .submitted: "wait"
    case .returned: "wrong"
    case .accepted: "good"
    }
  }
}
