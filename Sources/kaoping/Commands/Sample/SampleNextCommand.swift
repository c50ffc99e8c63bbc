public import ArgumentParser
import Findings
import Reports
import Sheets
public import Statistics

extension SelectionBudget.Rule: ExpressibleByArgument {}

/// `kaoping sample next`: where further interviews most help to name the right communities.
struct SampleNextCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "下一步访问哪里（OCBA）。Where to interview next: the budget that most raises the chance of the right selection.",
    discussion: """
      RANKING 可用 kaoping rate 写出的 ranking.csv。RANKING may be the ranking.csv of kaoping rate. docs/methods/next-interviews.md
      """)

  @Argument(help: "排名表 CSV table of units with estimates, standard errors and numbers of interviews.")
  var ranking: String

  @Option(help: "预算（不给成本时即访问数）Budget: interviews, or money with --cost.")
  var budget: Double

  @Option(help: "单位列 Column of units.")
  var unit = "community_id"

  @Option(help: "估计值列 Column of estimates.")
  var estimate = "score"

  @Option(name: .customLong("standard-error"), help: "标准误列 Column of standard errors.")
  var standardError = "score_se"

  @Option(help: "已完成访问数列 Column of completed interviews.")
  var completed = "n"

  @Option(help: "总体（住户）数列 Column of the households that could be visited.")
  var population: String?

  @Option(help: "单次成本列 Column of the cost of one interview.")
  var cost: String?

  @Option(help: "分组列 Column of groups, each with its places.")
  var by: String?

  @Option(help: "名额表 Table of places: group,places, or quotas.csv of kaoping rate.")
  var quotas: String?

  @Option(help: "各组名额（不给名额表时）Places of each group without a table.")
  var places: Int?

  @Option(help: "只取合格单位 Only units with this value: COL=VALUE.")
  var eligible: String?

  @Option(help: "方法 Method: ocba, ocba-plug-in, equal.")
  var method: SelectionBudget.Rule = .posterior

  @Option(help: "模拟次数 Replications of the expected gain.")
  var replications = 2000

  @Option(help: "随机种子 Seed.")
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard budget >= 0, budget <= 1e12 else { throw ValidationError("--budget is from 0 to 1e12") }
    guard (quotas == nil) != (places == nil) else { throw ValidationError("give either --quotas or --places") }
    guard quotas == nil || by != nil else { throw ValidationError("--quotas needs --by") }
    guard places.map({ $0 >= 1 }) ?? true else { throw ValidationError("--places is at least 1") }
    guard (2...10_000_000).contains(replications) else { throw ValidationError("--replications is at least 2") }
    guard eligible.map({ $0.contains("=") }) ?? true else { throw ValidationError("--eligible COL=VALUE") }
  }

  func run() async throws {
    var findings: [Finding] = []
    guard let table = NextInterviewTable(self, &findings) else { throw CommandOutput.refuse(findings, output) }
    func plan(_ rule: SelectionBudget.Rule) throws -> SelectionBudget {
      try SelectionBudget(table.units, groups: table.groups, places: table.places, budget: budget, rule: rule)
    }
    let chosen = try plan(method)
    let gains = try [
      ("none", table.units.map { _ in 0 }), ("equal", plan(.equal).additional), (method.rawValue, chosen.additional),
    ]
    .map { name, additional in
      (
        name: name,
        gain: SelectionGain(
          table.units, groups: table.groups, places: table.places, additional: additional,
          replications: replications, seed: seed)
      )
    }
    let least = table.units.map(\.cost).min() ?? 1
    if chosen.left >= least {
      findings.append(
        Finding(.budgetNotSpent, at: Location(file: ranking), details: [NumericCells.text(chosen.left)]))
    }
    try NextInterviewReport(
      table, chosen, gains, method: method, budget: budget, seed: seed, replications: replications
    )
    .output(output.lang, findings).finish(output)
  }
}

/// The units among which further interviews are divided, in their groups.
struct NextInterviewTable {
  let names: [String]
  let units: [SelectionBudget.Unit]
  let groupNames: [String]
  let groups: [[Int]]
  let places: [Int]
  /// The group of each unit.
  let groupOf: [String]

