public import Findings

/// A table of text cells with a header, as read from a CSV file, each cell located.
///
/// This is the general reader for rosters, standards, questionnaires and reviews: it gives every cell as text and every
/// fault as a finding. Responses by the million go through `ResponseScanner` in `Surveys`, which gives the same table.
public struct CSVSheet: Sendable {
  /// The file's name as findings show it.
  public let file: String
  /// The header's cells, trimmed of white space.
  public let header: [String]
  /// The header's row, as users count.
  public let headerRow: Int
  /// The rows below the header that have as many fields as it, in file order.
  public let rows: CSVRows

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
  public func text(_ row: CSVRow, _ column: String) -> String { indices[column].map(row.text) ?? "" }

  /// A column, for many look-ups.
  public func column(_ name: String) -> CSVColumn { CSVColumn(index: indices[name]) }

  /// The place of a cell, as users count.
  public func location(_ row: CSVRow, _ column: CSVColumn) -> Location {
    Location(file: file, row: row.number, column: column.index.map { $0 + 1 })
  }

  /// The trimmed text of a cell; empty if the header does not name the column.
  public func text(_ row: CSVRow, _ column: CSVColumn) -> String { column.index.map(row.text) ?? "" }

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
    guard isText(bytes, from: start, file, &findings) else { return nil }
    var tokenizer = CSVTokenizer(bytes, from: start)
    guard next(&tokenizer, file, &findings) else {
      findings.append(Finding(.fileEmpty, at: Location(file: file)))
      return nil
    }
    let header = tokenizer.fields.map { $0.text(in: bytes, isTrimmed: true) }
    let headerRow = tokenizer.number
    guard let indices = indices(header, headerRow, file: file, required: required, &findings) else { return nil }
    var cells = CSVCells.Building(bytes: bytes, width: header.count)
    while next(&tokenizer, file, &findings) {
      if tokenizer.fields.count == header.count {
        cells.append(tokenizer.fields, number: tokenizer.number)
      } else {
        findings.append(
          Finding(
            .raggedRow, at: Location(file: file, row: tokenizer.number),
            details: [String(tokenizer.fields.count), String(header.count)]))
      }
    }
    return CSVSheet(
      file: file, header: header, headerRow: headerRow, rows: CSVRows(CSVCells(cells)), indices: indices)
  }

  /// Whether the file is text in UTF-8 with something in it, and not too large for the places of its cells; otherwise a finding.
  private static func isText(_ bytes: [UInt8], from start: Int, _ file: String, _ findings: inout [Finding]) -> Bool {
    guard bytes[start...].contains(where: { $0 > 0x20 }) else {
      findings.append(Finding(.fileEmpty, at: Location(file: file)))
      return false
    }
    guard bytes.count <= UInt32.max else {
      findings.append(Finding(.fileUnreadable, at: Location(file: file), details: [file, "> 4096 MiB"]))
      return false
    }
    let outcome = UTF8Validation.look(at: bytes, from: start)
    if outcome.firstNUL != nil {
      findings.append(Finding(.notDelimited, at: Location(file: file), details: ["NUL"]))
      return false
    }
    if let invalid = outcome.firstInvalid {
      let row = 1 + bytes[start..<invalid].count { $0 == 0x0A }
      findings.append(Finding(.notUTF8, at: Location(file: file, row: row)))
      return false
    }
    return true
  }

  /// The places of the header's names; nil after findings if a name stands there twice or a required one is missing.
  private static func indices(
    _ header: [String], _ row: Int, file: String, required: [String], _ findings: inout [Finding]
  ) -> [String: Int]? {
    var indices: [String: Int] = [:]
    var usable = true
    for (index, name) in header.enumerated() where !name.isEmpty {
      if indices[name] != nil {
        findings.append(
          Finding(.columnTwice, at: Location(file: file, row: row, column: index + 1), details: [name]))
        usable = false
      } else {
        indices[name] = index
      }
    }
    for name in required where indices[name] == nil {
      findings.append(
        Finding(
          .columnMissing, at: Location(file: file, row: row), found: header.prefix(12).joined(separator: ","),
          details: [name]))
      usable = false
    }
    return usable ? indices : nil
  }

  /// Goes to the next record, its faults of quotation as findings; false at the end.
  private static func next(_ tokenizer: inout CSVTokenizer, _ file: String, _ findings: inout [Finding]) -> Bool {
    guard tokenizer.next() else { return false }
    if !tokenizer.faults.isEmpty {
      findings += tokenizer.faults.map { $0.finding(file: file, row: tokenizer.number) }
    }
    return true
  }

  private init(file: String, header: [String], headerRow: Int, rows: CSVRows, indices: [String: Int]) {
    self.file = file
    self.header = header
    self.headerRow = headerRow
    self.rows = rows
    self.indices = indices
  }
}
