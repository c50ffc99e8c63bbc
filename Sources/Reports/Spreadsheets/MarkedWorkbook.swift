import CXLSXWriter
public import Findings

/// The rows that came back as a workbook (退回表): a sheet for each file, its columns in their order behind the reasons, the faulty cells
/// coloured with a comment that says what to do, and a sheet that explains. Every value is text, so that codes keep their zeros.
public struct MarkedWorkbook: Sendable {
  private let tables: [MarkedTable]
  private let language: Language

  /// A workbook of `tables`; without one it says that nothing came back.
  public init(_ tables: [MarkedTable], _ language: Language) {
    self.tables = tables
    self.language = language
  }

  /// Comments beyond this make spreadsheet programs slow; the colour and the reasons stay.
  static let mostComments = 10_000
  private static let guideName = "说明"

  /// The workbook; the same tables give the same bytes.
  ///
  /// - Throws: `.tooManyRows` beyond what a worksheet holds.
  public func bytes() throws(SpreadsheetError) -> [UInt8] {
    for table in tables where table.rows.count >= 1_048_576 {
      throw .tooManyRows(sheet: table.file, rows: table.rows.count + 1)
    }
    let title = language == .chinese ? "退回待改的行" : "Rows to correct"
    return try SpreadsheetFile.bytes(title: title, created: 0) { workbook in
      let formats = Formats(workbook)
      var comments = 0
      for (index, table) in tables.enumerated() {
        let name = tables.count == 1 ? "退回" : "退回 \(index + 1)"
        guard let sheet = workbook_add_worksheet(workbook, name) else { return LXW_ERROR_SHEETNAME_ALREADY_USED }
        fill(sheet, table, formats, &comments)
      }
      guard let guide = workbook_add_worksheet(workbook, MarkedWorkbook.guideName) else {
        return LXW_ERROR_SHEETNAME_ALREADY_USED
      }
      writeGuide(guide, formats)
      return nil
    }
  }

  // MARK: Sheets

  private func fill(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ table: MarkedTable, _ formats: Formats, _ comments: inout Int
  ) {
    let width = min(table.rows.map { max($0.cells.count, ($0.marks.keys.max() ?? -1) + 1) }.max() ?? 0, 16_382)
    worksheet_set_comments_author(sheet, "Kaoping")
    worksheet_set_column(sheet, 0, 0, 44, nil)
    write(sheet, 0, 0, table.reasonHeading, formats.reasonHeader)
    for (index, heading) in table.header.prefix(16_382).enumerated() {
      let place = UInt16(index + 1)
      worksheet_set_column(
        sheet, place, place, Double(min(max(TextTable.width(heading) + 3, 10), 32)), formats.text)
      write(sheet, 0, place, heading, formats.header)
    }
    worksheet_set_row(sheet, 0, 32, nil)
    for (index, row) in table.rows.enumerated() {
      let line = UInt32(index + 1)
      write(sheet, line, 0, row.reasons.joined(separator: "；"), formats.reason)
      let lines = (TextTable.width(row.reasons.joined(separator: "；")) + 41) / 42
      if lines > 1 { worksheet_set_row(sheet, line, min(Double(lines) * 16, 160), nil) }
      for column in 0..<max(width, row.cells.count) where column < row.cells.count || row.marks[column] != nil {
        let place = UInt16(column + 1)
        let text = column < row.cells.count ? row.cells[column] : ""
        write(sheet, line, place, text, row.marks[column] == nil ? formats.text : formats.fault)
        if let mark = row.marks[column], comments < MarkedWorkbook.mostComments {
          comments += 1
          var options = lxw_comment_options()
          options.width = 320
          options.height = 110
          worksheet_write_comment_opt(sheet, line, place, SpreadsheetFile.printable(mark), &options)
        }
      }
    }
    worksheet_freeze_panes(sheet, 1, 1)
    if !table.rows.isEmpty, !table.header.isEmpty {
      worksheet_autofilter(sheet, 0, 0, UInt32(table.rows.count), UInt16(min(table.header.count, 16_382)))
    }
  }

  /// A text cell; an empty one keeps its colour.
  private func write(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16, _ text: String,
    _ format: UnsafeMutablePointer<lxw_format>?
  ) {
    if text.isEmpty {
      worksheet_write_blank(sheet, row, column, format)
    } else {
      worksheet_write_string(sheet, row, column, SpreadsheetFile.printable(text), format)
    }
  }

  private func writeGuide(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats) {
    worksheet_set_column(sheet, 0, 0, 100, formats.prose)
    let count = tables.reduce(0) { $0 + $1.rows.count }
    var lines = [
      language == .chinese ? "退回 \(count) 行" : "\(count) rows came back",
      "一行一份答卷，列与原文件相同，最前面多一列“原因”。红色单元格有错，批注说明怎样改；缺少的字段也标红。",
      "改好后保存，把本文件直接再读或再上传即可：“原因”列和本表会自动跳过，已收下的行不必重发。",
      "One row for each response, the columns of the file behind the column 原因 (reasons). Red cells are faulty; the comment says what to do.",
      "Correct, save, and send this file as it is: the reasons and this sheet are passed over, and rows already taken need not come again.",
    ]
    for (index, table) in tables.enumerated() {
      lines.append("\(tables.count == 1 ? "退回" : "退回 \(index + 1)") = \(table.file) (\(table.rows.count))")
    }
    for (row, line) in lines.enumerated() {
      write(sheet, UInt32(row), 0, line, row == 0 ? formats.title : formats.prose)
    }
  }

  /// What cells look like.
  private struct Formats {
    let title, header, reasonHeader, reason, text, fault, prose: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
      let formats = CellFormats(workbook)
      (title, header, prose) = (formats.title, formats.header, formats.prose)
      reasonHeader = formats.header(colour: 0xF6D5D5)
      reason = formats.make {
        format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_text_wrap($0)
        format_set_font_color($0, 0x9C0006)
      }
      // Text, so that leading zeros and long codes stay as they are.
      func text(_ change: (UnsafeMutablePointer<lxw_format>?) -> Void = { _ in }) -> UnsafeMutablePointer<lxw_format>? {
        formats.make {
          format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
          format_set_num_format($0, "@")
          change($0)
        }
      }
      self.text = text()
      fault = text {
        format_set_bg_color($0, 0xFFC7CE)
        format_set_font_color($0, 0x9C0006)
        format_set_border($0, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color($0, 0xC0504D)
      }
    }
  }
}
