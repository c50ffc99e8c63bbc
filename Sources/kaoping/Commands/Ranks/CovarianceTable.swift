import Findings
import Sheets

/// A covariance matrix of named units, read from a CSV file: units in the first column, one column for each unit.
///
/// A file with as many rows as columns has no column of units; its rows stand in the order of its columns.
struct CovarianceTable {
  private let places: [String: Int]
  private let values: [[Double]]
  /// The file, as findings name it.
  let file: String

  /// Reads the matrix; nil and findings if it cannot be used.
  init?(_ path: String, _ findings: inout [Finding]) {
    guard let sheet = CommandInput.table(path, &findings) else { return nil }
    file = path
    let isBare = sheet.header.count == sheet.rows.count
    let units = sheet.header.dropFirst(isBare ? 0 : 1)
    let named = isBare ? sheet.header : sheet.rows.map { $0.cells[0] }
    let before = findings.count
    var places: [String: Int] = [:]
    var values: [[Double]] = []
    for (row, unit) in zip(sheet.rows, named) {
      if unit.isEmpty || places[unit] != nil {
        findings.append(
          Finding(.covarianceUnits, at: Location(file: path, row: row.number, column: 1), found: unit, details: [unit]))
      }
      places[unit] = values.count
      values.append(units.map { $0.isEmpty ? 0 : sheet.number(row, $0, &findings) ?? 0 })
    }
    for unit in Set(named).symmetricDifference(units).sorted() {
      findings.append(Finding(.covarianceUnits, at: Location(file: path), found: unit, details: [unit]))
    }
    guard findings[before...].allSatisfy({ $0.severity != .error }) else { return nil }
    // Rows may stand in another order than columns.
    let columns = Dictionary(units.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let order = named.compactMap { columns[$0] }
    self.values = values.map { row in order.map { row[$0] } }
    self.places = places
  }

  /// The rows and columns of `units`, in this order; nil and findings if one is not in the matrix.
  func matrix(of units: [String], _ findings: inout [Finding]) -> [[Double]]? {
    let missing = units.filter { places[$0] == nil }
    for unit in missing {
      findings.append(Finding(.covarianceUnits, at: Location(file: file), found: unit, details: [unit]))
    }
    guard missing.isEmpty else { return nil }
    let indices = units.compactMap { places[$0] }
    return indices.map { row in indices.map { values[row][$0] } }
  }

  /// The number of units.
  var count: Int { values.count }
}
