import CXLSXWriter
import Foundation

/// Writes tables as an Office Open XML workbook with libxlsxwriter.
///
/// The same tables give the same bytes: the library dates the parts of its archive 1 January 1980, and the creation date is
/// given. Every text is written as a string cell, so that `=cmd|…` is shown and never computed.
enum SpreadsheetFile {
  private static let rowLimit = 1_048_576
  /// What a cell can hold, in UTF-16 units as spreadsheet programs count.
  private static let textLimit = 32_767

  /// The bytes of a workbook with these sheets.
  static func bytes(
    title: String, created: Int, tables: [SpreadsheetTable]
  ) throws(SpreadsheetError) -> [UInt8] {
    for table in tables where table.rows.count >= rowLimit {
      throw .tooManyRows(sheet: table.name, rows: table.rows.count + 1)
    }
    return try bytes(title: title, created: created) { workbook in
      let formats = Formats(workbook)
      for table in tables {
        guard let sheet = workbook_add_worksheet(workbook, table.name) else {
          return LXW_ERROR_SHEETNAME_ALREADY_USED
        }
        if let failure = fill(sheet, table, formats) { return failure }
      }
      return nil
    }
  }

  /// The bytes of a workbook that `write` fills; it gives back what went wrong, or nil.
  ///
  /// The library of Debian 12 can write to a path only; hence a private temporary folder, gone afterwards.
  static func bytes(
    title: String, created: Int, write: (UnsafeMutablePointer<lxw_workbook>) -> lxw_error?
  ) throws(SpreadsheetError) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-xlsx-" + UUID().uuidString)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .folderUnusable(error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.xlsx")
    let workbook = folder.path.withCString { temporary in
      // The library copies neither the options nor the folder's name before the workbook is closed … it duplicates both.
      var options = lxw_workbook_options()
      options.tmpdir = UnsafeMutablePointer(mutating: temporary)
      return workbook_new_opt(file.path, &options)
    }
    guard let workbook else { throw .library("no workbook") }
    setProperties(workbook, title: title, created: created)
    let failure = write(workbook)
    // Closing frees the workbook, whatever happened before.
    let closing = workbook_close(workbook)
    if let error = failure ?? (closing == LXW_NO_ERROR ? nil : closing) {
      throw .library(String(cString: lxw_strerror(error)))
    }
    do {
      return Array(try Data(contentsOf: file))
    } catch {
      throw .folderUnusable(error.localizedDescription)
    }
  }

  private static func setProperties(_ workbook: UnsafeMutablePointer<lxw_workbook>, title: String, created: Int) {
    title.withCString { title in
      "Kaoping".withCString { author in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        properties.created = created
        workbook_set_properties(workbook, &properties)
      }
    }
  }

  private static func fill(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ table: SpreadsheetTable, _ formats: Formats
  ) -> lxw_error? {
    for (index, column) in table.columns.enumerated() {
      worksheet_set_column(sheet, UInt16(index), UInt16(index), column.width, formats[column.style])
      let error = worksheet_write_string(sheet, 0, UInt16(index), printable(column.title), formats.header(column.style))
      if error != LXW_NO_ERROR { return error }
    }
    worksheet_set_row(sheet, 0, 32, nil)
    for (row, cells) in table.rows.enumerated() {
      precondition(cells.count == table.columns.count, "a row has one cell for each column")
      if let height = height(cells, table.columns) { worksheet_set_row(sheet, UInt32(row + 1), height, nil) }
      for (column, cell) in cells.enumerated() {
        let format = formats[table.columns[column].style]
        let error =
          switch cell {
          case .empty: LXW_NO_ERROR
          case .text(let text):
            worksheet_write_string(sheet, UInt32(row + 1), UInt16(column), printable(text), format)
          case .number(let value): worksheet_write_number(sheet, UInt32(row + 1), UInt16(column), value, format)
          }
        if error != LXW_NO_ERROR { return error }
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_footer(sheet, "&C&A · &P / &N")
    if table.isFiltered, !table.rows.isEmpty, let last = table.columns.indices.last {
      worksheet_autofilter(sheet, 0, 0, UInt32(table.rows.count), UInt16(last))
    }
    return nil
  }

  /// The height of a row whose prose breaks into several lines, estimated; nil for one line. Not every program finds it.
  private static func height(_ cells: [SpreadsheetTable.Cell], _ columns: [SpreadsheetTable.Column]) -> Double? {
    let lines = zip(cells, columns).map { cell, column in
      guard case .text(let text) = cell, column.style == .prose else { return 1 }
      return (TextTable.width(text) + Int(column.width) - 3) / max(Int(column.width) - 2, 1)
    }
    guard let most = lines.max(), most > 1 else { return nil }
    // No program shows a row of more than 409 points.
    return min(Double(most) * 18, 409)
  }

  /// `text` without characters that XML forbids, cut to what a cell holds.
  ///
  /// Readers take `_x0041_` for the letter A (ECMA-376, ST_Xstring); such a text is written so that it is shown as it is.
  static func printable(_ text: String) -> String {
    var result: [Unicode.Scalar] = []
    var units = 0
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      guard scalar == "\t" || scalar == "\n" || Markup.isXMLCharacter(scalar) else { continue }
      let needsEscape = scalar == "_" && isEscape(scalars[index...].prefix(7))
      units += (scalar.value > 0xFFFF ? 2 : 1) + (needsEscape ? 6 : 0)
      guard units <= textLimit else { break }
      if needsEscape { result += "_x005F".unicodeScalars }
      result.append(scalar)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: result)
    return String(view)
  }

  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let text = scalars.map { $0.properties.isASCIIHexDigit ? "0" : String($0) }.joined()
    return text == "_x0000_"
  }

  /// The formats of a workbook's cells.
  private struct Formats {
    private let headers: [UnsafeMutablePointer<lxw_format>?]
    private let styles: [UnsafeMutablePointer<lxw_format>?]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
      headers = SpreadsheetTable.Style.allCases.map { style in
        let header = workbook_add_format(workbook)
        format_set_bold(header)
        format_set_text_wrap(header)
        format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_bg_color(header, 0xE8EDF3)
        if style.isNumber {
          format_set_align(header, UInt8(LXW_ALIGN_RIGHT.rawValue))
        } else {
          format_set_indent(header, 1)
        }
        return header
      }
      styles = SpreadsheetTable.Style.allCases.map { style in
        let format = workbook_add_format(workbook)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        switch style {
        case .text: format_set_indent(format, 1)
        case .prose:
          format_set_indent(format, 1)
          format_set_text_wrap(format)
        case .integer: format_set_num_format(format, "0")
        case .score: format_set_num_format(format, "0.00")
        case .percent: format_set_num_format(format, "0.0%")
        }
        return format
      }
    }

    func header(_ style: SpreadsheetTable.Style) -> UnsafeMutablePointer<lxw_format>? { headers[style.rawValue] }

    subscript(style: SpreadsheetTable.Style) -> UnsafeMutablePointer<lxw_format>? { styles[style.rawValue] }
  }
}
