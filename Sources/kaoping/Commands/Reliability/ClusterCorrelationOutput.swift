import Findings
import Reports
import Sheets
import Statistics

/// The intraclass correlation of clusters of unequal sizes, read from a long table (`reliability icc --cluster --value`).
struct ClusterCorrelationOutput {
  let file: String
  let confidence: Double

  /// Reads, computes and renders; nil if `findings` has an error.
  func output(
    cluster: String, value: String, _ language: Language, _ findings: inout [Finding]
  ) throws(StatisticsError) -> CommandOutput? {
    guard let sheet = CommandInput.table(file, required: [cluster, value], &findings) else { return nil }
    var codes: [String: Int] = [:]
    var labels: [Int] = []
    var values: [Double?] = []
    for row in sheet.rows {
      let text = sheet.text(row, cluster)
      guard !NumericCells.isMissing(text) else {
        findings.append(Finding(.valueMissing, at: sheet.location(row, cluster), details: [cluster]))
        continue
      }
      codes[text] = codes[text] ?? codes.count
      labels.append(codes[text] ?? 0)
      values.append(NumericCells.optional(sheet, row, value, &findings))
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    let missing = values.count { $0 == nil }
    if missing > 0 {
      findings.append(
        Finding(.rowsIncomplete, at: Location(file: file), details: [String(missing), String(values.count)]))
    }
    let result = try ClusterCorrelation(values, clusters: labels)
    let interval = try result.interval(confidence: confidence)
    if interval == nil {
      let reason = Bilingual("群内没有差异", "no variation within clusters")
      findings.append(
        Finding(.numberUndefined, at: Location(file: file), details: ["F, lower, upper", reason[language]]))
    }
    return render(result, interval, findings)
  }

  private func render(
    _ result: ClusterCorrelation, _ interval: (lower: Double, upper: Double)?, _ findings: [Finding]
  ) -> CommandOutput {
    let f = result.f.isFinite ? result.f : nil
    let (df1, df2) = (Double(result.clusters - 1), Double(result.answers - result.clusters))
    let form: JSONValue = [
      "form": "ANOVA", "value": .number(result.correlation), "f": .optional(f), "df1": EstimateOutput.whole(df1),
      "df2": EstimateOutput.whole(df2),
      "p": .number(result.p), "lower": .optional(interval?.lower), "upper": .optional(interval?.upper),
    ]
    let figures: [(name: String, title: String, value: Double?)] = [
      ("intraclass_correlation", "ρ", result.correlation), ("lower", "下限 lower", interval?.lower),
      ("upper", "上限 upper", interval?.upper), ("f", "F", f), ("p", "p", result.p),
      ("mean_square_between", "群间均方 between clusters", result.meanSquareBetween),
      ("mean_square_within", "群内均方 within clusters", result.meanSquareWithin),
      ("average_size", "平均群规模 n₀ average size", result.averageSize),
      ("design_effect", "设计效应 design effect", result.designEffect),
      ("clusters", "群数 clusters", Double(result.clusters)), ("n", "n", Double(result.answers)),
    ]
    var table = TextTable(["统计量 figure", "值 value"], [.left, .right])
    for figure in figures { table.append([figure.title, NumericCells.text(figure.value, 6)]) }
    var json: [String: JSONValue] = ["forms": [form], "confidence": .number(confidence)]
    for figure in figures { json[figure.name] = figure.value.map(EstimateOutput.whole) ?? .null }
    return CommandOutput(
      json: json, table: table.text, csv: [["quantity", "value"]] + figures.map { [$0.name, $0.value?.description] },
      findings: findings)
  }
}
