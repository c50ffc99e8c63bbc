public import Findings

/// A table in words, of which page, paper and terminal make their own.
struct WordTable: Sendable {
  /// What it shows.
  var title: Bilingual
  /// The columns, and whether they hold numbers.
  var columns: [(title: Bilingual, isNumber: Bool)]
  /// The rows, a text for each column.
  var rows: [[Bilingual]]

  /// A table.
  init(_ title: Bilingual, _ columns: [(title: Bilingual, isNumber: Bool)], _ rows: [[Bilingual]]) {
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

extension Bilingual {
  /// A text that is the same in both languages, such as a number or a name.
  init(both text: String) { self.init(text, text) }
}

extension RatingReport {
  /// The tables of the sensitivity, those with rows, in their order.
  var sensitivityTables: [WordTable] {
    guard let sensitivity else { return [] }
    return [
      firmness(sensitivity), contested(sensitivity), choices(sensitivity), weights(sensitivity), omissions(sensitivity),
    ].filter { !$0.rows.isEmpty }
  }

  private func firmness(_ sensitivity: Sensitivity) -> WordTable {
    WordTable(
      ReportWords.firmnessTitle,
      [
        (groupHeading, false), (ReportWords.titles, true), (ReportWords.firm, true), (ReportWords.likely, true),
        (ReportWords.weak, true), (ReportWords.challengers, true),
      ],
      sensitivity.districts.map { row in
        [Bilingual(both: row.name)]
          + [row.seats, row.firm, row.likely, row.weak, row.challengers].map { Bilingual(both: "\($0)") }
      })
  }

  private func contested(_ sensitivity: Sensitivity) -> WordTable {
    WordTable(
      ReportWords.contestedTitle,
      [
        (groupHeading, false), (ReportWords.rank, true), (unitHeading, false), (ReportWords.standing, false),
        (ReportWords.titleShare, true), (ReportWords.rankSpan, true),
      ],
      sensitivity.contested.map { unit in
        let standing =
          unit.isInQuota.map { $0 ? ReportWords.within : ReportWords.outside } ?? ReportWords.pending
        let ranks = unit.ranks.map {
          "\(DisplayNumber.rounded($0.lowerBound, places: 0))–\(DisplayNumber.rounded($0.upperBound, places: 0))"
        }
        return [
          Bilingual(both: unit.group), Bilingual(both: "\(unit.rank)"), Bilingual(both: unit.name), standing,
          Bilingual(both: ReportWords.percent(unit.titleShare)), Bilingual(both: ranks ?? DisplayNumber.missing),
        ]
      })
  }

  private func choices(_ sensitivity: Sensitivity) -> WordTable {
    WordTable(
      ReportWords.choicesTitle,
      [
        (ReportWords.choice, false), (ReportWords.alternatives, true), (ReportWords.firstOrder, true),
        (ReportWords.totalOrder, true),
      ],
      sensitivity.choices.map { choice in
        [
          choice.name, choice.alternatives.map { Bilingual(both: "\($0)") } ?? Bilingual("连续", "continuous"),
          Bilingual(both: ReportWords.index(choice.first)),
          Bilingual(both: ReportWords.index(choice.total, choice.totalInterval)),
        ]
      })
  }

  private func weights(_ sensitivity: Sensitivity) -> WordTable {
    WordTable(
      ReportWords.halvesWeightTitle,
      [
        (ReportWords.part, false), (ReportWords.nominalWeight, true), (ReportWords.effectiveWeight, true),
        (ReportWords.deviation, true), (ReportWords.unchangedWithin, true),
      ],
      sensitivity.halves.map { half in
        [
          half.name, Bilingual(both: ReportWords.percent(half.nominal)),
          Bilingual(both: ReportWords.percent(half.effective)), Bilingual(both: DisplayNumber.score(half.deviation)),
          Bilingual(both: ReportWords.span(half.unchangedWithin)),
        ]
      })
  }

  private func omissions(_ sensitivity: Sensitivity) -> WordTable {
    WordTable(
      ReportWords.omissionsTitle,
      [(ReportWords.without, false), (ReportWords.meanShift, true), (ReportWords.entersAndLeaves, true)],
      sensitivity.omissions.map { omission in
        [
          Bilingual("\(omission.code) \(omission.name.chinese)", "\(omission.code) \(omission.name.english)"),
          Bilingual(both: DisplayNumber.rounded(omission.meanShift, places: 2)),
          Bilingual(both: "\(omission.enters) / \(omission.leaves)"),
        ]
      })
  }
}

extension RatingReport {
  /// The tables of the sensitivity and the sentences around them as plain text, for a terminal.
  public func sensitivityText(_ language: Language) -> String {
    guard let sensitivity else { return "" }
    var parts = [ReportWords.sensitivity(sensitivity)[language] + "\n"]
    for words in sensitivityTables {
      var table = TextTable(
        words.columns.map { ReportWords.heading($0.title, language) },
        words.columns.map { $0.isNumber ? .right : .left })
      for row in words.rows { table.append(row.map { $0[language] }) }
      parts.append(ReportWords.heading(words.title, language) + "\n\n" + table.text)
    }
    return (parts + sensitivity.smallestChanges.map { $0[language] + "\n" }).joined(separator: "\n")
  }
}
