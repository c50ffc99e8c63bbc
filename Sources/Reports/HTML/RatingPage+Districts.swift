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
      [paragraph(ReportWords.quotaRule(report.quota, titles: report.titles)), table.markup]
        + report.districts.filter(\.quotaTied).map {
          .element(
            "p", ["class": "alert"], .text($0.name + ReportWords.colon(language) + ReportWords.quotaTie[language]))
        })
  }

  /// The line of each district: what the data tell, and what then decided; empty without lines.
  var lines: Markup {
    guard report.districts.contains(where: { $0.line != nil }) else { return .none }
    var table = PageTable(
      caption: ReportWords.lineTitle[language],
      columns: [
        (report.groupHeading[language], .rowHead), (ReportWords.heading(ReportWords.certainlyIn, language), .number),
        (ReportWords.heading(ReportWords.notDistinguishable, language), .number),
        (ReportWords.heading(ReportWords.certainlyOut, language), .number),
        (ReportWords.heading(ReportWords.gap, language), .number),
        (ReportWords.heading(ReportWords.decidedBy, language), .words),
      ])
    for district in report.districts {
      guard let line = district.line else { continue }
      let gap = line.gap.map { DisplayNumber.score($0) + " ± " + DisplayNumber.score(line.standardError) }
      table.append([
        .text(district.name), "\(line.certainlyIn)", "\(line.notDistinguishable)", "\(line.certainlyOut)",
        .text(gap ?? DisplayNumber.missing), .text(line.decidedBy[language]),
      ])
    }
    return chapter("line", ReportWords.lineTitle, [paragraph(ReportWords.lineExplained), table.markup])
  }

  /// The bands with the number of units in each; empty without bands.
  var bands: Markup {
    guard !report.bands.isEmpty else { return .none }
    var table = PageTable(
      caption: ReportWords.bandsTitle[language],
      columns: [
        (ReportWords.bandsTitle[language], .rowHead), (Bilingual("起点", "From")[language], .number),
        (report.unitsHeading[language], .number), (Bilingual("待遇", "Award")[language], .words),
      ])
    for band in report.bands {
      table.append([.text(band.name[language]), .text(band.minimum), "\(band.units)", .text(band.award[language])])
    }
    return chapter("bands", ReportWords.bandsTitle, [table.markup])
  }

  var districts: Markup {
    chapter(
      "districts", ReportWords.districtsTitle,
      [paragraph(ReportWords.howToRead)] + report.districts.enumerated().map { section(of: $1, number: $0 + 1) })
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
              "summary", [:], .text(district.name + ReportWords.colon(language) + ReportWords.fullTable[language])),
            table(of: district).markup)
        ])
  }

  private func table(of district: RatingReport.District) -> PageTable {
    var table = PageTable(
      caption: district.name + ReportWords.colon(language) + ReportWords.fullTable[language],
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
