package import Findings

/// How the values of one half lie over the communities: the numbers behind a histogram and a box plot.
package struct ScoreDistribution: Hashable, Sendable {
  /// Whose values these are.
  package let name: Bilingual
  /// The values in ascending order; finite.
  package let sorted: [Double]

  /// The distribution of the values that can be drawn among `values`.
  package init(_ name: Bilingual, _ values: [Double?]) {
    self.name = name
    sorted = values.compactMap(\.self).filter(LinearScale.canDraw).sorted()
  }

  /// The mean; nil without values.
  package var mean: Double? { sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count) }

  /// The quantile `p` of 0…1, interpolated as R's type 7 (Hyndman and Fan 1996); nil without values.
  package func quantile(_ p: Double) -> Double? {
    guard let last = sorted.indices.last else { return nil }
    let position = Double(last) * p
    let below = Int(position)
    guard below < last else { return sorted[last] }
    return sorted[below] + (position - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// How many values each interval between neighbouring `edges` holds; the lower edge counts in, the last interval holds both.
  package func counts(_ edges: [Double]) -> [Int] {
    guard edges.count > 1 else { return [] }
    var counts = Array(repeating: 0, count: edges.count - 1)
    for value in sorted where value >= edges[0] && value <= edges[edges.count - 1] {
      let index = edges.dropFirst().firstIndex { value < $0 }.map { $0 - 1 } ?? counts.count - 1
      counts[index] += 1
    }
    return counts
  }
}

extension RatingReport {
  /// The distributions of those halves that the round has.
  var distributions: [ScoreDistribution] {
    [
      ScoreDistribution(ReportWords.satisfaction, places.map { $0.satisfaction?.value }),
      ScoreDistribution(ReportWords.department, places.map(\.department)),
    ].filter { !$0.sorted.isEmpty }
  }
}

extension RatingReport.District {
  /// The distributions of the two halves in the district, either of which may be empty.
  var distributions: [ScoreDistribution] {
    [
      ScoreDistribution(ReportWords.satisfaction, places.map { $0.satisfaction?.value }),
      ScoreDistribution(ReportWords.department, places.map(\.department)),
    ]
  }
}
