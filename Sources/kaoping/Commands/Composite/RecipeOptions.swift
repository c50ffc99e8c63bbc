import ArgumentParser
import Findings
import Scoring
import Sheets

/// The steps of a composite indicator as options; a table of steps may hold the same keys.
struct RecipeOptions: ParsableArguments {
  @Option(help: "步骤表 CSV table of steps (key,value) with the same names as these options; options win.")
  var steps: String?

  @Option(help: "步骤次序 Order of steps, e.g. denominate,impute,screen,treat,normalise.")
  var order: String?

  @Flag(help: "除以指标表中的分母 Divide by the denominators that the indicator table names.")
  var denominate = false

  @Option(help: "数据可得率下限 Least share of indicators that a unit needs, e.g. 0.65.")
  var screen: String?

  @Option(name: .customLong("screen-zeros"), help: "非零值比例下限 Least share of values other than 0.")
  var screenZeros: String?

  @Option(help: "强制保留的单位 Units kept whatever their data, comma-separated.")
  var include: String?

  @Option(help: "强制剔除的单位 Units left out whatever their data.")
  var exclude: String?

  @Option(
    help: "插补 Missing values: mean, median, mean-group:COL, median-group:COL, row-mean[:LEVEL], row-median, constant:X."
  )
  var impute: String?

  @Option(help: "离群值处理 Outliers: winsorise:points=5,skew=2,kurt=3.5; log-ct, log-ct-plus, log-gii, box-cox:LAMBDA.")
  var treat: String?

  @Option(name: .customLong("treat-then"), help: "仍不合格时的处理 If that does not help (default log-ct); none for nothing.")
  var treatThen: String?

  @Option(name: .customLong("treat-test"), help: "合格标准 When an indicator passes: skew=2,kurt=3.5.")
  var treatTest: String?

  @Flag(name: .customLong("treat-combine"), help: "第二次处理接着第一次 The second treatment works on the outcome of the first.")
  var treatCombine = false

  @Option(help: "标准化 Normalisation: minmax:0,100 (default), zscore, rank, percentile, borda, goalposts:LO,HI,SCALE …")
  var normalise: String?

  @Option(help: "标准化后的区间 Range to which each normalised indicator is stretched, e.g. 1,100.")
  var range: String?

  @Option(
    help:
      "汇总 Aggregation, one or one for each level from 2 on: arithmetic, geometric, harmonic, power:P, median, copeland."
  )
  var aggregate: String?

  @Option(help: "缺失门槛 Least share of children with a value, one or one for each level.")
  var threshold: String?

  @Option(help: "权重 Weights in place of the table's: CODE=W,CODE=W.")
  var weights: String?

  @Option(name: .customLong("rank-decimals"), help: "先修约再排名 Round scores to N decimals before ranking.")
  var rankDecimals: String?

  /// The settings that were given, those of the table first.
  func settings(_ findings: inout [Finding]) -> [CompositeRecipe.Setting] {
    var settings = steps.map { RecipeOptions.table($0, &findings) } ?? []
    let options: [(String, String?)] = [
      ("order", order), ("denominate", denominate ? "yes" : nil), ("screen", screen), ("screen-zeros", screenZeros),
      ("include", include), ("exclude", exclude), ("impute", impute), ("treat", treat), ("treat-then", treatThen),
      ("treat-test", treatTest), ("treat-combine", treatCombine ? "yes" : nil), ("normalise", normalise),
      ("range", range), ("aggregate", aggregate), ("threshold", threshold), ("rank-decimals", rankDecimals),
      ("weights", weights),
    ]
    settings += options.compactMap { key, value in value.map { CompositeRecipe.Setting(key, $0) } }
    return settings
  }

  /// The rows of a table of steps; without a row `order` the steps are done in the order of the rows.
  static func table(_ path: String, _ findings: inout [Finding]) -> [CompositeRecipe.Setting] {
    guard let sheet = CommandInput.table(path, required: ["key", "value"], &findings) else { return [] }
    let settings = sheet.rows.map {
      CompositeRecipe.Setting(sheet.text($0, "key"), sheet.text($0, "value"), at: sheet.location($0, "value"))
    }
    let steps = CompositeRecipe.Step.allCases.map(\.rawValue)
    let order = settings.map(\.key).filter { steps.contains($0) }
    guard !settings.contains(where: { $0.key == "order" }), order.count > 1, Set(order).count == order.count else {
      return settings
    }
    return [CompositeRecipe.Setting("order", order.joined(separator: ","), at: nil)] + settings
  }
}
