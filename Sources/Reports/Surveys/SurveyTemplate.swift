import CXLSXWriter
import Findings

/// The upload template (上传模板) of a questionnaire: a workbook with instructions, a table with drop-downs and checks, and the
/// list of codes. What people fill in is read back by the headings.
public struct SurveyTemplate: Sendable {
  private let survey: SurveySheet
  private let columns: [Column]

  /// The template of `survey`.
  public init(_ survey: SurveySheet) {
    self.survey = survey
    // A worksheet has no more columns.
    columns = Array(SurveyTemplate.columns(survey).prefix(16_384))
  }

  /// The rows that have checks; more can be filled in without.
  static let checkedRows: UInt32 = 5000

  /// The mark of the example row, by which a reader tells it from a response.
  public static let exampleMark = "示例（读取时自动跳过）"

  private static let yesNo = "=\"是,否\""

  /// A column of the table.
  private struct Column {
    var item: SurveySheet.Item
    /// The choice's place, for one column of a question with several answers.
    var choice: Int?
    var heading: String
    var example: String
  }

  private static func columns(_ survey: SurveySheet) -> [Column] {
    var columns: [Column] = []
    for item in survey.items {
      if case .several = item.entry {
        for (place, choice) in item.choices.enumerated() {
          columns.append(
            Column(
              item: item, choice: place, heading: item.label.chinese + "/" + choice.label.chinese,
              example: place == 0 ? "是" : "否"))
        }
      } else {
        columns.append(Column(item: item, choice: nil, heading: item.label.chinese, example: item.example))
      }
    }
    return columns
  }

  /// The workbook; the same questionnaire gives the same bytes.
  public func bytes() throws(SpreadsheetError) -> [UInt8] {
    try SpreadsheetFile.bytes(title: survey.title.chinese, created: 0) { workbook in
      write(workbook)
    }
  }

  private func write(_ workbook: UnsafeMutablePointer<lxw_workbook>) -> lxw_error? {
    guard let guide = workbook_add_worksheet(workbook, "填写说明"), let data = workbook_add_worksheet(workbook, "数据"),
      let codes = workbook_add_worksheet(workbook, "代码表")
    else { return LXW_ERROR_SHEETNAME_ALREADY_USED }
    let formats = Formats(workbook)
    writeGuide(guide, formats)
    let ranges = writeCodes(codes, formats)
    writeData(data, formats, ranges)
    worksheet_activate(data)
    return nil
  }

