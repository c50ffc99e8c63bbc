import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2, PracTools 1.7.5, optimall 1.3.0; see References/allocation/source.md. Tolerance of the case: 1e-9.
@Suite struct AllocationTests {
  static func strata(minimum: Int = 2) throws -> [AllocationStratum] {
    try ReferenceCase("allocation").table().map { row in
      try AllocationStratum(
        population: try #require(Int(row["N_h"] ?? "")), deviation: Double(row["S_h"] ?? ""),
        mean: Double(row["mean_h"] ?? ""), cost: try #require(Double(row["cost_h"] ?? "")), minimum: minimum)
    }
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let method: AllocationMethod
    let size: Int
  }

  static let cases = [
    Case(testDescription: "proportional", method: .proportional, size: 200),
    Case(testDescription: "equal", method: .equal, size: 200),
    Case(testDescription: "neyman", method: .neyman, size: 200),
    Case(testDescription: "optimal_cost", method: .optimal, size: 200),
    Case(testDescription: "power_q0.5", method: .power(0.5), size: 200),
    Case(testDescription: "power_q1", method: .power(1), size: 200),
    Case(testDescription: "sqrt_proportional", method: .squareRoot, size: 200),
    Case(testDescription: "neyman_take_all", method: .neyman, size: 1000),
  ]

  @Test(arguments: cases) func agreesWithTheReference(_ wanted: Case) throws {
    let reference = try ReferenceCase("allocation")
    let strata = try Self.strata()
    let found = try Allocation(strata, method: wanted.method, constraint: .size(wanted.size))
    let id = wanted.testDescription
    expectAgreement(found.unbounded, try reference.numbers(id, "unbounded"), id)
    expectAgreement(found.bounded, try reference.numbers(id, "bounded"), id)
    #expect(try found.sizes == reference.numbers(id, "integer").map { Int($0) })
    guard wanted.size == 200 else { return }
    let variance = try #require(Allocation.varianceOfMean(strata, sizes: found.sizes.map(Double.init)))
    #expect(agree(variance, try reference.number(id, "variance_of_mean_integer")))
    let unrounded = try #require(Allocation.varianceOfMean(strata, sizes: found.unbounded))
    #expect(agree(unrounded, try reference.number(id, "variance_of_mean_unbounded")))
  }

  @Test(arguments: [1, 2]) func agreesWithWright(_ minimum: Int) throws {
    let reference = try ReferenceCase("allocation")
    let found = try Allocation(exact: try Self.strata(minimum: minimum), constraint: .size(200))
    #expect(try found.sizes == reference.numbers("wright_min\(minimum)", "integer").map { Int($0) })
  }

  @Test func spendsABudget() throws {
    let reference = try ReferenceCase("allocation")
    let strata = try Self.strata()
    let found = try Allocation(strata, method: .optimal, constraint: .budget(300))
    expectAgreement(found.bounded, try reference.numbers("optimal_total_cost", "n_h"))
    let spent = zip(strata, found.sizes).reduce(0.0) { $0 + $1.0.cost * Double($1.1) }
    #expect(spent <= 300)
    #expect(spent > 300 - 2.5, "no stratum's unit would still fit")
  }

  @Test func reachesATargetVariation() throws {
    let reference = try ReferenceCase("allocation")
    let strata = try Self.strata()
    let found = try Allocation(strata, method: .optimal, constraint: .targetVariation(0.05))
    expectAgreement(found.bounded, try reference.numbers("optimal_target_cv", "n_h"))
    let variance = try #require(Allocation.varianceOfMean(strata, sizes: found.sizes.map(Double.init)))
    let mean = try #require(Allocation.mean(strata))
    #expect(variance.squareRoot() / mean <= 0.05)
  }

  /// Whatever the strata: the total is hit, the bounds hold, and the unrounded numbers lie inside them and sum to the size.
  @Test func hitsTheTotalInsideTheBounds() throws {
    var generator = SeededGenerator(seed: 12)
    let methods: [AllocationMethod] = [.proportional, .equal, .squareRoot, .neyman, .optimal, .power(0.3)]
    for round in 0..<600 {
      var strata: [AllocationStratum] = []
      for _ in 0..<(1 + Int(12 * generator.unit())) {
        let population = Int(200 * generator.unit() * generator.unit())
        let least = Int(Double(population) * generator.unit() * 0.3)
        let most = least + Int(Double(population - least) * generator.unit() + 0.999)
        strata.append(
          try AllocationStratum(
            population: population, deviation: generator.unit() < 0.2 ? 0 : 10 * generator.unit(),
            mean: 1 + generator.unit(), cost: 0.5 + generator.unit(), minimum: least, maximum: most))
      }
      let low = strata.reduce(0) { $0 + $1.minimum }
      let high = strata.reduce(0) { $0 + $1.maximum }
      let size = low + Int(Double(high - low) * generator.unit() + 0.5)
      let method = methods[round % methods.count]
      guard let found = try? Allocation(strata, method: method, constraint: .size(size)) else {
        // Only when no stratum has a share at all, as with deviations of 0 everywhere.
        #expect(strata.allSatisfy { $0.deviation == 0 || $0.population == 0 })
        continue
      }
      #expect(found.sizes.reduce(0, +) == size, "round \(round)")
      #expect(agree(found.bounded.reduce(0, +), Double(size), relative: 1e-9, absolute: 1e-9), "round \(round)")
      for (index, stratum) in strata.enumerated() {
        #expect((stratum.minimum...stratum.maximum).contains(found.sizes[index]), "round \(round), stratum \(index)")
        #expect(abs(Double(found.sizes[index]) - found.bounded[index]) < 1 + 1e-9, "round \(round), stratum \(index)")
      }
    }
  }

  /// Bounded solutions spend the budget, or reach the variation, to the last digits, unless every stratum stands on a bound;
  /// whole numbers never exceed the one and always reach the other.
  @Test func budgetsAndVariationsAreMetInsideTheBounds() throws {
    var generator = SeededGenerator(seed: 14)
    for round in 0..<300 {
      var strata: [AllocationStratum] = []
      for _ in 0..<(2 + Int(8 * generator.unit())) {
        let population = 10 + Int(300 * generator.unit())
        strata.append(
          try AllocationStratum(
            population: population, deviation: 0.5 + 10 * generator.unit(), mean: 5 + 10 * generator.unit(),
            cost: 0.5 + 2 * generator.unit(), minimum: 1 + Int(4 * generator.unit()),
            maximum: 6 + Int(Double(population) * generator.unit())))
      }
      func cost(_ sizes: [Double]) -> Double { zip(strata, sizes).reduce(0) { $0 + $1.0.cost * $1.1 } }
      func isFree(_ sizes: [Double]) -> Bool {
        zip(strata, sizes).contains { $0.1 > Double($0.0.minimum) && $0.1 < Double($0.0.maximum) }
      }
      let low = cost(strata.map { Double($0.minimum) })
      let high = cost(strata.map { Double($0.maximum) })
      let budget = low + (high - low) * generator.unit()
      let method: AllocationMethod = round % 2 == 0 ? .optimal : .neyman
      let spent = try Allocation(strata, method: method, constraint: .budget(budget))
      if isFree(spent.bounded) { #expect(agree(cost(spent.bounded), budget), "round \(round)") }
      #expect(cost(spent.sizes.map(Double.init)) <= budget * (1 + 1e-12))
      let mean = try #require(Allocation.mean(strata))
      func variation(_ sizes: [Double]) throws -> Double {
        (try #require(Allocation.varianceOfMean(strata, sizes: sizes))).squareRoot() / mean
      }
      let best = try variation(strata.map { Double($0.maximum) })
      let worst = try variation(strata.map { Double($0.minimum) })
      let target = best + (worst - best) * (0.01 + 0.98 * generator.unit())
      let reached = try Allocation(strata, method: method, constraint: .targetVariation(target))
      if isFree(reached.bounded) { #expect(agree(try variation(reached.bounded), target), "round \(round)") }
      for sizes in [spent.sizes, reached.sizes] {
        for (stratum, size) in zip(strata, sizes) { #expect((stratum.minimum...stratum.maximum).contains(size)) }
      }
      #expect(try variation(reached.sizes.map(Double.init)) <= target * (1 + 1e-12), "round \(round)")
    }
  }

  /// No unit moved from one stratum to another makes Wright's variance smaller.
  @Test func wrightLeavesNothingToGain() throws {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<60 {
      var strata: [AllocationStratum] = []
      for _ in 0..<(2 + Int(6 * generator.unit())) {
        strata.append(
          try AllocationStratum(population: 2 + Int(60 * generator.unit()), deviation: 0.1 + 5 * generator.unit()))
      }
      let total = strata.reduce(0) { $0 + $1.population }
      let size = strata.count + Int(Double(total - strata.count) * generator.unit())
      let sizes = try Allocation(exact: strata, constraint: .size(size)).sizes
      #expect(sizes.reduce(0, +) == size)
      let variance = try #require(Allocation.varianceOfMean(strata, sizes: sizes.map(Double.init)))
      for from in strata.indices where sizes[from] > 1 {
        for to in strata.indices where to != from && sizes[to] < strata[to].population {
          var moved = sizes.map(Double.init)
          moved[from] -= 1
          moved[to] += 1
          let other = try #require(Allocation.varianceOfMean(strata, sizes: moved))
          #expect(other >= variance * (1 - 1e-12))
        }
      }
    }
  }

  @Test func refusesWhatCannotBeMet() throws {
    let strata = try Self.strata()
    #expect(throws: StatisticsError.self) { try Allocation(strata, method: .neyman, constraint: .size(13)) }
    #expect(throws: StatisticsError.self) { try Allocation(strata, method: .neyman, constraint: .size(2897)) }
    #expect(throws: StatisticsError.self) { try Allocation([], method: .equal, constraint: .size(1)) }
    #expect(throws: StatisticsError.self) { try Allocation(exact: strata, constraint: .budget(100)) }
    let bare = [try AllocationStratum(population: 10)]
    #expect(throws: StatisticsError.self) { try Allocation(bare, method: .neyman, constraint: .size(2)) }
    #expect(throws: StatisticsError.self) { try AllocationStratum(population: 5, minimum: 6) }
  }
}
