import ArgumentParser
import Findings
import Reports
import Sheets
import Statistics

/// `kaoping sample kish`: prints the grid, or applies it to a file of households or of their members.
struct SampleKishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kish", abstract: "Kish 入户选人表：打印或应用。Print or apply the Kish respondent grid.")

  @Argument(help: "住户表或成员表（缺省：打印八张表） Households or their members (default: print the tables).")
  var frame: String?
  @Option(help: "每户一行：人数列 One row per household: column of the number of persons.")
  var persons: String?
  @Option(help: "每人一行：户编号列 One row per person, in the order of the list: column of the household.")
  var household: String?
  @Option(help: "已印在问卷上的表号列 Column of the tables already printed on the forms.")
  var table: String?
  @Option(help: "随机种子 Seed.")
  var seed: UInt64?
  @Option(help: "结果文件 File for the result.")
  var out: String?
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if frame == nil {
      guard persons == nil, household == nil, table == nil, out == nil else {
        throw ValidationError("give a file of households first")
      }
    } else if (persons == nil) == (household == nil) {
      throw ValidationError("give either --persons COL or --household COL")
    }
  }

  func run() async throws {
    guard let frame else { return try printed().finish(output) }
    var findings: [Finding] = []
    guard let sheet = CommandInput.table(frame, required: [persons, household, table].compactMap { $0 }, &findings)
    else { throw CommandOutput.refuse(findings, output) }
    let added = ["table", "person", "probability", "weight"]
    for name in added where sheet.has(name) && name != table {
      findings.append(Finding(.outputColumnTaken, at: Location(file: frame, row: 1), details: [name]))
    }
    let homes = households(sheet, &findings)
    if homes.isEmpty, !findings.contains(where: { $0.severity == .error }) {
      findings.append(Finding(.samplingRefused, at: Location(file: frame), details: ["0 households"]))
    }
    guard !findings.contains(where: { $0.severity == .error }) else { throw CommandOutput.refuse(findings, output) }
    let large = homes.count { $0.size > 6 }
    if large > 0 {
      findings.append(Finding(.householdAboveSix, at: Location(file: frame), details: [String(large)]))
    }
    let seed = seed ?? UInt64.random(in: 0...UInt64(Int64.max))
    var stream = RandomStream(seed: seed)
    let drawn = KishGrid.assign(count: homes.count, &stream)
    var csv: [[String?]] = [sheet.header.filter { $0 != table } + added]
    var list: [JSONValue] = []
    let kept = sheet.header.indices.filter { sheet.header[$0] != table }
    var rows = TextTable(["户 household", "人数 persons", "表 table", "选中 person"], [.left, .right, .left, .right])
    for (home, assigned) in zip(homes, drawn) {
      let grid = home.table ?? assigned
      let person = grid.person(of: home.size)
      let chance = KishGrid.probabilities(of: home.size)[person - 1]
      let row = home.rows.count == 1 ? home.rows[0] : home.rows[person - 1]
      csv.append(
        kept.map { row.cells[$0] } + [grid.name, String(person), chance.description, (1 / chance).description])
      list.append([
        "household": .string(home.name), "row": .integer(row.number), "persons": .integer(home.size),
        "table": .string(grid.name), "person": .integer(person), "probability": .number(chance),
        "weight": .number(1 / chance),
      ])
      rows.append([home.name, String(home.size), grid.name, String(person)])
    }
    if let out { try CommandOutput.write(csv, to: out, output) }
    try CommandOutput(
      json: [
        "households": .array(list), "seed": table == nil ? SampleDrawCommand.json(seed) : .null,
        "generator": .string(RandomStream.algorithm),
      ], table: rows.text, csv: csv, findings: findings
    ).finish(output)
  }

  /// One household: its name, size, rows and the table printed on its form.
  private struct Household {
    var name: String
    var size: Int
    var rows: [CSVRow]
    var table: KishGrid.Table?
  }

  private func households(_ sheet: CSVSheet, _ findings: inout [Finding]) -> [Household] {
    var homes: [Household] = []
    var places: [String: Int] = [:]
    for row in sheet.rows {
      let grid = printedTable(sheet, row, &findings)
      if let persons {
        let size = NumericCells.required(sheet, row, persons, "1, 2, 3 … 1000", &findings) {
          $0 >= 1 && $0 <= 1000 && $0 == $0.rounded()
        }
        guard let size else { continue }
        homes.append(Household(name: row.cells[0], size: Int(size), rows: [row], table: grid))
      } else if let household {
        let name = sheet.text(row, household)
        guard !NumericCells.isMissing(name) else {
          findings.append(Finding(.valueMissing, at: sheet.location(row, household), details: [household]))
          continue
        }
        if let place = places[name] {
          homes[place].size += 1
          homes[place].rows.append(row)
        } else {
          places[name] = homes.count
          homes.append(Household(name: name, size: 1, rows: [row], table: grid))
        }
      }
    }
    return homes
  }

  private func printedTable(_ sheet: CSVSheet, _ row: CSVRow, _ findings: inout [Finding]) -> KishGrid.Table? {
    guard let table else { return nil }
    let name = sheet.text(row, table)
    if let grid = KishGrid.tables.first(where: { $0.name == name }) { return grid }
    findings.append(
      Finding(
        .valueUnknown, at: sheet.location(row, table), found: name,
        details: [table, KishGrid.tables.map(\.name).joined(separator: ", ")]))
    return nil
  }

  /// The eight tables with their shares, and the chance of each person.
  private func printed() -> CommandOutput {
    var table = TextTable(
      ["表 table", "份额 share", "1", "2", "3", "4", "5", "6+"],
      [.left, .right, .right, .right, .right, .right, .right, .right])
    var csv: [[String?]] = [["table", "twelfths", "1", "2", "3", "4", "5", "6"]]
    for grid in KishGrid.tables {
      table.append([grid.name, "\(grid.twelfths)/12"] + grid.persons.map { String($0) })
      csv.append([grid.name, String(grid.twelfths)] + grid.persons.map { String($0) })
    }
    let tables = KishGrid.tables.map { ($0.name, JSONValue.array($0.persons.map { .integer($0) })) }
    let shares = KishGrid.tables.map { ($0.name, JSONValue.number(Double($0.twelfths) / 12)) }
    let chances = (1...6).map { count in
      ("persons_\(count)", JSONValue.array(KishGrid.probabilities(of: count).map { .number($0) }))
    }
    return CommandOutput(
      json: [
        "tables": .object(Dictionary(uniqueKeysWithValues: tables)),
        "shares": .object(Dictionary(uniqueKeysWithValues: shares)),
        "probability_of_person": .object(Dictionary(uniqueKeysWithValues: chances)),
      ], table: table.text, csv: csv)
  }
}
