/// Writes CSV by RFC 4180 with LF line ends, so that the same table gives the same bytes.
///
/// Text that a spreadsheet program would take for a formula (`=`, `+`, `-`, `@`, tab or CR at its start) is written behind an
/// apostrophe, unless it is a number (CWE-1236).
public struct CSVWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty table.
  public init() {}

  /// Appends one record; nil is an empty field.
  public mutating func write(_ cells: [String?]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      guard let cell, !cell.isEmpty else { continue }
      let text = CSVWriter.isFormula(cell) ? "'" + cell : cell
      if text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) {
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
    bytes.append(0x0A)
  }

  /// Whether a spreadsheet program would compute `text` instead of showing it.
  public static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return Double(text) == nil
    default: return false
    }
  }
}
