import CXLSXWriter

/// A reviewer's grid as a workbook to fill in without the service: what was typed so far, drop-downs and limits, and a sheet with the
/// rules. It is read back by its headings and codes.
public struct ReviewWorkbook: Sendable {
  /// A column of marks.
  public struct Column: Hashable, Sendable {
    /// The indicator's code, with which the heading begins.
    public var code: String
    /// Its name.
    public var name: String
    /// Its points, as they are written.
    public var points: String
    /// The rule in a sentence.
    public var rule: String
    /// What may be typed.
    public var hint: String
    /// The texts that alone may be typed; empty if there is no such list.
    public var choices: [String]
    /// The least and the most that may be typed, where only a number may.
    public var limits: ClosedRange<Double>?

    /// A column.
    public init(
      code: String, name: String, points: String, rule: String, hint: String, choices: [String],
      limits: ClosedRange<Double>?
    ) {
      self.code = code
      self.name = name
      self.points = points
      self.rule = rule
      self.hint = hint
      self.choices = choices
      self.limits = limits
    }
  }

  /// A cell: nil where the indicator does not belong to the community.
  public struct Mark: Hashable, Sendable {
    /// What was typed.
    public var text: String
    /// What it rests on.
    public var document: String

    /// A cell.
    public init(text: String, document: String) {
      self.text = text
      self.document = document
    }
  }

  /// A community.
  public struct Row: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// Its name.
    public var name: String
    /// Its cells, aligned with the columns.
    public var marks: [Mark?]

