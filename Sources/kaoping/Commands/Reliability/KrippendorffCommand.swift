import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping reliability krippendorff`: Krippendorff's α with a bootstrap interval.
struct KrippendorffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "krippendorff", abstract: "Krippendorff α(可有缺失)。Krippendorff's alpha, gaps allowed.")

  @OptionGroup var input: RatingTableOptions
  @Option(help: "测量层次 Level: nominal, ordinal, interval, ratio.")
  var level: KrippendorffAlpha.Level = .nominal
  @Option(help: "自助法次数，0 为不求区间 Bootstrap samples; 0: no interval.")
  var replications = 2000
  @Option(help: "随机种子 Seed.")
  var seed: UInt64 = 1
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...1_000_000).contains(replications) else {
      throw ValidationError("--replications lies between 0 and 1000000")
    }
  }

  func run() async throws {
    var findings: [Finding] = []
    do {
      guard let ratings = try input.read(textAllowed: level == .nominal, &findings) else {
        throw CommandOutput.refuse(findings, output)
      }
      if level == .ratio, ratings.table.rows.contains(where: { $0.contains { ($0 ?? 0) < 0 } }) {
        findings.append(Finding(.ratioNegative, at: Location(file: input.file)))
        throw CommandOutput.refuse(findings, output)
      }
      let result = try KrippendorffAlpha(ratings.table, level: level)
      var bootstrap: KrippendorffAlpha.Bootstrap?
      if result.alpha == nil {
        let reason = Bilingual("所有取值相同，0/0", "all values agree, which is 0/0")
        findings.append(
          Finding(.numberUndefined, at: Location(file: input.file), details: ["alpha", reason[output.lang]]))
      } else if replications > 0 {
        var stream = RandomStream(seed: seed)
        bootstrap = try KrippendorffAlpha.bootstrap(
          ratings.table, level: level, replications: replications, confidence: input.confidence, &stream)
      }
      if let undefined = bootstrap?.undefined, undefined > 0 {
        findings.append(
          Finding(
            .bootstrapUndefined, at: Location(file: input.file), details: [String(undefined), String(replications)]))
      }
      try render(ratings, result, bootstrap, findings).finish(output)
    } catch let error as StatisticsError {
      findings.append(
        Finding(.reliabilityRefused, at: Location(file: input.file), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  private func render(
    _ ratings: LabelledRatings, _ result: KrippendorffAlpha, _ bootstrap: KrippendorffAlpha.Bootstrap?,
    _ findings: [Finding]
  ) -> CommandOutput {
    let rows: [(String, String, Double?)] = [
      ("alpha", "α", result.alpha), ("lower", "下限 lower", bootstrap?.lower), ("upper", "上限 upper", bootstrap?.upper),
      ("observed_disagreement", "观察不一致 observed", result.observedDisagreement),
      ("expected_disagreement", "期望不一致 expected", result.expectedDisagreement),
      ("pairable_values", "可配对取值 pairable", result.pairable), ("units", "对象 units", Double(result.units)),
    ]
    var table = TextTable(["统计量 figure", "值 value"], [.left, .right])
    for row in rows { table.append([row.1, NumericCells.text(row.2, 5)]) }
    return CommandOutput(
      json: [
        "alpha": .optional(result.alpha), "lower": .optional(bootstrap?.lower), "upper": .optional(bootstrap?.upper),
        "level": .string(level.rawValue), "confidence": .number(input.confidence), "interval": "bootstrap-of-units",
        "replications": .integer(replications), "seed": SampleDrawCommand.json(seed),
        "generator": .string(RandomStream.algorithm), "observed_disagreement": .number(result.observedDisagreement),
        "expected_disagreement": .number(result.expectedDisagreement), "pairable_values": .number(result.pairable),
        "units": .integer(result.units),
        "coincidences": [
          "values": .array(result.values.map { ratings.json($0) }),
          "matrix": .array(result.coincidences.map { .array($0.map { .number($0) }) }),
        ],
      ], table: table.text, csv: [["quantity", "value"]] + rows.map { [$0.0, $0.2?.description] }, findings: findings)
  }
}
