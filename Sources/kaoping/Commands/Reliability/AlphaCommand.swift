import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping reliability alpha`: Cronbach's α with interval, ω total and item statistics.
struct AlphaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alpha", abstract: "克朗巴赫系数与题项分析。Cronbach's alpha, omega total and item statistics.")

  @OptionGroup var input: RatingTableOptions
  @Option(help: "缺失值 Missing values: listwise, pairwise.")
  var missing: MissingValues = .listwise
  @Option(help: "反向题，逗号分隔 Items worded the other way round.")
  var reverse: String?
  @Option(help: "量表两端，如 1,6 Ends of the scale, for --reverse.")
  var points: String?
  @OptionGroup var output: OutputOptions

  private func ends() throws -> (Double, Double)? {
    guard let points else { return nil }
    let parts = points.split(separator: ",").map { NumericCells.number(String($0)) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low < high else {
      throw ValidationError("--points takes the lowest and the highest score, such as 1,6")
    }
    return (low, high)
  }

  func validate() throws {
    guard (reverse == nil) == (try ends() == nil) else { throw ValidationError("--reverse and --points go together") }
  }

  func run() async throws {
    var findings: [Finding] = []
    do {
      guard var ratings = try input.read(&findings) else { throw CommandOutput.refuse(findings, output) }
      if let reverse, let ends = try ends() {
        let names = reverse.split(separator: ",").map { String($0) }
        for name in names where !ratings.columns.contains(name) {
          findings.append(Finding(.columnMissing, at: Location(file: input.file, row: 1), details: [name]))
        }
        guard !findings.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
        ratings = try ratings.reversing(names, low: ends.0, high: ends.1)
      }
      if missing == .listwise { _ = ratings.complete(input.file, &findings) }
      let result = try ScaleReliability(ratings.table, missing: missing, confidence: input.confidence)
      explain(ratings, result, &findings)
      try CommandOutput(
        json: json(ratings, result), table: table(ratings, result), csv: csv(ratings, result), findings: findings
      ).finish(output)
    } catch let error as StatisticsError {
      findings.append(
        Finding(.reliabilityRefused, at: Location(file: input.file), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  /// What the reader must know: reversed and constant items, figures without a value.
  private func explain(_ ratings: LabelledRatings, _ result: ScaleReliability, _ findings: inout [Finding]) {
    let place = Location(file: input.file)
    for (name, item) in zip(ratings.columns, result.items) {
      if item.deviation == 0 { findings.append(Finding(.itemConstant, at: place, details: [name])) }
      if let correlation = item.correctedTotalCorrelation, correlation < 0 {
        findings.append(Finding(.itemAgainstScale, at: place, details: [name, NumericCells.text(correlation, 3)]))
      }
    }
    if result.omegaTotal == nil {
      let reason = Bilingual(
        ratings.columns.count < 3 ? "少于三个题项" : "单因子模型没有解",
        ratings.columns.count < 3 ? "fewer than three items" : "the one-factor model has no solution")
      findings.append(Finding(.numberUndefined, at: place, details: ["omega_total", reason[output.lang]]))
    }
    let lacking: [(String, Bool)] = [
      ("alpha_if_dropped", result.items.contains { $0.alphaIfDropped == nil }),
      ("guttman_lambda6", result.lambda6 == nil), ("standard_error", result.standardError == nil),
    ]
    for (name, isLacking) in lacking where isLacking {
      let reason = Bilingual("题项不足，或相关矩阵奇异", "too few items, or a singular matrix of correlations")
      findings.append(Finding(.numberUndefined, at: place, details: [name, reason[output.lang]]))
    }
  }

  private func json(_ ratings: LabelledRatings, _ result: ScaleReliability) -> [String: JSONValue] {
    let items = zip(ratings.columns, result.items).map { name, item -> JSONValue in
      [
        "item": .string(name), "mean": .number(item.mean), "standard_deviation": .number(item.deviation),
        "item_total_correlation": .optional(item.totalCorrelation),
        "corrected_item_total_correlation": .optional(item.correctedTotalCorrelation),
        "alpha_if_dropped": .optional(item.alphaIfDropped),
        "squared_multiple_correlation": .optional(item.squaredMultipleCorrelation),
      ]
    }
    return [
      "n": .integer(result.count), "missing": .string(missing.rawValue), "confidence": .number(input.confidence),
      "alpha": .number(result.alpha), "standardised_alpha": .optional(result.standardisedAlpha),
      "omega_total": .optional(result.omegaTotal), "lower": .number(result.lower), "upper": .number(result.upper),
      "interval": "feldt", "standard_error": .optional(result.standardError),
      "mean_inter_item_correlation": .optional(result.meanCorrelation), "guttman_lambda6": .optional(result.lambda6),
      "total_mean": .number(result.totalMean), "total_standard_deviation": .number(result.totalDeviation),
      "standard_error_of_measurement": .number(result.standardErrorOfMeasurement), "items": .array(items),
    ]
  }

  private func table(_ ratings: LabelledRatings, _ result: ScaleReliability) -> String {
    var figures = TextTable(["统计量 figure", "值 value"], [.left, .right])
    let rows: [(String, Double?)] = [
      ("α", result.alpha), ("下限 lower", result.lower), ("上限 upper", result.upper),
      ("标准化 α standardised", result.standardisedAlpha), ("ω", result.omegaTotal),
      ("平均相关 mean correlation", result.meanCorrelation), ("n", Double(result.count)),
    ]
    for row in rows { figures.append([row.0, NumericCells.text(row.1, 5)]) }
    var items = TextTable(
      ["题项 item", "均值 mean", "标准差 sd", "校正题总相关 r", "删后 α dropped"], [.left, .right, .right, .right, .right])
    for (name, item) in zip(ratings.columns, result.items) {
      items.append([
        name, NumericCells.text(item.mean, 4), NumericCells.text(item.deviation, 4),
        NumericCells.text(item.correctedTotalCorrelation, 3), NumericCells.text(item.alphaIfDropped, 4),
      ])
    }
    return figures.text + "\n" + items.text
  }

  private func csv(_ ratings: LabelledRatings, _ result: ScaleReliability) -> [[String?]] {
    [
      [
        "item", "mean", "standard_deviation", "item_total_correlation", "corrected_item_total_correlation",
        "alpha_if_dropped",
      ]
    ]
      + zip(ratings.columns, result.items).map { name, item in
        [
          name, item.mean.description, item.deviation.description, item.totalCorrelation?.description,
          item.correctedTotalCorrelation?.description, item.alphaIfDropped?.description,
        ]
      }
  }
}
