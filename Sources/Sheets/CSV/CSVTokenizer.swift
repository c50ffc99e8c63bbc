import Findings

/// Cuts the bytes of a CSV file into records; see `CSVSheet.read` for the grammar.
struct CSVTokenizer {
  private let bytes: [UInt8]
  private let file: String
  private let delimiter: UInt8
  private var position = 0
  private var number = 0

  init(bytes: [UInt8], file: String, delimiter: UInt8 = UInt8(ascii: ",")) {
    self.bytes = bytes
    self.file = file
    self.delimiter = delimiter
  }

  /// The next record that is no blank line, or nil at the end; faults of quotation go to `findings`.
  mutating func next(_ findings: inout [Finding]) -> CSVRow? {
    while position < bytes.count {
      number += 1
      if !skipBlankLine() { return CSVRow(number: number, cells: record(&findings)) }
    }
    return nil
  }

  /// Passes over a line with nothing but blanks.
  private mutating func skipBlankLine() -> Bool {
    var at = position
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    guard at == bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D else { return false }
    position = at + 1
    if at + 1 < bytes.count, bytes[at] == 0x0D, bytes[at + 1] == 0x0A { position = at + 2 }
    return true
  }

  private mutating func record(_ findings: inout [Finding]) -> [String] {
    var cells: [String] = []
    while true {
      cells.append(field(column: cells.count + 1, &findings))
      guard position < bytes.count else { return cells }
      let byte = bytes[position]
      position += 1
      if byte == delimiter { continue }
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      return cells
    }
  }

  private func isFieldEnd(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

  private mutating func field(column: Int, _ findings: inout [Finding]) -> String {
    let quote = UInt8(ascii: "\"")
    guard position < bytes.count, bytes[position] == quote else {
      let start = position
      while position < bytes.count, !isFieldEnd(bytes[position]) { position += 1 }
      let text = bytes[start..<position]
      if text.contains(quote) {
        findings.append(Finding(.strayQuote, at: Location(file: file, row: number, column: column)))
      }
      return trimmed(text)
    }
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte != quote {
        text.append(byte)
      } else if position < bytes.count, bytes[position] == quote {
        text.append(quote)
        position += 1
      } else {
        let start = position
        while position < bytes.count, !isFieldEnd(bytes[position]) { position += 1 }
        if !trimmed(bytes[start..<position]).isEmpty {
          findings.append(Finding(.strayQuote, at: Location(file: file, row: number, column: column)))
        }
        return trimmed(text[...])
      }
    }
    findings.append(Finding(.unterminatedQuote, at: Location(file: file, row: number, column: column)))
    return trimmed(text[...])
  }

  private func trimmed(_ text: ArraySlice<UInt8>) -> String {
    var slice = text
    while let first = slice.first, first == 0x20 || first == 0x09 { slice.removeFirst() }
    while let last = slice.last, last == 0x20 || last == 0x09 { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }

  /// The line, from 1, that holds the first byte which is no UTF-8.
  static func row(ofFirstInvalidByteIn bytes: [UInt8]) -> Int {
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if String(validating: bytes[start..<end], as: UTF8.self) == nil { return line }
      line += 1
      start = end + 1
    }
    return line
  }
}
