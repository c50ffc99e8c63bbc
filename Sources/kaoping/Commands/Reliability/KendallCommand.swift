import ArgumentParser
import Findings
import Reports
import Statistics

/// `kaoping reliability kendall`: Kendall's coefficient of concordance.
struct KendallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kendall", abstract: "肯德尔和谐系数 W。Kendall's W, corrected for ties.")

  @OptionGroup var input: RatingTableOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var findings: [Finding] = []
    do {
      guard let ratings = try input.read(&findings) else { throw CommandOutput.refuse(findings, output) }
      let rows = ratings.complete(input.file, &findings)
      let result = try KendallConcordance(rows)
      let figures: [(String, String, Double)] = [
        ("w", "W", result.w), ("chi_square", "χ²", result.chiSquare),
        ("degrees_of_freedom", "自由度 df", Double(result.degreesOfFreedom)), ("p", "p", result.p),
      ]
      var table = TextTable(["统计量 figure", "值 value"], [.left, .right])
      for figure in figures { table.append([figure.1, NumericCells.text(figure.2, 5)]) }
      try CommandOutput(
        json: [
          "w": .number(result.w), "chi_square": .number(result.chiSquare),
          "degrees_of_freedom": .integer(result.degreesOfFreedom), "p": .number(result.p),
          "units": .integer(rows.count), "raters": .integer(ratings.columns.count),
          "rank_sums": .array(result.rankSums.map { .number($0) }),
        ], table: table.text, csv: [["quantity", "value"]] + figures.map { [$0.0, $0.2.description] },
        findings: findings
      ).finish(output)
    } catch let error as StatisticsError {
      findings.append(
        Finding(.reliabilityRefused, at: Location(file: input.file), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }
}
