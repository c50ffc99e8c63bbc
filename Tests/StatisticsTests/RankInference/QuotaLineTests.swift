import Statistics
import TestSupport
import Testing

/// Reference: PISA 2018 reading, R 4.2.2 `p.adjust` and integration, checked with mvtnorm and statsmodels (source.md).
@Suite struct QuotaLineTests {
  static func reading() throws -> (names: [String], ranked: RankedEstimates) {
    let rows = try ReferenceCase("quota-line").table()
    return (
      rows.compactMap { $0["jurisdiction"] },
      try RankedEstimates(
        rows.compactMap { Double($0["reading_score"] ?? "") },
        standardErrors: rows.compactMap { Double($0["reading_se"] ?? "") })
    )
  }

  @Test func theLineAgreesWithTheCase() throws {
    let (names, ranked) = try QuotaLineTests.reading()
    let expected = try ReferenceCase("quota-line").expected("quota_line")
    let line = try QuotaLine(ranked, places: 10)
    #expect(names[line.lastIn] == expected["last_in"] as? String)
    #expect(names[line.firstOut] == expected["first_out"] as? String)
    #expect(agree(line.gap, try #require(expected["gap"] as? Double), relative: 1e-8))
    #expect(agree(line.standardError, try #require(expected["se"] as? Double), relative: 1e-8))
    #expect(agree(line.z, try #require(expected["z"] as? Double), relative: 1e-8))
    #expect(agree(line.oneSidedP, try #require(expected["p_one_sided"] as? Double), relative: 1e-8))
    for (found, key) in [(line.secureIn, "secure_in"), (line.clearlyOut, "clearly_out"), (line.greyZone, "grey_zone")] {
      #expect(Set(found.map { names[$0] }) == Set(try #require(expected[key] as? [String])), "\(key)")
    }
  }

