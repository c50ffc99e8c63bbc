import ArgumentParser
import Findings
import Operations
import Reports

/// `kaoping explain`: the working of one unit's score.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "说明一个社区（村）的得分怎样得来。Explain a score down to the last item, answer count and reviewer's entry.",
    discussion: """
      从原始数据重新计算（--city、--standard、--survey），或读取 rate 写出的结果（--result）。
      Computed again from the data (--city, --standard, --survey), or read from what rate wrote (--result).
      """)

  @Argument(help: "代码或名称 The unit's code or name.")
  var community: String
  @Option(help: "城市文件夹 The city's folder.")
  var city: String?
  @Option(help: "考评标准文件夹 The standard's folder.")
  var standard: String?
  @Option(help: "问卷文件夹 The questionnaire's folder.")
  var survey: String?
  @Option(help: "命名数（默认取标准中的数）Titles to give (default: the standard's).")
  var titles: Int?
  @Option(help: "结果文件夹或 result.json A result's folder, or its result.json.")
  var result: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if result == nil, city == nil || standard == nil {
      throw ValidationError("需要 --result，或 --city 与 --standard either --result, or --city and --standard")
    }
    if let titles, !(0...1_000_000).contains(titles) {
      throw ValidationError("--titles 应为 0 至 1000000 the titles are 0 to 1000000")
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    let breakdown = try await breakdown(&findings)
    guard let breakdown else {
      if !findings.contains(where: { $0.severity == .error }) {
        findings.append(Finding(.unknownCommunity, severity: .error, found: community))
      }
      throw CommandOutput.refuse(findings, output)
    }
    let table = BreakdownTable(breakdown, output.lang)
    guard case .object(let members) = breakdown.json else { return }
    try CommandOutput(json: members, table: table.text, csv: table.rows, findings: findings).finish(output)
  }

  private func breakdown(_ findings: inout [Finding]) async throws -> Breakdown? {
    if let result { return BreakdownFile(result, findings: &findings)?.breakdown(community) }
    guard let city, let standard else { return nil }
    do {
      let rated = try await Workbench(version: Kaoping.version).rate(
        RatingRequest(
          city: city, standard: standard, survey: survey, titles: titles, seed: 1, replications: 0, keepsCounts: true))
      return rated.breakdown(community, output.lang)
    } catch let refusal as Refusal {
      findings = refusal.findings
      return nil
    }
  }
}
