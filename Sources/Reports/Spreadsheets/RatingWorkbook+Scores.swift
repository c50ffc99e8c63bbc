import Findings

extension RatingWorkbook {
  /// The score sheets: one sheet for each variant, a row for each unit, a column for each indicator.
  var scoreTables: [SpreadsheetTable] {
    report.scoreTables.map { table in
      let title = Bilingual("得分表", "Scores")[language]
      let fixed = [
        SpreadsheetTable.Column(title: report.groupHeading[language], style: .text, width: 12),
        SpreadsheetTable.Column(title: ReportWords.code[language], style: .text, width: 16),
        SpreadsheetTable.Column(title: ReportWords.name[language], style: .text, width: 22),
        SpreadsheetTable.Column(title: ReportWords.score[language], style: .score, width: 11),
      ]
      let columns = table.columns.map { column in
        SpreadsheetTable.Column(
          title: "\(column.code) \(column.name[language]) (\(column.points))", style: .score, width: 11)
      }
      // A sheet's name holds 31 characters, none of them a colon or a slash.
      let variant = table.variant.map { String($0[language].filter { !"[]:*?/\\".contains($0) }.prefix(20)) }
      return SpreadsheetTable(
        name: variant.map { title + " " + $0 } ?? title, columns: fixed + columns,
        rows: table.rows.map { row in
          [.text(row.group), .text(row.id), .text(row.name), .optional(row.score)]
            + row.earned.map { SpreadsheetTable.Cell.optional($0) }
        }, isFiltered: true)
    }
  }
}
