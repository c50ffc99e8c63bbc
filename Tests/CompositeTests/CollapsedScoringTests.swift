import Findings
import Foundation
import Scoring
import Statistics
import TestSupport
import Testing

/// The quick ways of a sensitivity analysis – one sum over the leaves, ordering by slots – against the step-by-step program.
@Suite struct CollapsedScoringTests {
  /// A made-up table of a tree of three levels with a share of gaps.
  private func run(units: Int, gaps: Double, seed: UInt64, recipe: [String: String]) throws
    -> CompositeRun
  {
    var random = SeededGenerator(seed: seed)
    var text = "u,a,b,c,d,e,f,g\n"
    for unit in 0..<units {
      let cells = (0..<7).map { _ in random.unit() < gaps ? "" : String(1 + random.unit() * 99) }
      text += "u\(unit)," + cells.joined(separator: ",") + "\n"
    }
    let indicators =
      "code,parent,direction,weight\na,p,1,2\nb,p,-1,1\nc,q,1,1\nd,q,1,3\ne,r,1,1\nf,r,1,0.5\ng,r,-1,2\n"
      + "p,s,1,0.3\nq,s,1,0.7\nr,t,1,0.4\ns,t,1,0.6\nt,,,\n"
    return try CompositeCase.run(sheet(indicators), sheet(text), recipe)
  }

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var gaps: Double
    var aggregation: AggregationRule
    var thresholds: [Double] = []
  }

  static let cases = [
    Case(testDescription: "arithmetic, complete", gaps: 0, aggregation: .arithmetic),
    Case(testDescription: "geometric, complete", gaps: 0, aggregation: .geometric),
    Case(testDescription: "arithmetic, few gaps", gaps: 0.02, aggregation: .arithmetic),
    Case(testDescription: "geometric, few gaps", gaps: 0.02, aggregation: .geometric),
    Case(
      testDescription: "arithmetic, few gaps, thresholds", gaps: 0.02, aggregation: .arithmetic,
      thresholds: [0.6]),
    Case(
      testDescription: "arithmetic, so many gaps that patterns abound", gaps: 0.3,
      aggregation: .arithmetic),
    Case(
      testDescription: "geometric, many gaps, thresholds", gaps: 0.3, aggregation: .geometric,
      thresholds: [0.5]),
  ]

  /// A study with one alternative has one variant, whose ranks are those of the program that does it step by step.
  @Test(arguments: cases) func oneVariantRanksAsTheStepByStepProgram(_ test: Case) throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let nominal = try run(units: 150, gaps: test.gaps, seed: seed, recipe: [:])
      var recipe = nominal.recipe
      recipe.normalisation = .minMax(lower: 1, upper: 100)
      recipe.aggregations = [test.aggregation]
      recipe.thresholds = test.thresholds
      var study = SensitivityStudy(
        tree: nominal.tree, recipe: recipe, units: nominal.units,
        table: nominal.datasets[0].table.columns, places: 0,
        factors: [.aggregation([[test.aggregation]])])
      study.groups = nominal.units.indices.map { $0 % 2 }
      study.places = [10, 5]
      var findings: [Finding] = []
      let other = CompositeRun(nominal.tree, nominal.datasets[0].table, recipe, &findings)
      let result = try study.run(.init())
      for group in 0..<2 {
        let members = study.units.indices.filter { study.groups[$0] == group }
        let ranks = CompositeRun.ranks(members.map { other.scores[other.tree.top][$0] })
        for (unit, rank) in zip(members, ranks) {
          #expect(result.units[unit].rank == rank, "\(study.units[unit]), seed \(seed)")
          #expect(result.units[unit].median == rank.map(Double.init))
        }
      }
    }
  }

  /// Ranks by slots are ranks, also where one value squeezes all others together, where many tie, and where all do.
  @Test(arguments: ["plain", "one far above", "two values", "all equal", "a geometric ladder"])
  func anyDataAreOrdered(_ kind: String) throws {
    var random = SeededGenerator(seed: 77)
    let values = (0..<400).map { unit -> Double in
      switch kind {
      case "one far above": unit == 123 ? 1e12 : random.unit()
      case "two values": random.unit() < 0.5 ? 1 : 2
      case "all equal": 3
      case "a geometric ladder": pow(1.3, Double(unit % 97)) * (unit % 2 == 0 ? 1 : -1)
      default: random.unit()
      }
    }
    let text = "u,a\n" + values.enumerated().map { "u\($0),\($1)\n" }.joined()
    let run = try CompositeCase.run(
      sheet("code,parent,direction,weight\na,t,1,1\nt,,,\n"), sheet(text), ["normalise": "none"])
    var study = SensitivityStudy(
      tree: run.tree, recipe: run.recipe, units: run.units, table: run.datasets[0].table.columns,
      places: 50,
      factors: [.missing([.spread])])
    study.recipe.normalisation = .given
    let result = try study.run(.init())
    let shares = result.units.reduce(0) { $0 + $1.title }
    #expect(agree(shares, 50))
    for unit in values.indices {
      #expect(result.units[unit].rank == 1 + values.count { $0 > values[unit] }, "\(values[unit])")
    }
  }

  /// What stands beside the weighted parts moves the points at which lists change: against a search in small steps.
  @Test func constantsAreNoPartsOfTheWeights() throws {
    var random = SeededGenerator(seed: 5)
    let parts = (0..<2).map { _ in (0..<12).map { _ in 60 + 40 * random.unit() } }
    let bonus = (0..<12).map { _ in 3 * random.unit() }
    func order(_ share: Double) -> [Int] {
      (0..<12).sorted { a, b in
        func score(_ unit: Int) -> Double {
          share * parts[0][unit] + (1 - share) * parts[1][unit] + bonus[unit]
        }
        return score(a) > score(b)
      }
    }
    let list = order(0.5)
    let found = WeightStability(
      parts: parts, weights: [0.5, 0.5], constants: bonus, inside: [Array(list[..<4])],
      outside: [Array(list[4...])])
    let steps = (0...10_000).map { Double($0) / 10_000 }
    let same = steps.filter { Set(order($0).prefix(4)) == Set(list.prefix(4)) }
    let (lower, upper) = (found.ranges[0].lower ?? 0, found.ranges[0].upper ?? 1)
    // The shares around one half with the same list are one run of steps, since each pair changes places once.
    let below = try #require(same.filter { $0 <= 0.5 }.min { abs($0 - lower) < abs($1 - lower) })
    let above = try #require(same.filter { $0 >= 0.5 }.min { abs($0 - upper) < abs($1 - upper) })
    #expect(abs(below - lower) <= 1e-4 && abs(above - upper) <= 1e-4)
    let least = try #require(found.least)
    #expect(agree(least.mass, min(0.5 - lower, upper - 0.5)))
  }
}
