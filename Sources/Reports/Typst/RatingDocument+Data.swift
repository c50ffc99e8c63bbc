import Findings

/// The content of `data.json`.
extension RatingDocument {
  var data: JSONValue {
    [
      "lang": .string(language.rawValue), "region": language == .chinese ? "cn" : "gb",
      "year": .integer(min(max(report.year, 1900), 9999)),
      "title": .string("\(report.standardName[language]) \(report.year)"),
      "short": .string(
        TextMeasure.fit(report.standardName[language], size: 1, limit: 40) + " \(report.year)"),
      "name": text(report.standardName), "over": .string(ReportWords.reportTitle[language] + " · \(report.year)"),
      "answer": text(ReportWords.answer(report)), "figures": figures,
      "alerts": report.hasTie ? [text(ReportWords.tieWaits)] : [],
      "cautions": ["title": text(ReportWords.cautionsTitle), "items": .array(report.cautions.map(text))],
      "contents": contents, "winners": report.givesTitles ? winners : .null,
      "quota": report.givesTitles ? quota : .null, "first": .array(firstChapters), "middle": .array(middleChapters),
      "districts": districts, "halves": halves, "last": .array(lastChapters),
      "quality": quality, "method": method, "checksums": checksums,
    ]
  }

  private var figures: JSONValue {
    .array(
      ReportWords.figures(report).map {
        ["name": .string(ReportWords.heading($0.name, language)), "value": .string($0.value)]
      })
  }

  private var contents: JSONValue {
    [
      "title": text(ReportWords.contents(report.nouns)),
      "table": report.givesTitles ? titleContents : unitContents,
      "chapters": .array(
        ReportWords.documentChapters(report).map { ["target": .string($0.anchor), "title": text($0.title)] }),
    ]
  }

  /// The contents where there are no titles to give: the groups and their units.
  private var unitContents: JSONValue {
    table(
      [
        (report.groupHeading[language], "start", 2), (report.unitsHeading[language], "end", 1),
        (ReportWords.eligible[language], "end", 1), (Bilingual("图页", "Plots on page")[language], "end", 1),
      ],
      report.districts.enumerated().map { index, district in
        [
          ["text": .string(Self.breakable(district.name)), "target": .string("district-\(index + 1)")],
          .string("\(district.communities)"), .string("\(district.places.count(where: \.isEligible))"),
          ["page": .string("district-\(index + 1)")],
        ]
      })
  }

  private var titleContents: JSONValue {
    let rows = report.districts.enumerated().map { index, district -> [JSONValue] in
      [
        ["text": .string(Self.breakable(district.name)), "target": .string("winners-\(index + 1)")],
        .string("\(district.communities)"), .string("\(district.seats)"),
        .string("\(RatingReport.District.count(district.winners, .secureIn))"),
        .string("\(RatingReport.District.count(district.winners, .open))"),
        .string("\(district.openOutside.count)"), .string(DisplayNumber.score(district.lineScore)),
        ["page": .string("winners-\(index + 1)")], ["page": .string("district-\(index + 1)")],
      ]
    }
    return table(
      [
        (report.groupHeading[language], "start", 1.6), (report.unitsHeading[language], "end", 1),
        (ReportWords.titles[language], "end", 0.8),
        (ReportWords.heading(RatingReport.Certainty.secureIn.words, language), "end", 1.1),
        (ReportWords.openWithinShort[language], "end", 1.2), (ReportWords.openOutsideShort[language], "end", 1.2),
        (ReportWords.lineScore[language], "end", 1.2),
        (Bilingual("名单页", "List on page")[language], "end", 0.9),
        (Bilingual("图页", "Plots on page")[language], "end", 0.9),
      ], rows)
  }

  private var winners: JSONValue {
    [
      "title": text(ReportWords.winnersTitle(report.nouns)),
      "intro": .string(
        [ReportWords.openInWords(report.nouns), ReportWords.rounding, ReportWords.elsewhere(report.nouns)].map {
          $0[language]
        }
        .joined(separator: language == .chinese ? "" : " ")),
      "districts": .array(
        report.districts.map { district in
          [
            "title": .string(district.name + ReportWords.seats(district.seats)[language]),
            "remarks": .array(district.remarks(language).map(JSONValue.string)),
            "table": winnersTable(district), "outside": outside(district),
          ]
        }),
    ]
  }

  private func winnersTable(_ district: RatingReport.District) -> JSONValue {
    table(
      [
        (ReportWords.rank[language], "end", nil), (report.unitHeading[language], "start", 3),
        (ReportWords.score[language], "end", nil), (ReportWords.sureness[language], "start", nil),
        (ReportWords.probabilityShort[language], "end", nil),
        (ReportWords.interval(report.confidence)[language], "end", nil),
      ],
      (district.winners + district.pending).map { place in
        let words = place.sureness(language)
        let separator = words.isEmpty ? "" : " · "
        return [
          .string(place.rank.map(String.init) ?? DisplayNumber.missing), .string(Self.breakable(place.fullName)),
          .string(DisplayNumber.score(place.score?.value)),
          [
            "kind": .string(place.certainty?.rawValue ?? ""),
            "text": .string(place.isPending ? ReportWords.pending[language] + separator + words : words),
          ], .string(DisplayNumber.probability(place.probability)),
          .string(DisplayNumber.interval(place.score?.lower, place.score?.upper)),
        ]
      })
  }

  private func outside(_ district: RatingReport.District) -> JSONValue {
    let places = district.openOutside
    guard !places.isEmpty else { return .null }
    let names = places.map { place in
      "\(Self.breakable(place.fullName)) (\(place.rank ?? 0), \(DisplayNumber.probability(place.probability)))"
    }
    return [
      "title": .string(ReportWords.openOutsideTitle(places.count)[language]),
      "text": .string(
        names.joined(separator: language == .chinese ? "；" : "; ") + ReportWords.inBrackets[language]),
    ]
  }

  private var quota: JSONValue {
    let rows = report.districts.map { district -> [JSONValue] in
      [
        .string(Self.breakable(district.name)), .string("\(district.communities)"), .string(district.share),
        .string(ExactFraction(district.share)?.decimals(3) ?? DisplayNumber.missing),
        .string("\(district.wholeSeats)"), .string(district.remainder), .string("\(district.remainderRank)"),
        .string(district.quotaTied ? ReportWords.pending[language] : district.remainderWins ? "+1" : ""),
        ["strong": .string("\(district.seats)")],
      ]
    }
    return [
      "title": text(ReportWords.quotaTitle),
      "rule": text(ReportWords.quotaRule(report.quota, titles: report.titles, report.nouns)),
      "table": table(
        [
          (report.groupHeading[language], "start", 1.6), (report.unitsHeading[language], "end", 1.1),
          (ReportWords.share[language], "end", 1.4), (ReportWords.about[language], "end", 1),
          (ReportWords.wholeSeats[language], "end", 1), (ReportWords.remainder[language], "end", 1.3),
          (ReportWords.remainderRank[language], "end", 1.1), (ReportWords.remainderWins[language], "end", 1.3),
          (ReportWords.titles[language], "end", 0.8),
        ], rows,
        total: [
          text(ReportWords.total), .string("\(report.quota.communities)"), "", "",
          .string("\(report.districts.reduce(0) { $0 + $1.wholeSeats })"), "", "", "",
          .string("\(report.districts.reduce(0) { $0 + $1.seats })"),
        ]),
      "remarks": .array(
        report.districts.filter(\.quotaTied).map {
          .string($0.name + ReportWords.colon(language) + ReportWords.quotaTie[language])
        }),
    ]
  }
}
