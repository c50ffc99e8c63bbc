import Findings
import Foundation
import Operations
import Scoring
import Titles

/// How the titles were divided among the districts: the working in exact fractions, and what other methods would have given.
struct QuotaPage: Page {
  static let template = "leaders/quotas"
  /// A district may check its own share, which needs those of the others.
  static let access = Access.roles(Service.listReaders)

  /// A district's line of the working.
  struct Row: Hashable, Sendable {
    var name: String
    var communities: String
    var share: String
    var decimal: String
    var whole: String
    var remainder: String
    var rank: String
    var extra: String
    var isTied: Bool
    var seats: String
  }

  /// A method's line of the comparison.
  struct MethodRow: Hashable, Sendable {
    /// A district's titles under it.
    struct Cell: Hashable, Sendable {
      var district: String
      var seats: String
      var isOther: Bool
    }

    var name: String
    var key: String
    var isUsed: Bool
    var cells: [Cell]
    var note: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var tabs: [Section]
  var hasTabs: Bool
  var hasWorking: Bool
  var sentences: [String] = []
  var rows: [Row] = []
  var total: Row?
  var decision: String?
  var districts: [String] = []
  var methods: [MethodRow] = []
  var paradox: String?
  var csvLink: String

  init(_ working: QuotaWorking?, _ round: TitleRound, for visitor: Visitor, _ language: Language) {
    title = Words.text("quotas", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    csvLink = roundLink + "/quotas.csv"
    tabs = RoundTabs.list(round, visitor, at: "/quotas", language)
    hasTabs = !tabs.isEmpty
    hasWorking = working != nil
    guard let working else { return }
    sentences = QuotaPage.sentences(working, language)
    rows = working.districts.map { district in
      Row(
        name: district.name, communities: Words.grouped(district.communities), share: district.share,
        decimal: district.decimal, whole: String(district.whole), remainder: district.remainder,
        rank: String(district.rank), extra: district.wins ? "+1" : "", isTied: district.isTied,
        seats: String(district.seats))
    }
    total = Row(
      name: Words.text("sum", language), communities: Words.grouped(working.communities), share: "",
      decimal: "", whole: String(working.titles - working.remaining), remainder: "", rank: "",
      extra: "+\(working.remaining)", isTied: false, seats: String(working.titles))
    decision = working.decision.isEmpty ? nil : QuotaPage.decision(working.decision, language)
    districts = working.districts.map(\.name)
    methods = working.methods.map { QuotaPage.row($0, working, language) }
    paradox = QuotaPage.paradox(working, language)
  }

  private static func sentences(_ working: QuotaWorking, _ language: Language) -> [String] {
    let (titles, communities) = (Words.grouped(working.titles), Words.grouped(working.communities))
    return language == .chinese
      ? [
        "全市 \(communities) 个社区（村）在册，分 \(titles) 个名额：每个名额合 \(working.quotient) 个社区。",
        "应得份额＝本区社区数×\(titles)÷\(communities)，全部用分数计算，不作舍入。先给整数部分，共 \(working.titles - working.remaining) 个；余下 \(working.remaining) 个按余数从大到小各给一个。",
      ]
      : [
        "\(communities) communities are on the register and \(titles) titles are given: one title for \(working.quotient) communities.",
        "A district's exact share is its communities × \(titles) ÷ \(communities), in fractions without rounding. The whole parts give \(working.titles - working.remaining) titles; the remaining \(working.remaining) go one each to the largest remainders.",
      ]
  }

  private static func row(_ method: QuotaWorking.Method, _ working: QuotaWorking, _ language: Language) -> MethodRow {
    let cells = working.districts.indices.map { index in
      MethodRow.Cell(
        district: working.districts[index].name, seats: method.seats.map { String($0[index]) } ?? "–",
        isOther: method.seats.map { $0[index] != working.districts[index].seats } ?? false)
    }
    let word =
      method.isUsed
      ? "methodUsed" : method.seats == nil ? "methodTied" : method.breaksQuota == true ? "methodBreaksQuota" : nil
    return MethodRow(
      name: method.name[language], key: method.key, isUsed: method.isUsed, cells: cells,
      note: word.map { Words.text($0, language) } ?? "")
  }

  /// How equal remainders were decided: the standard's rules in words, or the reason that people gave.
  private static func decision(_ text: String, _ language: Language) -> String {
    let rules = text.components(separatedBy: ", ").map { QuotaTieRule(rawValue: $0) }
    guard !rules.contains(nil) else { return text }
    return rules.compactMap { rule in
      switch rule {
      case .communities?: Words.text("moreCommunitiesFirst", language)
      case .districtOrder?: Words.text("officialOrderFirst", language)
      case nil: nil
      }
    }.joined(separator: language == .chinese ? "；再" : "; then ")
  }

  private static func paradox(_ working: QuotaWorking, _ language: Language) -> String? {
    let losers = working.losersOfOneMore.map(\.name)
    guard !losers.isEmpty else { return nil }
    return language == .chinese
      ? "亚拉巴马悖论：如果多一个名额，\(losers.joined(separator: "、"))反而少一个。"
      : "Alabama paradox: with one title more, \(losers.joined(separator: ", ")) would have one fewer."
  }
}
