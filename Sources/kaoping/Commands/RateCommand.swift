import ArgumentParser
import Findings
import Foundation
import Operations
import Reports

/// `kaoping rate`: the whole job without a server.
struct RateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "为一个城市评分排名并写出报告。Rate a city from its files and write the reports.",
    discussion: """
      CITY 文件夹含 roster.csv、responses/*.csv,以及可选的 frame.csv、psu.csv、reviews.csv、veto.csv。
      CITY holds roster.csv, responses/*.csv and, as the standard needs them, frame.csv, psu.csv, reviews.csv, veto.csv.
      退出状态 exit status: 0 完成 done · 10 需要决定(并列)a decision is needed (tie) · 65 数据有错 faulty input · 66 打不开 cannot \
      be opened · 73 写不出 cannot be written.
      """)

  @Argument(help: "城市文件夹 The city's folder.")
  var city: String

  @Option(help: "考评标准文件夹 The standard's folder.")
  var standard: String

  @Option(help: "问卷文件夹 The questionnaire's folder.")
  var survey: String

  @Option(help: "命名数(默认取标准中的数)Titles to give (default: the standard's).")
  var titles: Int?

  @Option(help: "结果文件夹 Folder for the results.")
  var out: String

  @Option(help: "随机种子 Seed of the simulation check.")
  var seed: UInt64 = 1

  @Option(help: "报告 Reports: none, or a list of html,pdf,xlsx.")
  var reports: ReportKinds = .all

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let titles, !(0...1_000_000).contains(titles) {
      throw ValidationError("--titles 应为 0 至 1000000 the titles are 0 to 1000000")
    }
  }

  func run() async throws {
    let language = output.lang
    let bar = ProgressBar(language)
    let workbench = Workbench(version: Kaoping.version) { bar.show($0) }
    let request = RatingRequest(city: city, standard: standard, survey: survey, titles: titles, seed: seed)
    let result: RatingResult
    do {
      result = try await workbench.rate(request)
      bar.clear()
    } catch let refusal as Refusal {
      bar.clear()
      try refuse(refusal, language)
    }
    try write(result.tables(language) + reportFiles(result, language))
    show(result, language)
    if result.needsDecision { throw ExitStatus.decisionNeeded }
  }

  /// Leaves nothing but the findings, and says what they are.
  private func refuse(_ refusal: Refusal, _ language: Language) throws -> Never {
    try write([("findings.csv", RatingResult.findingTable(refusal.findings, language))])
    if output.format == .json {
      throw CommandOutput.refuse(refusal.findings, output)
    }
    FindingSummary(refusal.findings).talk(language)
    Console.talk(
      language == .chinese
        ? "没有得出结果;全部问题见 \(out)/findings.csv" : "There is no result; all findings are in \(out)/findings.csv")
    throw refusal.isUnopened ? ExitStatus.cannotOpen : ExitStatus.faultyInput
  }

  private func write(_ files: [(name: String, bytes: [UInt8])]) throws {
    do {
      try RatingFiles(folder: out).write(files)
    } catch {
      let finding = Finding(.outputUnwritable, at: Location(file: out), details: [out, error.description])
      Console.talk([finding], output.lang)
      throw ExitStatus.cannotWrite
    }
  }

  private func reportFiles(_ result: RatingResult, _ language: Language) throws -> [(name: String, bytes: [UInt8])] {
    []
  }

  private func show(_ result: RatingResult, _ language: Language) {
    FindingSummary(result.findings).talk(language)
    switch output.format {
    case .json: Console.output(result.json(language).bytes())
    case .csv: Console.output(result.quotaTable())
    case .table: Console.output(RatingSummary(result, language).text)
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
