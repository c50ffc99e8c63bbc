import Reports
import Scoring
import Titles

extension RatingResult {
  /// The score sheets of all units, variant by variant, for the workbook.
  func scoreTables() -> [RatingReport.ScoreTable] {
    standard.trees.enumerated().map { index, tree in
      let rows = communities.indices.filter { communities[$0].tree == index }.map { place in
        let entry = roster.communities[place]
        return RatingReport.ScoreTable.Row(
          group: roster.districts[entry.district].name, id: entry.id, name: entry.name,
          score: communities[place].score?.score, earned: sheet(place).lines.map(\.earned))
      }
      return RatingReport.ScoreTable(
        variant: standard.variants.first { $0.code == tree.variant }?.name,
        columns: tree.nodes.map {
          RatingReport.ScoreTable.Column(
            code: $0.indicator.code, name: $0.indicator.name, points: $0.indicator.points.description)
        }, rows: rows)
    }
  }
}
