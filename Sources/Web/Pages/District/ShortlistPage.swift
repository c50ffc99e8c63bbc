import Findings
import Operations
import Reports
import Titles

/// The shortlist builder: the places of the quota one by one, with how sure each is and what gave it to the community, who comes next, and
/// the only ways in which a list may differ from the ranking.
struct ShortlistPage: Page {
  static let template = "district/shortlist"

  /// A place of the list, or somebody who comes next.
  struct Row: Hashable, Sendable {
    var place: String
    var name: String
    var code: String
    var score: String
    var interval: String
    var certainty: String
    var sureness: String?
    var kind: String
    var basis: String
  }

  /// Somebody who is not on the list in spite of applying.
  struct Absent: Hashable, Sendable {
    var name: String
    var reason: String
  }

  /// A way to go on.
  struct Step: Hashable, Sendable {
    var link: String
    var name: String
    var requires: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var districtName: String
  var districtLink: String
  var verdict: Notice
  var rules: [String]
  var hasRules: Bool
  var rows: [Row]
  var hasRows: Bool
  var next: [Row]
  var hasNext: Bool
  var tied: [Row]
  var hasTied: Bool
  var absent: [Absent]
  var hasAbsent: Bool
  var steps: [Step]
  var hasSteps: Bool
  var csvLink: String
  var obstacle: String?

  /// Those who come next are shown as far as this.
  private static let mostNext = 5

  init(
    _ district: RoundDistrict, in round: TitleRound, standing: DistrictStanding?, obstacle: String?,
    for visitor: Visitor,
    _ language: Language
  ) {
    title = Words.text("shortlistBuilder", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    districtName = district.name
    districtLink = "\(roundLink)/districts/\(district.code.escapedForQuery)"
    csvLink = districtLink + "/shortlist.csv"
    self.obstacle = obstacle
    rules = standing?.tieRules.map { $0[language] } ?? []
    hasRules = !rules.isEmpty
    let line = round.line(district)
    let list = round.shortlist(district)
    let partakers = round.partakers(district)
    let view = PlaceList(round, standing, language)
    rows = (list ?? line.certain).enumerated().map { index, id in
      view.row(
        id, place: "\(index + 1)", score: partakers.first { $0.id == id }?.score, basis: view.basis(id, district))
    }
    hasRows = !rows.isEmpty
    tied =
      list == nil
      ? line.tied.map { id in
        view.row(
          id, place: "", score: partakers.first { $0.id == id }?.score, basis: Words.text("tied", language))
      } : []
    hasTied = !tied.isEmpty
    let listed = Set(list ?? line.certain + line.tied)
    next = partakers.filter { !listed.contains($0.id) }.prefix(ShortlistPage.mostNext).map { ranked in
      view.row(ranked.id, place: String(ranked.rank), score: ranked.score, basis: "")
    }
    hasNext = !next.isEmpty
    absent = ShortlistPage.absent(district, round, standing, language)
    hasAbsent = !absent.isEmpty
    verdict = ShortlistPage.verdict(district, round, list, line, language)
    let (role, base) = (visitor.grant.role, roundLink)
    steps = [
      RoundAction.Kind.evaluate, .decideTie, .withdrawApplication, .openDistrictNotice, .submitShortlist,
    ].filter { kind in
      ActionPage.isOffered(kind, round, role) && (kind != .decideTie || list == nil)
        && (RoundRule.of(kind).stages?.contains(district.stage) ?? true)
    }.map { kind in
      Step(
        link: "\(base)/actions/\(kind.rawValue)?district=\(district.code.escapedForQuery)",
        name: kind.name[language].capitalisedFirst, requires: RoundRule.of(kind).requires[language])
    }
    hasSteps = !steps.isEmpty
  }

  /// Whether the list has exactly the length of the quota.
  private static func verdict(
    _ district: RoundDistrict, _ round: TitleRound, _ list: [CommunityID]?, _ line: TitleRound.Line,
    _ language: Language
  ) -> Notice {
    guard !district.ranking.isEmpty else { return Notice(.plain, Words.text("notRanked", language)) }
    guard let list else {
      return Notice(
        .wait,
        language == .chinese
          ? "已定 \(line.certain.count) 个，尚差 \(line.seatsLeft) 个：名额线上 \(line.tied.count) 个社区并列，须由领导小组决定并记入会议纪要。"
          : "\(line.certain.count) places are settled and \(line.seatsLeft) open: \(line.tied.count) communities tie at the line, and the leading group decides with a record in its minutes."
      )
    }
    if list.count == district.seats {
      return Notice(
        .good,
        language == .chinese
          ? "名单恰为 \(district.seats) 个，与名额一致。" : "The list has exactly \(district.seats) places, as many as the quota.")
    }
    return Notice(
      .wait,
      language == .chinese
        ? "参加排名的只有 \(list.count) 个，少于名额 \(district.seats) 个；余下的名额不能转给他人。"
        : "Only \(list.count) are ranked, fewer than the quota of \(district.seats); what is left cannot be passed on.")
  }

  /// Those who applied and are not ranked, with the reason on record.
  private static func absent(
    _ district: RoundDistrict, _ round: TitleRound, _ standing: DistrictStanding?, _ language: Language
  ) -> [Absent] {
    let ranked = Set(round.partakers(district).map(\.id))
    let reasons = Dictionary(
      (standing?.district.places ?? []).compactMap { place in place.exclusion.map { (place.id, $0[language]) } },
      uniquingKeysWith: { first, _ in first })
    return round.communities.values
      .filter { $0.district == district.code && $0.stage != .none && !ranked.contains($0.id) }
      .sorted { $0.code < $1.code }
      .compactMap { community -> Absent? in
        guard !district.ranking.isEmpty else { return nil }
        let reason =
          community.stage == .qualified ? reasons[community.code] ?? "" : community.stage.words[language]
        return Absent(name: community.name, reason: reason)
      }
  }
}

/// Places of a list as rows.
private struct PlaceList {
  let round: TitleRound
  let places: [String: RatingReport.Place]
  let standing: DistrictStanding?
  let language: Language