    /// A community.
    public init(code: String, name: String, marks: [Mark?]) {
      self.code = code
      self.name = name
      self.marks = marks
    }
  }

  /// The name of the sheet with the marks.
  public static let sheetName = "评分"
  /// The heading of the communities' codes.
  public static let codeHeading = "社区代码"
  /// What the heading of a column of documents ends with.
  public static let documentSuffix = "依据"

  private let title: String
  private let columns: [Column]
  private let rows: [Row]

  /// A workbook of these rows.
  public init(title: String, columns: [Column], rows: [Row]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// The workbook; the same grid gives the same bytes.
  public func bytes() throws(SpreadsheetError) -> [UInt8] {
    try SpreadsheetFile.bytes(title: title, created: 0) { workbook in
      guard let marks = workbook_add_worksheet(workbook, ReviewWorkbook.sheetName),
        let rules = workbook_add_worksheet(workbook, "填写说明")
      else { return LXW_ERROR_SHEETNAME_ALREADY_USED }
      let formats = Formats(workbook)
      writeMarks(marks, formats)
      writeRules(rules, formats)
      worksheet_activate(marks)
      return nil
    }
  }

  private struct Formats {
    let title, header, fixed, open, closed, prose: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
      let formats = CellFormats(workbook)
      (title, header, prose) = (formats.title, formats.header, formats.prose)
      fixed = formats.make {
        format_set_num_format($0, "@")
        format_set_bg_color($0, 0xF4F6F9)
      }
      // Text, so that 4/5 does not become a day.
      open = formats.make {
        format_set_num_format($0, "@")
        format_set_unlocked($0)
        format_set_border($0, UInt8(LXW_BORDER_HAIR.rawValue))
      }
      closed = formats.make { format_set_bg_color($0, 0xDDE3EA) }
    }
  }

  private func writeMarks(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats) {
    worksheet_set_column(sheet, 0, 0, 15, nil)
    worksheet_set_column(sheet, 1, 1, 24, nil)
    worksheet_set_row(sheet, 0, 48, nil)
    worksheet_write_string(sheet, 0, 0, ReviewWorkbook.codeHeading, formats.header)
    worksheet_write_string(sheet, 0, 1, "社区（村）", formats.header)
    for (index, column) in columns.enumerated() {
      let (mark, document) = (UInt16(2 + 2 * index), UInt16(3 + 2 * index))
      worksheet_set_column(sheet, mark, mark, 12, nil)
      worksheet_set_column(sheet, document, document, 14, nil)
      worksheet_write_string(sheet, 0, mark, "\(column.code) \(column.name)（\(column.points)）", formats.header)
      worksheet_write_string(
        sheet, 0, document, "\(column.code) \(ReviewWorkbook.documentSuffix)", formats.header)
      validate(sheet, mark, column)
    }
    for (index, row) in rows.enumerated() {
      let place = UInt32(index + 1)
      worksheet_write_string(sheet, place, 0, row.code, formats.fixed)
      worksheet_write_string(sheet, place, 1, SpreadsheetFile.printable(row.name), formats.fixed)
      for (column, mark) in row.marks.enumerated() {
        let (left, right) = (UInt16(2 + 2 * column), UInt16(3 + 2 * column))
        guard let mark else {
          worksheet_write_blank(sheet, place, left, formats.closed)
          worksheet_write_blank(sheet, place, right, formats.closed)
          continue
        }
        write(mark.text, sheet, place, left, formats)
        write(mark.document, sheet, place, right, formats)
      }
    }
    worksheet_freeze_panes(sheet, 1, 2)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_repeat_rows(sheet, 0, 0)
  }

  private func write(
    _ text: String, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16, _ formats: Formats
  ) {
    if text.isEmpty {
      worksheet_write_blank(sheet, row, column, formats.open)
    } else {
      worksheet_write_string(sheet, row, column, SpreadsheetFile.printable(text), formats.open)
    }
  }

  /// What a spreadsheet program checks and says while a column is filled in; a warning only, because `/` may be typed everywhere.
  private func validate(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ place: UInt16, _ column: Column) {
    guard !rows.isEmpty else { return }
    var rule = lxw_data_validation()
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    let list = "=\"" + (column.choices + ["/"]).joined(separator: ",") + "\""
    let isList = !column.choices.isEmpty && list.utf16.count <= 250
    // The library copies every text of the rule before it returns.
    String(column.name.prefix(30)).withCString { title in
      String(column.hint.prefix(250)).withCString { hint in
        list.withCString { list in
          rule.input_title = UnsafeMutablePointer(mutating: title)
          rule.input_message = UnsafeMutablePointer(mutating: hint)
          rule.validate = UInt8((isList ? LXW_VALIDATION_TYPE_LIST_FORMULA : LXW_VALIDATION_TYPE_ANY).rawValue)
          if isList { rule.value_formula = UnsafeMutablePointer(mutating: list) }
          _ = worksheet_data_validation_range(sheet, 1, place, UInt32(rows.count), place, &rule)
        }
      }
    }
  }

  private func writeRules(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats) {
    for (column, width) in [10.0, 30, 8, 60, 60].enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), width, formats.prose)
    }
    worksheet_write_string(sheet, 0, 0, SpreadsheetFile.printable(title), formats.title)
    let guide = [
      "在“评分”表中填写后上传；不要改动第一行和第一列。灰色格不属于该社区，不填。不评的填“/”，并在“依据”列写明原因。",
      "Fill in the sheet 评分 and send it back; leave its first row and column as they are. Grey cells do not apply. Write “/” where you do not rate, with the reason in the column 依据.",
    ]
    for (index, line) in guide.enumerated() { worksheet_write_string(sheet, UInt32(index + 1), 0, line, nil) }
    for (index, heading) in ["代码", "指标", "分值", "评分规则", "怎样填"].enumerated() {
      worksheet_write_string(sheet, 4, UInt16(index), heading, formats.header)
    }
    for (index, column) in columns.enumerated() {
      for (place, text) in [column.code, column.name, column.points, column.rule, column.hint].enumerated() {
        worksheet_write_string(sheet, UInt32(index + 5), UInt16(place), SpreadsheetFile.printable(text), formats.prose)
      }
    }
  }
}
