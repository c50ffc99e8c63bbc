import Findings
import Reports
import Scoring
import Titles

extension RatingResult {
  /// A page holds the whole sheets of so many units; beyond it the workbook and `breakdown.json` do.
  private static let unitsWithSheets = 60

  /// The workings of the scores for the report: by first-level indicator, and whole where there are few units.
  func workings() -> RatingReport.Workings {
    let isSmall = communities.count <= RatingResult.unitsWithSheets
    return RatingReport.Workings(overview: overview(), sheets: isSmall ? communities.indices.map(workingSheet) : [])
  }

  /// What everyone earned of the first-level indicators.
  private func overview() -> [RatingReport.ScoreTable] {
    let depth = standard.reading == .points ? 0 : 1
    return standard.trees.enumerated().compactMap { index, tree in
      let places = tree.nodes.indices.filter { tree.nodes[$0].depth == depth }
      let members = communities.indices.filter { communities[$0].tree == index }
      guard !members.isEmpty else { return nil }
      return RatingReport.ScoreTable(
        variant: standard.variants.first { $0.code == tree.variant }?.name,
        columns: places.map { place in
          let indicator = tree.nodes[place].indicator
          return RatingReport.ScoreTable.Column(
            code: indicator.code, name: indicator.name, points: indicator.points.description)
        },
        rows: members.map { place in
          let entry = roster.communities[place]
          let lines = sheet(place).lines
          return RatingReport.ScoreTable.Row(
            group: roster.districts[entry.district].name, id: entry.id, name: entry.name,
            score: communities[place].score?.score, earned: places.map { lines[$0].earned })
        })
    }
  }

  private func workingSheet(_ place: Int) -> RatingReport.Workings.Sheet {
    let (chinese, english) = (breakdown(place, .chinese), breakdown(place, .english))
    return RatingReport.Workings.Sheet(
      id: chinese.communityId, name: chinese.name, group: chinese.district,
      total: Bilingual(chinese.total.sum(.chinese), english.total.sum(.english)),
      lines: zip(chinese.lines, english.lines).map { line, other in
        RatingReport.Workings.Line(
          code: line.code, name: Bilingual(line.name, other.name), depth: line.depth, points: line.points,
          earned: line.earned, contribution: line.contribution,
          basis: Bilingual(line.working(.chinese), other.working(.english)))
      })
  }

  /// The raters for the report; nil if the standard does not ask for them.
  func raterTable() -> RatingReport.RaterTable? {
    guard let raters else { return nil }
    return RatingReport.RaterTable(
      isAdjusted: standard.severity == .adjust,
      raters: raters.raters.map {
        RatingReport.Rater(
          name: $0.name, reviews: $0.reviews, meanShare: $0.meanShare, deviation: $0.deviation,
          fullMarks: $0.fullMarks, distinct: $0.distinct, effect: $0.effect)
      }, unconnected: raters.unconnected)
  }
}
