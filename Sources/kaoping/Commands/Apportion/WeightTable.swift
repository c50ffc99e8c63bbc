import Apportionment
import Findings
import Sheets

/// Reads weights, bounds and seats from tables, every fault a finding.
struct WeightTable {
  let sheet: CSVSheet
  /// The rows that the filters leave.
  let rows: [CSVRow]

  /// Opens a table and applies the filters; nil with findings if it cannot be used.
  static func open(
    _ path: String, required: [String], filters: [RowFilter], _ findings: inout [Finding]
  ) -> WeightTable? {
    let needed = required + filters.map(\.column)
    var unique: [String] = []
    for name in needed where !unique.contains(name) { unique.append(name) }
    guard let sheet = CommandInput.table(path, required: unique, &findings) else { return nil }
    let rows = sheet.rows.filter { row in filters.allSatisfy { sheet.text(row, $0.column) == $0.value } }
    if rows.isEmpty, !findings.contains(where: { $0.severity == .error }) {
      findings.append(Finding(.noUnitLeft, at: Location(file: path)))
    }
    return WeightTable(sheet: sheet, rows: rows)
  }

  /// Whether a cell is missing: empty or `NA`.
  static func isMissing(_ text: String) -> Bool { text.isEmpty || text == "NA" }

  /// A name that may not be missing.
  func name(_ row: CSVRow, _ column: String, _ findings: inout [Finding]) -> String? {
    let text = sheet.text(row, column)
    if WeightTable.isMissing(text) {
      findings.append(
        Finding(.valueMissing, at: sheet.location(row, column), found: text.isEmpty ? nil : text, details: [column]))
      return nil
    }
    return text
  }

  /// An exact weight of at least zero; missing and negative ones are faults.
  func weight(_ row: CSVRow, _ column: String, _ findings: inout [Finding]) -> Fraction? {
    guard let text = name(row, column, &findings) else { return nil }
    guard let weight = Fraction(decimal: text), !weight.isNegative else {
      findings.append(Finding(.weightInvalid, at: sheet.location(row, column), found: text, details: [column]))
      return nil
    }
    return weight
  }

  /// A minimum or maximum: the number itself, or the cell of the column that it names; nil for none.
  func bound(_ row: CSVRow, _ setting: String?, _ findings: inout [Finding]) -> Int? {
    guard let setting else { return nil }
    if let number = Int(setting) { return number }
    let text = sheet.text(row, setting)
    if WeightTable.isMissing(text) { return nil }
    guard let number = Int(text), (0...SeatProblem.mostSeats).contains(number) else {
      findings.append(Finding(.boundInvalid, at: sheet.location(row, setting), found: text, details: [setting]))
      return nil
    }
    return number
  }

  /// The units of a one-way problem; names must be unique.
  func units(
    _ unitColumn: String, _ weightColumn: String, minimum: String?, maximum: String?, _ findings: inout [Finding]
  ) -> [WeightedUnit] {
    var units: [WeightedUnit] = []
    var known: [String: Int] = [:]
    units.reserveCapacity(rows.count)
    for row in rows {
      let name = name(row, unitColumn, &findings)
      let weight = weight(row, weightColumn, &findings)
      let least = bound(row, minimum, &findings)
      let most = bound(row, maximum, &findings)
      guard let name else { continue }
      if let first = known[name] {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, unitColumn), found: name, details: [name, String(first)]))
        continue
      }
      known[name] = row.number
      if let least, let most, least > most {
        findings.append(
          Finding(
            .boundsCrossed, at: Location(file: sheet.file, row: row.number), found: "\(least) > \(most)",
            details: [name, String(least), String(most)]))
        continue
      }
      if let weight { units.append(WeightedUnit(name, weight: weight, minimum: least, maximum: most)) }
    }
    return units
  }

  /// The columns that bounds name.
  static func boundColumns(_ settings: String?...) -> [String] {
    settings.compactMap { $0 }.filter { Int($0) == nil }
  }

  /// Seats by name from a margin file with the columns `key` (or its first column) and `seats`.
  static func margin(
    _ path: String, key: String, fallback: String, _ findings: inout [Finding]
  ) -> [(name: String, seats: Int)]? {
    guard let sheet = CommandInput.table(path, required: ["seats"], &findings) else { return nil }
    // The contract's name comes first, then the data's own; both are common in practice.
    guard let column = [fallback, key].first(where: sheet.has) else {
      findings.append(
        Finding(
          .columnMissing, at: Location(file: path, row: 1), found: sheet.header.joined(separator: ","),
          details: [fallback]))
      return nil
    }
    let table = WeightTable(sheet: sheet, rows: Array(sheet.rows))
    var result: [(String, Int)] = []
    var known: [String: Int] = [:]
    for row in sheet.rows {
      guard let name = table.name(row, column, &findings) else { continue }
      let text = sheet.text(row, "seats")
      if let first = known[name] {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, column), found: name, details: [name, String(first)]))
        continue
      }
      known[name] = row.number
      guard let seats = Int(text), (0...MatrixProblem.mostSeats).contains(seats) else {
        findings.append(
          Finding(
            .seatsInvalid, at: sheet.location(row, "seats"), found: text,
            details: ["seats", String(MatrixProblem.mostSeats)]))
        continue
      }
      result.append((name, seats))
    }
    if result.reduce(0, { $0 + $1.1 }) > MatrixProblem.mostSeats {
      findings.append(
        Finding(
          .seatsInvalid, at: Location(file: path), found: String(result.reduce(0) { $0 + $1.1 }),
          details: ["seats", String(MatrixProblem.mostSeats)]))
    }
    return result
  }
}
