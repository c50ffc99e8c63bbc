/// The records of a table below its header, in file order.
public struct CSVRows: RandomAccessCollection, Sendable {
  private let cells: CSVCells

  init(_ cells: CSVCells) { self.cells = cells }

  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of records.
  public var endIndex: Int { cells.count }

  /// A record by its place, from 0.
  public subscript(position: Int) -> CSVRow { CSVRow(cells, position) }

  /// The different texts of a column and each row's place among them.
  func values(of column: CSVColumn) -> CSVCells.Values {
    column.index.map(cells.values) ?? CSVCells.Values(texts: [""], numbers: Array(repeating: 0, count: count))
  }
}

/// One record of a CSV file.
public struct CSVRow: Sendable {
  private let table: CSVCells
  private let place: Int

  init(_ table: CSVCells, _ place: Int) {
    self.table = table
    self.place = place
  }

  /// The row in a spreadsheet program, the header being 1.
  public var number: Int { table.number(place) }

  /// The cells' texts, trimmed.
  public var cells: [String] { (0..<table.width).map { table.text(place, $0) } }

  /// The trimmed text of the cell in a column, from 0.
  func text(_ column: Int) -> String { table.text(place, column) }
}

/// A column of a table, looked up once where many rows are read.
public struct CSVColumn: Hashable, Sendable {
  /// Its place from 0; nil if the header does not name it.
  let index: Int?
}
