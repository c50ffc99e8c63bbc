import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping reliability icc`: the six intraclass correlations.
struct ICCCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "icc", abstract: "组内相关系数（六种）。Intraclass correlations, six forms.",
    discussion: """
      长表：--cluster 和 --value 给出大小不等的群的单因素方差分析系数。A long table with --cluster and --value gives the one-way ANOVA
      coefficient of clusters of unequal sizes.
      """)

  @OptionGroup var input: RatingTableOptions
  @Option(help: "ICC(2,k) 的区间 Interval of ICC(2,k): spearman-brown, mcgraw-wong.")
  var interval: IntraclassCorrelation.IntervalMethod = .spearmanBrown
  @Option(help: "推算 m 名评分人均值的信度 Project ICC(2,1) to means of these numbers of raters.")
  var project: String?
  @Option(help: "目标信度：需要几名评分人 Target reliability: how many raters it needs.")
  var target: Double?
  @Option(help: "群列（长表） Column of clusters, of a long table.")
  var cluster: String?
  @Option(help: "值列（长表） Column of values, of a long table.")
  var value: String?
  @OptionGroup var output: OutputOptions

  private func projections() throws -> [Double] {
    try (project?.split(separator: ",") ?? []).map { text in
      guard let m = NumericCells.number(String(text)), m > 0 else {
        throw ValidationError("--project takes numbers of raters, such as 2,4,8")
      }
      return m
    }
  }

  func validate() throws {
    _ = try projections()
    guard (cluster == nil) == (value == nil) else { throw ValidationError("--cluster and --value go together") }
    if cluster != nil, project != nil || target != nil || input.columns != nil {
      throw ValidationError("--project, --target, --columns: not with --cluster")
    }
    if let target, !(target > 0 && target < 1) { throw ValidationError("--target lies between 0 and 1") }
  }

  func run() async throws {
    var findings: [Finding] = []
    do {
      if let cluster, let value {
        let clusters = ClusterCorrelationOutput(file: input.file, confidence: input.confidence)
        guard let result = try clusters.output(cluster: cluster, value: value, output.lang, &findings) else {
          throw CommandOutput.refuse(findings, output)
        }
        try result.finish(output)
        return
      }
      guard let ratings = try input.read(&findings) else { throw CommandOutput.refuse(findings, output) }
      let rows = ratings.complete(input.file, &findings)
      let result = try IntraclassCorrelation(rows, interval: interval, confidence: input.confidence)
      for form in result.forms {
        let lacking = [("value", form.value), ("f", form.f), ("lower", form.lower), ("upper", form.upper)]
          .filter { $0.1 == nil }.map(\.0)
        guard !lacking.isEmpty else { continue }
        let reason = Bilingual("误差均方为 0，或变换无定义", "an error mean square of 0, or a transform outside its range")
        findings.append(
          Finding(
            .numberUndefined, at: Location(file: input.file),
            details: ["\(form.name) \(lacking.joined(separator: ", "))", reason[output.lang]]))
      }
      try render(result, try projections(), findings).finish(output)
    } catch let error as StatisticsError {
      findings.append(
        Finding(.reliabilityRefused, at: Location(file: input.file), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  private func render(
    _ result: IntraclassCorrelation, _ numbers: [Double], _ findings: [Finding]
  ) -> CommandOutput {
    var table = TextTable(
      ["形式 form", "ICC", "F", "df1", "df2", "p", "下限 lower", "上限 upper"],
      [.left, .right, .right, .right, .right, .right, .right, .right])
    var csv: [[String?]] = [["form", "value", "f", "df1", "df2", "p", "lower", "upper"]]
    var forms: [JSONValue] = []
    for form in result.forms {
      let numbers = [form.value, form.f, form.df1, form.df2, form.p, form.lower, form.upper]
      table.append([form.name] + numbers.map { NumericCells.text($0, 4) })
      csv.append([form.name] + numbers.map { $0?.description })
      forms.append([
        "form": .string(form.name), "value": .optional(form.value), "f": .optional(form.f), "df1": .number(form.df1),
        "df2": .number(form.df2), "p": .optional(form.p), "lower": .optional(form.lower),
        "upper": .optional(form.upper), "satterthwaite_df2": .optional(form.satterthwaiteDF2),
        "satterthwaite_p": .optional(form.satterthwaiteP),
      ])
    }
    let single = result.forms[1].value
    let projected = numbers.map { m -> JSONValue in
      ["raters": .number(m), "value": .optional(single.flatMap { spearmanBrownProjection($0, raters: m) })]
    }
    let others = IntraclassCorrelation.IntervalMethod.allCases.map { method in
      (
        method.rawValue,
        [
          "lower": .optional(result.averageAgreementIntervals[method]?.lower),
          "upper": .optional(result.averageAgreementIntervals[method]?.upper),
        ] as JSONValue
      )
    }
    return CommandOutput(
      json: [
        "forms": .array(forms), "n": .integer(result.units), "raters": .integer(result.raters),
        "interval": .string(interval.rawValue), "confidence": .number(input.confidence),
        "mean_square_units": .number(result.meanSquareUnits), "mean_square_raters": .number(result.meanSquareRaters),
        "mean_square_error": .number(result.meanSquareError),
        "mean_square_within": .number(result.meanSquareWithin),
        "intervals_icc_2_k": .object(Dictionary(uniqueKeysWithValues: others)),
        "variance_components": [
          "unit": .number((result.meanSquareUnits - result.meanSquareError) / Double(result.raters)),
          "rater": .number((result.meanSquareRaters - result.meanSquareError) / Double(result.units)),
          "residual": .number(result.meanSquareError),
        ],
        "projection": .array(projected),
        "raters_for_target": .optional(target.flatMap { goal in single.flatMap { ratersNeeded($0, target: goal) } }),
      ], table: table.text, csv: csv, findings: findings)
  }
}
