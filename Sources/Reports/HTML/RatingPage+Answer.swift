import Findings

/// The answer first: one sentence, four figures, what must be known; then the contents by district and the list itself.
extension RatingPage {
  var answer: Markup {
    .element(
      "section", ["class": "answer", "aria-label": Bilingual("结论", "The answer")[language]],
      [
        paragraph(ReportWords.answer(report), style: "lead"),
        .element(
          "dl", ["class": "figures"],
          ReportWords.figures(report).map { name, value in
            .element(
              "div", [:], .element("dt", [:], .text(ReportWords.heading(name, language))),
              .element("dd", [:], .text(value)))
          }),
        report.hasTie ? paragraph(ReportWords.tieWaits, style: "alert") : .none, cautions,
      ])
  }

  private var cautions: Markup {
    guard !report.cautions.isEmpty else { return .none }
    return .element(
      "div", ["class": "cautions"], paragraph(ReportWords.cautionsTitle),
      .element("ul", [:], report.cautions.map { .element("li", [:], .text($0[language])) }))
  }

  /// The districts with links to list and plot, then the chapters.
  var contents: Markup {
    let table = report.givesTitles ? titleContents : unitContents
    return .element(
      "nav", ["id": "contents", "aria-labelledby": "contents-h"],
      .element("h2", ["id": "contents-h"], .text(ReportWords.contents(report.nouns)[language])), table.markup,
      .element(
        "ul", ["class": "chapters"],
        ReportWords.chapters(report).map {
          .element("li", [:], .element("a", ["href": "#" + $0.anchor], .text($0.title[language])))
        }))
  }

  private var titleContents: PageTable {
    let heading = report.groupHeading
    var table = PageTable(
      caption: ReportWords.contents(report.nouns)[language],
      columns: [
        (heading[language], .rowHead), (ReportWords.titles[language], .number),
        (ReportWords.heading(RatingReport.Certainty.secureIn.words, language), .number),
        (ReportWords.openWithinShort[language], .number), (ReportWords.openOutsideShort[language], .number),
        (report.unitsHeading[language], .number), (ReportWords.lineScore[language], .number),
        (Bilingual("详情", "Details")[language], .words),
      ])
    for (index, district) in report.districts.enumerated() {
      let winners = district.winners
      let remarks = district.remarks(language)
      table.append([
        .group([
          .element(
            "a", ["href": "#winners-\(index + 1)"], .text(district.name)),
          remarks.isEmpty ? .none : .element("span", ["class": "alert-note"], .text(remarks.joined(separator: " · "))),
        ]), "\(district.seats)", "\(RatingReport.District.count(winners, .secureIn))",
        "\(RatingReport.District.count(winners, .open))", "\(district.openOutside.count)", "\(district.communities)",
        .text(DisplayNumber.score(district.lineScore)), plotLink(district, index + 1),
      ])
    }
    return table
  }

  /// The contents where there are no titles to give: the groups and their units.
  private var unitContents: PageTable {
    var table = PageTable(
      caption: ReportWords.contents(report.nouns)[language],
      columns: [
        (report.groupHeading[language], .rowHead), (report.unitsHeading[language], .number),
        (ReportWords.eligible[language], .number), (Bilingual("详情", "Details")[language], .words),
      ])
    for (index, district) in report.districts.enumerated() {
      table.append([
        .element("a", ["href": "#district-\(index + 1)"], .text(district.name)), "\(district.communities)",
        "\(district.places.count(where: \.isEligible))", plotLink(district, index + 1),
      ])
    }
    return table
  }

  private func plotLink(_ district: RatingReport.District, _ number: Int, style: String? = "whole") -> Markup {
    let words = Bilingual("得分与名次", "scores and ranks")[language]
    return .element(
      "a", ["href": "#district-\(number)", "class": style, "aria-label": "\(district.name) \(words)"], .text(words))
  }

  /// The communities within the quota, by district.
  var winners: Markup {
    chapter(
      "winners", ReportWords.winnersTitle(report.nouns),
      [paragraph(ReportWords.openInWords(report.nouns)), paragraph(ReportWords.rounding, style: "quiet")]
        + report.districts.enumerated().map { winners(of: $1, number: $0 + 1) })
  }

  private func winners(of district: RatingReport.District, number: Int) -> Markup {
    let title =
      district.name
      + Bilingual(" · \(district.seats) 个名额", " · \(district.seats) \(district.seats == 1 ? "title" : "titles")")[
        language]
    var content = [
      Markup.element(
        "h3", ["id": "winners-\(number)"], .text(title), plotLink(district, number, style: "jump"),
        .element("a", ["class": "jump", "href": "#contents"], .text(ReportWords.backToContents[language])))
    ]
    content += district.remarks(language).map { .element("p", ["class": "alert"], .text($0)) }
    let places = district.winners + district.pending
    if !places.isEmpty {
      var table = PageTable(
        caption: title,
        columns: [
          (ReportWords.rank[language], .number), (report.unitHeading[language], .rowHead),
          (ReportWords.score[language], .number), (ReportWords.sureness[language], .words),
          (ReportWords.probabilityShort[language], .number),
          (ReportWords.interval(report.confidence)[language], .number),
        ])
      for place in places {
        table.append(
          [
            .text(place.rank.map(String.init) ?? DisplayNumber.missing), name(place),
            .text(DisplayNumber.score(place.score?.value)),
            place.isPending
              ? .group([.element("strong", [:], .text(ReportWords.pending[language])), " ", sureness(place)])
              : sureness(place),
            .text(DisplayNumber.probability(place.probability)),
            .text(DisplayNumber.interval(place.score?.lower, place.score?.upper)),
          ], style: place.isPending ? "pending" : nil)
      }
      content.append(table.markup)
    }
    content.append(openOutside(district))
    return .element("div", ["class": "district"], content)
  }

  private func openOutside(_ district: RatingReport.District) -> Markup {
    let places = district.openOutside
    guard !places.isEmpty else { return .none }
    let separator = language == .chinese ? "；" : "; "
    var names: [Markup] = []
    for (index, place) in places.enumerated() {
      if index > 0 { names.append(.text(separator)) }
      names.append(name(place))
      names.append(.text(" (\(place.rank ?? 0), \(DisplayNumber.probability(place.probability)))"))
    }
    return .element(
      "p", ["class": "outside"],
      [.element("strong", [:], .text("◇ " + ReportWords.openOutsideTitle(places.count)[language]))] + names
        + [.text(ReportWords.inBrackets[language])])
  }
}
