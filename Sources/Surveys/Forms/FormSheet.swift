package import Findings
package import Sheets

/// A sheet of an XLSForm: rows by the names of their columns, whatever spelling the header has.
package struct FormSheet: Sendable {
  /// The file's name as findings show it.
  package let file: String
  /// The worksheet, in a workbook.
  package let sheet: String?
  /// The header as it is written.
  package let header: [String]
  /// The rows that hold anything.
  package let rows: [FormRow]
  /// The header's row.
  package let headerRow: Int

  private let columns: [String: Int]

  /// Column names that mean the same (pyxform's `aliases.py`).
  private static let synonyms = [
    "relevance": "relevant", "calculate": "calculation", "caption": "label", "command": "type", "tag": "name",
    "value": "name", "constraining_message": "constraint_message", "read_only": "readonly",
    "requiredmsg": "required_message",
    "count": "repeat_count", "jr:count": "repeat_count", "list name": "list_name", "set_form_title": "form_title",
    "set_form_id": "form_id", "title": "form_title", "id_string": "form_id",
  ]

  /// The canonical name of a column: lower case, blanks as underscores, one spelling; a language behind `::` stays.
  static func canonical(_ heading: String) -> String {
    let parts = heading.trimmingBlanks.split(separator: "::", omittingEmptySubsequences: false)
    let base = parts[0].trimmingBlanks.lowercased()
    let name = synonyms[base] ?? base.split(separator: " ").joined(separator: "_")
    let first = synonyms[name] ?? name
    return ([first] + parts.dropFirst().map(\.trimmingBlanks)).joined(separator: "::")
  }

  /// The sheet in a table whose first row is the header.
  package init(file: String, sheet: String? = nil, grid: Grid) {
    let head = grid.rows.first
    let names = head?.cells.map(\.text) ?? []
    let rows = grid.rows.dropFirst().map { row in
      FormRow(number: row.number, cells: names.indices.map { FormSheet.text(row[$0]) })
    }
    self.init(file: file, sheet: sheet, header: names, headerRow: head?.number ?? 1, rows: rows)
  }

  /// The sheet in a CSV table.
  package init(_ table: CSVSheet) {
    self.init(
      file: table.file, sheet: nil, header: table.header, headerRow: table.headerRow,
      rows: table.rows.map { FormRow(number: $0.number, cells: $0.cells) })
  }

  private init(file: String, sheet: String?, header: [String], headerRow: Int, rows: [FormRow]) {
    self.file = file
    self.sheet = sheet
    self.header = header
    self.headerRow = headerRow
    self.rows = rows.filter { $0.cells.contains { !$0.isEmpty } }
    var columns: [String: Int] = [:]
    for (index, name) in header.enumerated() where !name.trimmingBlanks.isEmpty {
      let key = FormSheet.canonical(name)
      if columns[key] == nil { columns[key] = index }
    }
    self.columns = columns
  }

  /// Spreadsheet programs turn a code such as `5` into a number; the form means the text.
  private static func text(_ cell: GridCell) -> String {
    if case .number(let value, let text) = cell.value {
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : text
    }
    return cell.text.trimmingBlanks
  }

  /// Whether the header names `column`.
  package func has(_ column: String) -> Bool { columns[column] != nil }

  /// The header's canonical names in their order.
  package var names: [String] { columns.sorted { $0.value < $1.value }.map(\.key) }

  /// The text of a cell; empty if the header does not name `column`.
  package func text(_ row: FormRow, _ column: String) -> String {
    guard let index = columns[column], index < row.cells.count else { return "" }
    return row.cells[index]
  }

  /// The place of a cell, as users count.
  package func location(_ row: FormRow, _ column: String) -> Location {
    Location(file: file, sheet: sheet, row: row.number, column: columns[column].map { $0 + 1 })
  }

  /// The languages of a translated column, in the order of the header.
  package func languages(of column: String) -> [String] {
    names.compactMap { name in
      name.hasPrefix(column + "::") ? String(name.dropFirst(column.count + 2)) : nil
    }
  }

  /// A translated text in Chinese and English; `fallback` where the form has none.
  package func bilingual(_ row: FormRow, _ column: String, else fallback: String) -> Bilingual {
    let plain = text(row, column)
    let translated = languages(of: column).map { ($0, text(row, column + "::" + $0)) }
    let chinese = translated.first { FormSheet.isChinese($0.0) && !$0.1.isEmpty }?.1
    let english = translated.first { FormSheet.isEnglish($0.0) && !$0.1.isEmpty }?.1
    let any =
      ([chinese, plain, english] + translated.map { Optional($0.1) } + [fallback])
      .compactMap { $0 }.first { !$0.isEmpty } ?? fallback
    let other = plain.isEmpty ? any : plain
    return Bilingual(chinese ?? other, english ?? other)
  }

  private static func isChinese(_ language: String) -> Bool {
    let name = language.lowercased()
    return name.contains("中文") || name.contains("(zh") || name.contains("chinese") || name == "zh"
      || name.hasPrefix("zh-")
  }

  private static func isEnglish(_ language: String) -> Bool {
    let name = language.lowercased()
    return name.contains("english") || name.contains("(en") || name == "en" || name.contains("英")
  }
}

/// One row of a form's sheet.
package struct FormRow: Hashable, Sendable {
  /// The row in a spreadsheet program.
  package let number: Int
  /// The cells' texts, trimmed.
  package let cells: [String]
}
