import Statistics
import TestSupport
import Testing

/// Reference: irr 0.84.1, krippendorff 0.9.0 (Python); see References/krippendorff/source.md. Tolerance of the case: 1e-9.
@Suite struct KrippendorffAlphaTests {
  @Test(arguments: KrippendorffAlpha.Level.allCases) func agreesWithThePublishedExample(
    _ level: KrippendorffAlpha.Level
  ) throws {
    let reference = try ReferenceCase("krippendorff")
    let found = try KrippendorffAlpha(try RatingTable(try reference.rows(["A", "B", "C", "D"])), level: level)
    expectAgreement(
      [try #require(found.alpha), found.observedDisagreement, found.expectedDisagreement, found.pairable],
      try ["alpha", "observed_disagreement", "expected_disagreement", "pairable_values"].map {
        try reference.number(level.rawValue, $0)
      }, level.rawValue)
    #expect(found.values == [1, 2, 3, 4, 5])
    for (row, expected) in zip(found.coincidences, try reference.matrix("coincidence_matrix", "matrix")) {
      expectAgreement(row, expected)
    }
  }

  /// irr divides by 1 instead of raters − 1 here and gives 0.4309.
  @Test func completeTablesOfManyRatersAreRight() throws {
    let reference = try ReferenceCase("fleiss-kappa")
    let table = try RatingTable(try reference.rows((1...6).map { "rater\($0)" }))
    let alpha = try KrippendorffAlpha(table, level: .nominal).alpha
    #expect(agree(try #require(alpha), try reference.number("krippendorff_nominal", "alpha")))
  }

  @Test func bootstrapIsReproducibleAndHoldsAlpha() throws {
    let table = try RatingTable(try ReferenceCase("krippendorff").rows(["A", "B", "C", "D"]))
    func interval(_ seed: UInt64) throws -> KrippendorffAlpha.Bootstrap {
      var stream = RandomStream(seed: seed)
      return try KrippendorffAlpha.bootstrap(
        table, level: .interval, replications: 2000, confidence: 0.95, &stream)
    }
    let found = try interval(1)
    #expect(try found == interval(1))
    #expect(try found != interval(2))
    let alpha = try #require(try KrippendorffAlpha(table, level: .interval).alpha)
    #expect(try #require(found.lower) < alpha)
    #expect(try #require(found.upper) >= alpha)
  }

  @Test func edges() throws {
    #expect(try KrippendorffAlpha(try RatingTable([[1, 1], [1, 1]]), level: .nominal).alpha == nil)
    #expect(try KrippendorffAlpha(try RatingTable([[1, 1], [2, 2], [3, nil]]), level: .interval).alpha == 1)
    #expect(throws: StatisticsError.self) { try KrippendorffAlpha(try RatingTable([[1, nil]]), level: .nominal) }
    #expect(throws: StatisticsError.self) { try KrippendorffAlpha(try RatingTable([[1, -1]]), level: .ratio) }
    let zeros = try KrippendorffAlpha(try RatingTable([[0, 0], [0, 1], [1, 1]]), level: .ratio)
    #expect(zeros.alpha?.isFinite == true)
  }
}
