import Findings
import Operations
import Reports
import Titles

/// All districts' lists on one page: where each line runs, how sure it is, and what holds the round up.
struct ListsPage: Page {
  static let template = "leaders/lists"

  /// A district.
  struct District: Hashable, Sendable {
    var link: String
    var name: String
    var stage: String
    var kind: String
    var seats: String
    var ranked: String
    var line: String
    var secure: String
    var open: String
    var out: String
    var sentence: String?
    var tie: String?
    var objections: String?
    var chart: String?
  }

  var title: String
  var roundName: String
  var roundLink: String
  var tabs: [Section]
  var hasTabs: Bool
  var answer: String?
  var districts: [District]
  var hasDistricts: Bool
  var waiting: [String]
  var hasWaiting: Bool
  /// Why places cannot be shown with their certainty; nil if they can.
  var obstacle: String?

  init(
    _ round: TitleRound, _ standings: [String: DistrictStanding], obstacle: String?, for visitor: Visitor,
    _ language: Language
  ) {
    title = Words.text("allLists", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    tabs = RoundTabs.list(round, visitor, at: "/lists", language)
    hasTabs = !tabs.isEmpty
    self.obstacle = obstacle
    answer = standings.isEmpty ? nil : ListsPage.answer(round, standings, language)
    let base = roundLink
    districts = round.districts.enumerated().map { index, district in
      let standing = standings[district.code]
      let places = standing?.district.places ?? []
      let open = round.objections.filter { $0.district == district.code && $0.isOpen }.count
      return District(
        link: "\(base)/districts/\(district.code.escapedForQuery)", name: district.name,
        stage: district.stage.name[language], kind: RoundPage.kind(district.stage),
        seats: Words.grouped(district.seats), ranked: Words.grouped(round.partakers(district).count),
        line: DisplayNumber.score(standing?.district.lineScore),
        secure: String(RatingReport.District.count(places, .secureIn)),
        open: String(RatingReport.District.count(places, .open)),
        out: String(RatingReport.District.count(places, .clearlyOut)),
        sentence: standing.flatMap { LineView.sentence($0, language) },
        tie: round.shortlist(district) == nil ? Words.text("tieOpen", language) : nil,
        objections: open == 0
          ? nil : Words.count(open, "件未结异议", "open objection", "open objections", language),
        chart: standing.flatMap {
          RatingCharts.district($0.district, number: index + 1, confidence: $0.confidence, language).overview?
            .markup.source
        })
    }
    hasDistricts = !districts.isEmpty
    waiting = ListsPage.waiting(round, language)
    hasWaiting = !waiting.isEmpty
  }

  /// What is decided and what is not, in a sentence.
  private static func answer(
    _ round: TitleRound, _ standings: [String: DistrictStanding], _ language: Language
  ) -> String {
    let places = standings.values.flatMap(\.district.places)
    let winners = places.filter { $0.isInQuota == true }
    let secure = RatingReport.District.count(winners, .secureIn)
    let open = RatingReport.District.count(winners, .open)
    let outside = places.count { $0.isInQuota != true && $0.certainty == .open }
    return language == .chinese
      ? "\(round.titles) 个名额中，\(winners.count) 个已有归属：\(secure) 个把握充分，\(open) 个与线外 \(outside) 个社区在抽样误差之内，由未舍入的得分和同分规则决定先后。"
      : "Of \(round.titles) titles \(winners.count) have a place: \(secure) are secure, \(open) are within the sampling error of \(outside) communities outside, and unrounded scores and tie rules decide."
  }

  /// What the next step waits for.
  private static func waiting(_ round: TitleRound, _ language: Language) -> [String] {
    let phases = RoundPhase.allCases
    let isEarly =
      (phases.firstIndex(of: round.phase) ?? 0) < (phases.firstIndex(of: .districtEvaluation) ?? 0)
    return round.districts.compactMap { district in
      let reason: String
      switch district.stage {
      case .accepted: return nil
      case .waiting where isEarly: return nil
      case .onNotice:
        let day = district.notice?.lastDay?.description ?? ""
        reason = language == .chinese ? "公示至 \(day)" : "on notice until \(day)"
      default: reason = district.stage.name[language]
      }
      return language == .chinese ? "\(district.name)：\(reason)" : "\(district.name): \(reason)"
    }
  }
}
