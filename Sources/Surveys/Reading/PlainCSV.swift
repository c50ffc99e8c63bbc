/// Writes plain CSV (UTF-8, commas, LF) with every text as it is; not for spreadsheet programs, which may compute what begins
/// with `=`.
package struct PlainCSV: Sendable {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// Nothing yet.
  package init() {}

  /// Blank lines, which keep the numbers of the rows behind them.
  package mutating func blankLines(_ count: Int) {
    if count > 0 { bytes.append(contentsOf: repeatElement(0x0A, count: count)) }
  }

  /// One record.
  package mutating func write(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let isPlain = !cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      if isPlain, !(cells.count == 1 && cell.isEmpty) {
        bytes.append(contentsOf: cell.utf8)
        continue
      }
      bytes.append(0x22)
      for byte in cell.utf8 {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    bytes.append(0x0A)
  }
}
