import Findings
import Reports
import Sheets
import Statistics

/// Ratings from a table, numbers as they stand or labels coded in their order.
struct LabelledRatings {
  /// The columns' names.
  let columns: [String]
  /// The ratings.
  let table: RatingTable
  /// The texts behind the codes 0, 1, 2 …; nil if the cells are numbers.
  let labels: [String]?

  /// Reads `columns`; empty and `NA` are missing. Every cell that cannot be read is a finding, and then the result is nil.
  ///
  /// - Parameter textAllowed: labels are fine: if any cell is no number, all are taken as texts and coded in the order of their
  ///   characters.
  init?(
    _ sheet: CSVSheet, columns: [String], textAllowed: Bool, _ findings: inout [Finding]
  ) throws(StatisticsError) {
    var rows: [[Double?]] = []
    var faults: [Finding] = []
    for row in sheet.rows {
      rows.append(columns.map { NumericCells.optional(sheet, row, $0, &faults) })
    }
    self.columns = columns
    guard !faults.isEmpty else {
      guard !findings.contains(where: { $0.severity == .error }) else { return nil }
      labels = nil
      table = try RatingTable(rows)
      return
    }
    guard textAllowed else {
      findings += faults
      return nil
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return nil }
    let texts = sheet.rows.map { row in columns.map { sheet.text(row, $0) } }
    let labels = Set(texts.joined().filter { !NumericCells.isMissing($0) }).sorted()
    var codes: [String: Double] = [:]
    for (code, label) in labels.enumerated() { codes[label] = Double(code) }
    self.labels = labels
    table = try RatingTable(texts.map { $0.map { codes[$0] } })
  }

  private init(columns: [String], table: RatingTable, labels: [String]?) {
    self.columns = columns
    self.table = table
    self.labels = labels
  }

  /// The same with the scores of some columns turned round: low + high − x.
  func reversing(_ names: [String], low: Double, high: Double) throws(StatisticsError) -> LabelledRatings {
    let turned = columns.map { names.contains($0) }
    let rows = table.rows.map { row in
      row.indices.map { index in turned[index] ? row[index].map { low + high - $0 } : row[index] }
    }
    return LabelledRatings(columns: columns, table: try RatingTable(rows), labels: labels)
  }

  /// A value as the file wrote it.
  func json(_ value: Double) -> JSONValue {
    if let labels, labels.indices.contains(Int(value)) { return .string(labels[Int(value)]) }
    return Int(exactly: value).map { .integer($0) } ?? .number(value)
  }

  /// A value as the file wrote it.
  func text(_ value: Double) -> String {
    if let labels, labels.indices.contains(Int(value)) { return labels[Int(value)] }
    return NumericCells.text(value)
  }

  /// The complete rows, with a finding if others were left out.
  func complete(_ file: String, _ findings: inout [Finding]) -> [[Double]] {
    let rows = table.complete
    if rows.count < table.rows.count {
      findings.append(
        Finding(
          .rowsIncomplete, at: Location(file: file),
          details: [String(table.rows.count - rows.count), String(table.rows.count)]))
    }
    return rows
  }
}
