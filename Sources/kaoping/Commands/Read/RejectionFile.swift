import Findings
import Reports
import Sheets
import Surveys

/// Writes the rows that were not taken: as a marked workbook if the name ends in `.xlsx`, else as CSV.
enum RejectionFile {
  /// Writes `tables` to `path`.
  ///
  /// - Throws: the exit status 73 after a finding F014 if the file cannot be made or written.
  static func write(_ tables: [RejectionTable], to path: String, _ output: OutputOptions) throws {
    guard path.lowercased().hasSuffix(".xlsx") else {
      // Tables of several files have different columns: each begins with its own header.
      var writer = CSVWriter()
      for table in tables { for line in table.lines { writer.write(line) } }
      return try OutputFile.write([0xEF, 0xBB, 0xBF] + writer.bytes, to: path, output)
    }
    let marked = tables.map { table in
      MarkedTable(
        file: table.file, reasonHeading: RejectionTable.reasons, header: table.header,
        rows: table.rows.map { MarkedTable.Row(reasons: $0.reasons, cells: $0.cells, marks: $0.marks) })
    }
    let bytes: [UInt8]
    do {
      bytes = try MarkedWorkbook(marked, output.lang).bytes()
    } catch {
      _ = CommandOutput.refuse(
        [Finding(.outputUnwritable, at: Location(file: path), details: [path, "\(error)"])], output)
      throw ExitStatus.cannotWrite
    }
    try OutputFile.write(bytes, to: path, output)
  }
}
