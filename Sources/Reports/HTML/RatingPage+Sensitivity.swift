import Findings

/// How much the list depends on choices.
extension RatingPage {
  /// The chapter; empty if the analysis was not run.
  var sensitivity: Markup {
    guard let sensitivity = report.sensitivity else { return .none }
    return chapter(
      "sensitivity", ReportWords.sensitivityTitle,
      [paragraph(ReportWords.sensitivity(sensitivity), style: "lead")]
        + sensitivity.smallestChanges.map { paragraph($0) }
        + report.sensitivityTables.map { table($0, showsTitle: true) }
        + [
          paragraph(ReportWords.indicesExplained, style: "quiet"),
          paragraph(ReportWords.effectiveExplained, style: "quiet"),
        ])
  }

  /// A table in words; a long one is folded.
  func table(_ words: WordTable, showsTitle: Bool = false) -> Markup {
    let title = ReportWords.heading(words.title, language)
    var table = PageTable(
      caption: title,
      columns: words.columns.enumerated().map { place, column in
        let style: PageTable.Style = column.isNumber ? .number : place == 0 ? .rowHead : .words
        return (ReportWords.heading(column.title, language), style)
      }, showsCaption: words.rows.count <= 40 && showsTitle)
    for row in words.rows { table.append(row.map { .text($0[language]) }) }
    guard words.rows.count > 40 else { return table.markup }
    return .element(
      "details", [:], .element("summary", [:], .text("\(title) (\(words.rows.count))")), table.markup)
  }
}
