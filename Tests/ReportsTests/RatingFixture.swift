import Findings
import Foundation
import Reports
import TestSupport
import Testing

/// An invented rating, the same for the same seed.
///
/// Seven districts of 1001 communities and quotas as in a city of that size; scores are normal about 82, standard errors about
/// 0.8. With `faults` the first districts carry what a real round can hold: a tie at the line, a district without a title,
/// missing numbers, and names that attack the page, the workbook or the layout.
struct RatingFixture {
  var sizes = [276, 232, 152, 139, 92, 83, 27]
  var quotas = [28, 23, 15, 14, 9, 8, 3]
  var hasFaults = false
  var seed: UInt64 = 20_140_601

  static let names = ["东江区", "西岭区", "南湖区", "北原区", "开发区", "新城区", "古镇县"]
  static let hostile = [
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\"><img src=x onerror=alert(1)>", "#panic(\"x\") $x$ @y [z] \\",
    "&amp; & ]]> <!-- ", "换行\n与控制\u{01}\u{7F}字符\u{FFFE}", "@SUM(1+1)", "{0} %s \\u{41} _x0041_", "\u{202E}反向社区",
    String(repeating: "很长很长的社区名称", count: 12), "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochuchaf",
  ]

  func report() -> RatingReport {
    var generator = SeededGenerator(seed: seed)
    let total = sizes.reduce(0, +)
    let titles = quotas.reduce(0, +)
    let districts = sizes.indices.map { index in
      district(index, total: total, titles: titles, &generator)
    }
    return RatingReport(
      standardName: Bilingual("示例市和谐社区示范单位评价", "Model communities of Example City"),
      surveyName: Bilingual("居民满意度问卷", "Residents' satisfaction questionnaire"), year: 2014, titles: titles,
      halves: halves(&generator), districts: districts,
      quota: .init(
        method: Bilingual("最大余数法（黑尔数额）", "largest remainder, Hare quota"), communities: total,
        quotient: "\(total)/\(titles)"),
      files: files, findings: findings,
      method: [
        Bilingual(
          "居民满意度按社区估计：分层两阶段抽样加权均值，标准误用泰勒线性化并在两阶段作有限总体校正；区间用 t 分布。",
          "Residents' satisfaction by community: stratified two-stage weighted mean, Taylor-linearised standard error with "
            + "finite-population corrections at both stages, t interval."),
        Bilingual("部门评价按指标取均值，再按标准所列权重汇总。", "Departments' reviews: mean by indicator, then the standard's weights."),
        Bilingual(
          "综合得分 = 居民满意度 50% + 部门评价 50%；未修约的得分决定名次。",
          "Composite = 50% residents + 50% departments; unrounded scores decide."),
        Bilingual("入额概率由得分的抽样分布精确算出。", "Probabilities are exact for independent estimates."),
      ],
      cautions: hasFaults
        ? [Bilingual("3 个社区缺少部门评价，未评不作零分。", "Three communities lack departments' reviews; that is not zero.")] : [],
      confidence: 0.95, seed: 42,
      simulation: .init(
        replications: 20_000, generator: "mt19937", largestDifference: 0.008_123, monteCarloError: 0.003_535),
      standardChecksum: String(repeating: "0123456789abcdef", count: 4),
      surveyChecksum: String(repeating: "fedcba9876543210", count: 4), version: "0.1.0")
  }

