import Findings
import Sheets
import Statistics

/// Known totals of one variable as a margins file gives them: `variable,level,total`, several variables crossed by `:`.
struct MarginTable {
  let file: String
  let variable: String
  /// Levels with totals; an empty level stands for the variable's numeric total.
  var entries: [(level: String, total: Double, row: Int)]

  private var names: [String] { variable.split(separator: ":").map(String.init) }

  /// Whether the variable is the constant 1, whose total is the size of the population.
  private var isConstant: Bool { variable == "(Intercept)" || variable == "1" }

  /// The margins of a file, by variable in the file's order; nil and findings if it is faulty.
  static func read(_ path: String, _ columns: inout SurveyColumns) -> [MarginTable]? {
    guard
      let sheet = CommandInput.table(path, required: ["variable", "level", "total"], &columns.findings)
    else { return nil }
    var reader = SurveyColumns(sheet: sheet)
    let totals = reader.complete("total", where: { $0 >= 0 }, needs: "不小于 0 的数 a number, at least 0")
    columns.findings += reader.findings
    var tables: [MarginTable] = []
    for (index, row) in sheet.rows.enumerated() {
      let variable = sheet.text(row, "variable")
      let level = sheet.text(row, "level")
      if let known = tables.firstIndex(where: { $0.variable == variable }) {
        if let twice = tables[known].entries.first(where: { $0.level == level }) {
          columns.findings.append(
            Finding(
              .keyTwice, at: sheet.location(row, "level"), found: level,
              details: ["\(variable),\(level)", String(twice.row)]))
        }
        tables[known].entries.append((level, totals[index], row.number))
      } else {
        tables.append(MarginTable(file: path, variable: variable, entries: [(level, totals[index], row.number)]))
      }
    }
    for table in tables where !table.isConstant {
      for name in table.names { _ = columns.require(name) }
      if table.names.isEmpty {
        columns.findings.append(
          Finding(.valueMissing, at: Location(file: path, row: table.entries[0].row), details: ["variable"]))
      }
    }
    if tables.isEmpty { columns.findings.append(Finding(.fileEmpty, at: Location(file: path))) }
    return columns.findings.contains { $0.severity == .error } ? nil : tables
  }

  /// The cells of post-stratification or raking: every level of the sample has its size, every size its sample.
  func partition(_ columns: inout SurveyColumns, mass: [Double]) -> PostStratification.Margin? {
    if isConstant {
      return PostStratification.Margin(
        codes: [Int32](repeating: 0, count: columns.count), sizes: [entries[0].total])
    }
    let coded = columns.completeCodes(names)
    let labels = coded.labels.map { $0.joined(separator: ":") }
    var sizes = [Double](repeating: 0, count: labels.count)
    var known = [Bool](repeating: false, count: labels.count)
    var weight = [Double](repeating: 0, count: labels.count)
    for row in mass.indices { weight[coded.codes[row]] += mass[row] }
    let faults = columns.findings.count
    for entry in entries {
      if let code = labels.firstIndex(of: entry.level), weight[code] > 0 {
        sizes[code] = entry.total
        known[code] = true
      } else if entry.total > 0 {
        columns.findings.append(
          Finding(
            .marginCellEmpty, at: Location(file: file, row: entry.row, column: 2), found: entry.level,
            details: [variable, entry.level]))
      }
    }
    for code in labels.indices where !known[code] && weight[code] > 0 {
      columns.findings.append(
        Finding(.marginLevelMissing, at: Location(file: file), found: labels[code], details: [variable, labels[code]]))
    }
    guard columns.findings.count == faults else { return nil }
    return PostStratification.Margin(codes: coded.codes.map(Int32.init), sizes: sizes)
  }

  /// Calibration variables with their totals: an indicator for each level, or the values of a number.
  func variables(_ columns: inout SurveyColumns, mass: [Double]) -> [(values: [Double], total: Double)] {
    if isConstant { return [([Double](repeating: 1, count: columns.count), entries[0].total)] }
    var result: [(values: [Double], total: Double)] = []
    for entry in entries {
      if entry.level.isEmpty {
        guard names.count == 1 else {
          columns.findings.append(
            Finding(.valueMissing, at: Location(file: file, row: entry.row, column: 2), details: ["level"]))
          continue
        }
        // Rows without weight take no part and may be empty.
        let numbers = columns.numbers(names[0])
        for (row, number) in numbers.enumerated() where number == nil && mass[row] > 0 {
          let record = columns.sheet.rows[row]
          if SurveyColumns.isMissing(columns.sheet.text(record, names[0])) {
            columns.findings.append(
              Finding(.valueMissing, at: columns.sheet.location(record, names[0]), details: [names[0]]))
          }
        }
        result.append((numbers.map { $0 ?? 0 }, entry.total))
      } else {
        let coded = columns.codes(names)
        let code = coded.labels.firstIndex { $0.joined(separator: ":") == entry.level } ?? -2
        let values = coded.codes.map { $0 == code ? 1.0 : 0 }
        if entry.total > 0, !values.indices.contains(where: { values[$0] > 0 && mass[$0] > 0 }) {
          columns.findings.append(
            Finding(
              .marginCellEmpty, at: Location(file: file, row: entry.row, column: 2), found: entry.level,
              details: [variable, entry.level]))
        }
        result.append((values, entry.total))
      }
    }
    return result
  }
}
