import Findings

/// Chapters of sentences and tables alone: bands, the line, sensitivity, raters.
extension RatingDocument {
  /// What stands before the list: the bands.
  var firstChapters: [JSONValue] { report.bandTable.map { [chapter("bands", $0.title, [], [$0])] } ?? [] }

  /// What stands between the quota and the districts: the line of each district, and how much the list depends on choices.
  var middleChapters: [JSONValue] {
    var chapters: [JSONValue] = []
    if report.givesTitles, let lines = report.lineTable {
      chapters.append(chapter("line", ReportWords.lineTitle, [ReportWords.lineExplained], [lines]))
    }
    if let sensitivity = report.sensitivity {
      chapters.append(
        chapter(
          "sensitivity", ReportWords.sensitivityTitle,
          [ReportWords.sensitivity(sensitivity)] + sensitivity.smallestChanges, report.sensitivityTables,
          [ReportWords.indicesExplained, ReportWords.effectiveExplained]))
    }
    return chapters
  }

  /// What stands after the drawings: how strict the raters are.
  var lastChapters: [JSONValue] {
    guard let raters = report.raters, let words = report.raterTable else { return [] }
    return [chapter("raters", ReportWords.ratersTitle, [ReportWords.raters(raters)], [words])]
  }

  private func chapter(
    _ anchor: String, _ title: Bilingual, _ before: [Bilingual], _ tables: [WordTable], _ after: [Bilingual] = []
  ) -> JSONValue {
    [
      "anchor": .string(anchor), "title": text(title), "before": .array(before.map(text)),
      "after": .array(after.map(text)),
      "tables": .array(
        tables.map { words in
          [
            // A single table has the chapter's title.
            "title": words.title == title ? "" : .string(ReportWords.heading(words.title, language)),
            "table": table(
              words.columns.enumerated().map { place, column in
                (
                  ReportWords.heading(column.title, language), column.isNumber ? "end" : "start",
                  column.isNumber ? 1 : place == 0 ? 2.4 : 2
                )
              }, words.rows.map { row in row.map { .string(Self.breakable($0[language])) } }),
          ]
        }),
    ]
  }
}
