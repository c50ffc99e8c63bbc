import Findings

/// The working of the scores, and how strict the raters are.
extension RatingPage {
  /// The chapter; empty if the report has no workings.
  var workings: Markup {
    guard let workings = report.workings else { return .none }
    let isWhole = !workings.sheets.isEmpty
    return chapter(
      "workings", ReportWords.workingsTitle,
      [isWhole ? .none : paragraph(ReportWords.workingsElsewhere)] + workings.overview.map(overview)
        + workings.sheets.map(sheet))
  }

  private func overview(_ scores: RatingReport.ScoreTable) -> Markup {
    let variant = scores.variant.map { " · " + $0[language] } ?? ""
    let title = ReportWords.firstLevel[language] + variant
    var table = PageTable(
      caption: title,
      columns: [
        (report.groupHeading[language], .words), (report.unitHeading[language], .rowHead),
        (ReportWords.score[language], .number),
      ] + scores.columns.map { ("\($0.code) \($0.name[language]) (\($0.points))", .number) }, isDense: true)
    for row in scores.rows {
      table.append(
        [.text(row.group), .element("bdi", [:], .text(row.name)), .text(DisplayNumber.score(row.score))]
          + row.earned.map { .text($0 == nil ? ReportWords.unrated[language] : DisplayNumber.score($0)) })
    }
    return .element(
      "details", scores.rows.count <= 40 ? ["open": "open"] : [:],
      .element("summary", [:], .text("\(title) (\(scores.rows.count))")), table.markup)
  }

  private func sheet(_ sheet: RatingReport.Workings.Sheet) -> Markup {
    let title = "\(sheet.group) · \(sheet.name)"
    var table = PageTable(
      caption: title,
      columns: [
        (ReportWords.indicator[language], .rowHead), (ReportWords.pointsPossible[language], .number),
        (ReportWords.earned[language], .number), (ReportWords.contribution[language], .number),
        (ReportWords.basis[language], .words),
      ])
    for line in sheet.lines {
      let name = "\(line.code) \(line.name[language])"
      table.append(
        [
          .element("span", ["class": "depth-\(min(line.depth, 3))"], .text(name)),
          .text(DisplayNumber.short(line.points)),
          .text(line.earned.map { DisplayNumber.rounded($0, places: 3) } ?? ReportWords.unrated[language]),
          .text(line.contribution.map { DisplayNumber.rounded($0, places: 3) } ?? ""), .text(line.basis[language]),
        ], style: line.depth == 0 ? "total" : nil)
    }
    return .element(
      "details", [:], .element("summary", [:], .text("\(title)  \(sheet.total[language])")), table.markup)
  }

  /// The chapter on raters; empty if the standard does not ask for it.
  var raters: Markup {
    guard let raters = report.raters, let words = report.raterTable else { return .none }
    return chapter("raters", ReportWords.ratersTitle, [paragraph(ReportWords.raters(raters)), table(words)])
  }
}

extension RatingReport {
  /// The raters as a table in words; nil without raters.
  var raterTable: WordTable? {
    guard let raters, !raters.raters.isEmpty else { return nil }
    return WordTable(
      ReportWords.ratersTitle,
      [
        (ReportWords.rater, false), (ReportWords.reviews, true), (ReportWords.meanShare, true),
        (ReportWords.spread, true), (ReportWords.fullMarks, true), (ReportWords.distinct, true),
        (ReportWords.severityEffect, true),
      ],
      raters.raters.map { rater in
        let effect = rater.effect.map { ($0 > 0 ? "+" : "") + ReportWords.percent($0) }
        return [
          Bilingual(both: rater.name), Bilingual(both: "\(rater.reviews)"),
          Bilingual(both: ReportWords.percent(rater.meanShare)), Bilingual(both: ReportWords.percent(rater.deviation)),
          Bilingual(both: ReportWords.percent(rater.fullMarks)), Bilingual(both: "\(rater.distinct)"),
          Bilingual(both: effect ?? DisplayNumber.missing),
        ]
      })
  }
}