  /// A report with a name for the test's output.
  struct Named: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let report: RatingReport
  }

  /// The realistic round, the faulty one, and those at the edges of what a report can be.
  static let all: [Named] = {
    var list = [
      Named(testDescription: "a city of 1001 communities", report: RatingFixture().report()),
      Named(testDescription: "ties, gaps and hostile names", report: RatingFixture(hasFaults: true).report()),
      Named(testDescription: "one community", report: RatingFixture(sizes: [1], quotas: [1]).report()),
      Named(testDescription: "no title", report: RatingFixture(sizes: [5, 3], quotas: [0, 0]).report()),
    ]
    let small = RatingFixture(sizes: [30, 12, 7], quotas: [3, 1, 1]).report()
    func add(_ name: String, _ change: (inout RatingReport) -> Void) {
      var report = small
      change(&report)
      list.append(Named(testDescription: name, report: report))
    }
    add("no district") { $0.districts = [] }
    add("a district without communities") { $0.districts[1].places = [] }
    add("no departments' half, no questionnaire's name, no simulation, no finding, no file") { report in
      report.surveyName = nil
      report.simulation = nil
      report.findings = []
      report.files = []
      report.halves = []
      for place in report.districts[0].places.indices { report.districts[0].places[place].department = nil }
    }
    add("nothing is known of anyone") { report in
      for district in report.districts.indices {
        report.districts[district].lineScore = nil
        for place in report.districts[district].places.indices {
          report.districts[district].places[place].score = nil
          report.districts[district].places[place].satisfaction = nil
          report.districts[district].places[place].department = nil
          report.districts[district].places[place].rank = nil
          report.districts[district].places[place].certainty = nil
          report.districts[district].places[place].probability = nil
        }
      }
    }
    add("numbers that are none") { report in
      report.districts[0].lineScore = .nan
      report.districts[1].lineScore = .infinity
      report.districts[0].places[0].score = .init(value: .nan, standardError: .nan, lower: .nan, upper: .nan)
      report.districts[0].places[1].score = .init(value: 90, standardError: 0, lower: -.infinity, upper: .infinity)
      report.districts[0].places[2].score = .init(value: 1e300, standardError: 1e300, lower: -1e300, upper: 1e300)
      report.districts[0].places[3].satisfaction = .init(value: .nan, standardError: nil, lower: nil, upper: nil)
      report.districts[0].places[4].department = .infinity
      report.districts[0].places[5].probability = .nan
      report.halves[0].indicators[0].districtMeans = [.nan, 1e300, -1e300]
      report.halves[0].indicators[1].districtMeans = []
      report.year = .max
    }
    var survey = RatingFixture(sizes: Array(repeating: 40, count: 14), quotas: Array(repeating: 4, count: 14)).report()
    survey.halves.removeLast()
    for district in survey.districts.indices {
      survey.districts[district].name = "D-MATHPHYS \(district)"
      for place in survey.districts[district].places.indices {
        survey.districts[district].places[place].department = nil
        survey.districts[district].places[place].town = ""
      }
    }
    list.append(Named(testDescription: "fourteen departments, survey only", report: survey))
    add("all scores agree") { report in
      for place in report.districts[0].places.indices {
        report.districts[0].places[place].score = .init(value: 80, standardError: 0, lower: 80, upper: 80)
      }
    }
    add("codes and names of the districts agree and are long") { report in
      for district in report.districts.indices {
        report.districts[district].code = "同"
        report.districts[district].name = String(repeating: "很长的区名", count: 9)
      }
    }
    return list
  }()

  private func normal(_ generator: inout SeededGenerator) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + generator.unit() }
  }

  private func district(
    _ index: Int, total: Int, titles: Int, _ generator: inout SeededGenerator
  ) -> RatingReport.District {
    let size = sizes[index]
    let quota = hasFaults && index == 6 ? 0 : quotas[index]
    var places = (0..<size).map { number in place(number, district: index, &generator) }
    if hasFaults && index == 2 {
      for (offset, name) in RatingFixture.hostile.enumerated() where offset < places.count {
        places[offset].name = name
      }
    }
    if hasFaults && index == 1, size > 5 {
      for number in 0..<3 {
        places[number].score = nil
        places[number].department = nil
      }
      places[3].isEligible = false
      places[3].exclusion = Bilingual("一票否决：重大安全事故", "veto: grave accident")
      places[4].score?.standardError = nil
      places[4].score?.lower = nil
      places[4].score?.upper = nil
    }
    places.sort { a, b in
      let first = a.isEligible ? a.score?.value ?? -1 : -2
      let second = b.isEligible ? b.score?.value ?? -1 : -2
      return first == second ? a.id < b.id : first > second
    }
    let ties = hasFaults && index == 3 && quota > 1
    if ties, let score = places[quota - 1].score { places[quota].score = score }
    decide(&places, quota: quota, ties: ties)
    let line = quota > 0 ? places[quota - 1].score?.value : nil
    let (whole, rest) = (size * titles).quotientAndRemainder(dividingBy: total)
    return RatingReport.District(
      code: "3301\(index + 10)", name: RatingFixture.names[index % 7], communities: size,
      share: "\(size * titles)/\(total)",
      wholeSeats: whole, remainder: "\(rest)/\(total)", remainderRank: 1 + sizes.count { $0 * titles % total > rest },
      remainderWins: quota > whole,
      seats: ties ? quota - 1 : quota, quotaTied: hasFaults && index == 6, lineScore: line, lineTied: ties,
      places: places)
  }

  private func place(_ number: Int, district: Int, _ generator: inout SeededGenerator) -> RatingReport.Place {
    let score = min(99.5, 82 + 4 * normal(&generator))
    let error = 0.8 + 0.1 * normal(&generator)
    let satisfaction = min(99.9, score + 3 * normal(&generator))
    let towns = ["朝阳街道", "和平街道", "青山镇", "临江街道", "石桥镇", "望湖街道"]
    let stems = ["锦绣", "幸福", "光明", "东风", "新华", "康乐", "文昌", "长安", "桃园", "碧水", "金桥", "翠竹", "梧桐", "银杏"]
    let isVillage = number % 5 == 4
    return RatingReport.Place(
      id: "3301\(district + 10)\(String(format: "%06d", number + 1))",
      name: stems[number % stems.count] + ["", "一", "二", "三", "南", "北", "里", "苑"][number / stems.count % 8]
        + (isVillage ? "村" : "社区"),
      town: towns[number / 7 % towns.count],
      kind: isVillage ? Bilingual("村", "village") : Bilingual("社区", "urban"), rank: nil,
      score: .init(value: score, standardError: error, lower: score - 1.98 * error, upper: score + 1.98 * error),
      satisfaction: .init(
        value: satisfaction, standardError: 2 * error, lower: satisfaction - 4 * error, upper: satisfaction + 4 * error),
      responses: 60 + number % 40, department: 2 * score - satisfaction, isEligible: true, exclusion: nil,
      isInQuota: nil,
      probability: nil, certainty: nil)
  }

  private func decide(_ places: inout [RatingReport.Place], quota: Int, ties: Bool) {
    let line: Double? =
      if quota > 0, places.indices.contains(quota), let a = places[quota - 1].score, let b = places[quota].score {
        (a.value + b.value) / 2
      } else {
        nil
      }
    var rank = 0
    for index in places.indices {
      guard places[index].isEligible, let score = places[index].score else {
        places[index].isInQuota = false
        continue
      }
      rank += 1
      places[index].rank = ties && index == quota ? quota : rank
      let isTied = ties && (index == quota || index == quota - 1)
      places[index].isInQuota = isTied ? nil : index < quota
      let probability =
        line.map { 0.5 * erfc(($0 - score.value) / (score.standardError ?? 0.8) / 1.1 / 2.0.squareRoot()) } ?? 0
      places[index].probability = probability
      places[index].certainty = probability >= 0.95 ? .secureIn : probability <= 0.05 ? .clearlyOut : .open
    }
  }

  private func halves(_ generator: inout SeededGenerator) -> [RatingReport.Half] {
    func indicators(_ list: [(String, String, String)]) -> [RatingReport.Indicator] {
      list.enumerated().map { row, item in
        let means = sizes.indices.map { column -> Double? in
          let mean = 82 + 5 * normal(&generator)
          return hasFaults && row == 1 && column == 2 ? nil : mean
        }
        return RatingReport.Indicator(code: item.0, name: Bilingual(item.1, item.2), districtMeans: means)
      }
    }
    return [
      .init(
        name: Bilingual("居民满意度", "Residents' satisfaction"), weight: 0.5,
        indicators: indicators([
          ("A1", "居民自治", "Self-government"), ("A2", "社区服务", "Community services"),
          ("A3", "安全与秩序", "Safety and order"), ("A4", "环境与卫生", "Environment and cleanliness"),
          ("A5", "文化与邻里", "Culture and neighbourhood"),
        ])),
      .init(
        name: Bilingual("部门评价", "Departments' review"), weight: 0.5,
        indicators: indicators([
          ("B1", "组织建设", "Organisation"), ("B2", "基础设施与公共空间", "Infrastructure and public space"),
          ("B3", "平安建设", "Public safety work"), ("B4", "财务公开", "Open accounts"),
        ])),
    ]
  }

  private var files: [RatingReport.File] {
    ["frame.csv", "psu.csv", "responses/330110.csv", "reviews.csv", "roster.csv", "veto.csv"].enumerated().map {
      .init(
        name: $1, sha256: String(repeating: "a1b2c3d4e5f6a7b\($0)", count: 4), bytes: 123_456 * ($0 + 1),
        rows: 1001 * ($0 + 1),
        used: 1001 * ($0 + 1) - 13 * $0)
    }
  }

  private var findings: [RatingReport.FindingCount] {
    guard hasFaults else { return [] }
    return [
      .init(
        code: "R103", severity: .warning, title: Bilingual("答卷编号重复", "a response id occurs twice"), count: 17),
      .init(
        code: "D101", severity: .warning,
        title: Bilingual("缺少部门评价；未评不作零分，<b>另见方法</b>", "missing review; not the same as zero, see <b>method</b>"),
        count: 3),
      .init(code: "R201", severity: .note, title: Bilingual("有效答卷偏少", "few usable responses"), count: 41),
    ]
  }
}
