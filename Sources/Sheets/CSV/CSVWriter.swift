/// Writes CSV by RFC 4180 in UTF-8, with LF line ends unless CRLF is asked for, so that the same table gives the same bytes.
///
/// Text that a spreadsheet program would take for a formula (`=`, `+`, `-`, `@`, the same of full width, tab, CR or LF at its start) is
/// written behind an apostrophe, unless it is a number (CWE-1236).
public struct CSVWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  private let delimiter: UInt8
  private let lineEnd: [UInt8]

  /// An empty table.
  ///
  /// - Parameters:
  ///   - delimiter: the character between fields; one of ASCII other than the quotation mark and the line ends.
  ///   - endsLinesWithCRLF: whether lines end as RFC 4180 has it rather than in LF alone.
  public init(delimiter: Character = ",", endsLinesWithCRLF: Bool = false) {
    guard let byte = delimiter.asciiValue, byte != 0x22, byte != 0x0A, byte != 0x0D else {
      preconditionFailure("\(delimiter.debugDescription) cannot separate fields")
    }
    self.delimiter = byte
    lineEnd = endsLinesWithCRLF ? [0x0D, 0x0A] : [0x0A]
  }

  /// Appends one record; nil is an empty field.
  public mutating func write(_ cells: [String?]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      guard let cell, !cell.isEmpty else { continue }
      let text = CSVWriter.isFormula(cell) ? "'" + cell : cell
      if text.utf8.contains(where: { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }) {
        bytes.append(0x22)
        for byte in text.utf8 {
          if byte == 0x22 { bytes.append(0x22) }
          bytes.append(byte)
        }
        bytes.append(0x22)
      } else {
        bytes.append(contentsOf: text.utf8)
      }
    }
    bytes += lineEnd
  }

  /// Whether a spreadsheet program would compute `text` instead of showing it.
  public static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    // Chinese and Japanese editions take the signs of full width (U+FF1D, U+FF20, U+FF0B, U+FF0D) for the plain ones.
    case "=", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF20}", "\u{FF0B}", "\u{FF0D}": return true
    case "+", "-": return Double(text) == nil
    default: return false
    }
  }
}
