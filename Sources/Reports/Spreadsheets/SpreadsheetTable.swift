/// One sheet of a workbook: a header that stays in view and rows below it.
struct SpreadsheetTable: Sendable {
  /// How the cells of a column look.
  enum Style: Int, CaseIterable, Sendable {
    /// Text on one line.
    case text
    /// Text that breaks into several lines.
    case prose
    /// A whole number.
    case integer
    /// Points with two decimals.
    case score
    /// A share of one as a percentage with one decimal.
    case percent

    /// Whether the column stands right.
    var isNumber: Bool {
      switch self {
      case .text, .prose: false
      case .integer, .score, .percent: true
      }
    }
  }

  /// A column with its width in characters.
  struct Column: Sendable {
    var title: String
    var style: Style
    var width: Double
  }

  /// The content of a cell.
  enum Cell: Sendable {
    /// Nothing.
    case empty
    /// Text; never read as a formula.
    case text(String)
    /// A number at full precision.
    case number(Double)

    /// A number, or nothing if it is undefined.
    static func optional(_ value: Double?) -> Cell {
      if let value, value.isFinite { .number(value) } else { .empty }
    }
    /// A whole number, or nothing.
    static func optional(_ value: Int?) -> Cell { value.map { .number(Double($0)) } ?? .empty }
  }

  /// The sheet's name: at most 31 characters, none of `[]:*?/\`.
  var name: String
  /// The columns.
  var columns: [Column]
  /// The rows, one cell for each column.
  var rows: [[Cell]]
  /// Whether the header offers filters.
  var isFiltered = false
}
