import Foundation
import Statistics
import TestSupport
import Testing

/// Reference: mpmath 1.3.0 with 25 digits, `quad` over the count of better units by direct convolution.
@Suite struct BestProbabilityTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let units: [SamplingDistribution]
    let best: Int
    let expected: [Double]

    init(_ name: String, _ units: [(Double, Double, Double)], best: Int, _ expected: [Double]) {
      testDescription = name
      self.units = units.map { .student($0.0, standardError: $0.1, degreesOfFreedom: $0.2) }
      self.best = best
      self.expected = expected
    }
  }

  static let normal = Double.infinity
  static let cases = [
    Case(
      "three normals", [(1, 1, normal), (0.5, 2, normal), (0, 0.5, normal)], best: 1,
      [0.5229005965008324, 0.3907313232945987, 0.08636808020456884]),
    Case(
      "normal and t mixed", [(60, 2, normal), (61, 3, 4), (58, 1.5, 12), (62, 4, 2), (59, 0.5, normal)], best: 2,
      [0.4581654411070305, 0.6180215885206614, 0.09766230274342054, 0.6676585126252504, 0.1584921550036372]),
    Case(
      "very unequal errors",
      [(0, 1, normal), (0.3, 1e-3, normal), (0.1, 5, normal), (-0.2, 0.05, normal), (0.31, 1e-3, normal)], best: 3,
      [0.4797863634536126, 0.8150512788736715, 0.5047325154332415, 0.2004298422396158, 0.9999999999998586]),
    Case(
      "Cauchy and normal", [(0, 1, 1), (0.4, 1, normal), (1, 0.2, 1)], best: 1,
      [0.2367133795226433, 0.2345196987531372, 0.5287669217242195]),
    Case(
      "t with many degrees of freedom", [(0, 1, 31), (0.2, 1, 40), (0.5, 1.3, 100)], best: 1,
      [0.2382531939218255, 0.3066439665085889, 0.4551028395695856]),
  ]

  @Test(arguments: cases) func agreesWithQuadrature(_ reference: Case) throws {
    let found = try probabilitiesInBest(reference.units, best: reference.best)
    for (p, expected) in zip(found, reference.expected) {
      #expect(agree(p, expected, relative: 1e-9), "\(p) \(expected)")
    }
  }

  /// PISA 2018 reading, 37 countries, 10 best; the case states 1e-8.
  @Test func agreesWithTheQuotaLineCase() throws {
    let reference = try ReferenceCase("quota-line")
    let rows = try reference.table()
    let units = try rows.map { row in
      SamplingDistribution.normal(
        try #require(Double(row["reading_score"] ?? "")),
        standardError: try #require(Double(row["reading_se"] ?? "")))
    }
    let expected = try #require(reference.expected("probability_top_10")["probability"] as? [[String: Any]])
    let found = try probabilitiesInBest(units, best: 10)
    try #require(expected.count == found.count)
    for (row, (record, p)) in zip(rows, zip(expected, found)) {
      #expect(record["unit"] as? String == row["jurisdiction"])
      #expect(agree(p, try #require(record["p"] as? Double), relative: 0, absolute: 1e-11))
    }
  }

  @Test func theProbabilitiesSumToTheNumberOfPlaces() throws {
    var generator = SeededGenerator(seed: 20260)
    for size in [2, 3, 7, 40, 120] {
      for degrees in [Double.infinity, 1, 2.5, 31, 1e9] {
        for spread in [0.0, 3, 100] {
          let units = (0..<size).map { index in
            let error = pow(10, -4 * generator.unit() * Double(index % 2))
            return SamplingDistribution.student(
              60 + spread * generator.unit(), standardError: error,
              degreesOfFreedom: index % 3 == 0 ? .infinity : degrees)
          }
          let best = 1 + Int(generator.unit() * Double(size - 1))
          let sum = try probabilitiesInBest(units, best: best).reduce(0, +)
          #expect(agree(sum, Double(best), relative: 0, absolute: 1e-9), "\(size) \(degrees) \(spread) \(best) \(sum)")
        }
      }
    }
  }

  @Test func identicalUnitsShareThePlacesEvenly() throws {
    for degrees in [Double.infinity, 6] {
      let unit = SamplingDistribution.student(80, standardError: 2, degreesOfFreedom: degrees)
      for p in try probabilitiesInBest(Array(repeating: unit, count: 400), best: 40) {
        #expect(agree(p, 0.1, relative: 1e-10))
      }
    }
  }

  @Test func certainUnitsShareThePlacesLeftByLot() throws {
    let certain = [5.0, 5, 5, 7, 3].map { SamplingDistribution.normal($0, standardError: 0) }
    let alone = try probabilitiesInBest(certain, best: 2)
    for (p, expected) in zip(alone, [1.0 / 3, 1.0 / 3, 1.0 / 3, 1, 0]) { #expect(agree(p, expected)) }
    // One moving unit above or below the two at 5 with probability one half each: places left are 0 or 1.
    let mixed = try probabilitiesInBest(
      [.normal(5, standardError: 0), .normal(5, standardError: 0), .normal(5, standardError: 1)], best: 1)
    for (p, expected) in zip(mixed, [0.25, 0.25, 0.5]) { #expect(agree(p, expected)) }
  }

  @Test func edgesNeedNoIntegral() throws {
    let units = [1.0, 2, 3].map { SamplingDistribution.normal($0, standardError: 1) }
    #expect(try probabilitiesInBest(units, best: 0) == [0, 0, 0])
    #expect(try probabilitiesInBest(units, best: 3) == [1, 1, 1])
    #expect(try probabilitiesInBest(units, best: 9) == [1, 1, 1])
    #expect(try probabilitiesInBest([units[0]], best: 1) == [1])
    let far = try probabilitiesInBest([.normal(0, standardError: 1), .normal(1e6, standardError: 1)], best: 1)
    #expect(far == [0, 1])
  }

  @Test func shiftScaleAndOrderDoNotMatter() throws {
    let units = BestProbabilityTests.cases[1].units
    let found = try probabilitiesInBest(units, best: 2)
    let moved = units.map {
      SamplingDistribution.student(
        1e3 + 7 * $0.estimate, standardError: 7 * $0.standardError, degreesOfFreedom: $0.degreesOfFreedom)
    }
    for (p, q) in zip(found, try probabilitiesInBest(moved, best: 2)) { #expect(agree(p, q, relative: 1e-10)) }
    for (p, q) in zip(found, try probabilitiesInBest(units.reversed(), best: 2).reversed()) {
      #expect(agree(p, q, relative: 1e-10))
    }
  }

  @Test func errorsBelowTheSpacingOfTheNumbersArePointMasses() throws {
    for error in [1e-300, 1e-17, 1e-13, 1e-11, 1e-9, 1e-6] {
      let units: [SamplingDistribution] = [
        .normal(1, standardError: error), .normal(0, standardError: 1), .normal(0, standardError: 1),
        .normal(0.5, standardError: error * 3),
      ]
      let p = try probabilitiesInBest(units, best: 1)
      // Φ(1)²: both others below 1.
      #expect(agree(p[0], 0.7078609817371410, relative: 1e-8), "\(error) \(p)")
      #expect(agree(p.reduce(0, +), 1, relative: 1e-8), "\(error) \(p)")
    }
  }

  @Test func faultyEstimatesAreRefused() {
    #expect(throws: StatisticsError.self) { try probabilitiesInBest([.normal(1e308, standardError: 1)], best: 1) }
    #expect(throws: StatisticsError.self) { try probabilitiesInBest([.normal(1, standardError: 1e200)], best: 1) }
    #expect(throws: StatisticsError.emptySample) { try probabilitiesInBest([], best: 1) }
    #expect(throws: StatisticsError.self) { try probabilitiesInBest([.normal(.nan, standardError: 1)], best: 1) }
    #expect(throws: StatisticsError.self) { try probabilitiesInBest([.normal(1, standardError: -1)], best: 1) }
    #expect(throws: StatisticsError.self) { try probabilitiesInBest([.normal(1, standardError: 1)], best: -1) }
    #expect(throws: StatisticsError.self) {
      try probabilitiesInBest([.student(1, standardError: 1, degreesOfFreedom: 0.5)], best: 1)
    }
  }
}