  @Test func expectedRanksAgreeWithTheCase() throws {
    let (names, ranked) = try QuotaLineTests.reading()
    let expected = try ReferenceCase("quota-line").expected("expected_ranks")["expected_rank"] as? [[String: Any]]
    for (name, (record, rank)) in zip(names, zip(try #require(expected), try ranked.expectedRanks())) {
      #expect(record["unit"] as? String == name)
      #expect(agree(rank, try #require(record["rank"] as? Double), relative: 1e-9))
    }
    #expect(agree(try ranked.expectedRanks().reduce(0, +), 37 * 38 / 2))
  }

  @Test(arguments: [
    ("bonferroni", PValueAdjustment.bonferroni), ("holm", .holm), ("hochberg", .hochberg), ("bh", .benjaminiHochberg),
    ("by", .benjaminiYekutieli),
  ]) func comparisonsAgreeWithTheCase(_ key: String, _ method: PValueAdjustment) throws {
    let found = try QuotaLineTests.reading().ranked.comparisons(withLine: 35, adjustedBy: .values(method))
    try compare(found, key, relative: 1e-6, absolute: 1e-9)
  }

  @Test func dunnettAgreesWithTheCase() throws {
    let ranked = try QuotaLineTests.reading().ranked
    try compare(
      try ranked.comparisons(withLine: 35, adjustedBy: .dunnett(replications: 0, seed: 0)), "dunnett", relative: 0,
      absolute: 1e-8)
  }

  private func compare(_ found: [LineComparison], _ key: String, relative: Double, absolute: Double) throws {
    let names = try QuotaLineTests.reading().names
    let records = try #require(
      try ReferenceCase("quota-line").expected("tests_against_rank_10")["tests"] as? [[String: Any]])
    try #require(records.count == found.count)
    for (record, test) in zip(records, found) {
      #expect(record["unit"] as? String == names[test.unit])
      for (name, value) in [
        ("difference", test.difference), ("se", test.standardError), ("z", test.z), ("p", test.p),
        (key, test.adjustedP),
      ] {
        let expected = try #require(record[name] as? Double)
        #expect(
          agree(value, expected, relative: relative, absolute: max(absolute, 1e-9)), "\(name) \(value) \(expected)")
      }
    }
  }

  /// The exact integral against the simulated distribution of the same maximum.
  @Test func dunnettAgreesWithItsSimulation() throws {
    let errors = [1.0, 0.5, 2, 0, 1.5]
    let estimates = [0.0, 2.2, -4.5, 1.7, 3]
    let exact = try RankedEstimates(estimates, standardErrors: errors)
      .comparisons(withLine: 0, adjustedBy: .dunnett(replications: 0, seed: 0))
    let simulated = try RankedEstimates(
      estimates,
      covariance: errors.indices.map { row in errors.indices.map { $0 == row ? errors[row] * errors[row] : 0 } }
    ).comparisons(withLine: 0, adjustedBy: .dunnett(replications: 40_000, seed: 5))
    for (a, b) in zip(exact, simulated) {
      let error = (a.adjustedP * (1 - a.adjustedP) / 40_000).squareRoot()
      #expect(abs(a.adjustedP - b.adjustedP) <= 4.5 * error + 1e-4, "\(a.adjustedP) \(b.adjustedP)")
    }
  }

  @Test func exactBoundsAgreeWithTheCase() throws {
    let (names, ranked) = try RankConfidenceSetsTests.pisa("rank-certainty-pisa2018")
    let expected = try ReferenceCase("rank-certainty-pisa2018").expected("")
    let holm = ExactRankBounds(ranked)
    for (bounds, key) in [
      (holm.bounds, "holm_normal"), (ExactRankBounds(ranked, adjustment: .bonferroni).bounds, "bonferroni_normal"),
    ] {
      let records = try #require(expected[key] as? [String: [Int]])
      for (name, set) in zip(names, bounds) {
        #expect(records[name] == [set.lowerBound, set.upperBound], "\(key) \(name)")
      }
    }
    let line = try #require(expected["holm_normal_line_10"] as? [String: Any])
    #expect(Set(holm.certainSet(10).map { names[$0] }) == Set(try #require(line["surely_within"] as? [String])))
    #expect(Set(holm.excludedSet(10).map { names[$0] }) == Set(try #require(line["surely_outside"] as? [String])))
  }

  @Test func boundsOfCountsAgreeWithTheCase() throws {
    let reference = try ReferenceCase("rank-certainty-pisa2018")
    let rows = try reference.table("counts.csv")
    let counts = rows.compactMap { Int($0["count"] ?? "") }
    let expected = try reference.expected("")
    for (key, found) in [
      ("counts_holm", try ExactRankBounds(counts: counts)),
      ("counts_bonferroni", try ExactRankBounds(counts: counts, adjustment: .bonferroni)),
      ("counts_one_by_one_holm", try ExactRankBounds(counts: counts, each: true)),
    ] {
      let records = try #require(expected[key] as? [String: [Int]])
      for (row, set) in zip(rows, found.bounds) {
        #expect(records[row["category"] ?? ""] == [set.lowerBound, set.upperBound], "\(key) \(row)")
      }
    }
  }

  @Test func tiedRanksAgreeWithTheCase() throws {
    let expected = try #require(
      try ReferenceCase("rank-certainty-pisa2018").expected("")["tie_ranks"] as? [String: [Double]])
    let ranks = CompetitionRank.ranks(of: try #require(expected["values"]))
    #expect(ranks.map { Double($0.best) } == expected["best_place"])
    #expect(ranks.map(\.middle) == expected["middle"])
    #expect(ranks.map { Double($0.worst) } == expected["worst_place"])
  }

  @Test func aTieAtTheLineIsGrey() throws {
    let ranked = try RankedEstimates([9, 5, 5, 1], standardErrors: [0.1, 0.1, 0.1, 0.1])
    let line = try QuotaLine(ranked, places: 2)
    #expect(line.tied == [1, 2])
    #expect(line.secureIn == [0])
    #expect(line.clearlyOut == [3])
    #expect(line.greyZone == [1, 2])
    #expect(throws: StatisticsError.self) { try QuotaLine(ranked, places: 4) }
  }

  @Test func simulationAgreesWithTheExactProbability() throws {
    let (_, ranked) = try QuotaLineTests.reading()
    let exact = try probabilitiesInBest(
      zip(ranked.estimates, ranked.standardErrors).map { .normal($0, standardError: $1) }, best: 10)
    let simulated = try SimulatedBest(ranked, best: 10, replications: 20_000, seed: 2)
    #expect(agree(simulated.probabilities.reduce(0, +), 10))
    for (p, q) in zip(exact, simulated.probabilities) {
      #expect(abs(p - q) <= 4.5 * (p * (1 - p) / 20_000).squareRoot() + 1e-12)
    }
  }

  @Test func maxTIsSharperThanHolmForTheLargestDifferenceAndNeverBelowTheSingleTest() throws {
    let (_, ranked) = try QuotaLineTests.reading()
    let pairs = try ranked.pairwiseComparisons(replications: 5000, seed: 3)
    #expect(pairs.count == 37 * 36 / 2)
    for pair in pairs {
      #expect(pair.difference >= 0)
      #expect(pair.maxT >= pair.p - 0.01)
      #expect(pair.holm >= pair.p)
    }
  }
}
