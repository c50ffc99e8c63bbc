import Findings

/// Reads delimited text of any encoding and dialect into a grid.
enum CSVGrid {
  /// Faults after which a file is taken for something else: a binary file would give one per record.
  static let mostFaults = 1000

  /// The table of `bytes`, or nil if it cannot be cut into rows safely; then `findings` has an error.
  static func open(
    _ bytes: [UInt8], file: String, encoding: String?, delimiter: Character?, limits: ReadingLimits,
    findings: inout [Finding]
  ) -> Workbook? {
    guard let text = DecodedText(bytes, file: file, encoding: encoding, limits: limits, findings: &findings) else {
      return nil
    }
    guard text.bytes[text.start...].contains(where: { $0 > 0x20 }) else {
      findings.append(Finding(.fileEmpty, at: Location(file: file)))
      return nil
    }
    if let nul = text.firstNUL {
      findings.append(
        Finding(.notDelimited, at: Location(file: file, row: text.row(at: nul)), details: ["NUL"]))
      return nil
    }
    var dialect = CSVDialect(of: text.bytes, from: text.start)
    if let delimiter {
      guard let byte = delimiter.asciiValue, byte >= 0x20 || byte == 0x09, byte != UInt8(ascii: "\"") else {
        findings.append(Finding(.delimiterInvalid, at: Location(file: file), details: [String(delimiter)]))
        return nil
      }
      dialect = CSVDialect(delimiter: byte, start: dialect.start)
    }
    if let rival = dialect.rival {
      findings.append(
        Finding(
          .delimiterDoubtful, at: Location(file: file),
          details: [CSVGrid.name(dialect.delimiter), CSVGrid.name(rival)]))
    }
    guard let rows = rows(text.bytes, dialect, file: file, limits, &findings) else { return nil }
    return Workbook(
      file: file, container: .csv, encoding: text.encoding.name, hasByteOrderMark: text.hasByteOrderMark,
      delimiter: Character(UnicodeScalar(dialect.delimiter)), grids: [Grid(rows: rows)])
  }

  /// A delimiter as messages show it.
  private static func name(_ delimiter: UInt8) -> String {
    delimiter == 0x09 ? "TAB" : String(UnicodeScalar(delimiter))
  }

  private static func rows(
    _ bytes: [UInt8], _ dialect: CSVDialect, file: String, _ limits: ReadingLimits, _ findings: inout [Finding]
  ) -> [GridRow]? {
    var tokenizer = CSVTokenizer(
      bytes, from: dialect.start, delimiter: dialect.delimiter, mostFields: limits.columns)
    var rows: [GridRow] = []
    var cells = 0
    var faults = 0
    while tokenizer.next() {
      func refuse(_ code: FindingCode, column: Int? = nil, _ limit: Int) -> [GridRow]? {
        findings.append(
          Finding(code, at: Location(file: file, row: tokenizer.number, column: column), details: [String(limit)]))
        return nil
      }
      for fault in tokenizer.faults {
        findings.append(fault.finding(file: file, row: tokenizer.number))
        // Where a quotation mark is never closed, nobody knows where the rows behind it begin.
        if case .unterminatedQuote = fault { return nil }
      }
      faults += tokenizer.faults.count
      if faults > mostFaults { return refuse(.tooManyFaults, mostFaults) }
      let fields = tokenizer.fields
      if fields.count > limits.columns { return refuse(.tooManyColumns, limits.columns) }
      if let long = fields.firstIndex(where: { $0.range.count > limits.cellBytes }) {
        return refuse(.cellTooLong, column: long + 1, limits.cellBytes)
      }
      guard fields.contains(where: { !$0.range.isEmpty }) else { continue }
      cells += fields.count
      if cells > limits.cells { return refuse(.tooManyCells, limits.cells) }
      // Empty fields at the end are kept: a row with too few fields is not the same as one with unanswered questions.
      let row = fields.map { field in
        field.range.isEmpty ? GridCell.empty : GridCell(.text(field.text(in: bytes, isTrimmed: false)))
      }
      rows.append(GridRow(number: tokenizer.number, cells: row))
    }
    return rows
  }
}