  /// nil and findings if the table has a fault. Units without an estimate are passed over.
  init?(_ command: SampleNextCommand, _ findings: inout [Finding]) {
    let condition = command.eligible?.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map(String.init)
    let required = [
      command.unit, command.estimate, command.standardError, command.completed, command.population, command.cost,
      command.by, condition?[0],
    ].compactMap { $0 }
    guard let sheet = CommandInput.table(command.ranking, required: required, &findings) else { return nil }
    var own: [Finding] = []
    var (names, units, groupOf): ([String], [SelectionBudget.Unit], [String]) = ([], [], [])
    for row in sheet.rows {
      if let condition, sheet.text(row, condition[0]) != condition[1] { continue }
      if NumericCells.isMissing(sheet.text(row, command.estimate)) { continue }
      let estimate = NumericCells.required(sheet, row, command.estimate, "", &own) { abs($0) <= 1e100 }
      let error = NumericCells.required(sheet, row, command.standardError, "≥ 0", &own) { $0 >= 0 && $0 <= 1e100 }
      let completed = NumericCells.count(sheet, row, command.completed, &own)
      let population = command.population.map { NumericCells.count(sheet, row, $0, &own) }
      let cost = command.cost.map { NumericCells.required(sheet, row, $0, "> 0", &own) { $0 > 0 && $0 <= 1e12 } }
      guard let estimate, let error, let completed, let price = cost ?? 1, population != .some(nil) else { continue }
      let limit = population ?? nil
      let name = sheet.text(row, command.unit)
      guard completed >= 2, completed <= limit ?? .max else {
        own.append(
          Finding(
            .interviewCountUnfit, at: sheet.location(row, command.completed), found: "\(completed)",
            details: [name, "\(completed)", limit.map(String.init) ?? "—"]))
        continue
      }
      names.append(name)
      units.append(
        .init(estimate: estimate, standardError: error, completed: completed, population: limit, cost: price))
      groupOf.append(command.by.map { sheet.text(row, $0) } ?? "")
    }
    var groupNames: [String] = []
    for group in groupOf where !groupNames.contains(group) { groupNames.append(group) }
    let groups = groupNames.map { name in groupOf.indices.filter { groupOf[$0] == name } }
    let places =
      command.quotas.map { QuotaTable.read($0, groups: groupNames, &own) }
      ?? groupNames.map { _ in command.places ?? 0 }
    for (name, (members, places)) in zip(groupNames, zip(groups, places)) where places < 1 || places >= members.count {
      own.append(Finding(.groupDecided, at: Location(file: command.ranking), details: [name]))
    }
    if units.count < 2 { own.append(Finding(.nothingToRank, at: Location(file: command.ranking))) }
    findings += own
    (self.names, self.units, self.groupNames, self.groups) = (names, units, groupNames, groups)
    (self.places, self.groupOf) = (places, groupOf)
    if own.contains(where: { $0.severity == .error }) { return nil }
  }
}

/// The division of further interviews as it is printed.
struct NextInterviewReport {
  private let table: NextInterviewTable
  private let plan: SelectionBudget
  private let gains: [(name: String, gain: SelectionGain)]
  private let method: SelectionBudget.Rule
  private let budget: Double
  private let seed: UInt64
  private let replications: Int

  init(
    _ table: NextInterviewTable, _ plan: SelectionBudget, _ gains: [(name: String, gain: SelectionGain)],
    method: SelectionBudget.Rule, budget: Double, seed: UInt64, replications: Int
  ) {
    (self.table, self.plan, self.gains, self.method) = (table, plan, gains, method)
    (self.budget, self.seed, self.replications) = (budget, seed, replications)
  }

  /// The whole output; the table for a terminal shows the units that get interviews.
  func output(_ language: Language, _ findings: [Finding]) -> CommandOutput {
    CommandOutput(json: json, table: text(language), csv: csv, findings: findings)
  }

  private var json: [String: JSONValue] {
    [
      "method": .string(method.rawValue), "budget": .number(budget), "left": .number(plan.left),
      "seed": .string(String(seed)), "replications": .integer(replications),
      "generator": .string(RandomStream.algorithm),
      "allocation": .array(
        table.names.indices.map { index in
          [
            "unit": .string(table.names[index]), "group": .string(table.groupOf[index]),
            "completed": .integer(table.units[index].completed), "additional": .integer(plan.additional[index]),
            "unrounded": .number(plan.unrounded[index]),
          ]
        }),
      "expected": .array(
        gains.map { entry in
          [
            "method": .string(entry.name), "right": .number(entry.gain.right),
            "right_error": .number(entry.gain.rightError), "all_right": .number(entry.gain.allRight),
            "all_right_error": .number(entry.gain.allRightError),
          ]
        }),
    ]
  }

  private var csv: [[String?]] {
    [["unit", "group", "completed", "additional", "unrounded"]]
      + table.names.indices.map { index in
        [
          table.names[index], table.groupOf[index], "\(table.units[index].completed)", "\(plan.additional[index])",
          "\(plan.unrounded[index])",
        ]
      }
  }

  private func text(_ language: Language) -> String {
    let chinese = language == .chinese
    var units = TextTable(
      chinese
        ? ["单位", "组", "估计值", "标准误", "已完成", "追加"] : ["unit", "group", "estimate", "s.e.", "completed", "further"],
      [.left, .left, .right, .right, .right, .right])
    let order = table.names.indices.filter { plan.additional[$0] > 0 }
      .sorted { (plan.additional[$0], $1) > (plan.additional[$1], $0) }
    for index in order {
      let unit = table.units[index]
      units.append([
        table.names[index], table.groupOf[index], decimals(unit.estimate, 2), decimals(unit.standardError, 2),
        "\(unit.completed)", "\(plan.additional[index])",
      ])
    }
    var expected = TextTable(
      chinese ? ["追加方式", "预计选对", "全部选对的概率"] : ["further interviews", "expected right", "P(all right)"],
      [.left, .right, .right])
    for entry in gains {
      expected.append([
        entry.name, "\(decimals(entry.gain.right, 2)) ± \(decimals(entry.gain.rightError, 2))",
        "\(decimals(entry.gain.allRight, 3)) ± \(decimals(entry.gain.allRightError, 3))",
      ])
    }
    return units.text + "\n" + expected.text
  }
}
