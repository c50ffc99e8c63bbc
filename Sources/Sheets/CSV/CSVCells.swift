/// The cells of a table as places in the file's bytes; a text is made of one only when somebody reads it.
///
/// A city's reviews have a quarter of a million cells, most of which are read once or not at all: a string for each took more
/// time and memory than all that is done with them.
struct CSVCells: Sendable {
  /// Where a cell stands; files of 4 GiB are refused before.
  fileprivate struct Cell {
    var start: UInt32
    var end: UInt32
  }

  /// The columns of each row.
  let width: Int
  private let storage: Storage

  /// What all rows of a table share.
  private final class Storage: Sendable {
    let bytes: [UInt8]
    let cells: [Cell]
    /// The row of each record, as users count.
    let numbers: [UInt32]
    /// The cells with doubled quotation marks, which are few.
    let doubled: Set<Int>

    init(_ building: Building) {
      bytes = building.bytes
      cells = building.cells
      numbers = building.numbers
      doubled = building.doubled
    }
  }

  /// A table that is being read.
  struct Building {
    let bytes: [UInt8]
    let width: Int
    fileprivate var cells: [Cell] = []
    fileprivate var numbers: [UInt32] = []
    fileprivate var doubled: Set<Int> = []

    /// An empty table whose rows have `width` cells in `bytes`.
    init(bytes: [UInt8], width: Int) {
      self.bytes = bytes
      self.width = width
      // Room for a usual table, so that it does not move while it grows; blank lines and wide headers must not ask for more
      // than the file can fill.
      let rows = min(bytes.count { $0 == 0x0A } + 1, bytes.count / 4 / max(1, width) + 1)
      cells.reserveCapacity(rows * width)
      numbers.reserveCapacity(rows)
    }

    /// Appends a record of `width` fields.
    mutating func append(_ fields: [CSVTokenizer.Field], number: Int) {
      numbers.append(UInt32(number))
      for field in fields {
        if field.hasDoubledQuotes { doubled.insert(cells.count) }
        cells.append(Cell(start: UInt32(field.range.lowerBound), end: UInt32(field.range.upperBound)))
      }
    }
  }

  /// The table that was read.
  init(_ building: Building) {
    width = building.width
    storage = Storage(building)
  }

  /// The rows.
  var count: Int { storage.numbers.count }

  /// A row's number, as users count.
  func number(_ row: Int) -> Int { Int(storage.numbers[row]) }

  /// A cell's text without the blanks around it.
  func text(_ row: Int, _ column: Int) -> String { field(row, column).text(in: storage.bytes, isTrimmed: true) }

  private func field(_ row: Int, _ column: Int) -> CSVTokenizer.Field {
    let place = row * width + column
    let cell = storage.cells[place]
    return CSVTokenizer.Field(
      range: Int(cell.start)..<Int(cell.end),
      hasDoubledQuotes: !storage.doubled.isEmpty && storage.doubled.contains(place))
  }

  /// The different texts of a column, and for each row the place of its text among them.
  struct Values {
    var texts: [String] = []
    var numbers: [UInt32] = []
  }

  /// The texts of a column, trimmed; a text is made when its bytes first appear.
  func values(_ column: Int) -> Values {
    var values = Values()
    values.numbers.reserveCapacity(count)
    var table = ByteStringTable()
    storage.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<count {
        let field = field(row, column)
        let found: (index: Int, isNew: Bool)
        if field.hasDoubledQuotes {
          var text = text(row, column)
          found = text.withUTF8 { table.intern($0) }
        } else {
          found = table.intern(UnsafeBufferPointer(rebasing: bytes[field.trimmed(bytes)]))
        }
        if found.isNew { values.texts.append(text(row, column)) }
        values.numbers.append(UInt32(found.index))
      }
    }
    return values
  }
}
