import Statistics
import TestSupport
import Testing

/// References: PISA 2018 mathematics, critical values simulated with 100,000 draws in R 4.2.2; csranks 1.2.3 lies within the
/// ranges (source.md of each case).
@Suite struct RankConfidenceSetsTests {
  static func pisa(_ name: String = "rank-confidence-sets") throws -> (names: [String], ranked: RankedEstimates) {
    let rows = try ReferenceCase(name).table()
    return (
      rows.compactMap { $0["jurisdiction"] },
      try RankedEstimates(
        rows.compactMap { Double($0["math_score"] ?? "") },
        standardErrors: rows.compactMap { Double($0["math_se"] ?? "") })
    )
  }

  static func draws(_ ranked: RankedEstimates) -> Int { RankConfidenceSets.usualReplications(units: ranked.count) }

  @Test(arguments: [("simultaneous_stepdown", true), ("simultaneous_singlestep", false), ("marginal_stepdown", true)])
  func boundsLieInTheRangesOfTheCase(_ check: String, _ stepdown: Bool) throws {
    let (names, ranked) = try RankConfidenceSetsTests.pisa()
    let expected = try ReferenceCase("rank-confidence-sets").expected(check)
    let records = try #require(expected["bounds"] as? [[String: Any]])
    for seed: UInt64 in [1, 20181] {
      let sets = try RankConfidenceSets(
        ranked, stepdown: stepdown, replications: RankConfidenceSetsTests.draws(ranked), seed: seed)
      if let value = expected["critical_value_first_step"] as? Double {
        #expect(agree(sets.criticalValue, value, relative: 0.01))
      }
      let found = check.hasPrefix("marginal") ? sets.marginal : sets.simultaneous
      try #require(records.count == found.count)
      for (name, (record, bounds)) in zip(names, zip(records, found)) {
        #expect(record["unit"] as? String == name)
        let lower = try #require(record["lower_range"] as? [Int])
        let upper = try #require(record["upper_range"] as? [Int])
        #expect(lower[0] <= bounds.lowerBound && bounds.lowerBound <= lower[1], "\(check) \(name) \(bounds)")
        #expect(upper[0] <= bounds.upperBound && bounds.upperBound <= upper[1], "\(check) \(name) \(bounds)")
      }
    }
  }

  @Test(arguments: [3, 5, 10]) func bestSetsAgreeWithTheCase(_ best: Int) throws {
    let (names, ranked) = try RankConfidenceSetsTests.pisa()
    let expected = try ReferenceCase("rank-confidence-sets").expected("tau_best_\(best)")
    let sets = try RankConfidenceSets(ranked, replications: RankConfidenceSetsTests.draws(ranked), seed: 7)
    let found = Set(sets.bestSet(best).map { names[$0] })
    #expect(found.isSuperset(of: try #require(expected["certain_members"] as? [String])))
    #expect(found.isSubset(of: try #require(expected["possible_members"] as? [String])))
  }

  @Test func pointRanksAgreeWithTheCase() throws {
    let expected = try ReferenceCase("rank-confidence-sets").expected("point_ranks")["ranks"] as? [Int]
    #expect(try RankConfidenceSetsTests.pisa().ranked.ranks.map(\.best) == expected)
  }

