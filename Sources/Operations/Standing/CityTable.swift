import Findings
import Foundation
import Sheets

/// A table of a laid-out city that is changed in place, to see what would come of it.
struct CityTable {
  private let path: String
  private let name: String
  private var header: [String]
  private var rows: [[String: String]]

  /// Reads a table.
  ///
  /// - Parameter empty: the columns of the table that is made if there is none; nil refuses.
  /// - Throws: `Refusal` with the findings if it cannot be read, or has more than 64 MiB.
  init(_ name: String, in city: String, empty: [String]? = nil) throws {
    self.name = name
    path = city + "/" + name
    var findings: [Finding] = []
    guard FileManager.default.fileExists(atPath: path) || empty == nil else {
      (header, rows) = (empty ?? [], [])
      return
    }
    guard let bytes = InputFile.contents(of: path, name: name, limit: 64 << 20, &findings),
      let sheet = CSVSheet.read(bytes, file: name, findings: &findings)
    else { throw Refusal(findings: findings) }
    header = sheet.header
    rows = sheet.rows.map { row in
      Dictionary(zip(sheet.header, row.cells), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Changes the table and writes it back.
  consuming func edit(_ change: (inout CityTable) throws -> Void) throws {
    var table = self
    try change(&table)
    var writer = CSVWriter()
    writer.write(table.header)
    for row in table.rows { writer.write(table.header.map { row[$0] }) }
    try Data(writer.bytes).write(to: URL(fileURLWithPath: table.path))
  }

  /// Whether there is such a column.
  func has(_ column: String) -> Bool { header.contains(column) }

  /// The first row of a kind.
  func first(where isMeant: ([String: String]) -> Bool) -> [String: String]? { rows.first(where: isMeant) }

  /// Changes every row.
  mutating func map(_ change: ([String: String]) -> [String: String]) { rows = rows.map(change) }

  /// Adds a row; cells of columns that the table does not have are left out.
  mutating func append(_ row: [String: String]) { rows.append(row) }

  /// Removes rows and says how many.
  mutating func remove(where isMeant: ([String: String]) -> Bool) -> Int {
    let before = rows.count
    rows.removeAll(where: isMeant)
    return before - rows.count
  }
}
