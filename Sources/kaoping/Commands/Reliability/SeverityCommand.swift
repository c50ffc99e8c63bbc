import ArgumentParser
import Findings
import Reports
import Sheets
import Statistics

/// `kaoping reliability severity`: scores freed from the severity of their raters, and variance components.
struct SeverityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "评分宽严校正与方差分量。Severity-adjusted scores and variance components of an incomplete table.")

  @Argument(help: "长表 Long table: rater, unit, score.")
  var file: String
  @Option(help: "评分人列 Column of the raters.")
  var rater = "rater"
  @Option(help: "对象列 Column of the units.")
  var unit = "unit"
  @Option(help: "得分列 Column of the scores.")
  var score = "score"
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var findings: [Finding] = []
    do {
      guard let sheet = CommandInput.table(file, required: [rater, unit, score], &findings) else {
        throw CommandOutput.refuse(findings, output)
      }
      let (raters, units, scores) = read(sheet, &findings)
      guard !findings.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
      let crossed = try CrossedScores(scores, raters: raters.count, units: units.count)
      let parts = crossed.parts
      if parts.count > 1 {
        let examples = parts.prefix(4).map { units[$0[0]] }.joined(separator: ", ")
        findings.append(
          Finding(.ratersUnconnected, at: Location(file: file), details: [String(parts.count), examples]))
        throw CommandOutput.refuse(findings, output)
      }
      let severity = try RaterSeverity(crossed)
      var components: VarianceComponents?
      do {
        components = try VarianceComponents(crossed)
      } catch {
        findings.append(
          Finding(
            .numberUndefined, at: Location(file: file), details: ["variance_components", error.refusal(output.lang)]))
      }
      if severity.residualMeanSquare == nil {
        let reason = Bilingual("没有剩余自由度", "no degrees of freedom are left")
        findings.append(
          Finding(
            .numberUndefined, at: Location(file: file), details: ["residual_mean_square", reason[output.lang]]))
      }
      try render(raters, units, severity, components, findings).finish(output)
    } catch let error as StatisticsError {
      findings.append(Finding(.reliabilityRefused, at: Location(file: file), details: [error.refusal(output.lang)]))
      throw CommandOutput.refuse(findings, output)
    }
  }

  /// Names in the order of their first appearance, and the scores; rows without a score are a gap.
  private func read(
    _ sheet: CSVSheet, _ findings: inout [Finding]
  ) -> (raters: [String], units: [String], scores: [CrossedScores.Score]) {
    var raters = Names()
    var units = Names()
    var scores: [CrossedScores.Score] = []
    var seen: Set<[Int]> = []
    for row in sheet.rows {
      var names: [String] = []
      for column in [rater, unit] {
        let name = sheet.text(row, column)
        if NumericCells.isMissing(name) {
          findings.append(Finding(.valueMissing, at: sheet.location(row, column), details: [column]))
        } else {
          names.append(name)
        }
      }
      guard let value = NumericCells.optional(sheet, row, score, &findings), names.count == 2 else { continue }
      let pair = [raters.number(names[0]), units.number(names[1])]
      if !seen.insert(pair).inserted {
        findings.append(Finding(.ratedTwice, at: sheet.location(row, score), details: names))
      }
      scores.append(CrossedScores.Score(rater: pair[0], unit: pair[1], value: value))
    }
    return (raters.names, units.names, scores)
  }

  /// Numbers names by their first appearance.
  private struct Names {
    var names: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(_ name: String) -> Int {
      if let number = numbers[name] { return number }
      numbers[name] = names.count
      names.append(name)
      return names.count - 1
    }
  }

  private func render(
    _ raters: [String], _ units: [String], _ severity: RaterSeverity, _ components: VarianceComponents?,
    _ findings: [Finding]
  ) -> CommandOutput {
    var raterTable = TextTable(["评分人 rater", "宽严 effect", "n"], [.left, .right, .right])
    var unitTable = TextTable(["对象 unit", "校正分 adjusted", "原均分 raw", "n"], [.left, .right, .right, .right])
    var csv: [[String?]] = [["kind", "name", "value", "raw_mean", "n"]]
    var raterList: [JSONValue] = []
    var unitList: [JSONValue] = []
    for (index, name) in raters.enumerated() {
      let (effect, count) = (severity.raterEffects[index], severity.raterCounts[index])
      raterTable.append([name, NumericCells.text(effect, 5), String(count)])
      raterList.append(["rater": .string(name), "effect": .number(effect), "n": .integer(count)])
      csv.append(["rater", name, effect.description, nil, String(count)])
    }
    for (index, name) in units.enumerated() {
      let (adjusted, raw, count) = (
        severity.adjustedScores[index], severity.rawMeans[index], severity.unitCounts[index]
      )
      unitTable.append([name, NumericCells.text(adjusted, 5), NumericCells.text(raw, 5), String(count)])
      unitList.append([
        "unit": .string(name), "adjusted": .number(adjusted), "raw_mean": .number(raw), "n": .integer(count),
      ])
      csv.append(["unit", name, adjusted.description, raw.description, String(count)])
    }
    let variance = components.map { components -> JSONValue in
      [
        "unit": .number(components.unit), "rater": .number(components.rater),
        "residual": .number(components.residual), "method": .string(components.method.rawValue),
        "icc": .optional(components.agreement),
      ]
    }
    return CommandOutput(
      json: [
        "mean": .number(severity.mean), "raters": .array(raterList), "units": .array(unitList),
        "residual_mean_square": .optional(severity.residualMeanSquare),
        "degrees_of_freedom": .integer(severity.degreesOfFreedom), "variance_components": variance ?? .null,
      ], table: raterTable.text + "\n" + unitTable.text, csv: csv, findings: findings)
  }
}
