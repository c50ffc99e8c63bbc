import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping ranks` (contract §3.5): how certain places in a ranking are.
struct RanksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ranks",
    abstract: "排名的不确定性。How certain ranks are: confidence sets, probability among the best, grey zone at the line.",
    discussion: """
      每行一个单位,分数越高越好。One row for each unit; more is better. docs/methods/ranks.md
      """)

  @Argument(help: "CSV 文件 CSV file.")
  var file: String

  @Option(help: "单位列 Column of units.")
  var unit: String

  @Option(help: "估计值列 Column of estimates.")
  var estimate: String?

  @Option(name: .customLong("standard-error"), help: "标准误列 Column of standard errors.")
  var standardError: String?

  @Option(help: "次数列 Column of counts (multinomial), instead of estimates.")
  var counts: String?

  @Option(name: .customLong("df"), help: "自由度列或数 Degrees of freedom: a column or a number; normal errors without.")
  var degreesOfFreedom: DegreesOfFreedomSource?

  @Option(help: "分组列 Column of groups, each ranked by itself.")
  var by: String?

  @Option(help: "协方差矩阵文件 CSV file of the covariance matrix; independent without it.")
  var covariance: String?

  @OptionGroup var ranking: RankingOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if degreesOfFreedom != nil, covariance != nil || counts != nil {
      throw ValidationError("--df goes with --standard-error, not with --covariance or --counts")
    }
    if counts != nil {
      guard estimate == nil, standardError == nil, covariance == nil else {
        throw ValidationError("--counts stands alone, without --estimate, --standard-error and --covariance")
      }
    } else if estimate == nil || (standardError == nil && covariance == nil) {
      throw ValidationError("give --estimate and --standard-error (or --covariance), or --counts")
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    let table = RankingTable(
      file,
      .init(
        unit: unit, estimate: estimate, standardError: standardError, count: counts, degreesOfFreedom: degreesOfFreedom,
        by: by), &findings)
    let matrix = covariance.flatMap { CovarianceTable($0, &findings) }
    guard let table, (matrix == nil) == (covariance == nil) else { throw CommandOutput.refuse(findings, output) }
    if counts != nil {
      try CountRanking.output(table, file: file, options: ranking, language: output.lang, findings).finish(output)
    } else {
      try rank(table, matrix, findings).finish(output)
    }
  }

  private func rank(_ table: RankingTable, _ matrix: CovarianceTable?, _ earlier: [Finding]) -> CommandOutput {
    var findings = earlier
    let largest = table.groups.map(\.entries.count).max() ?? 0
    let replications = ranking.replications ?? RankConfidenceSets.usualReplications(units: largest)
    let groups = table.groups.compactMap { group in
      GroupRanking(
        group, covariance: matrix, file: file, options: ranking, replications: replications, &findings)
    }
    if ranking.best == nil && ranking.line == nil {
      findings.append(Finding(.placesNotAsked, at: Location(file: file)))
    }
    return CommandOutput(
      json: json(groups, replications), table: text(groups, replications),
      csv: [GroupRanking.csvHeader] + groups.flatMap(\.csvRows), findings: findings,
      status: groups.contains { $0.line.map { !$0.tied.isEmpty } ?? false } ? ExitStatus.decisionNeeded : .success)
  }

  private func json(_ groups: [GroupRanking], _ replications: Int) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "units": .array(groups.flatMap(\.unitObjects)), "level": .number(ranking.level),
      "stepdown": .bool(!ranking.singleStep), "replications": .integer(replications),
      "seed": .string(String(ranking.seed)), "generator": .string(RandomStream.algorithm),
      "adjust": ranking.line == nil ? .null : .string(ranking.adjust.rawValue),
      "covariance": .bool(covariance != nil),
    ]
    if let seed = Int(exactly: ranking.seed) { members["seed"] = .integer(seed) }
    guard by != nil else { return members.merging(groups.first?.members ?? [:]) { own, _ in own } }
    members["groups"] = .array(
      groups.map { .object($0.members.merging(["group": .optional($0.name)]) { own, _ in own }) })
    members["best"] = .optional(ranking.best ?? ranking.line)
    members["probability_method"] = groups.first?.members["probability_method"] ?? .null
    members["monte_carlo_error"] = .number(groups.map(\.monteCarloError).max() ?? 0)
    for key in ["best_set", "certain_set"] + (ranking.line == nil ? [] : ["secure_in", "clearly_out", "grey_zone"]) {
      members[key] = .array(
        groups.flatMap { group -> [JSONValue] in
          guard case .array(let names)? = group.members[key] else { return [] }
          return names
        })
      if key.hasSuffix("set") && ranking.best == nil && ranking.line == nil { members[key] = .null }
    }
    return members
  }

  private func text(_ groups: [GroupRanking], _ replications: Int) -> String {
    let chinese = output.lang == .chinese
    let header =
      chinese
      ? ["组", "排名", "单位", "估计值", "标准误", "期望排名", "单独区间", "同时区间", "进入前列概率", "线上状况"]
      : ["group", "rank", "unit", "estimate", "s.e.", "expected", "marginal", "simultaneous", "P(best)", "standing"]
    let words = chinese ? ["in": "稳入", "out": "稳出", "grey": "灰色地带"] : ["in": "secure", "out": "out", "grey": "grey"]
    let shown = header.indices.filter { column in
      (column != 0 || by != nil) && (column != 8 || ranking.best != nil || ranking.line != nil)
        && (column != 9 || ranking.line != nil)
    }
    let left = [0, 2, 9]
    var table = TextTable(shown.map { header[$0] }, shown.map { left.contains($0) ? .left : .right })
    for row in groups.flatMap({ $0.tableRows(words: words) }) { table.append(shown.map { row[$0] }) }
    var text = table.text
    for group in groups {
      let name = group.name.map { $0 + " " } ?? ""
      text += "\n\(name)"
      text +=
        chinese
        ? "临界值 \(decimals(group.sets.criticalValue, 3))，\(replications) 次模拟，种子 \(ranking.seed)"
        : "critical value \(decimals(group.sets.criticalValue, 3)), \(replications) draws, seed \(ranking.seed)"
      if let line = group.line {
        let (last, first) = (group.units[line.lastIn], group.units[line.firstOut])
        text +=
          chinese
          ? "；线内末位 \(last)，线外首位 \(first)，差 \(decimals(line.gap, 2))，p \(decimals(line.oneSidedP, 4))"
          : "; last in \(last), first out \(first), gap \(decimals(line.gap, 2)), p \(decimals(line.oneSidedP, 4))"
      }
      text += "\n"
    }
    return text
  }
}
