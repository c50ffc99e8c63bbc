import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping reliability kappa`: Cohen's κ of two raters, Fleiss' κ of more.
struct KappaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kappa", abstract: "Fleiss 与 Cohen κ。Kappa of Fleiss and of Cohen.")

  /// Which kappa.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case cohen, fleiss
  }

  @OptionGroup var input: RatingTableOptions
  @Option(help: "cohen 或 fleiss(缺省：两列为 cohen)Default: cohen for two raters, else fleiss.")
  var method: Method?
  @Option(help: "Cohen 权重 Weights of Cohen's kappa: none, linear, quadratic.")
  var weights: CohenKappa.Weights = .none
  @Option(help: "全部等级，逗号分隔（加权用）All categories in order, for weights over unused ones.")
  var categories: String?
  @OptionGroup var output: OutputOptions

  private func scale() throws -> [Double]? {
    try categories?.split(separator: ",").map { text in
      guard let value = NumericCells.number(String(text)) else {
        throw ValidationError("--categories takes numbers, such as 1,2,3,4,5")
      }
      return value
    }
  }

  func validate() throws {
    _ = try scale()
    if method == .fleiss, weights != .none || categories != nil {
      throw ValidationError("--weights and --categories go with Cohen's kappa")
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    do {
      guard let ratings = try input.read(textAllowed: weights == .none && categories == nil, &findings) else {
        throw CommandOutput.refuse(findings, output)
      }
      switch method ?? (ratings.columns.count == 2 || weights != .none ? .cohen : .fleiss) {
      case .cohen: try cohen(ratings, findings).finish(output)
      case .fleiss: try fleiss(ratings, findings).finish(output)
      }
    } catch let error as StatisticsError {
      findings.append(
        Finding(.reliabilityRefused, at: Location(file: input.file), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  private func undefined(_ name: String, _ reason: Bilingual) -> Finding {
    Finding(.numberUndefined, at: Location(file: input.file), details: [name, reason[output.lang]])
  }

  private func cohen(_ ratings: LabelledRatings, _ before: [Finding]) throws -> CommandOutput {
    var findings = before
    guard ratings.columns.count == 2 else {
      throw StatisticsError.invalidArgument("Cohen's kappa compares two raters, the table has \(ratings.columns.count)")
    }
    let rows = ratings.complete(input.file, &findings)
    let result = try CohenKappa(rows.map { ($0[0], $0[1]) }, weights: weights, categories: try scale())
    if result.kappa == nil {
      findings.append(undefined("kappa", Bilingual("两名评分人只用了同一个等级", "both raters used one category only")))
    }
    // Fleiss, Cohen and Everitt's standard error is a large-sample one: the interval is normal.
    let half = result.standardError.map { $0 * Normal.quantile((1 + input.confidence) / 2) }
    return output(
      [
        "method": "cohen", "weights": .string(weights.rawValue), "units": .integer(result.units), "raters": 2,
        "categories": .array(result.categories.map { ratings.json($0) }),
        "table": .array(result.table.map { .array($0.map { .integer($0) }) }), "degrees_of_freedom": nil,
      ],
      Figures(
        kappa: result.kappa, half: half, standardError: result.standardError,
        underChance: result.standardErrorUnderChance, observed: result.observedAgreement,
        expected: result.expectedAgreement), findings)
  }

  private func fleiss(_ ratings: LabelledRatings, _ before: [Finding]) throws -> CommandOutput {
    var findings = before
    let result = try FleissKappa(ratings.table)
    if result.kappa == nil {
      findings.append(undefined("kappa", Bilingual("所有评分都在同一等级", "all ratings fall into one category")))
    } else {
      if result.standardErrorUnderChance == nil {
        findings.append(
          undefined(
            "standard_error_under_chance", Bilingual("各对象的评分人数不同", "the number of raters differs between units")))
      }
      if result.standardError == nil {
        findings.append(undefined("standard_error", Bilingual("只有一个对象", "there is one unit only")))
      }
      if result.congerKappa == nil {
        findings.append(undefined("conger_kappa", Bilingual("有缺失评分", "ratings are missing")))
      }
    }
    let freedom = Double(result.units - 1)
    let half =
      freedom > 0
      ? result.standardError.map { $0 * StudentT(degreesOfFreedom: freedom).quantile((1 + input.confidence) / 2) } : nil
    let categories = result.categories.map { category -> JSONValue in
      [
        "category": ratings.json(category.value), "share": .number(category.share),
        "kappa": .optional(category.kappa),
        "standard_error_under_chance": .optional(category.standardErrorUnderChance),
        "z": .optional(
          category.kappa.flatMap { kappa in category.standardErrorUnderChance.map { kappa / $0 } }),
      ]
    }
    return output(
      [
        "method": "fleiss", "units": .integer(result.units), "raters": .integer(ratings.columns.count),
        "categories": .array(categories), "conger_kappa": .optional(result.congerKappa),
        "degrees_of_freedom": .number(freedom),
      ],
      Figures(
        kappa: result.kappa, half: half, standardError: result.standardError,
        underChance: result.standardErrorUnderChance, observed: result.observedAgreement,
        expected: result.expectedAgreement), findings)
  }

  /// What both kinds report.
  private struct Figures {
    var kappa: Double?
    var half: Double?
    var standardError: Double?
    var underChance: Double?
    var observed: Double
    var expected: Double
  }

  private func output(_ json: [String: JSONValue], _ figures: Figures, _ findings: [Finding]) -> CommandOutput {
    // κ lies between −1 and 1, and so do the ends, as Gwet cuts them.
    let lower = figures.kappa.flatMap { kappa in figures.half.map { max(-1, kappa - $0) } }
    let upper = figures.kappa.flatMap { kappa in figures.half.map { min(1, kappa + $0) } }
    let z = figures.kappa.flatMap { kappa in
      figures.underChance.flatMap { $0 > 0 ? kappa / $0 : nil }
    }
    let rows: [(String, String, Double?)] = [
      ("kappa", "κ", figures.kappa), ("standard_error", "标准误 standard error", figures.standardError),
      ("lower", "下限 lower", lower), ("upper", "上限 upper", upper),
      ("standard_error_under_chance", "随机一致下的标准误 under chance", figures.underChance), ("z", "z", z),
      ("p", "p", z.map { 2 * Normal.upperTail(abs($0)) }),
      ("observed_agreement", "观察一致率 observed", figures.observed),
      ("expected_agreement", "期望一致率 expected", figures.expected),
    ]
    var table = TextTable(["统计量 figure", "值 value"], [.left, .right])
    var members = json
    members["confidence"] = .number(input.confidence)
    for row in rows {
      table.append([row.1, NumericCells.text(row.2, 5)])
      members[row.0] = .optional(row.2)
    }
    return CommandOutput(
      json: members, table: table.text, csv: [["quantity", "value"]] + rows.map { [$0.0, $0.2?.description] },
      findings: findings)
  }
}
