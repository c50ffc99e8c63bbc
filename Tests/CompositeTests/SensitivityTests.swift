import Findings
import Foundation
import Scoring
import Sheets
import Statistics
import TestSupport
import Testing

@Suite struct SensitivityTests {
  /// Ishigami's function, whose indices are known: S = 0.3139, 0.4424, 0; T = 0.5576, 0.4424, 0.2437 (a = 7, b = 0.1).
  @Test func sampledIndicesComeNearTheKnownOnes() throws {
    let n = 4000
    var stream = RandomStream(seed: 11)
    func point() -> [Double] { (0..<3).map { _ in (2 * stream.unit() - 1) * Double.pi } }
    func ishigami(_ x: [Double]) -> Double {
      let second: Double = 7 * sin(x[1]) * sin(x[1])
      let third: Double = 0.1 * pow(x[2], 4) * sin(x[0])
      return sin(x[0]) + second + third
    }
    let (a, b) = ((0..<n).map { _ in point() }, (0..<n).map { _ in point() })
    let mixed = (0..<3).map { factor in
      zip(a, b).map { first, second in
        var row = first
        row[factor] = second[factor]
        return ishigami(row)
      }
    }
    let found = SobolIndices(
      a: a.map(ishigami), b: b.map(ishigami), mixed: mixed, bootstrap: 200, confidence: 0.99, seed: 3)
    let indices = try unwrap(found.indices)
    for (index, known) in zip(indices, [(0.3139, 0.5576), (0.4424, 0.4424), (0, 0.2437)]) {
      #expect(try unwrap(index.firstInterval).contains(known.0))
      #expect(try unwrap(index.totalInterval).contains(known.1))
      #expect(abs(index.first - known.0) < 0.07 && abs(index.total - known.1) < 0.05)
    }
  }

  /// y = 2·i + j + i·j over i in 0…2, j in 0…1: by hand.
  @Test func enumeratedIndicesAreExact() throws {
    let outputs: [Double] = [0, 1, 2, 4, 4, 7]
    // Mean 3, variance 16/3; means by i 0.5, 3, 5.5; by j 2, 4.
    let found = SobolIndices(enumerated: outputs, alternatives: [3, 2])
    #expect(agree(found.variance, 16.0 / 3))
    let indices = try unwrap(found.indices)
    #expect(agree(indices[0].first, (6.25 * 2 / 3) / (16.0 / 3)))
    #expect(agree(indices[1].first, 1 / (16.0 / 3)))
    // Two factors: what one does not explain alone is the other's total.
    #expect(agree(indices[0].total, 1 - indices[1].first))
    #expect(agree(indices[1].total, 1 - indices[0].first))
    #expect(SobolIndices(enumerated: [3, 3, 3], alternatives: [3]).indices == nil)
  }

  /// A made-up city of 60 units in 3 groups.
  private func study(_ factors: [SensitivityFactor], gaps: Bool = true) throws -> (SensitivityStudy, CompositeRun) {
    var generator = SeededGenerator(seed: 5)
    var text = "u,a,b,c,d\n"
    for unit in 0..<60 {
      let values = (0..<4).map { _ in String(generator.unit() * 100) }
      text +=
        "u\(unit)," + (gaps && unit == 7 ? ["", values[1], values[2], values[3]] : values).joined(separator: ",") + "\n"
    }
    let indicators = "code,parent,direction,weight\na,p,1,2\nb,p,-1,1\nc,q,1,1\nd,q,1,3\np,t,1,0.5\nq,t,1,0.5\nt,,,\n"
    let run = try CompositeCase.run(sheet(indicators), sheet(text), [:])
    var study = SensitivityStudy(
      tree: run.tree, recipe: run.recipe, units: run.units, table: run.datasets[0].table.columns, places: 0,
      factors: factors)
    study.groups = run.units.indices.map { $0 % 3 }
    study.places = [5, 3, 0]
    return (study, run)
  }

  /// The engine's nominal ranks and the ranks of every enumerated variant are those of the step-by-step program.
  @Test func aVariantEqualsTheStepByStepProgram() throws {
    let rules: [NormalisationRule] = [.minMax(lower: 1, upper: 100), .percentileRank(.min)]
    let (study, nominal) = try study([.normalisation([rules[0]]), .aggregation([[.geometric, .harmonic]])])
    let result = try study.run(.init(replications: 2))
    #expect(result.isExact && result.variants == 1)
    var recipe = nominal.recipe
    recipe.normalisation = rules[0]
    recipe.aggregations = [.geometric, .harmonic]
    var findings: [Finding] = []
    let other = CompositeRun(study.tree, nominal.datasets[0].table, recipe, &findings)
    for group in 0..<3 {
      let members = study.units.indices.filter { study.groups[$0] == group }
      let ranks = CompositeRun.ranks(members.map { other.scores[other.tree.top][$0] })
      let before = CompositeRun.ranks(members.map { nominal.scores[nominal.tree.top][$0] })
      for (unit, (rank, old)) in zip(members, zip(ranks, before)) {
        #expect(result.units[unit].median == rank.map(Double.init))
        #expect(result.units[unit].rank == old)
        #expect(result.units[unit].titleShare == (rank ?? 99 <= study.places[group] ? 1 : 0))
      }
    }
  }