  @Test(arguments: [
    ("bootstrap_simultaneous_stepwise", true, true), ("bootstrap_simultaneous_one_step", true, false),
    ("bootstrap_one_by_one_stepwise", false, true),
  ]) func boundsAreAmongThoseOfFiveSeeds(_ key: String, _ simultaneous: Bool, _ stepdown: Bool) throws {
    let (names, ranked) = try RankConfidenceSetsTests.pisa("rank-certainty-pisa2018")
    let expected = try #require(
      ReferenceCase("rank-certainty-pisa2018").expected("")[key] as? [String: [String: [Int]]])
    let sets = try RankConfidenceSets(
      ranked, stepdown: stepdown, replications: RankConfidenceSetsTests.draws(ranked), seed: 3)
    for (name, bounds) in zip(names, simultaneous ? sets.simultaneous : sets.marginal) {
      #expect(expected[name]?["lower"]?.contains(bounds.lowerBound) == true, "\(name) \(bounds)")
      #expect(expected[name]?["upper"]?.contains(bounds.upperBound) == true, "\(name) \(bounds)")
    }
  }

  @Test func marginalSetsLieWithinSimultaneousOnesAndStepdownNeverWidens() throws {
    var generator = SeededGenerator(seed: 61)
    for units in [1, 2, 5, 30] {
      for zeroShare in [0.0, 0.3, 1] {
        let ranked = try RankedEstimates(
          (0..<units).map { _ in (generator.unit() * 40).rounded() / 4 },
          standardErrors: (0..<units).map { _ in generator.unit() < zeroShare ? 0 : 0.1 + 3 * generator.unit() })
        let sets = try RankConfidenceSets(ranked, replications: 2000, seed: 4)
        let single = try RankConfidenceSets(ranked, stepdown: false, replications: 2000, seed: 4)
        for unit in 0..<units {
          #expect(sets.simultaneous[unit].contains(ranked.ranks[unit].best))
          #expect(sets.simultaneous[unit].contains(ranked.ranks[unit].worst))
          for (inner, outer) in [
            (sets.marginal, sets.simultaneous), (sets.simultaneous, single.simultaneous),
            (sets.marginal, single.marginal),
          ] {
            #expect(
              outer[unit].lowerBound <= inner[unit].lowerBound && inner[unit].upperBound <= outer[unit].upperBound)
          }
        }
      }
    }
  }

  /// The fast search of independent errors and the plain one of a covariance matrix see the same draws.
  @Test func aDiagonalCovarianceGivesTheSameSets() throws {
    let (_, ranked) = try RankConfidenceSetsTests.pisa()
    let diagonal = try RankedEstimates(
      ranked.estimates,
      covariance: ranked.standardErrors.indices.map { row in
        ranked.standardErrors.indices.map { $0 == row ? ranked.standardErrors[row] * ranked.standardErrors[row] : 0 }
      })
    let fast = try RankConfidenceSets(ranked, replications: 1000, seed: 9)
    let plain = try RankConfidenceSets(diagonal, replications: 1000, seed: 9)
    #expect(fast.simultaneous == plain.simultaneous)
    #expect(fast.marginal == plain.marginal)
    #expect(agree(fast.criticalValue, plain.criticalValue))
    for (a, b) in zip(fast.marginalCriticalValues, plain.marginalCriticalValues) { #expect(agree(a, b)) }
  }

  /// Units that move together are told apart by any difference; a singular covariance is no fault.
  @Test func perfectlyCorrelatedUnitsAreOrderedForCertain() throws {
    let ranked = try RankedEstimates([1, 2, 3], covariance: Array(repeating: [4.0, 4, 4], count: 3))
    let sets = try RankConfidenceSets(ranked, replications: 200, seed: 1)
    #expect(sets.simultaneous == [3...3, 2...2, 1...1])
    #expect(throws: StatisticsError.self) {
      try RankedEstimates([1, 2], covariance: [[1, 2], [2, 1]])
    }
    let impossible = try RankedEstimates(
      [1, 2, 3], covariance: [[1, -0.9, -0.9], [-0.9, 1, -0.9], [-0.9, -0.9, 1]])
    #expect(throws: StatisticsError.self) {
      try RankConfidenceSets(impossible, replications: 200, seed: 1)
    }
  }

  @Test func theSetsCoverTheTrueRanks() throws {
    // Ten units in two clusters of close values; 95 per cent coverage within three binomial standard errors from below.
    let truth = [1.0, 1.1, 1.2, 1.3, 1.4, 3, 3.1, 3.2, 3.3, 3.4]
    let errors = (0..<10).map { 0.3 + 0.05 * Double($0) }
    let ranks = CompetitionRank.ranks(of: truth)
    var stream = RandomStream(seed: 11)
    var covered = 0
    for trial in 0..<300 {
      let drawn = zip(truth, errors).map { $0 + $1 * stream.normal() }
      let sets = try RankConfidenceSets(
        try RankedEstimates(drawn, standardErrors: errors), replications: 1000, seed: UInt64(trial))
      if zip(sets.simultaneous, ranks).allSatisfy({ $0.contains($1.best) }) { covered += 1 }
    }
    #expect(covered >= 300 * 95 / 100 - 11)
  }
}
