import Findings
import Glibc

/// Reads one worksheet and hands on each row that holds anything.
final class WorksheetHandler: XMLElementHandler {
  /// What the cells of all sheets refer to.
  struct Book {
    var strings: [String]
    var formats: [NumberFormat]
    var dates: SerialDate.System
  }

  /// How a cell's value is written.
  private enum Kind {
    case number, shared, inline, formulaText, boolean, error, date
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

  private let book: Book
  private let file: String
  private let sheet: String
  private let limits: ReadingLimits
  private let onRow: (GridRow) -> Bool

  private var rowNumber = 0
  private var isRowNumberKnown = true
  private var cells: [GridCell] = []
  private var filled = 0
  private var gaps = 0
  private var column = 0
  private var kind = Kind.number
  private var format = NumberFormat.quantity
  private var hasFormula = false
  private var hasValue = false
  private var isInValue = false
  private var isInItem = false
  private var value: [UInt8] = []
  private var collector = XLSXTextCollector()

  /// - Parameters:
  ///   - cellCount: the cells of the sheets before this one: the limit is the workbook's.
  ///   - onRow: gets each row; returns false when it wants no more.
  init(
    _ book: Book, file: String, sheet: String, limits: ReadingLimits, cellCount: Int,
    onRow: @escaping (GridRow) -> Bool
  ) {
    self.book = book
    self.file = file
    self.sheet = sheet
    self.limits = limits
    outcome = Outcome(cellCount: cellCount)
    self.onRow = onRow
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name.letter {
    case UInt8(ascii: "c"): startCell(attributes)
    case UInt8(ascii: "v"):
      isInValue = true
      hasValue = true
    case UInt8(ascii: "f"): hasFormula = true
    case UInt8(ascii: "t"): if isInItem { collector.start(name) }
    default:
      if isInItem {
        collector.start(name)
      } else if name == "row" {
        startRow(attributes)
      } else if name == "is" {
        isInItem = true
      } else if name == "mergeCell" {
        merge(attributes)
      }
    }
  }

