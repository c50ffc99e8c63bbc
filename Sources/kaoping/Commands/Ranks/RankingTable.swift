import Findings
import Sheets
import Statistics

/// The list that `kaoping ranks` reads: units with estimates and errors, or categories with counts, in groups.
struct RankingTable {
  /// One unit of the list.
  struct Entry {
    /// The unit's name, unique in its group.
    let unit: String
    /// Its row in the file.
    let row: Int
    /// Its estimate; the count of a category.
    let value: Double
    /// Its standard error; 0 for a count.
    let standardError: Double
    /// Degrees of freedom of the standard error; infinite for a normal one.
    let degreesOfFreedom: Double
  }

  /// The units of one group.
  struct Group {
    /// The group's name; nil without `--by`.
    let name: String?
    /// Its units in file order.
    var entries: [Entry]
  }

  /// Which columns hold what.
  struct Columns {
    var unit: String
    var estimate: String?
    var standardError: String?
    var count: String?
    var degreesOfFreedom: DegreesOfFreedomSource?
    var by: String?
  }

  /// The groups in the order of their first rows.
  let groups: [Group]

  /// Reads the list; nil and findings if nothing can be ranked.
  init?(_ path: String, _ columns: Columns, _ findings: inout [Finding]) {
    let required = [
      columns.unit, columns.estimate, columns.standardError, columns.count, columns.by,
      columns.degreesOfFreedom?.column,
    ]
    .compactMap { $0 }
    guard let sheet = CommandInput.table(path, required: required, &findings) else { return nil }
    var groups: [Group] = []
    var places: [String?: Int] = [:]
    var firstRows: [[String?]: Int] = [:]
    var certain = 0
    for row in sheet.rows {
      let unit = sheet.text(row, columns.unit)
      if unit.isEmpty {
        findings.append(
          Finding(.valueMissing, at: sheet.location(row, columns.unit), details: [columns.unit]))
      }
      let group = columns.by.map { sheet.text(row, $0) }
      if let first = firstRows[[group, unit]] {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, columns.unit), found: unit, details: [unit, String(first)]))
      }
      firstRows[[group, unit]] = firstRows[[group, unit]] ?? row.number
      var (value, error): (Double?, Double?) = (nil, 0)
      if let column = columns.count {
        value = sheet.number(row, column, &findings)
        if let count = value, count < 0 || count > 2_147_483_647 || count != count.rounded() {
          findings.append(
            Finding(.countExpected, at: sheet.location(row, column), found: sheet.text(row, column), details: [column]))
        }
      } else if let column = columns.estimate {
        value = sheet.number(row, column, &findings)
        if let column = columns.standardError {
          error = sheet.number(row, column, &findings)
          if let error, error < 0 {
            findings.append(
              Finding(.standardErrorNegative, at: sheet.location(row, column), found: sheet.text(row, column)))
          }
          if error == 0 { certain += 1 }
        }
      }
      let degrees = columns.degreesOfFreedom?.value(sheet, row, &findings) ?? .infinity
      guard let value, let error, error >= 0 else { continue }
      let entry = Entry(
        unit: unit, row: row.number, value: value, standardError: error, degreesOfFreedom: degrees)
      if let place = places[group] {
        groups[place].entries.append(entry)
      } else {
        places[group] = groups.count
        groups.append(Group(name: group, entries: [entry]))
      }
    }
    if certain > 0 { findings.append(Finding(.errorZero, at: Location(file: path), details: [String(certain)])) }
    if sheet.rows.isEmpty { findings.append(Finding(.unitsMissing, at: Location(file: path))) }
    self.groups = groups
    if findings.contains(where: { $0.severity == .error }) { return nil }
  }
}

extension CSVSheet {
  /// The finite decimal number in a cell; a missing or faulty one is reported and nil.
  func number(_ row: CSVRow, _ column: String, _ findings: inout [Finding]) -> Double? {
    let text = text(row, column)
    if text.isEmpty || text == "NA" {
      findings.append(Finding(.valueMissing, at: location(row, column), details: [column]))
      return nil
    }
    // Swift also reads "nan", "infinity" and hexadecimal digits, which no table of scores means.
    let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard plain, let value = Double(text), value.isFinite else {
      findings.append(
        Finding(.numberExpected, at: location(row, column), found: text, details: [column, "数字 a number"]))
      return nil
    }
    return value
  }
}
