import ArgumentParser
import Findings
import Foundation
import Operations
import Press
import Reports
import Scoring

/// `kaoping rate`: the whole job without a server.
struct RateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "为一个城市评分排名并写出报告。Rate a city from its files and write the reports.",
    discussion: """
      CITY 文件夹含 roster.csv，以及标准所需的 responses/*.csv、frame.csv、psu.csv、reviews.csv、measures.csv、veto.csv 等（见 docs/standards.md）。
      CITY holds roster.csv and, as the standard needs them, responses/*.csv, frame.csv, psu.csv, reviews.csv, measures.csv, \
      recusals.csv, self_scores.csv, veto.csv, decisions.csv (docs/standards.md).
      退出状态 exit status: 0 完成 done · 10 需要决定（并列）a decision is needed (tie) · 65 数据有错 faulty input · 66 打不开 cannot \
      be opened · 73 写不出 cannot be written.
      """)

  @Argument(help: "城市文件夹 The city's folder.")
  var city: String

  @Option(help: "考评标准文件夹 The standard's folder.")
  var standard: String

  @Option(help: "问卷文件夹（标准没有居民部分时不需要） The questionnaire's folder, if the standard has a residents' half.")
  var survey: String?

  @Option(help: "命名数（默认取标准中的数）Titles to give (default: the standard's).")
  var titles: Int?

  @Option(help: "结果文件夹 Folder for the results.")
  var out: String

  @Option(help: "随机种子 Seed of the simulation check.")
  var seed: UInt64 = 1

  @Option(help: "核对概率的模拟次数 Replications of the simulation check (default: 5000, without reports 0).")
  var replications: Int?

  @Option(help: "报告 Reports: none, or a list of html,pdf,xlsx (default: all).")
  var reports: ReportKinds?

  @Flag(
    inversion: .prefixedNo,
    help: "写出得分明细 Write breakdown.json, the working of every score (default: with reports).")
  var breakdown: Bool?

  @Option(
    help: "把未计入的答卷写到此文件（.xlsx 标红，否则 CSV） Write the responses left out to this file (.xlsx marks the cells, else CSV).")
  var rejections: String?

  @Flag(
    inversion: .prefixedNo,
    help: "敏感性分析 How much the list depends on choices: in result.json and the reports (default: with reports).")
  var sensitivity: Bool?

  @Option(
    name: .customLong("sensitivity-replications"),
    help: "敏感性分析的抽取次数 Variants of the analysis (rows of each of Sobol's samples).")
  var sensitivityReplications = 256

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let titles, !(0...1_000_000).contains(titles) {
      throw ValidationError("--titles 应为 0 至 1000000 the titles are 0 to 1000000")
    }
    if let replications, !(0...10_000_000).contains(replications) {
      throw ValidationError("--replications 应为 0 至 10000000 the replications are 0 to 10000000")
    }
    guard (2...100_000).contains(sensitivityReplications) else {
      throw ValidationError("--sensitivity-replications 应为 2 至 100000 is from 2 to 100000")
    }
  }

  /// The reports to write.
  private var wanted: Set<String> { (reports ?? .all).kinds }

  /// Whether the breakdown is written.
  private var wantsBreakdown: Bool { breakdown ?? !wanted.isEmpty }

  /// Whether the analysis is made; without titles there is no list that could depend on anything.
  private var wantsSensitivity: Bool { sensitivity ?? (wanted.contains("html") || wanted.contains("pdf")) }

  func run() async throws {
    let language = output.lang
    let bar = ProgressBar(language)
    let workbench = Workbench(version: Kaoping.version) { bar.show($0) }
    let request = RatingRequest(
      city: city, standard: standard, survey: survey, titles: titles, seed: seed,
      replications: replications ?? (wanted.isEmpty ? 0 : 5000), keepsCounts: wantsBreakdown,
      answerMaps: wantsSensitivity ? AnswerMap.usual : [],
      sensitivity: wantsSensitivity
        ? SensitivityStudy.Plan(
          replications: sensitivityReplications, seed: seed, wantsIndices: true, bootstrap: 200) : nil)
    let result: RatingResult
    do {
      result = try await workbench.rate(request)
      bar.clear()
    } catch let refusal as Refusal {
      bar.clear()
      try await refuse(refusal, language)
    } catch {
      bar.clear()
      Console.talk(
        language == .chinese ? "程序内部错误，没有写出结果：\(error)" : "internal fault, nothing was written: \(error)")
      throw ExitStatus.internalFault
    }
    let made = reportFiles(result, language, bar)
    bar.clear()
    let working = wantsBreakdown ? [ResultFile(BreakdownFile.name, result.breakdownFile(language))] : []
    // What is said in the end is put together while the files are written; nothing is said before they are.
    async let closing = closing(result, language)
    try await write(result.files(language) + working + made)
    try writeRejections(result.findings)
    let (talk, output) = await closing
    Console.talk(talk)
    Console.output(output)
    if result.needsDecision { throw ExitStatus.decisionNeeded }
    // Who asks for a report by name must not take a missing one for success; by default the numbers are the result.
    if reports != nil && made.count < wanted.count { throw ExitStatus.cannotWrite }
  }

  /// Leaves nothing but the findings, and says what they are.
  private func refuse(_ refusal: Refusal, _ language: Language) async throws -> Never {
    try await write([ResultFile("findings.csv", RatingResult.findingTable(refusal.findings, language))])
    try writeRejections(refusal.findings)
    if output.format == .json {
      throw CommandOutput.refuse(refusal.findings, output)
    }
    Console.talk(FindingSummary(refusal.findings).lines(language))
    Console.talk(
      language == .chinese
        ? "没有得出结果；全部问题见 \(out)/findings.csv" : "There is no result; all findings are in \(out)/findings.csv")
    throw refusal.isUnopened ? ExitStatus.cannotOpen : ExitStatus.faultyInput
  }

  /// The responses that were left out or refused their file, if they were asked for.
  private func writeRejections(_ findings: [Finding]) throws {
    guard let rejections else { return }
    let tables = Workbench.rejections(city: city, survey: survey, findings: findings, output.lang)
    try RejectionFile.write(tables, to: rejections, output)
  }

  private func write(_ files: [ResultFile]) async throws {
    do {
      try await RatingFiles(folder: out).write(files)
    } catch {
      let finding = Finding(.outputUnwritable, at: Location(file: out), details: [out, error.description])
      Console.talk([finding], output.lang)
      throw ExitStatus.cannotWrite
    }
  }

  /// The reports that were asked for. One that cannot be made (no Typst engine) is said to be missing; the numbers stand.
  private func reportFiles(
    _ result: RatingResult, _ language: Language, _ bar: ProgressBar
  ) -> [ResultFile] {
    guard !wanted.isEmpty else { return [] }
    bar.show(Workbench.Progress(step: Bilingual("写报告", "writing the reports"), done: 0, total: 0))
    let report = result.report(withScores: wanted.contains("xlsx"))
    var files: [ResultFile] = []
    if wanted.contains("html") {
      files.append(ResultFile("report.html", RatingPage(report: report, language: language).bytes()))
    }
    if wanted.contains("xlsx") {
      do {
        files.append(ResultFile("report.xlsx", try RatingWorkbook(report: report, language: language).bytes()))
      } catch {
        bar.clear()
        Console.talk("report.xlsx: \(error)")
      }
    }
    if wanted.contains("pdf") {
      do {
        let document = RatingDocument(report: report, language: language).files()
        files.append(ResultFile("report.pdf", try PDFPress().print(document, main: "report.typ")))
      } catch {
        bar.clear()
        Console.talk("report.pdf: \(error.message[language])")
      }
    }
    return files
  }

  /// What is said of the findings, and the output.
  private func closing(_ result: RatingResult, _ language: Language) async -> (talk: [String], output: [UInt8]) {
    let talk = FindingSummary(result.findings).lines(language)
    switch output.format {
    case .json: return (talk, ResultDocument(result, language).file.bytes)
    case .csv: return (talk, result.quotaTable())
    case .table: return (talk, Array(RatingSummary(result, language).text.utf8))
    }
  }
}

/// Which reports are written.
struct ReportKinds: ExpressibleByArgument, Hashable {
  var kinds: Set<String>

  static let all = ReportKinds(kinds: ["html", "pdf", "xlsx"])

  init(kinds: Set<String>) { self.kinds = kinds }

  init?(argument: String) {
    if argument == "none" {
      kinds = []
      return
    }
    kinds = Set(argument.split(separator: ",").map(String.init))
    guard !kinds.isEmpty, kinds.isSubset(of: ReportKinds.all.kinds) else { return nil }
  }

  var defaultValueDescription: String { kinds.isEmpty ? "none" : kinds.sorted().joined(separator: ",") }
}
