/// A cell's place as spreadsheet programs write it, such as `H5`.
struct CellReference: Hashable {
  /// The row, from 1; 0 if the text names none.
  var row: Int
  /// The column, from 1; 0 if the text names none.
  var column: Int

  /// The place of these numbers.
  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The place that `text` names; numbers beyond any sheet stay beyond it but are cut short.
  init(_ text: UnsafePointer<CChar>) {
    var at = text
    var column = 0
    var row = 0
    while true {
      let letter = UInt8(bitPattern: at.pointee) & 0xDF
      guard letter >= 0x41, letter <= 0x5A, UInt8(bitPattern: at.pointee) >= 0x41 else { break }
      if column < 1 << 24 { column = column * 26 + Int(letter - 0x40) }
      at += 1
    }
    while at.pointee >= 0x30, at.pointee <= 0x39 {
      if row < 1 << 40 { row = row * 10 + Int(at.pointee - 0x30) }
      at += 1
    }
    self.row = at.pointee == 0 ? row : 0
    self.column = column
  }
}

extension CellBlock {
  /// The block that `reference` names, such as `A1:C1`; nil if it is none.
  init?(_ reference: String) {
    let corners = reference.split(separator: ":", omittingEmptySubsequences: false)
      .map { String($0).withCString { CellReference($0) } }
    guard let first = corners.first, let last = corners.last, corners.count <= 2, first.row > 0, first.column > 0,
      last.row >= first.row, last.column >= first.column
    else { return nil }
    self.init(rows: first.row...last.row, columns: first.column...last.column)
  }
}
