import Findings
import Glibc

/// The state of reading a worksheet: the row and the cell that are open, and what was seen so far.
///
/// Its methods return false when the parser has to stop.
struct WorksheetScan {
  /// What the cells of all sheets refer to.
  struct Book {
    var strings: [String]
    var formats: [NumberFormat]
    var dates: SerialDate.System
  }

  /// What a worksheet shows beside its rows.
  struct Outcome {
    /// The blocks of merged cells.
    var merged: [CellBlock] = []
    /// Formulas that hold no computed value.
    var emptyFormulas = 0
    /// The place of the first of them.
    var firstEmptyFormula: CellReference?
    /// Cells of this sheet and those before it, the empty ones before the last of each row included.
    var cellCount: Int
  }

  /// What was seen so far.
  private(set) var outcome: Outcome
  /// Why the file is not read on.
  private(set) var refusal: FileRefusal?

  private let file: String
  private let sheet: String
  private let limits: ReadingLimits
  private let onRow: (GridRow) -> Bool

  private var cell: WorksheetCell
  private var rowNumber = 0
  private var isRowNumberKnown = true
  private var cells: [GridCell] = []
  private var column = 0
  private var filled = 0
  private var gaps = 0

  /// - Parameters:
  ///   - cellCount: the cells of the sheets before this one: the limit is the workbook's.
  ///   - onRow: gets each row; returns false when it wants no more.
  init(
    _ book: Book, file: String, sheet: String, limits: ReadingLimits, cellCount: Int,
    onRow: @escaping (GridRow) -> Bool
  ) {
    self.file = file
    self.sheet = sheet
    self.limits = limits
    self.onRow = onRow
    cell = WorksheetCell(book)
    outcome = Outcome(cellCount: cellCount)
  }

  private mutating func refuse(_ code: FindingCode, _ details: String...) -> Bool {
    var reason = FileRefusal(code, file: file, sheet: sheet, row: rowNumber)
    reason.finding.details = details
    refusal = reason
    return false
  }

  // MARK: Elements

  /// An element begins.
  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
    switch name.letter {
    case UInt8(ascii: "c"): return startCell(attributes)
    case UInt8(ascii: "v"): cell.startValue()
    case UInt8(ascii: "f"): cell.startFormula()
    default:
      if cell.isInItem {
        cell.item.start(name)
      } else if name == "row" {
        return startRow(attributes)
      } else if name == "is" {
        cell.isInItem = true
      } else if name == "mergeCell" {
        return merge(attributes)
      }
    }
    return true
  }

  /// An element ends.
  mutating func end(_ name: XMLName) -> Bool {
    switch name.letter {
    case UInt8(ascii: "c"): return endCell()
    case UInt8(ascii: "v"): cell.isInValue = false
    case UInt8(ascii: "f"): cell.isInFormula = false
    default:
      if cell.isInItem {
        if name == "is" { cell.isInItem = false } else { cell.item.end(name) }
      } else if name == "row" {
        return endRow()
      }
    }
    return true
  }

  /// Text stands between the tags.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.take(bytes) <= limits.cellBytes || refuse(.cellTooLong, String(limits.cellBytes))
  }

  private mutating func merge(_ attributes: XMLAttributes) -> Bool {
    if let block = attributes["ref"].flatMap({ CellBlock($0) }) { outcome.merged.append(block) }
    return outcome.merged.count <= limits.rows || refuse(.tooManyRows, String(limits.rows))
  }

  // MARK: Rows

  private mutating func startRow(_ attributes: XMLAttributes) -> Bool {
    column = 0
    if let text = attributes.pointer("r") {
      let number = CellReference(text).row
      isRowNumberKnown = true
      guard number > rowNumber else { return refuse(.cellMisplaced, WorksheetScan.shown(text)) }
      rowNumber = number
    } else {
      // A row without a number follows the last one, unless its cells know better.
      rowNumber += 1
      isRowNumberKnown = false
    }
    return rowNumber <= limits.rows || refuse(.tooManyRows, String(limits.rows))
  }

  private mutating func endRow() -> Bool {
    guard !cells.isEmpty else { return true }
    defer { cells.removeAll(keepingCapacity: true) }
    return onRow(GridRow(number: rowNumber, cells: cells))
  }

  // MARK: Cells

  private mutating func startCell(_ attributes: XMLAttributes) -> Bool {
    guard let reference = cell.start(attributes) else {
      column += 1
      return column <= limits.columns || refuse(.tooManyColumns, String(limits.columns))
    }
    let place = CellReference(reference)
    if !isRowNumberKnown, column == 0, place.row >= rowNumber, place.row <= limits.rows { rowNumber = place.row }
    guard place.row == rowNumber, place.column > column else {
      return refuse(.cellMisplaced, WorksheetScan.shown(reference))
    }
    column = place.column
    return column <= limits.columns || refuse(.tooManyColumns, String(limits.columns))
  }

  private mutating func endCell() -> Bool {
    let value = cell.value
    if cell.isDamaged { return refuse(.markupDamaged, "sharedStrings", cell.shown) }
    if value == nil {
      guard cell.hasFormula else { return true }
      if !cell.isComputed {
        outcome.emptyFormulas += 1
        if outcome.firstEmptyFormula == nil {
          outcome.firstEmptyFormula = CellReference(row: rowNumber, column: column)
        }
      }
    }
    let missing = column - 1 - cells.count
    if missing > 0 {
      gaps += missing
      cells.append(contentsOf: repeatElement(.empty, count: missing))
    }
    cells.append(GridCell(value ?? .empty, isFormula: cell.hasFormula))
    filled += 1
    outcome.cellCount += max(0, missing) + 1
    if outcome.cellCount > limits.cells { return refuse(.tooManyCells, String(limits.cells)) }
    // A few cells far apart would fill the memory with the emptiness between them.
    return gaps <= 10_000 + 20 * filled || refuse(.cellsScattered, String(column))
  }

  /// The beginning of a reference, for a message.
  private static func shown(_ text: UnsafePointer<CChar>) -> String { String(String(cString: text).prefix(40)) }
}
