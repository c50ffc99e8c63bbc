import Findings

/// The quota's arithmetic, and each district's drawings and full table.
extension RatingPage {
  var quota: Markup {
    var table = PageTable(
      caption: ReportWords.quotaTitle[language],
      columns: [
        (report.groupHeading[language], .rowHead), (report.unitsHeading[language], .number),
        (ReportWords.share[language], .number), (ReportWords.about[language], .number),
        (ReportWords.wholeSeats[language], .number), (ReportWords.remainder[language], .number),
        (ReportWords.remainderRank[language], .number), (ReportWords.remainderWins[language], .words),
        (ReportWords.titles[language], .number),
      ])
    for district in report.districts {
      table.append([
        .text(district.name), "\(district.communities)", .text(district.share),
        .text(ExactFraction(district.share)?.decimals(3) ?? DisplayNumber.missing), "\(district.wholeSeats)",
        .text(district.remainder), "\(district.remainderRank)",
        .text(district.quotaTied ? ReportWords.pending[language] : district.remainderWins ? "+1" : ""),
        .element("strong", [:], "\(district.seats)"),
      ])
    }
    table.append(
      [
        .text(ReportWords.total[language]), "\(report.quota.communities)", "", "",
        "\(report.districts.reduce(0) { $0 + $1.wholeSeats })", "", "", "",
        .element("strong", [:], "\(report.districts.reduce(0) { $0 + $1.seats })"),
      ], style: "total")
    return chapter(
      "quota", ReportWords.quotaTitle,
      [paragraph(ReportWords.quotaRule(report.quota, titles: report.titles, report.nouns)), table.markup]
        + report.districts.filter(\.quotaTied).map {
          .element(
            "p", ["class": "alert"], .text($0.name + ReportWords.colon(language) + ReportWords.quotaTie[language]))
        })
  }

  /// The line of each district: what the data tell, and what then decided; empty without lines.
  var lines: Markup {
    guard let lines = report.lineTable else { return .none }
    return chapter("line", ReportWords.lineTitle, [paragraph(ReportWords.lineExplained), table(lines)])
  }

  /// The bands with the number of units in each; empty without bands.
  var bands: Markup {
    guard let bands = report.bandTable else { return .none }
    return chapter("bands", ReportWords.bandsTitle, [table(bands)])
  }

  var districts: Markup {
    chapter(
      "districts", ReportWords.districtsTitle(report.nouns),
      [paragraph(ReportWords.howToRead(report))] + report.districts.enumerated().map { section(of: $1, number: $0 + 1) }
    )
  }

  private func section(of district: RatingReport.District, number: Int) -> Markup {
    let drawings = charts.districts[number - 1]
    return .element(
      "div", ["class": "district page"],
      [
        .element(
          "h3", ["id": "district-\(number)"], .text(district.name),
          report.givesTitles
            ? .element("a", ["class": "jump", "href": "#winners-\(number)"], .text(ReportWords.winnersLink[language]))
            : .none,
          .element("a", ["class": "jump", "href": "#contents"], .text(ReportWords.backToContents[language])))
      ] + district.remarks(language).map { .element("p", ["class": "alert"], .text($0)) }
        + [drawings.overview, drawings.detail].compactMap { $0.map { figure($0) } }
        + [
          .element(
            "details", ["open": "open"],
            .element(
              "summary", [:],
              .text(district.name + ReportWords.colon(language) + ReportWords.fullTable(report.nouns)[language])),
            table(of: district).markup)
        ])
  }

  private func table(of district: RatingReport.District) -> PageTable {
    var table = PageTable(
      caption: district.name + ReportWords.colon(language) + ReportWords.fullTable(report.nouns)[language],
      columns: [
        (ReportWords.rank[language], .number), (report.unitHeading[language], .rowHead),
        (ReportWords.kind[language], .words), (ReportWords.score[language], .number),
        (ReportWords.interval(report.confidence)[language], .number),
        (ReportWords.satisfaction[language] + " ± SE", .number), (ReportWords.responses[language], .number),
        (ReportWords.department[language], .number), (ReportWords.probabilityShort[language], .number),
        (ReportWords.standing[language], .words),
      ], isDense: true)
    for (index, place) in district.places.enumerated() {
      let next = district.places.indices.contains(index + 1) ? district.places[index + 1] : nil
      let isAtLine = place.isEligible && place.isInQuota == true && next?.isInQuota != true
      table.append(
        [
          .text(place.rank.map(String.init) ?? DisplayNumber.missing), name(place), .text(place.kind[language]),
          .text(DisplayNumber.score(place.score?.value)),
          .text(DisplayNumber.interval(place.score?.lower, place.score?.upper)),
          .text(satisfaction(place)), "\(place.responses)", .text(DisplayNumber.score(place.department)),
          .text(DisplayNumber.probability(place.probability)), standing(place),
        ], style: isAtLine ? "at-line" : place.isPending ? "pending" : place.isInQuota == true ? "in" : nil)
    }
    return table
  }

  private func satisfaction(_ place: RatingReport.Place) -> String {
    guard let figure = place.satisfaction else { return DisplayNumber.missing }
    let value = DisplayNumber.score(figure.value)
    return figure.standardError.map { value + " ± " + DisplayNumber.score($0) } ?? value
  }

  /// Standing and certainty together; the one is left out where the other says it.
  private func standing(_ place: RatingReport.Place) -> Markup {
    switch (place.isInQuota, place.certainty) {
    case (true?, .secureIn?), (false?, .clearlyOut?): return sureness(place)
    default:
      let words = place.standing(language)
      let first: Markup =
        place.isInQuota == true || place.isPending ? .element("strong", [:], .text(words)) : .text(words)
      return place.sureness(language).isEmpty ? first : .group([first, " · ", sureness(place)])
    }
  }
}