  @Test func theSameSeedGivesTheSameResult() throws {
    let factors: [SensitivityFactor] = [
      .weightNoise(level: nil, amount: 0.25), .share(node: 4, range: 0.4...0.6),
      .dirichlet(level: 1, concentration: 20),
      .missing([.spread, .mean]),
    ]
    let (study, _) = try study(factors)
    let plan = SensitivityStudy.Plan(replications: 60, seed: 9, wantsIndices: true, bootstrap: 20)
    let (first, second) = (try study.run(plan), try study.run(plan))
    #expect(first.units == second.units && first.shiftIndices == second.shiftIndices)
    var other = plan
    other.seed = 10
    #expect(try study.run(other).units != first.units)
    // Titles are given to somebody in every variant.
    let shares = first.units.reduce(0) { $0 + $1.titleShare }
    #expect(agree(shares, 8))
  }

  @Test func theOrderOfUnitsDoesNotMatter() throws {
    var (study, _) = try study([.weightNoise(level: nil, amount: 0.5)], gaps: false)
    let first = try study.run(.init(replications: 40, seed: 2))
    let order = Array(study.units.indices.reversed())
    study.units = order.map { study.units[$0] }
    study.tables = study.tables.map { $0.map { column in order.map { column[$0] } } }
    study.groups = order.map { study.groups[$0] }
    let second = try study.run(.init(replications: 40, seed: 2))
    #expect(order.map { first.units[$0].titleShare } == second.units.map(\.titleShare))
    #expect(order.map { first.units[$0].median } == second.units.map(\.median))
  }

  @Test func conflictsAreRefused() throws {
    let (study, _) = try study([.normalisation([.zScore(mean: 0, deviation: 1)]), .aggregation([[.geometric]])])
    #expect(throws: SensitivityFault.self) { try study.run(.init(replications: 2)) }
  }

  /// Just inside the range the list stands, just outside it has changed; the least change meets its pair's plane.
  @Test func theSmallestChangeIsSmallest() throws {
    let (study, run) = try study([], gaps: false)
    for nodes in [run.tree.nodes[run.tree.top].children, run.tree.leaves] {
      let found = try unwrap(study.stability(nodes: nodes, scores: run.scores))
      let shares = nodes.map { run.tree.cumulativeWeights[$0] }
      func list(_ weights: [Double]) -> Set<Int> {
        let scores = study.units.indices.map { unit in
          zip(nodes, weights).reduce(0) { $0 + $1.1 * (run.scores[$1.0][unit] ?? 0) }
        }
        var chosen: Set<Int> = []
        for group in study.places.indices {
          let order = study.units.indices.filter { study.groups[$0] == group }.sorted { scores[$0] > scores[$1] }
          chosen.formUnion(order.prefix(study.places[group]))
        }
        return chosen
      }
      let nominal = list(shares)
      for (index, range) in found.ranges.enumerated() {
        func moved(to share: Double) -> Set<Int> {
          list(shares.indices.map { $0 == index ? share : shares[$0] * (1 - share) / (1 - shares[index]) })
        }
        if let lower = range.lower {
          #expect(moved(to: lower + 1e-9) == nominal)
          #expect(moved(to: lower - 1e-9) != nominal)
        }
        if let upper = range.upper {
          #expect(moved(to: upper - 1e-9) == nominal)
          #expect(moved(to: upper + 1e-9) != nominal)
        }
      }
      let least = try unwrap(found.least)
      #expect(agree(least.weights.reduce(0, +), 1) && least.weights.allSatisfy { $0 >= 0 })
      let gap = zip(nodes, least.weights).reduce(0.0) { sum, entry in
        sum + entry.1 * ((run.scores[entry.0][least.pair.inside] ?? 0) - (run.scores[entry.0][least.pair.outside] ?? 0))
      }
      #expect(abs(gap) < 1e-9)
      // No random change of less mass alters the list.
      var generator = SeededGenerator(seed: 8)
      for _ in 0..<300 {
        let (from, to) = (Int(generator.unit() * Double(nodes.count)), Int(generator.unit() * Double(nodes.count)))
        var weights = shares
        let mass = min(least.mass * 0.999, weights[from])
        weights[from] -= mass
        weights[to] += mass
        #expect(list(weights) == nominal)
      }
    }
  }
}