  override func end(_ name: XMLName) {
    switch name.letter {
    case UInt8(ascii: "c"): endCell()
    case UInt8(ascii: "v"): isInValue = false
    case UInt8(ascii: "f"): break
    case UInt8(ascii: "t"): if isInItem { collector.end(name) }
    default:
      if isInItem {
        if name == "is" { isInItem = false } else { collector.end(name) }
      } else if name == "row" {
        endRow()
      }
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInValue {
      value.append(contentsOf: bytes)
    } else if isInItem {
      collector.append(bytes)
    } else {
      return
    }
    if value.count > limits.cellBytes || collector.bytes.count > limits.cellBytes {
      refuse(.cellTooLong, String(limits.cellBytes))
    }
  }

  private func refuse(_ code: FindingCode, _ detail: String) {
    guard refusal == nil else { return }
    refusal = FileRefusal(code, file: file, sheet: sheet, row: rowNumber, detail)
  }

  private func merge(_ attributes: XMLAttributes) {
    guard let block = attributes["ref"].flatMap({ CellBlock($0) }) else { return }
    outcome.merged.append(block)
    if outcome.merged.count > limits.rows { refuse(.tooManyRows, String(limits.rows)) }
  }

  // MARK: Rows

  private func startRow(_ attributes: XMLAttributes) {
    column = 0
    guard let text = attributes.pointer("r") else {
      // A row without a number follows the last one, unless its cells know better.
      rowNumber += 1
      isRowNumberKnown = false
      return checkRow()
    }
    let number = CellReference(text).row
    isRowNumberKnown = true
    guard number > rowNumber else { return refuse(.cellMisplaced, String(cString: text)) }
    rowNumber = number
    checkRow()
  }

  private func checkRow() {
    if rowNumber > limits.rows { refuse(.tooManyRows, String(limits.rows)) }
  }

  private func endRow() {
    guard !cells.isEmpty else { return }
    if !onRow(GridRow(number: rowNumber, cells: cells)) { isFinished = true }
    cells.removeAll(keepingCapacity: true)
  }

  // MARK: Cells

  private func startCell(_ attributes: XMLAttributes) {
    kind = .number
    format = .quantity
    hasFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
    collector.clear()
    var next = column + 1
    var index = 0
    while let pairs = attributes.pairs, let name = pairs[index], let text = pairs[index + 1] {
      switch XMLName(name).letter {
      case UInt8(ascii: "r"):
        let place = CellReference(text)
        if !isRowNumberKnown, column == 0, place.row >= rowNumber {
          rowNumber = place.row
          checkRow()
        }
        guard place.row == rowNumber, place.column > column else {
          return refuse(.cellMisplaced, String(String(cString: text).prefix(40)))
        }
        next = place.column
      case UInt8(ascii: "t"): kind = WorksheetHandler.kind(text)
      case UInt8(ascii: "s"):
        let style = Int(atol(text))
        format = style >= 0 && style < book.formats.count ? book.formats[style] : .quantity
      default: break
      }
      index += 2
    }
    column = next
    if column > limits.columns { refuse(.tooManyColumns, String(limits.columns)) }
  }

  private static func kind(_ type: UnsafePointer<CChar>) -> Kind {
    switch (UInt8(bitPattern: type[0]), UInt8(bitPattern: type[0] == 0 ? 0 : type[1])) {
    case (UInt8(ascii: "s"), 0): .shared
    case (UInt8(ascii: "s"), _): .formulaText
    case (UInt8(ascii: "i"), _): .inline
    case (UInt8(ascii: "b"), _): .boolean
    case (UInt8(ascii: "e"), _): .error
    case (UInt8(ascii: "d"), _): .date
    default: .number
    }
  }

  private func endCell() {
    guard refusal == nil else { return }
    let content = cellValue()
    if content == nil, hasFormula, !(kind == .formulaText && hasValue) {
      outcome.emptyFormulas += 1
      if outcome.firstEmptyFormula == nil { outcome.firstEmptyFormula = CellReference(row: rowNumber, column: column) }
    }
    guard content != nil || hasFormula, refusal == nil else { return }
    let missing = column - 1 - cells.count
    if missing > 0 {
      gaps += missing
      outcome.cellCount += missing
      cells.append(contentsOf: repeatElement(.empty, count: missing))
    }
    cells.append(GridCell(content ?? .empty, isFormula: hasFormula))
    outcome.cellCount += 1
    if outcome.cellCount > limits.cells { refuse(.tooManyCells, String(limits.cells)) }
    // A few cells far apart would fill the memory with the emptiness between them.
    filled += 1
    if gaps > 10_000 + 20 * filled { refuse(.cellsScattered, String(column)) }
  }

  /// What the cell holds; nil if nothing.
  private func cellValue() -> GridCell.Value? {
    if kind == .inline {
      return collector.bytes.isEmpty ? nil : .text(collector.text)
    }
    guard !value.isEmpty else { return nil }
    switch kind {
    case .number: return numberValue()
    case .shared:
      guard let index = NumberText.value(value), index >= 0, index < Double(book.strings.count) else {
        refusal = FileRefusal(
          .markupDamaged, file: file, sheet: sheet, row: rowNumber, "sharedStrings",
          String(decoding: value.prefix(20), as: UTF8.self))
        return nil
      }
      let text = book.strings[Int(index)]
      return text.isEmpty ? nil : .text(text)
    case .formulaText: return .text(XLSXTextCollector.text(value))
    case .boolean: return .boolean(value == [UInt8(ascii: "1")] || value == Array("true".utf8))
    case .error: return .error(String(decoding: value, as: UTF8.self))
    case .date: return WorksheetHandler.date(String(decoding: value, as: UTF8.self))
    case .inline: return nil
    }
  }

  private func numberValue() -> GridCell.Value {
    let text = String(decoding: value, as: UTF8.self)
    guard let number = NumberText.value(value) else { return .text(text) }
    switch format {
    case .quantity: break
    case .date(let hasTime):
      if let date = SerialDate.text(number, system: book.dates, hasTime: hasTime) { return .date(date) }
    case .time:
      if let time = SerialDate.timeOfDay(number) { return .text(time) }
    }
    return .number(number, text: text)
  }

  /// An ISO 8601 date as strict files write it, without fractions of a second.
  private static func date(_ text: String) -> GridCell.Value {
    let shape = text.utf8.prefix(19).map { $0 >= 0x30 && $0 <= 0x39 ? UInt8(ascii: "0") : $0 }
    for expected in ["0000-00-00T00:00:00", "0000-00-00"] where shape.elementsEqual(expected.utf8) {
      return .date(String(text.prefix(19)))
    }
    return .text(text)
  }
}
