import Findings

extension RatingReport {
  /// The bands with the number of units in each; nil without bands.
  var bandTable: WordTable? {
    guard !bands.isEmpty else { return nil }
    return WordTable(
      ReportWords.bandsTitle,
      [
        (ReportWords.bandsTitle, false), (Bilingual("起点", "From"), true), (unitsHeading, true),
        (Bilingual("待遇", "Award"), false),
      ],
      bands.map { [$0.name, Bilingual(both: $0.minimum), Bilingual(both: "\($0.units)"), $0.award] })
  }

  /// The line of each district that has one: what the data tell, and what then decided; nil without lines.
  var lineTable: WordTable? {
    let rows = districts.compactMap { district -> [Bilingual]? in
      guard let line = district.line else { return nil }
      let gap = line.gap.map { DisplayNumber.score($0) + " ± " + DisplayNumber.score(line.standardError) }
      return [
        Bilingual(both: district.name), Bilingual(both: "\(line.certainlyIn)"),
        Bilingual(both: "\(line.notDistinguishable)"), Bilingual(both: "\(line.certainlyOut)"),
        Bilingual(both: gap ?? DisplayNumber.missing), line.decidedBy,
      ]
    }
    guard !rows.isEmpty else { return nil }
    return WordTable(
      ReportWords.lineTitle,
      [
        (groupHeading, false), (ReportWords.certainlyIn, true), (ReportWords.notDistinguishable, true),
        (ReportWords.certainlyOut, true), (ReportWords.gap, true), (ReportWords.decidedBy, false),
      ], rows)
  }
}
