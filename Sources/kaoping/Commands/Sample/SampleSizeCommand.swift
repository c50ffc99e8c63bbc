public import ArgumentParser
import Findings
import Reports
public import Statistics

extension SampleSize.Interval: ExpressibleByArgument {}

/// `kaoping sample size`: how many interviews a margin needs, or the margin that a number reaches.
struct SampleSizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "size", abstract: "样本量，或给定样本量的误差。How many to interview and to draw, or the margin reached.")

  @Flag(help: "估计均值 Estimate a mean (needs --deviation).")
  var mean = false
  @Option(help: "估计比例，预期值 P Estimate a share expected near P.")
  var proportion: Double?
  @Option(help: "误差（区间半宽） Half-width of the interval.")
  var margin: Double?
  @Option(help: "预期标准差 Expected standard deviation.")
  var deviation: Double?
  @Option(help: "置信水平 Confidence level.")
  var confidence = 0.95
  @Option(help: "临界值，代替置信水平 Critical value instead of the confidence level.")
  var criticalValue: Double?
  @Option(help: "总体人数（缺省为无限） Population (default: unlimited).")
  var population: Double?
  @Option(help: "设计效应 Design effect.")
  var designEffect = 1.0
  @Option(help: "每群访问数 Interviews per cluster.")
  var clusterSize: Double?
  @Option(help: "群内相关系数 Intraclass correlation.")
  var intraclass: Double?
  @Option(help: "预期应答率 Expected response rate.")
  var responseRate = 1.0
  @Option(help: "比例的区间 Interval of a proportion: wald, wilson.")
  var interval: SampleSize.Interval = .wald
  @Option(help: "两组均值之差 Difference of two groups' means, to be seen with --power.")
  var difference: Double?
  @Option(help: "另一组的比例 Share of the other group, to be told from P with --power.")
  var versus: Double?
  @Option(help: "另一组的标准差 Standard deviation of the other group (default: the same).")
  var versusDeviation: Double?
  @Option(help: "检验功效 Power of the comparison.")
  var power = 0.8
  @Option(help: "单侧或双侧检验 Sides of the test: 1, 2.")
  var sides = 2
  @Option(help: "已完成访问数：求误差 Completed interviews: gives the margin.")
  var completed: Int?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard mean != (proportion != nil) else { throw ValidationError("give either --mean or --proportion P") }
    if mean, deviation == nil { throw ValidationError("--mean needs --deviation S") }
    if !mean, deviation != nil { throw ValidationError("--deviation goes with --mean") }
    if comparesGroups {
      guard margin == nil, criticalValue == nil, interval == .wald, mean == (difference != nil), mean == (versus == nil)
      else {
        throw ValidationError("two groups: --mean --difference D, or --proportion P --versus Q; without --margin")
      }
      guard sides == 1 || sides == 2 else { throw ValidationError("--sides is 1 or 2") }
    } else {
      guard (margin != nil) != (completed != nil) else {
        throw ValidationError("give either --margin E or --completed N")
      }
      if interval == .wilson, mean || completed != nil {
        throw ValidationError("--interval wilson: --proportion --margin")
      }
    }
    guard (clusterSize != nil) == (intraclass != nil) else {
      throw ValidationError("--cluster-size and --intraclass go together")
    }
    guard confidence > 0, confidence < 1 else { throw ValidationError("--confidence lies between 0 and 1") }
    do {
      _ = try task()
      if comparesGroups { _ = try comparison() }
    } catch { throw ValidationError("\(error)") }
    if let margin, !(margin > 0 && margin.isFinite) { throw ValidationError("--margin is above 0") }
    if completed == nil {
      guard responseRate > 0, responseRate <= 1 else { throw ValidationError("--response-rate lies in (0, 1]") }
    }
  }

  private func task() throws(StatisticsError) -> SampleSize {
    var effect = designEffect
    if let clusterSize, let intraclass {
      effect *= try SampleSize.clusterEffect(size: clusterSize, intraclass: intraclass)
    }
    return try SampleSize(
      proportion.map { .proportion($0) } ?? .mean(deviation: deviation ?? 0),
      criticalValue: criticalValue ?? Normal.quantile((1 + confidence) / 2), population: population,
      designEffect: effect)
  }

  /// Whether two groups are to be told apart, rather than one figure estimated.
  private var comparesGroups: Bool { difference != nil || versus != nil }

  private func comparison() throws(StatisticsError) -> GroupComparison {
    let deviation = deviation ?? 0
    let quantity: GroupComparison.Quantity =
      if let proportion {
        .proportions(proportion, versus ?? proportion)
      } else {
        .means(difference: difference ?? 0, deviations: deviation, versusDeviation ?? deviation)
      }
    return try GroupComparison(
      quantity, level: 1 - confidence, twoSided: sides == 2, population: population,
      designEffect: try task().designEffect)
  }

  func run() async throws {
    do {
      let task = try task()
      if comparesGroups {
        try groups(try comparison()).finish(output)
      } else if let completed {
        try reached(task, completed).finish(output)
      } else {
        try needed(task, margin ?? 0).finish(output)
      }
    } catch let error as StatisticsError {
      throw CommandOutput.refuse([Finding(.samplingRefused, details: [error.refusal(output.lang)])], output)
    }
  }

  private func needed(_ task: SampleSize, _ margin: Double) throws(StatisticsError) -> CommandOutput {
    let plan = try task.plan(margin: margin, responseRate: responseRate, interval: interval)
    var findings: [Finding] = []
    if let population, Double(plan.toDraw) > population {
      findings.append(
        Finding(.sampleExceedsPopulation, details: [String(plan.toDraw), NumericCells.text(population, 15)]))
    }
    let simple = SampleSize.roundedUp(plan.unroundedSimple)
    let rows: [(String, String, Double)] = [
      ("n0", "无限总体的简单随机样本 simple random sample, unlimited population", plan.initial),
      ("with_design_effect", "乘设计效应 times the design effect", plan.inflated),
      ("unrounded", "有限总体校正后 after the finite population correction", plan.unrounded),
      ("unrounded_simple", "另一种校正 n/(1+n/N) with the other correction", plan.unroundedSimple),
      ("completed", "需完成访问 interviews to complete", Double(plan.completed)),
      ("to_draw", "需抽取 people to draw", Double(plan.toDraw)),
    ]
    return CommandOutput(
      json: common(task).merging(
        [
          "margin": .number(margin), "interval": .string(interval.rawValue), "n0": .number(plan.initial),
          "with_design_effect": .number(plan.inflated),
          "unrounded": .number(plan.unrounded), "unrounded_simple": .number(plan.unroundedSimple),
          "completed": .integer(plan.completed), "completed_simple": .integer(simple),
          "to_draw": .integer(plan.toDraw), "response_rate": .number(responseRate),
          "effective_size": .number(Double(plan.completed) / task.designEffect),
        ], uniquingKeysWith: { $1 }),
      table: SampleSizeCommand.table(rows), csv: SampleSizeCommand.csv(rows), findings: findings)
  }

  private func reached(_ task: SampleSize, _ completed: Int) throws(StatisticsError) -> CommandOutput {
    let margin = try task.margin(completed: completed)
    let rows: [(String, String, Double)] = [
      ("completed", "完成访问 interviews", Double(completed)),
      ("design_effect", "设计效应 design effect", task.designEffect),
      ("effective_size", "有效样本量 effective number", Double(completed) / task.designEffect),
      ("margin", "误差（半宽） half-width", margin),
    ]
    return CommandOutput(
      json: common(task).merging(
        [
          "completed": .integer(completed), "margin": .number(margin),
          "effective_size": .number(Double(completed) / task.designEffect),
        ], uniquingKeysWith: { $1 }),
      table: SampleSizeCommand.table(rows), csv: SampleSizeCommand.csv(rows))
  }

  /// Each group's size for the power asked for, or the power of a given size.
  private func groups(_ comparison: GroupComparison) throws(StatisticsError) -> CommandOutput {
    var rows: [(String, String, Double)] = []
    if let completed {
      rows = [
        ("completed", "每组访问数 interviews in each group", Double(completed)),
        ("power", "检验功效 power", try comparison.power(completed: completed)),
      ]
    } else {
      let size = try comparison.size(power: power)
      let completed = SampleSize.roundedUp(size)
      rows = [
        ("unrounded", "未取整 unrounded", size),
        ("completed", "每组需完成访问 interviews in each group", Double(completed)),
        ("to_draw", "每组需抽取 people to draw in each group", Double(SampleSize.roundedUp(size / responseRate))),
        ("power", "检验功效 power", try comparison.power(completed: max(2, completed))),
      ]
    }
    var json: [String: JSONValue] = [
      "statistic": .string(mean ? "difference-of-means" : "difference-of-proportions"),
      "confidence": .number(confidence),
      "sides": .integer(sides), "population": .optional(population), "design_effect": .number(comparison.designEffect),
      "response_rate": .number(responseRate),
    ]
    for row in rows { json[row.0] = Int(exactly: row.2).map { .integer($0) } ?? .number(row.2) }
    return CommandOutput(json: json, table: SampleSizeCommand.table(rows), csv: SampleSizeCommand.csv(rows))
  }

  private func common(_ task: SampleSize) -> [String: JSONValue] {
    [
      "statistic": .string(mean ? "mean" : "proportion"), "critical_value": .number(task.criticalValue),
      "confidence": criticalValue == nil ? .number(confidence) : .null, "population": .optional(population),
      "design_effect": .number(task.designEffect),
    ]
  }

  private static func table(_ rows: [(String, String, Double)]) -> String {
    var table = TextTable(["统计量 figure", "值 value"], [.left, .right])
    for row in rows { table.append([row.1, NumericCells.text(row.2, 8)]) }
    return table.text
  }

  private static func csv(_ rows: [(String, String, Double)]) -> [[String?]] {
    [["quantity", "value"]] + rows.map { [$0.0, Int(exactly: $0.2).map { String($0) } ?? $0.2.description] }
  }
}
