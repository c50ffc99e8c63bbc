public import ArgumentParser
import Findings
import Reports
public import Statistics

extension FayHerriot.Method: ExpressibleByArgument {}

/// `kaoping small-area` (contract §3.5): estimates of small areas drawn towards a regression, beside the direct ones.
struct SmallAreaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "small-area",
    abstract: "小样本区域的收缩估计（Fay–Herriot）。Shrunk estimates of areas with few answers, beside the direct ones.",
    discussion: """
      仅供诊断,不得代替直接估计。A diagnostic; it never takes the place of the direct estimate. docs/methods/fay-herriot.md
      """)

  @Argument(help: "CSV 文件 CSV file.")
  var file: String

  @Option(help: "区域列 Column of areas (default: row numbers).")
  var unit: String?

  @Option(help: "直接估计列 Column of direct estimates.")
  var estimate: String

  @Option(help: "抽样方差列 Column of sampling variances.")
  var variance: String?

  @Option(name: .customLong("standard-error"), help: "标准误列，代替方差 Column of standard errors, instead of variances.")
  var standardError: String?

  @Option(help: "协变量列，逗号分隔 Covariates, comma-separated; factor(COL) for categories.")
  var covariates: String?

  @Option(help: "方差估计法 Method: reml, ml, fay-herriot.")
  var method: FayHerriot.Method = .reml

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (variance == nil) != (standardError == nil) else {
      throw ValidationError("give either --variance or --standard-error")
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    let columns = (covariates ?? "").split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
    guard
      let table = SmallAreaTable(
        file, unit: unit, estimate: estimate, variance: variance, standardError: standardError, covariates: columns,
        &findings)
    else { throw CommandOutput.refuse(findings, output) }
    let model: FayHerriot
    do throws(StatisticsError) {
      model = try FayHerriot(table.areas, method: method)
    } catch {
      let code: FindingCode = if case .singular = error { .covariatesCollinear } else { .methodFailed }
      findings.append(Finding(code, at: Location(file: file), details: [error.description]))
      throw CommandOutput.refuse(findings, output)
    }
    if model.modelVariance == 0 { findings.append(Finding(.modelVarianceZero, at: Location(file: file))) }
    try render(table, model, findings).finish(output)
  }

  private func render(_ table: SmallAreaTable, _ model: FayHerriot, _ findings: [Finding]) -> CommandOutput {
    let chinese = output.lang == .chinese
    var text = TextTable(
      chinese
        ? ["区域", "直接估计", "标准误", "收缩估计", "均方误差根", "γ", "回归值"]
        : ["area", "direct", "s.e.", "EBLUP", "RMSE", "gamma", "synthetic"],
      [.left, .right, .right, .right, .right, .right, .right])
    var csv: [[String?]] = [["area", "direct", "variance", "eblup", "mse", "gamma", "synthetic"]]
    var areas: [JSONValue] = []
    for (name, (area, prediction)) in zip(table.names, zip(table.areas, model.predictions)) {
      let (direct, variance) = (area.direct?.estimate, area.direct?.variance)
      areas.append(
        .object([
          "area": .string(name), "unit": .string(name), "direct": .optional(direct), "variance": .optional(variance),
          "eblup": .number(prediction.eblup), "mse": .number(prediction.meanSquaredError),
          "gamma": .number(prediction.gamma), "synthetic": .number(prediction.synthetic),
        ]))
      csv.append([
        name, direct.map { "\($0)" }, variance.map { "\($0)" }, "\(prediction.eblup)", "\(prediction.meanSquaredError)",
        "\(prediction.gamma)", "\(prediction.synthetic)",
      ])
      text.append([
        name, direct.map { decimals($0, 4) } ?? "", variance.map { decimals($0.squareRoot(), 4) } ?? "",
        decimals(prediction.eblup, 4), decimals(max(0, prediction.meanSquaredError).squareRoot(), 4),
        decimals(prediction.gamma, 4), decimals(prediction.synthetic, 4),
      ])
    }
    let terms = table.terms.indices.map { index in
      JSONValue.object([
        "term": .string(table.terms[index]), "estimate": .number(model.coefficients[index]),
        "standard_error": .number(model.coefficientErrors[index]),
      ])
    }
    let label = chinese ? "模型方差" : "model variance"
    return CommandOutput(
      json: [
        "areas": .array(areas), "method": .string(method.rawValue), "model_variance": .number(model.modelVariance),
        "coefficients": .array(terms),
      ],
      table: text.text + "\n\(label) \(decimals(model.modelVariance, 6)) (\(method.rawValue))\n", csv: csv,
      findings: findings)
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
