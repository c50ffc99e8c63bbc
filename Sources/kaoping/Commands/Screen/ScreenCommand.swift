import ArgumentParser
import Findings
import Foundation
import Statistics
import Surveys

/// How submissions are compared where answers are missing.
enum MissingComparison: String, ExpressibleByArgument, CaseIterable {
  case asValue = "as-value"
  case ownAnswered = "own-answered"
  case bothAnswered = "both-answered"
  case complete

  /// How missing answers match; with `complete` there are none.
  var match: MissingMatch { MissingMatch(rawValue: rawValue) ?? .asValue }
}

/// Which submissions are compared with each other.
enum ComparisonGroup: String, ExpressibleByArgument, CaseIterable {
  case all, interviewer, unit
}

/// `kaoping screen`: figures that point at repeated, careless or fabricated submissions, beside their base rates.
struct ScreenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "答卷筛查：重复、雷同、敷衍与可疑访问员的线索。Screen submissions for copies, carelessness and fabrication.",
    discussion: """
      结果是线索及其基准率,不是结论:被指出的答卷由人复核,程序不剔除任何答卷。
      The result is evidence with its base rate, never a verdict: people look at what stands out; nothing is removed.
      FILE 为任意 CSV;或用 --city 与 --survey 指明城市文件夹和问卷文件夹,由问卷决定各列的含义。
      Give any CSV files, or --city and --survey, whose questionnaire says what the columns are.
      """)

  @Argument(help: "答卷 CSV 文件 CSV files of submissions.")
  var files: [String] = []

  @Option(help: "城市文件夹 A city's folder (roster.csv, responses/, third_party.csv, reviews.csv, evidence.csv).")
  var city: String?
  @Option(help: "问卷文件夹 The questionnaire's folder, with --city.")
  var survey: String?

  @Option(help: "题项列，逗号分隔 The items' columns.")
  var items: String?
  @Option(help: "题项列的模式，如 'q*' A pattern of the items' columns.")
  var itemsLike: String?
  @Option(help: "答卷编号列 Identifier of the submission.")
  var id: String?
  @Option(help: "访问员列 Interviewer.")
  var interviewer: String?
  @Option(help: "单位（社区）列 The rated place.")
  var unit: String?
  @Option(help: "开始时间列 When it began.")
  var start: String?
  @Option(help: "结束时间列 When it ended.")
  var end: String?
  @Option(help: "权重列 Sampling weight.")
  var weight: String?
  @Option(help: "检查末位数字的列，如 age Columns whose last digits are looked at.")
  var digits: String?
  @Option(help: "表示缺失的代码，如 9 Codes of missing answers.")
  var missingCodes: String?
  @Option(help: "有效答案的范围，如 1-5 The valid answers.")
  var valid: String?

  @Option(help: "缺失答案如何比较 Missing answers when compared: as-value, own-answered, both-answered, complete.")
  var missing: MissingComparison = .asValue
  @Option(help: "在何范围内比较 Compare within: all, interviewer, unit (default: interviewer if there is one).")
  var within: ComparisonGroup?
  @Option(help: "雷同界限 Share of equal answers of a near duplicate.")
  var match = ScreeningRules().match
  @Option(help: "组内答卷超过此数时只查高匹配率 Group size above which only matches from --match on are looked for.")
  var exhaustive = 5000
  @Option(help: "过快界限，占时长中位数 Speeder, as a share of the median duration (default 1/6).")
  var speed = ScreeningRules().speed
  @Option(help: "同答界限，占时长中位数 Straightline, as a share of the median duration.")
  var straightline = ScreeningRules().straightline
  @Option(help: "访问员离群界限，稳健标准差 Interviewer outlier, in robust standard deviations.")
  var outlier = ScreeningRules().outlier
  @Option(help: "末位数字与区县抬高的显著性 Significance of digits and inflation, all tests together.")
  var significance = ScreeningRules().significance
  @Option(help: "区县抬高界限，分 Inflation of a district, in points of 100.")
  var inflation = ScreeningRules().inflation
  @Option(help: "基准率的置换次数 Permutations for the base rate; 0: none.")
  var permutations = ScreeningRules().permutations
  @Option(help: "佐证材料的年度，默认取多数材料的年份 Year of the evidence (default: that of most pieces).")
  var year: Int?
  @Option(help: "随机种子 Seed of the permutations.")
  var seed: UInt64 = ScreeningRules().seed
  @OptionGroup var output: OutputOptions

  /// The limits that the options set.
  var rules: ScreeningRules {
    var rules = ScreeningRules()
    rules.missing = missing.match
    rules.comparesCompleteOnly = missing == .complete
    rules.match = match
    rules.exhaustive = max(0, exhaustive)
    rules.speed = speed
    rules.straightline = straightline
    rules.outlier = outlier
    rules.significance = significance
    rules.inflation = inflation
    rules.permutations = permutations
    rules.seed = seed
    return rules
  }

  func validate() throws {
    guard files.isEmpty != (city == nil) else {
      throw ValidationError("给出 CSV 文件或 --city 之一 give CSV files or --city")
    }
    guard (city == nil) == (survey == nil) else { throw ValidationError("--city and --survey go together") }
    let columns = [items, itemsLike, id, interviewer, unit, start, end, weight, missingCodes, valid]
    guard city == nil || columns.allSatisfy({ $0 == nil }) else {
      throw ValidationError("--city 由问卷决定各列 with --city the questionnaire says what the columns are")
    }
    guard items == nil || itemsLike == nil else { throw ValidationError("--items or --items-like, not both") }
    guard (start == nil) == (end == nil) else { throw ValidationError("--start and --end go together") }
    guard (0...1).contains(match), (0...100_000).contains(permutations), speed.isFinite, straightline.isFinite,
      outlier.isFinite, inflation.isFinite, speed >= 0, straightline >= 0, significance > 0, significance < 1
    else {
      throw ValidationError(
        "--match 0…1, --permutations 0…100000, --speed, --straightline ≥ 0, 0 < --significance < 1")
    }
    _ = try codes()
    _ = try range()
  }

  /// The codes of missing answers.
  func codes() throws -> Set<Double> {
    let texts = (missingCodes ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    return Set(
      try texts.map { text in
        guard let code = NumericCells.number(text) else {
          throw ValidationError("--missing-codes takes numbers, such as 8,9")
        }
        return code
      })
  }

  /// The valid answers, `LOW-HIGH`; a negative LOW keeps its sign.
  func range() throws -> ClosedRange<Double>? {
    guard let valid else { return nil }
    // The hyphen between the two is never the first character, which may be a sign.
    guard let hyphen = valid.dropFirst().firstIndex(of: "-"), let low = NumericCells.number(String(valid[..<hyphen])),
      let high = NumericCells.number(String(valid[valid.index(after: hyphen)...])), low <= high
    else { throw ValidationError("--valid takes the lowest and the highest answer, such as 1-5") }
    return low...high
  }

  func run() async throws {
    var findings: [Finding] = []
    do {
      guard let input = try ScreenInput(self, &findings) else { throw CommandOutput.refuse(findings, output) }
      let group = within ?? (input.hasInterviewers ? .interviewer : .all)
      let result = try SubmissionScreening(
        input.records, answersAreAll: input.answersAreAll, groups: input.groups(group), rules: rules)
      let report = ScreenReport(
        result: result, items: input.items, digits: input.digits, districts: input.districts,
        evidence: input.evidence, reviews: input.reviews, group: group, missing: missing, rules: rules,
        language: output.lang)
      findings += report.findings(input.hasInterviewers)
      try CommandOutput(json: report.json, table: report.table, csv: report.csv, findings: findings).finish(output)
    } catch let error as StatisticsError {
      findings.append(Finding(.screeningRefused, details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }
}
