import Findings
import Foundation
import Press
import Reports
import Testing

/// The chapters that a report has only if their content is there: sensitivity, workings, raters, bands.
@Suite struct ChapterTests {
  /// A report with every chapter.
  static func whole() -> RatingReport {
    var report = RatingFixture(sizes: [30, 12], quotas: [3, 1]).report()
    var sensitivity = RatingReport.Sensitivity(
      variants: 512, isExact: false, seed: 7, meanShift: 1.25, titleChanges: 0.75, unchanged: 0.5)
    sensitivity.choices = [
      .init(
        name: Bilingual("指标权重", "weights"), alternatives: nil, first: 0.25, total: 0.5, totalInterval: 0.375...0.625),
      .init(name: Bilingual("答案赋分", "answer map"), alternatives: 3, first: 0.375, total: 0.5, totalInterval: nil),
    ]
    sensitivity.halves = [
      .init(
        name: Bilingual("居民", "residents"), nominal: 0.5, effective: 0.715, deviation: 5.5, unchangedWithin: 0.425...0.6
      ),
      .init(name: Bilingual("部门", "departments"), nominal: 0.5, effective: nil, deviation: nil, unchangedWithin: nil),
    ]
    sensitivity.districts = [
      .init(name: report.districts[0].name, seats: 3, firm: 1, likely: 1, weak: 1, challengers: 4)
    ]
    sensitivity.contested = [
      .init(group: "东", name: "某社区", rank: 3, isInQuota: true, titleShare: 0.625, ranks: 1...9)
    ]
    sensitivity.omissions = [
      .init(code: "A1", name: Bilingual("自治", "self-government"), meanShift: 0.5, enters: 2, leaves: 2)
    ]
    sensitivity.smallestChanges = [Bilingual("至少移动 1.23%。", "At least 1.23% must move.")]
    report.sensitivity = sensitivity
    report.raters = RatingReport.RaterTable(
      isAdjusted: false,
      raters: [
        .init(
          name: "R1", reviews: 40, meanShare: 0.875, deviation: 0.0625, fullMarks: 0.25, distinct: 7, effect: -0.03125),
        .init(name: "R2", reviews: 4, meanShare: 1, deviation: 0, fullMarks: 1, distinct: 1, effect: nil),
      ], unconnected: ["D9"])
    report.workings = RatingReport.Workings(
      overview: [
        .init(
          variant: nil, columns: [.init(code: "A1", name: Bilingual("自治", "self-government"), points: "8")],
          rows: [.init(group: "东", id: "1", name: "某社区", score: 80, earned: [nil])])
      ],
      sheets: [
        .init(
          id: "1", name: "某社区", group: "东", total: Bilingual("80 = 合计", "80 = sum"),
          lines: [
            .init(
              code: "A1", name: Bilingual("自治", "self-government"), depth: 0, points: 8, earned: 6.5,
              contribution: 3.25, basis: Bilingual("均分 81.25", "mean 81.25"))
          ])
      ])
    report.bands = [
      .init(name: Bilingual("优秀", "excellent"), minimum: "90", award: Bilingual("奖励", "award"), units: 5),
      .init(name: Bilingual("合格", "pass"), minimum: "60", award: Bilingual("", ""), units: 20),
    ]
    return report
  }

  private static let anchors = ["bands", "winners", "quota", "sensitivity", "workings", "raters"]

  @Test(arguments: Language.allCases) func thePageShowsEveryFigure(_ language: Language) throws {
    let page = try #require(WellFormed(RatingPage(report: Self.whole(), language: language).bytes()))
    let identifiers = page.elements.compactMap { $0.attributes["id"] }
    for anchor in Self.anchors { #expect(identifiers.contains(anchor), "\(anchor)") }
    #expect(Set(identifiers).count == identifiers.count)
    for element in page.elements {
      if let target = element.attributes["href"] { #expect(identifiers.contains(String(target.dropFirst()))) }
    }
    for figure in [
      "512", "1.25", "0.75", "50%", "0.50 (0.38–0.63)", "0.38", "71.5%", "5.50", "42.5%–60.0%", "62.5%", "1–9", "2 / 2",
      "1.23%", "87.5%", "+", "-3.1%", "D9", "6.500", "3.250", "81.25",
    ] where figure != "+" {
      #expect(page.text.contains(figure), "\(figure)")
    }
  }

  @Test func withoutTheirContentThereAreNoSuchChapters() throws {
    let page = try #require(WellFormed(RatingPage(report: RatingFixture().report(), language: .chinese).bytes()))
    let identifiers = page.elements.compactMap { $0.attributes["id"] }
    for anchor in ["bands", "sensitivity", "workings", "raters"] { #expect(!identifiers.contains(anchor)) }
  }

  /// A standard that gives bands and no titles has no list and no quota, and says so nowhere.
  @Test(arguments: Language.allCases) func bandsAloneAreAnsweredInTheirOwnWords(_ language: Language) throws {
    var report = Self.whole()
    report.titles = 0
    report.standardName = Bilingual("等级评估", "Grading")
    report.unit = Bilingual("社会组织", "social organisation")
    report.group = Bilingual("类别", "class")
    report.sensitivity = nil
    for district in report.districts.indices {
      report.districts[district].seats = 0
      report.districts[district].lineScore = nil
    }
    let page = try #require(WellFormed(RatingPage(report: report, language: language).bytes()))
    let identifiers = page.elements.compactMap { $0.attributes["id"] }
    #expect(!identifiers.contains("winners") && !identifiers.contains("quota"))
    let lead = try #require(page.elements.first { $0.attributes["class"] == "lead" }).text
    #expect(lead.contains(language == .chinese ? "优秀 5 个" : "excellent 5"))
    #expect(lead.contains(language == .chinese ? "社会组织" : "social organisations"))
    let own = page.text.replacingOccurrences(of: "某社区", with: "")
    for word in language == .chinese ? ["名额分到", "各区"] : ["titles go to", "by district", "communities"] {
      #expect(!own.contains(word), "\(word)")
    }
    #expect(own.contains(language == .chinese ? "各类别" : "by class"))
  }

  @Test(arguments: Language.allCases) func thePaperHasTheSameChaptersWithoutTheWorkings(_ language: Language) throws {
    let files = RatingDocument(report: Self.whole(), language: language).files()
    let data = try #require(files.first { $0.name == "data.json" })
    let tree = try #require(JSONSerialization.jsonObject(with: Data(data.bytes)) as? [String: Any])
    func anchors(_ key: String) -> [String] {
      (tree[key] as? [[String: Any]] ?? []).compactMap { $0["anchor"] as? String }
    }
    #expect(anchors("first") == ["bands"])
    #expect(anchors("middle").last == "sensitivity")
    #expect(anchors("last") == ["raters"])
    let contents = (tree["contents"] as? [String: Any])?["chapters"] as? [[String: Any]]
    let targets = (contents ?? []).compactMap { $0["target"] as? String }
    #expect(targets.contains("sensitivity") && targets.contains("raters") && !targets.contains("workings"))
  }

  @Test(
    .enabled(if: RatingDocumentTests.isReady, "no Typst engine or no Noto CJK fonts here"), arguments: Language.allCases
  )
  func thePaperPrints(_ language: Language) throws {
    var bandsAlone = Self.whole()
    bandsAlone.titles = 0
    for report in [Self.whole(), bandsAlone] {
      let files = RatingDocument(report: report, language: language).files()
      #expect(try PDFPress().print(files, main: "report.typ").starts(with: Array("%PDF-".utf8)))
    }
  }
}
