public import Findings

/// A table of text cells with a header, as read from a CSV file, each cell located.
///
/// This is the general reader for rosters, standards, questionnaires and reviews: it keeps every cell as text and every
/// fault as a finding. Responses by the million go through `ResponseScanner` in `Surveys`, which gives the same table.
public struct CSVSheet: Sendable {
  /// The file's name as findings show it.
  public let file: String
  /// The header's cells, trimmed of white space.
  public let header: [String]
  /// The header's row, as users count.
  public let headerRow: Int
  /// The rows below the header that have as many fields as it, in file order.
  public let rows: [CSVRow]

  private let indices: [String: Int]

  /// Whether the header names `column`.
  public func has(_ column: String) -> Bool { indices[column] != nil }

  /// The position of `column` in the header, from 0.
  public func index(of column: String) -> Int? { indices[column] }

  /// The place of a cell, as users count.
  public func location(_ row: CSVRow, _ column: String) -> Location {
    Location(file: file, row: row.number, column: indices[column].map { $0 + 1 })
  }

  /// The trimmed text of a cell; empty if the header does not name `column`.
  public func text(_ row: CSVRow, _ column: String) -> String {
    guard let index = indices[column] else { return "" }
    return row.cells[index]
  }

  /// Reads comma-separated UTF-8 by RFC 4180: quoted fields may hold commas, doubled quotation marks and line breaks; lines
  /// end in CRLF, LF or CR; a byte order mark and blank lines are passed over; white space around a cell is trimmed.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that findings show.
  ///   - required: columns that the header must name.
  ///   - findings: gets every fault; rows with the wrong number of fields are reported and left out.
  /// - Returns: the table, or nil if it has no usable header; then `findings` has an error.
  public static func read(
    _ bytes: [UInt8], file: String, required: [String] = [], findings: inout [Finding]
  ) -> CSVSheet? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].contains(where: { $0 > 0x20 }) else {
      findings.append(Finding(.fileEmpty, at: Location(file: file)))
      return nil
    }
    let outcome = UTF8Validation.look(at: bytes, from: start)
    if outcome.firstNUL != nil {
      findings.append(Finding(.notDelimited, at: Location(file: file), details: ["NUL"]))
      return nil
    }
    if let invalid = outcome.firstInvalid {
      let row = 1 + bytes[start..<invalid].count { $0 == 0x0A }
      findings.append(Finding(.notUTF8, at: Location(file: file, row: row)))
      return nil
    }
    var tokenizer = CSVTokenizer(bytes, from: start)
    guard let header = row(&tokenizer, file: file, &findings) else {
      findings.append(Finding(.fileEmpty, at: Location(file: file)))
      return nil
    }
    var indices: [String: Int] = [:]
    var usable = true
    for (index, name) in header.cells.enumerated() where !name.isEmpty {
      if indices[name] != nil {
        findings.append(
          Finding(.columnTwice, at: Location(file: file, row: header.number, column: index + 1), details: [name]))
        usable = false
      } else {
        indices[name] = index
      }
    }
    for name in required where indices[name] == nil {
      findings.append(
        Finding(
          .columnMissing, at: Location(file: file, row: header.number),
          found: header.cells.prefix(12).joined(separator: ","),
          details: [name]))
      usable = false
    }
    guard usable else { return nil }
    var rows: [CSVRow] = []
    while let row = row(&tokenizer, file: file, &findings) {
      if row.cells.count == header.cells.count {
        rows.append(row)
      } else {
        findings.append(
          Finding(
            .raggedRow, at: Location(file: file, row: row.number),
            details: [String(row.cells.count), String(header.cells.count)]))
      }
    }
    return CSVSheet(file: file, header: header.cells, headerRow: header.number, rows: rows, indices: indices)
  }

  /// The next record as a row, its faults of quotation as findings; nil at the end.
  private static func row(_ tokenizer: inout CSVTokenizer, file: String, _ findings: inout [Finding]) -> CSVRow? {
    guard tokenizer.next() else { return nil }
    findings += tokenizer.faults.map { $0.finding(file: file, row: tokenizer.number) }
    return CSVRow(
      number: tokenizer.number, cells: tokenizer.fields.map { $0.text(in: tokenizer.bytes, isTrimmed: true) })
  }

  private init(file: String, header: [String], headerRow: Int, rows: [CSVRow], indices: [String: Int]) {
    self.file = file
    self.header = header
    self.headerRow = headerRow
    self.rows = rows
    self.indices = indices
  }
}

/// One record of a CSV file.
public struct CSVRow: Hashable, Sendable {
  /// The row in a spreadsheet program, the header being 1.
  public let number: Int
  /// The cells' texts, trimmed.
  public let cells: [String]
}
