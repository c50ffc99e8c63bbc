import Findings
import Operations
import Reports
import Titles

/// What the titles hang on: in how many variants of the method each community has one.
struct SensitivityPage: Page {
  static let template = "leaders/sensitivity"

  /// A choice that was varied.
  struct FactorRow: Hashable, Sendable {
    var name: String
    var alone: String
    var total: String
  }

  /// A district with the communities that some variants give a title and others do not.
  struct District: Hashable, Sendable {
    var name: String
    var always: String
    var open: String
    var never: String
    var chart: String?
    var rows: [Row]
    var hasRows: Bool
  }

  /// A community.
  struct Row: Hashable, Sendable {
    var rank: String
    var name: String
    var share: String
    var ranks: String
    var verdict: String
    var kind: String
  }

  /// An indicator without which the list would be another.
  struct OmissionRow: Hashable, Sendable {
    var name: String
    var entering: String
    var leaving: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var tabs: [Section]
  var hasTabs: Bool
  var isThere: Bool
  var obstacle: String?
  var answer = ""
  var method = ""
  var factors: [FactorRow] = []
  var stability: [String] = []
  var hasStability = false
  var omissions: [OmissionRow] = []
  var hasOmissions = false
  var districts: [District] = []
  var csvLink: String

  init(
    _ sensitivity: RoundSensitivity?, _ round: TitleRound, obstacle: String?, for visitor: Visitor,
    _ language: Language
  ) {
    title = Words.text("sensitivity", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    csvLink = roundLink + "/sensitivity.csv"
    tabs = RoundTabs.list(round, visitor, at: "/sensitivity", language)
    hasTabs = !tabs.isEmpty
    isThere = sensitivity != nil
    self.obstacle = obstacle
    guard let sensitivity else { return }
    let open = sensitivity.units.count(where: \.isOpen)
    let unchanged = DisplayNumber.probability(sensitivity.unchanged)
    let changes = DisplayNumber.rounded(sensitivity.titleChanges, places: 1)
    answer =
      language == .chinese
      ? "权重、答案赋分和标准化方法换一换，名单完全不变的占 \(unchanged)，平均 \(changes) 个名额易主；\(open) 个社区的称号取决于方法。"
      : "With other weights, answer maps and normalisations the whole list stands in \(unchanged) of the variants, and \(changes) titles go to others on average; the titles of \(open) communities hang on the method."
    method = SensitivityPage.method(sensitivity, language)
    factors = sensitivity.factors.map {
      FactorRow(
        name: $0.name[language], alone: SensitivityPage.percent($0.alone.map { max(0, $0) }),
        total: SensitivityPage.percent($0.total.map { max(0, $0) }))
    }
    stability = sensitivity.stability.map { SensitivityPage.sentences($0, language) } ?? []
    hasStability = !stability.isEmpty
    let comma = language == .chinese ? "、" : ", "
    omissions = sensitivity.omissions.map {
      OmissionRow(
        name: "\($0.code) \($0.name[language])", entering: $0.entering.joined(separator: comma),
        leaving: $0.leaving.joined(separator: comma))
    }
    hasOmissions = !omissions.isEmpty
    districts = round.districts.enumerated().map { index, district in
      SensitivityPage.district(
        district, sensitivity.units.filter { $0.district == district.code }, number: index + 1, language)
    }
  }

  private static func method(_ sensitivity: RoundSensitivity, _ language: Language) -> String {
    let count = Words.grouped(sensitivity.variants)
    let how =
      sensitivity.isExact
      ? (language == .chinese ? "全部组合逐一计算，共 \(count) 种" : "all \(count) combinations were computed")
      : (language == .chinese
        ? "随机抽取 \(count) 种方案，种子 \(sensitivity.seed)，任何机器上重算结果相同"
        : "\(count) variants were drawn with the seed \(sensitivity.seed); any machine draws the same")
    return language == .chinese
      ? "\(how)。每种方案都按各区名额重新排出名单，与实际名单比较。“单独解释”为该项选择单独引起的变化所占份额，“连同交互”另含与其他选择的共同作用（Sobol 指数）。"
      : "\(how). Each variant ranks every district again within its quota and is compared with the list. “Alone” is the share of the changes that a choice explains by itself, “with interactions” includes what it does together with others (Sobol's indices)."
  }

  private static func sentences(_ stability: RoundSensitivity.Stability, _ language: Language) -> [String] {
    let share = percent(stability.share)
    func pair(_ names: [String]) -> String {
      guard names.count == 2 else { return "" }
      return language == .chinese ? "（\(names[1])取代\(names[0])）" : " (\(names[1]) for \(names[0]))"
    }
    let lower = stability.lower.map { percent($0) + pair(stability.lowerPair) }
    let upper = stability.upper.map { percent($0) + pair(stability.upperPair) }
    if language == .chinese {
      return [
        "居民满意度现占 \(share)。"
          + (lower.map { "降到 \($0)以下，名单即变；" } ?? "降到 0 名单也不变；")
          + (upper.map { "升到 \($0)以上，名单即变。" } ?? "升到 100% 名单也不变。")
      ]
    }
    return [
      "Residents count \(share) now. "
        + (lower.map { "The list changes below \($0); " } ?? "The list would stand down to 0; ")
        + (upper.map { "it changes above \($0)." } ?? "it would stand up to 100 %.")
    ]
  }

  private static func district(
    _ district: RoundDistrict, _ units: [RoundSensitivity.Unit], number: Int, _ language: Language
  ) -> District {
    let open = units.filter(\.isOpen)
    let rows = open.map { unit in
      let isIn = unit.title > 0
      let isLucky = isIn ? unit.titleShare < 0.5 : unit.titleShare > 0.5
      return Row(
        rank: unit.rank.map(String.init) ?? "", name: unit.name, share: DisplayNumber.probability(unit.titleShare),
        ranks: "\(DisplayNumber.rounded(unit.lower, places: 0))–\(DisplayNumber.rounded(unit.upper, places: 0))",
        verdict: Words.text(isIn ? "shortlisted" : "notShortlisted", language),
        kind: isLucky ? "wait" : isIn ? "good" : ""
      )
    }
    let chart = ShareBars.chart(
      open.map {
        ShareBars.Row(
          name: "\($0.rank.map(String.init) ?? "") \($0.name)", share: $0.titleShare,
          label: DisplayNumber.probability($0.titleShare), isMarked: $0.title > 0)
      }, name: "titles-\(number)",
      title: language == .chinese
        ? "\(district.name)：得到称号的方案所占比例" : "\(district.name): share of the variants that give a title",
      description: Words.text("shareChartHelp", language), line: 0.5)
    return District(
      name: district.name, always: String(units.count { $0.titleShare == 1 }), open: String(open.count),
      never: String(units.count { $0.titleShare == 0 }), chart: chart?.markup.source, rows: rows, hasRows: !rows.isEmpty
    )
  }

  private static func percent(_ share: Double?) -> String {
    share.map { DisplayNumber.rounded($0 * 100, places: 1) + "%" } ?? DisplayNumber.missing
  }
}
