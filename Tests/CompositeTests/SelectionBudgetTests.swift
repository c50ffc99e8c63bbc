import Statistics
import TestSupport
import Testing

@Suite struct SelectionBudgetTests {
  static let units: [SelectionBudget.Unit] = [
    .init(estimate: 90, standardError: 1, completed: 100), .init(estimate: 86, standardError: 2, completed: 40),
    .init(estimate: 85, standardError: 2, completed: 50), .init(estimate: 80, standardError: 1.5, completed: 60),
  ]

  /// Chen's ratios by hand: with c = 85.5 the plug-in shares stand as (σ/δ)².
  @Test func thePublishedRatiosAreMet() throws {
    let plan = try SelectionBudget(
      Self.units, groups: [[0, 1, 2, 3]], places: [2], budget: 1e6, rule: .plugIn)
    let sizes = zip(Self.units, plan.unrounded).map { Double($0.completed) + $1 }
    // σ² = se²·n = 100, 160, 200, 135; δ² = 20.25, 0.25, 0.25, 30.25.
    let ratios = [100 / 20.25, 160 / 0.25, 200 / 0.25, 135 / 30.25]
    for index in 1..<4 { #expect(agree(sizes[index] / sizes[0], ratios[index] / ratios[0], relative: 1e-6)) }
    #expect(plan.additional.reduce(0, +) == 1_000_000 && plan.left == 0)
    #expect(zip(plan.additional, plan.unrounded).allSatisfy { abs(Double($0) - $1) < 1 })
  }

  @Test(arguments: SelectionBudget.Rule.allCases) func theBudgetIsKept(_ rule: SelectionBudget.Rule) throws {
    var generator = SeededGenerator(seed: 3)
    for budget in [0.0, 1, 17, 500, 12_345] {
      let units = (0..<30).map { _ in
        SelectionBudget.Unit(
          estimate: generator.unit() * 10, standardError: 0.5 + generator.unit(),
          completed: 10 + Int(generator.unit() * 50),
          population: 80 + Int(generator.unit() * 100), cost: (1 + (generator.unit() * 4).rounded()) / 2)
      }
      let groups = [Array(0..<10), Array(10..<25), Array(25..<30)]
      let plan = try SelectionBudget(units, groups: groups, places: [3, 5, 5], budget: budget, rule: rule)
      let cost = zip(units, plan.additional).reduce(0) { $0 + $1.0.cost * Double($1.1) }
      #expect(cost <= budget + 1e-6 && agree(cost + plan.left, budget, absolute: 1e-6))
      for (unit, more) in zip(units, plan.additional) {
        #expect(more >= 0 && unit.completed + more <= unit.population ?? .max)
      }
      // The third group has as many places as units: nothing is open there.
      #expect(plan.additional[25...].allSatisfy { $0 == 0 })
      // All that can be visited is visited, or less than the dearest interview is left.
      let isFull = zip(units[..<25], plan.additional[..<25]).allSatisfy { $0.completed + $1 == $0.population }
      #expect(isFull || plan.left < 2.5)
    }
  }

  @Test func whatCannotBeIsRefused() {
    for unit in [
      SelectionBudget.Unit(estimate: 1, standardError: -1, completed: 5),
      .init(estimate: 1, standardError: 1, completed: 1),
      .init(estimate: 1, standardError: 1, completed: 9, population: 8),
      .init(estimate: .nan, standardError: 1, completed: 9),
      .init(estimate: 1, standardError: 1, completed: 9, cost: 0),
    ] {
      #expect(throws: StatisticsError.self) {
        try SelectionBudget([unit, unit], groups: [[0, 1]], places: [1], budget: 5, rule: .posterior)
      }
    }
  }

  /// Two units, one place: now right with probability Φ(d/√(se₁² + se₂²)); after a census always.
  @Test func theExpectedGainIsTheKnownProbability() throws {
    let units = [
      SelectionBudget.Unit(estimate: 1, standardError: 1, completed: 10, population: 100),
      .init(estimate: 0, standardError: 1, completed: 10, population: 100),
    ]
    func gain(_ additional: Int) -> SelectionGain {
      SelectionGain(
        units, groups: [[0, 1]], places: [1], additional: [additional, additional], replications: 20_000, seed: 4)
    }
    let now = gain(0)
    #expect(abs(now.right - Normal.cumulative(1 / 2.0.squareRoot())) < 4 * now.rightError)
    #expect(now.right == now.allRight)
    #expect(gain(90).right == 1)
    #expect(gain(20).right > now.right)
    #expect(gain(20) == gain(20))
  }
}