  /// What cells look like.
  private struct Formats {
    let title, header, required, text, example, prose: UnsafeMutablePointer<lxw_format>?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
      let formats = CellFormats(workbook)
      (title, header, prose) = (formats.title, formats.header, formats.prose)
      required = formats.header(colour: 0xFCE8C8)
      // Text, so that leading zeros and long codes stay as they are typed.
      text = formats.make { format_set_num_format($0, "@") }
      example = formats.make {
        format_set_italic($0)
        format_set_font_color($0, 0x808080)
        format_set_num_format($0, "@")
      }
    }
  }

  // MARK: Sheets

  private func writeGuide(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats) {
    worksheet_set_column(sheet, 0, 0, 100, formats.prose)
    let lines = [
      survey.title.chinese,
      "模板编号 Template: \(survey.identifier) · 版本 Version: \(survey.version)",
      "1. 在“数据”表中填写，一行一份答卷；不要改动第一行的列名，列的次序可以变。",
      "2. 黄色列名为必填。有下拉列表的列请从列表中选；也可以填写“代码表”中的代码。",
      "3. 多选题每个选项一列，选中填“是”，未选填“否”；整题未答则各列都留空。",
      "4. 未回答请留空，不要填 0 或“无”；“不清楚”“拒答”有选项时请选该选项。",
      "5. 日期写成 2014-09-30，时间写成 2014-09-30 14:33。",
      "6. 第二行是示例，读取时自动跳过，可以删除。不要合并单元格，不要加合计行（加了也会识别并跳过）。",
      "7. 不要填写姓名、电话、身份证号：这些内容读取时会被去掉。",
      "Fill in the sheet 数据, one response per row. Keep the headings; orange ones are required. Choose from the lists or write the codes of the sheet 代码表. Leave unanswered cells empty. Row 2 is an example and is passed over.",
    ]
    for (row, line) in lines.enumerated() {
      worksheet_write_string(sheet, UInt32(row), 0, line, row == 0 ? formats.title : formats.prose)
    }
  }

  /// Writes the codes and gives for each item the cells of its labels.
  private func writeCodes(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats
  ) -> [String: String] {
    let header = ["题目名 item", "题目 question", "代码 code", "选项 choice", "English", "缺失 missing"]
    for (column, text) in header.enumerated() {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), [16, 30, 12, 24, 24, 14][column], formats.text)
      worksheet_write_string(sheet, 0, UInt16(column), text, formats.header)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    var ranges: [String: String] = [:]
    var row: UInt32 = 1
    for item in survey.items where !item.choices.isEmpty {
      let first = row + 1
      for choice in item.choices {
        let cells = [
          item.name, item.label.chinese, choice.code, choice.label.chinese, choice.label.english, choice.missing,
        ]
        for (column, text) in cells.enumerated() {
          worksheet_write_string(sheet, row, UInt16(column), text, formats.text)
        }
        row += 1
      }
      ranges[item.name] = "='代码表'!$D$\(first):$D$\(row)"
    }
    return ranges
  }

  private func writeData(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ formats: Formats, _ ranges: [String: String]
  ) {
    worksheet_freeze_panes(sheet, 1, 1)
    worksheet_set_row(sheet, 0, 48, nil)
    for (index, column) in columns.enumerated() {
      let place = UInt16(index)
      let width = Double(min(max(TextTable.width(column.heading) / 2 + 4, 10), 30))
      worksheet_set_column(sheet, place, place, width, formats.text)
      worksheet_write_string(
        sheet, 0, place, column.heading, column.item.isRequired ? formats.required : formats.header)
      let example = index == 0 ? SurveyTemplate.exampleMark : column.example
      if !example.isEmpty { worksheet_write_string(sheet, 1, place, example, formats.example) }
      validate(sheet, place, column, ranges)
    }
  }

  // MARK: Checks

  private func validate(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ place: UInt16, _ column: Column, _ ranges: [String: String]
  ) {
    var rule = lxw_data_validation()
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    let title = String(column.heading.prefix(30))
    let prompt = String(prompt(column).prefix(250))
    // The library copies every text of the rule before it returns.
    func apply(_ fill: (inout lxw_data_validation) -> Void) {
      fill(&rule)
      title.withCString { title in
        prompt.withCString { prompt in
          rule.input_title = UnsafeMutablePointer(mutating: title)
          rule.input_message = UnsafeMutablePointer(mutating: prompt)
          _ = worksheet_data_validation_range(sheet, 1, place, SurveyTemplate.checkedRows, place, &rule)
        }
      }
    }
    if column.choice != nil {
      SurveyTemplate.yesNo.withCString { formula in
        apply {
          $0.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
          $0.value_formula = UnsafeMutablePointer(mutating: formula)
        }
      }
      return
    }
    switch column.item.entry {
    case .one:
      guard let range = ranges[column.item.name] else { return }
      range.withCString { formula in
        apply {
          $0.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
          $0.value_formula = UnsafeMutablePointer(mutating: formula)
        }
      }
    case .whole(let limits): apply { SurveyTemplate.number(&$0, LXW_VALIDATION_TYPE_INTEGER, limits) }
    case .decimal(let limits): apply { SurveyTemplate.number(&$0, LXW_VALIDATION_TYPE_DECIMAL, limits) }
    case .date, .moment, .text, .several: apply { $0.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue) }
    }
  }

  private static func number(
    _ rule: inout lxw_data_validation, _ type: lxw_validation_types, _ limits: ClosedRange<Double>?
  ) {
    rule.validate = UInt8(type.rawValue)
    rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    rule.minimum_number = limits?.lowerBound ?? -1e9
    rule.maximum_number = limits?.upperBound ?? 1e9
  }

  /// A whole number without its point; others as they are.
  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }

  private func prompt(_ column: Column) -> String {
    var parts = [column.item.isRequired ? "必填" : "可空"]
    if column.choice != nil {
      parts.append("选中填“是”，未选填“否”")
    } else {
      switch column.item.entry {
      case .one: parts.append("从列表中选")
      case .whole(let limits):
        parts.append(
          limits.map { "整数 \(SurveyTemplate.text($0.lowerBound))–\(SurveyTemplate.text($0.upperBound))" } ?? "整数")
      case .decimal(let limits): parts.append(limits.map { "数字 \($0.lowerBound)–\($0.upperBound)" } ?? "数字")
      case .date: parts.append("日期，如 2014-09-30")
      case .moment: parts.append("时间，如 2014-09-30 14:33")
      case .text, .several: break
      }
    }
    if !column.item.hint.isEmpty { parts.append(column.item.hint) }
    if !column.item.relevant.isEmpty { parts.append("仅在 \(column.item.relevant) 时填写") }
    return parts.joined(separator: "；")
  }
}
