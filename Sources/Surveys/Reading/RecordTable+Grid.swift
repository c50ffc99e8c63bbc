import Sheets

extension RecordTable {
  /// The records of a worksheet or CSV file: finds the header, leaves out titles, notes and totals, and marks rows that
  /// cannot be trusted.
  ///
  /// - Parameter known: the keys of headings that somebody knows; see `headingKey`.
  static func read(_ grid: Grid, _ workbook: Workbook, known: Set<String>) -> RecordTable? {
    if !workbook.variables.isEmpty { return cases(grid, workbook) }
    guard var header = HeaderSearch(grid, known: known).find() else { return nil }
    let body = grid.rows.dropFirst(header.first + header.count)
    let lastUsed = body.reduce(0) { last, row in
      max(last, (row.cells.lastIndex { !$0.text.trimmingBlanks.isEmpty } ?? -1) + 1)
    }
    let expected = header.columns.count
    while let last = header.columns.last, last.name.isEmpty, header.columns.count > lastUsed {
      header.columns.removeLast()
    }
    let first = grid.rows[header.first]
    var table = RecordTable(
      file: workbook.file, sheet: grid.name, container: workbook.container, encoding: workbook.encoding,
      delimiter: workbook.delimiter, headerRows: header.count, firstHeaderRow: first.number, columns: header.columns,
      records: [])
    let sorter = RowSorter(header: header.columns, merged: grid.merged)
    for row in grid.rows.prefix(header.first) {
      table.leftOut.append(sorter.leftOut(row, .title, sheet: grid.name))
    }
    table.records.reserveCapacity(body.count)
    for row in body {
      if let kind = sorter.kind(row) {
        table.leftOut.append(sorter.leftOut(row, kind, sheet: grid.name))
        continue
      }
      var record = TableRecord(number: row.number, cells: header.columns.indices.map { row[$0] })
      if workbook.container == .csv {
        let hasSurplus = row.cells.dropFirst(expected).contains { !$0.text.trimmingBlanks.isEmpty }
        if hasSurplus { record.surplus = Array(row.cells.dropFirst(header.columns.count)) }
        if hasSurplus || row.cells.count < header.columns.count { record.fault = .ragged(fields: row.cells.count) }
      }
      table.records.append(record)
    }
    return table
  }

  /// The cases of an SPSS file, whose dictionary stands in for the header.
  private static func cases(_ grid: Grid, _ workbook: Workbook) -> RecordTable {
    let columns = workbook.variables.enumerated().map { index, variable in
      RecordColumn(
        position: index + 1, name: variable.name,
        headings: [variable.name, variable.label].filter { !$0.isEmpty }, variable: variable)
    }
    let records = grid.rows.map { row in
      TableRecord(number: row.number, cells: columns.indices.map { row[$0] })
    }
    return RecordTable(
      file: workbook.file, sheet: grid.name, container: workbook.container, encoding: workbook.encoding,
      headerRows: 0, columns: columns, records: records)
  }
}

/// Tells records from what people write under and between them.
private struct RowSorter {
  private let names: [String]
  private let merged: [CellBlock]
  /// The first column with a heading: empty ones may stand before the table.
  private let firstColumn: Int

  init(header: [RecordColumn], merged: [CellBlock]) {
    names = header.map(\.name)
    firstColumn = names.firstIndex { !$0.isEmpty } ?? 0
    self.merged = merged
  }

  private static let totals: Set<String> = [
    "合计", "总计", "小计", "共计", "累计", "平均", "平均值", "平均分", "均值", "总数", "总和", "汇总", "最大值", "最小值", "标准差", "样本数", "有效样本数",
    "total", "totals", "subtotal", "grandtotal", "sum", "average", "mean", "count", "max", "min",
  ]

  private static let remarks = [
    "注", "说明", "备注", "附注", "填表", "制表", "审核", "复核", "负责人", "数据来源", "资料来源", "来源：", "单位：", "单位:", "联系人", "打印日期", "导出时间",
    "导出日期", "note", "notes", "source", "remark", "prepared by", "exported", "*", "※",
  ]

  /// Why a row is no record; nil for a record.
  func kind(_ row: GridRow) -> LeftOutRow.Kind? {
    let filled = row.cells.enumerated().filter { !$0.element.text.trimmingBlanks.isEmpty }
    guard let first = filled.first else { return .note }
    let text = first.element.text.trimmingBlanks
    let same = filled.count { $0.offset < names.count && $0.element.text.trimmingBlanks == names[$0.offset] }
    if same >= 2, same * 5 >= filled.count * 4 { return .header }
    if first.offset < firstColumn + 3, isTotal(text) { return .total }
    if first.offset <= firstColumn,
      ["示例", "范例", "样例", "example", "e.g."].contains(where: { text.lowercased().hasPrefix($0) })
    {
      return .example
    }
    if filled.count > 1, names.count > 2, filled.allSatisfy({ $0.element.isFormula }) { return .total }
    if names.count >= 3, filled.count <= 2, isRemark(text, row, first.offset, filled.count) { return .note }
    if isSignature(filled.map(\.element.text.trimmingBlanks)) { return .note }
    return nil
  }

  /// `填表人：…　审核人：…　联系电话：…`: every cell names what it tells.
  private func isSignature(_ texts: [String]) -> Bool {
    texts.count > 1 && texts.count * 2 <= names.count
      && texts.allSatisfy { text in
        guard let colon = text.firstIndex(where: { "：:".contains($0) }) else { return false }
        let label = text[..<colon].filter { !$0.isWhitespace }
        return (2...6).contains(label.count) && label.allSatisfy { $0.isLetter && !$0.isASCII }
      }
  }

  /// `合 计`, `合计：`, `Total (n)`, `平均分(满分5)`.
  private func isTotal(_ text: String) -> Bool {
    let folded = text.narrowed.lowercased().filter { !$0.isWhitespace }
    let word = folded.prefix { !"(:[<".contains($0) }
    return RowSorter.totals.contains(String(word))
  }

  private func isRemark(_ text: String, _ row: GridRow, _ column: Int, _ count: Int) -> Bool {
    let lower = text.lowercased()
    if RowSorter.remarks.contains(where: { lower.hasPrefix($0) }) { return true }
    guard count == 1 else { return false }
    let isMerged = merged.contains {
      $0.rows.contains(row.number) && $0.columns.contains(column + 1) && $0.columns.count > 2
    }
    // One long sentence alone in a row of a wide table.
    let isSentence = text.count > 12 && text.contains { "，。；：,;: ".contains($0) }
    return isMerged || (isSentence && column <= firstColumn)
  }

  func leftOut(_ row: GridRow, _ kind: LeftOutRow.Kind, sheet: String?) -> LeftOutRow {
    let text = row.cells.first { !$0.text.trimmingBlanks.isEmpty }?.text.trimmingBlanks ?? ""
    return LeftOutRow(sheet: sheet, row: row.number, kind: kind, text: PersonalData.mask(String(text.prefix(80))).text)
  }
}
