/// A table of located cells: a worksheet, a CSV file, the cases of an SPSS file.
public struct Grid: Sendable {
  /// The worksheet's name; nil where the container has only one table without a name.
  public var name: String?
  /// Whether the program that wrote it hides the sheet.
  public var isHidden = false
  /// The rows that hold anything, in the order of the file. Blank rows are left out; `GridRow.number` still counts them.
  public var rows: [GridRow]
  /// Blocks of merged cells; the value stands in the first cell of each.
  public var merged: [CellBlock] = []

  /// A table of these rows.
  public init(name: String? = nil, isHidden: Bool = false, rows: [GridRow] = [], merged: [CellBlock] = []) {
    self.name = name
    self.isHidden = isHidden
    self.rows = rows
    self.merged = merged
  }
}

/// One row of a grid. Cells behind the last one are empty.
public struct GridRow: Hashable, Sendable {
  /// The row as a spreadsheet program counts it, from 1. A record of a CSV file counts as one row however many lines it fills.
  public var number: Int
  /// The cells from column 1 on.
  public var cells: [GridCell]

  /// A row of these cells.
  public init(number: Int, cells: [GridCell]) {
    self.number = number
    self.cells = cells
  }

  /// The cell of `column`, counted from 0; empty behind the last one.
  public subscript(column: Int) -> GridCell { column < cells.count ? cells[column] : .empty }
}

/// One cell.
public struct GridCell: Hashable, Sendable {
  /// What a cell holds.
  public enum Value: Hashable, Sendable {
    case empty
    /// Text, with its white space as written.
    case text(String)
    /// A number that the container stores as one, with the text that was stored.
    case number(Double, text: String)
    /// A day or moment that a number format marks as one: `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss`, without a zone.
    case date(String)
    case boolean(Bool)
    /// A spreadsheet's error, such as `#DIV/0!`.
    case error(String)
  }

  /// What the cell holds.
  public var value: Value
  /// Whether a formula made the value; `value` is then what the program last computed, `.empty` if it never did.
  public var isFormula = false

  /// A cell that holds nothing.
  public static let empty = GridCell(.empty)

  /// A cell with this value.
  public init(_ value: Value, isFormula: Bool = false) {
    self.value = value
    self.isFormula = isFormula
  }

  /// The cell's text as a CSV file would hold it: numbers as stored, booleans as `TRUE` and `FALSE`, nothing as "".
  public var text: String {
    switch value {
    case .empty: ""
    case .text(let text), .date(let text), .error(let text): text
    case .number(_, let text): text
    case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
    }
  }
}

/// A block of merged cells, rows and columns counted from 1, both ends included.
public struct CellBlock: Hashable, Sendable {
  /// The rows of the block.
  public var rows: ClosedRange<Int>
  /// The columns of the block.
  public var columns: ClosedRange<Int>

  /// A block of these rows and columns.
  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }
}