  init(_ round: TitleRound, _ standing: DistrictStanding?, _ language: Language) {
    self.round = round
    self.standing = standing
    self.language = language
    places = Dictionary(
      (standing?.district.places ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func row(_ id: CommunityID, place: String, score: Double?, basis: String) -> ShortlistPage.Row {
    let community = round.communities[id]
    let found = community.flatMap { places[$0.code] }
    return ShortlistPage.Row(
      place: place, name: community?.name ?? id.description, code: community?.code ?? "",
      score: DisplayNumber.score(score),
      interval: found.map { DisplayNumber.interval($0.score?.lower, $0.score?.upper) } ?? "",
      certainty: found.map { DisplayNumber.probability($0.probability) } ?? "",
      sureness: found?.certainty?.words[language],
      kind: found?.certainty == .open ? "wait" : found?.certainty == .secureIn ? "good" : "", basis: basis)
  }

  /// What gave a community its place: the score, a tie rule, or a decision of people.
  func basis(_ id: CommunityID, _ district: RoundDistrict) -> String {
    if district.chosen.contains(id) {
      return language == .chinese ? "领导小组决定：\(district.tieDecision)" : "decided: \(district.tieDecision)"
    }
    let name = round.communities[id].flatMap { places[$0.code] }?.name
    if let decision = standing?.decisions.first(where: { $0.better == name && $0.isAtLine }) {
      return language == .chinese
        ? "与\(decision.worse)同分：\(decision.rule.chinese)" : "level with \(decision.worse): \(decision.rule.english)"
    }
    return Words.text("byScore", language)
  }
}

extension ApplicationStage {
  /// The stage in words.
  fileprivate var words: Bilingual {
    switch self {
    case .none: Bilingual("未申报", "has not applied")
    case .applied: Bilingual("待审查", "not examined yet")
    case .qualified: Bilingual("符合条件", "qualified")
    case .unqualified: Bilingual("不符合申报条件", "did not meet the conditions")
    case .withdrawn: Bilingual("已撤回申报", "its application was withdrawn")
    case .ended: Bilingual("已合并、拆分或撤销", "merged, split or abolished")
    }
  }
}
