import Findings
import Statistics

/// The tests that `--test` asks for: whether each variable differs between the domains of `--by`.
struct EstimateTests {
  let command: EstimateCommand
  let design: SurveyDesign
  var columns: SurveyColumns
  var findings: [Finding] = []

  /// One test of one variable.
  struct Line {
    let test: EstimateTest
    let variable: String
    /// Persons with both answers.
    let n: Double
    /// What it found; nil with a finding that says why not.
    let result: HypothesisTest?
  }

  init(command: EstimateCommand, design: SurveyDesign, columns: SurveyColumns) {
    self.command = command
    self.design = design
    self.columns = columns
  }

  /// The rows of one variable that take part, with the domain of each.
  private struct Members {
    let rows: [Int32]
    let groups: [Int]
    let groupCount: Int
  }

  /// The tests of all variables of the estimated lines.
  mutating func lines(_ entries: [EstimateEntry]) -> [Line] {
    guard !command.test.isEmpty else { return [] }
    var variables: [String] = []
    for entry in entries where !variables.contains(entry.variable) { variables.append(entry.variable) }
    let lines = variables.flatMap { variable in
      let members = members(entries.filter { $0.variable == variable })
      return command.test.map { line($0, variable, members) }
    }
    findings += columns.findings
    columns.findings = []
    return lines
  }

  private func members(_ entries: [EstimateEntry]) -> Members {
    var groups: [[String]: Int] = [:]
    var group = [Int](repeating: -1, count: design.nested.count)
    for entry in entries where groups[entry.domain] == nil {
      groups[entry.domain] = groups.count
      for row in entry.rows { group[Int(row)] = groups.count - 1 }
    }
    let rows = design.nested.rows { group[$0] >= 0 }
    return Members(rows: rows, groups: rows.map { group[Int($0)] }, groupCount: groups.count)
  }

  private mutating func line(_ test: EstimateTest, _ variable: String, _ members: Members) -> Line {
    var result: HypothesisTest?
    do throws(StatisticsError) {
      result = try find(test, variable, members)
    } catch {
      findings.append(
        Finding(.testUndefined, found: variable, details: [test.rawValue, variable, error.description]))
    }
    return Line(test: test, variable: variable, n: design.persons(in: members.rows), result: result)
  }

  private mutating func find(
    _ test: EstimateTest, _ variable: String, _ members: Members
  ) throws(StatisticsError) -> HypothesisTest {
    let degrees = degreesOfFreedom(members.rows)
    switch test {
    case .kruskalWallis, .rank:
      let numbers = columns.numbers(variable, scores: command.scores)
      let ranks = try RankTest(
        design, members: members.rows, values: members.rows.map { numbers[Int($0)] ?? 0 }, groups: members.groups)
      return test == .rank ? try ranks.designBased(degreesOfFreedom: degrees) : try ranks.kruskalWallis()
    case .pearson, .raoScott, .raoScottFirstOrder, .wald, .adjustedWald:
      let coded = columns.codes([variable])
      let table = try ContingencyTable(
        design, members: members.rows, rows: members.groups, columns: members.rows.map { coded.codes[Int($0)] },
        shape: (members.groupCount, coded.labels.count))
      switch test {
      case .raoScott, .raoScottFirstOrder:
        return try table.raoScott(firstOrder: test == .raoScottFirstOrder, degreesOfFreedom: degrees)
      case .wald, .adjustedWald: return try table.wald(adjusted: test == .adjustedWald, degreesOfFreedom: degrees)
      default: return try table.pearson()
      }
    }
  }

  private func degreesOfFreedom(_ rows: [Int32]) -> Double {
    switch command.df {
    case .infinite: .infinity
    case .number(let value): value
    case .residual: design.persons(in: rows) - 1
    case .design, .satterthwaite: design.degreesOfFreedom(rows: rows)
    }
  }
}
