public import ArgumentParser
import Findings
import Foundation
import Reports
import Scoring
public import Statistics

extension CorrelationMethod: ExpressibleByArgument {}

/// `kaoping composite` (contract §3.6): scores and ranks of units from an indicator table, step by step, with checks.
struct CompositeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "composite",
    abstract: "综合指标：标准化、汇总、检验、敏感性。Composite indicators: every step from raw data to scores, checks, sensitivity.",
    discussion: """
      指标表 INDICATORS: code,parent,direction,weight (level, denominator, normalisation, treat, aggregation …)。\
      数据表 DATA：每个单位一行。One row for each unit. docs/methods/composite-indicators.md
      """)

  @Argument(help: "指标表 CSV table of indicators.")
  var indicators: String

  @Argument(help: "数据表 CSV table of units.")
  var data: String

  @Option(help: "单位列 Column of units (default: unit, uCode, community_id, code, id or the first).")
  var unit: String?

  @OptionGroup(title: "步骤 Steps") var recipe: RecipeOptions
  @OptionGroup(title: "检验与比较 Checks and comparison") var checks: CompositeCheckOptions

  @OptionGroup(title: "名额 Titles") var quota: QuotaOptions

  @Flag(help: "敏感性分析（用 --vary 选项）Sensitivity analysis with the choices of the options --vary.")
  var sensitivity = false

  @OptionGroup(title: "敏感性 Sensitivity") var choices: SensitivityOptions

  @Option(help: "写出每一步的文件夹 Folder for the data after each step, scores, ranks and result.json.")
  var out: String?

  @OptionGroup var output: OutputOptions

  func validate() throws { try quota.requireGroups() }

  func run() async throws {
    var findings: [Finding] = []
    let sheets = (CommandInput.table(indicators, &findings), CommandInput.table(data, &findings))
    let settings = recipe.settings(&findings)
    let scenarios = checks.compare.map { (path: $0, settings: RecipeOptions.table($0, &findings)) }
    let tree = sheets.0.flatMap { CompositeTree.read($0, &findings) }
    guard let tree, let sheet = sheets.1 else { throw CommandOutput.refuse(findings, output) }
    // A faulty recipe does not hide the faults of the data: both are read before anything is refused.
    let method = CompositeRecipe(settings, tree: tree, &findings)
    let variants = scenarios.map { scenario in
      (
        name: URL(fileURLWithPath: scenario.path).deletingPathExtension().lastPathComponent,
        recipe: CompositeRecipe(settings + scenario.settings, tree: tree, &findings)
      )
    }
    let table = UnitTable.read(sheet, tree: tree, unit: unit, &findings)
    guard let table, !findings.contains(where: { $0.severity == .error }) else {
      throw CommandOutput.refuse(findings, output)
    }
    let run = CompositeRun(tree, table, method, &findings)
    guard !findings.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
    var report = CompositeReport(run, language: output.lang)
    if checks.isAsked { report.add(try checks.checks(run, output, &findings)) }
    if let level = checks.balance { report.add(try checks.balancing(run, level: level, output, &findings)) }
    for variant in variants {
      var own: [Finding] = []
      let other = CompositeRun(tree, table, variant.recipe, &own)
      findings += own.filter { !findings.contains($0) }
      guard !own.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
      report.add(other, named: variant.name, line: checks.line, shift: checks.shift)
    }
    var isUndecided = false
    if quota.isAsked {
      guard let result = QuotaResult(run, quota, &findings) else { throw CommandOutput.refuse(findings, output) }
      report.add(result)
      isUndecided = result.isUndecided
    }
    if sensitivity { report.add(try analyse(run, &findings)) }
    if let out { try CompositeFiles(run, report).write(to: out, findings, output) }
    try report.output(findings, status: isUndecided ? ExitStatus.decisionNeeded : .success).finish(output)
  }

  private func analyse(_ run: CompositeRun, _ findings: inout [Finding]) throws -> SensitivityReport {
    guard let lines = QuotaResult(run, quota, &findings),
      let study = try choices.study(
        run, groups: lines.groupNumbers, places: lines.places(line: checks.line), isEligible: lines.isEligible,
        unit: unit, &findings),
      let result = SensitivityReport(study, run, choices.plan, &findings)
    else { throw CommandOutput.refuse(findings, output) }
    return result
  }
}
