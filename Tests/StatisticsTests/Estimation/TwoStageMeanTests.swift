import Statistics
import TestSupport
import Testing

/// The moment form of the two-stage mean against influence values summed row by row, and against exact fractions.
@Suite struct TwoStageMeanTests {
  /// The worked example of docs/methods/two-stage-mean.md; reference: the formula in exact fractions, Python 3.11.
  @Test func theWorkedExample() throws {
    let mean = try TwoStageMean([
      .init(
        clusters: [Self.cluster(10, [70, 80], households: 20), Self.cluster(12, [60, 90], households: 24)],
        populationClusters: 4),
      .init(
        clusters: [Self.cluster(15, [85, 75], households: 30), Self.cluster(9, [95, 65], households: 18)],
        populationClusters: 6),
    ])
    #expect(agree(mean.mean, 77.6086956521739))
    #expect(agree(try #require(mean.standardError), 3.316614150637476))
    #expect(mean.degreesOfFreedom == 2)
    #expect(mean.count == 8)
  }

  static func cluster(_ weight: Double, _ values: [Double], households: Double?, outside: Int = 0)
    -> TwoStageMean.Cluster
  {
    let centre = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let cell = TwoStageMean.Cell(
      weight: weight, size: values.count + outside, count: values.count, mean: centre, sumOfSquares: squares)
    return TwoStageMean.Cluster(cells: [cell], populationElements: households)
  }

  /// Random designs with missing values: the same number from influence values row by row.
  @Test func momentsAndInfluenceValuesAgree() throws {
    var random = SeededGenerator(seed: 14)
    for _ in 0..<100 {
      var strata: [TwoStageMean.Stratum] = []
      var rows: [(stratum: Int, unit: Int, weight: Double, value: Double?, population: Double, households: Double)] = []
      for stratum in 0..<(1 + Int(random.next() % 3)) {
        let population = Double(6 + random.next() % 10)
        var clusters: [TwoStageMean.Cluster] = []
        for unit in 0..<(2 + Int(random.next() % 3)) {
          let households = Double(10 + random.next() % 20)
          let weight = 0.5 + 10 * random.unit()
          let size = 1 + Int(random.next() % 6)
          var values: [Double] = []
          for _ in 0..<size {
            let value = random.next() % 5 == 0 ? nil : Double(random.next() % 5) * 25
            rows.append((stratum, unit, weight, value, population, households))
            if let value { values.append(value) }
          }
          clusters.append(Self.cluster(weight, values, households: households, outside: size - values.count))
        }
        strata.append(.init(clusters: clusters, populationClusters: population))
      }
      guard rows.contains(where: { $0.value != nil }) else { continue }
      let mean = try TwoStageMean(strata)
      let total = rows.reduce(0) { $0 + ($1.value == nil ? 0 : $1.weight) }
      let influence = rows.map { row in row.value.map { row.weight * ($0 - mean.mean) / total } ?? 0 }
      #expect(agree(influence.reduce(0, +), 0, absolute: 1e-10))
      var variance = 0.0
      for stratum in 0..<strata.count {
        let members = rows.indices.filter { rows[$0].stratum == stratum }
        let units = Set(members.map { rows[$0].unit }).sorted().map { unit in members.filter { rows[$0].unit == unit } }
        let n = Double(units.count)
        let f = min(1, n / rows[members[0]].population)
        let totals = units.map { $0.reduce(0) { $0 + influence[$1] } }
        let centre = totals.reduce(0, +) / n
        variance += (1 - f) * n / (n - 1) * totals.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        for unit in units where unit.count > 1 {
          let m = Double(unit.count)
          let inner = unit.reduce(0) { $0 + influence[$1] } / m
          let g = min(1, m / rows[unit[0]].households)
          variance +=
            f * (1 - g) * m / (m - 1) * unit.reduce(0) { $0 + (influence[$1] - inner) * (influence[$1] - inner) }
        }
      }
      #expect(agree(try #require(mean.standardError), variance.squareRoot()))
    }
  }

  @Test func equalValuesHaveNoError() throws {
    let mean = try TwoStageMean([
      .init(
        clusters: [Self.cluster(2, [50, 50], households: 9), Self.cluster(3, [50], households: 9)],
        populationClusters: 8)
    ])
    #expect(mean.mean == 50)
    #expect(mean.standardError == 0)
  }

  @Test func oneUnitPerStratumSaysNothing() throws {
    let mean = try TwoStageMean([.init(clusters: [Self.cluster(2, [10, 90], households: 9)], populationClusters: 8)])
    #expect(mean.standardError == nil)
    #expect(mean.degreesOfFreedom == 0)
  }

  @Test func anEmptySampleIsRefused() {
    #expect(throws: StatisticsError.emptySample) { try TwoStageMean([]) }
    #expect(throws: StatisticsError.emptySample) {
      try TwoStageMean([.init(clusters: [Self.cluster(2, [], households: 9, outside: 3)], populationClusters: 8)])
    }
  }
}
