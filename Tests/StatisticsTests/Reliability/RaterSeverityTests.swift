import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2 `lm`, lme4 1.1.31 `lmer`; see References/icc-shrout-fleiss/source.md.
@Suite struct RaterSeverityTests {
  /// The Shrout and Fleiss table, five cells left out if `isIncomplete`.
  static func scores(isIncomplete: Bool) throws -> CrossedScores {
    let left: Set<[Int]> = isIncomplete ? [[0, 1], [1, 3], [2, 0], [3, 2], [5, 1]] : []
    var scores: [CrossedScores.Score] = []
    for (unit, row) in try IntraclassCorrelationTests.rows().enumerated() {
      for (rater, value) in row.enumerated() where !left.contains([unit, rater]) {
        scores.append(.init(rater: rater, unit: unit, value: value))
      }
    }
    return try CrossedScores(scores, raters: 4, units: 6)
  }

  @Test func adjustedScoresAgreeWithLeastSquares() throws {
    let reference = try ReferenceCase("icc-shrout-fleiss")
    let id = "severity_adjusted_incomplete"
    let found = try RaterSeverity(try Self.scores(isIncomplete: true))
    expectAgreement(found.raterEffects, try reference.numbers(id, "judge_effects"))
    expectAgreement(found.adjustedScores, try reference.numbers(id, "adjusted_scores"))
    expectAgreement(found.rawMeans, try reference.numbers(id, "raw_means"))
    #expect(agree(found.mean, try reference.number(id, "mu")))
    #expect(agree(try #require(found.residualMeanSquare), try reference.number(id, "residual_ms")))
    #expect(found.degreesOfFreedom == 10)
  }

  /// The tolerance of the case is 1e-5; lme4 and this agree to better.
  @Test func variancesAgreeWithLme4() throws {
    let reference = try ReferenceCase("icc-shrout-fleiss")
    let found = try VarianceComponents(try Self.scores(isIncomplete: true))
    #expect(found.method == .restrictedLikelihood)
    expectAgreement(
      [found.unit, found.rater, found.residual, try #require(found.agreement)],
      try ["target", "judge", "residual", "icc2"].map {
        try reference.number("variance_components_incomplete", $0)
      }, relative: 1e-6)
    let complete = try VarianceComponents(try Self.scores(isIncomplete: false))
    #expect(complete.method == .meanSquares)
    expectAgreement(
      [complete.unit, complete.rater, complete.residual],
      try ["target", "judge", "residual"].map { try reference.number("variance_components_complete", $0) })
  }

  /// On a complete table the likelihood gives what the mean squares give: a repeated score that changes nothing but the
  /// completeness keeps the two within the reach of the iteration.
  @Test func additiveScoresAreRecoveredFromAnyConnectedTable() throws {
    var generator = SeededGenerator(seed: 41)
    for round in 0..<80 {
      let raters = 2 + Int(9 * generator.unit())
      let units = 2 + Int(9 * generator.unit())
      var effects = (0..<raters).map { _ in 4 * generator.unit() - 2 }
      let mean = effects.reduce(0, +) / Double(raters)
      effects = effects.map { $0 - mean }
      let levels = (0..<units).map { _ in 100 * generator.unit() }
      var scores: [CrossedScores.Score] = []
      for unit in 0..<units {
        for rater in 0..<raters where generator.unit() < 0.6 || rater == 0 || unit == 0 {
          scores.append(.init(rater: rater, unit: unit, value: levels[unit] + effects[rater]))
        }
      }
      let found = try RaterSeverity(try CrossedScores(scores, raters: raters, units: units))
      for (a, b) in zip(found.raterEffects, effects) { #expect(abs(a - b) < 1e-9, "round \(round)") }
      for (a, b) in zip(found.adjustedScores, levels) { #expect(abs(a - b) < 1e-9, "round \(round)") }
    }
  }

  /// Components on the boundary: raters who do not differ at all have variance 0, reported as a result.
  @Test func aComponentMayBeZero() throws {
    let rows: [[Double]] = [[1, 2, 1.5], [4, 3, 3.5], [7, 8, 7.5], [2, 1, 1.5]]
    var scores: [CrossedScores.Score] = []
    for (unit, row) in rows.enumerated() {
      for (rater, value) in row.enumerated() { scores.append(.init(rater: rater, unit: unit, value: value)) }
    }
    let found = try VarianceComponents(try CrossedScores(scores, raters: 3, units: 4))
    #expect(found.rater == 0)
    #expect(found.unit > 0 && found.residual > 0)
  }

  @Test func unconnectedTablesAreRefused() throws {
    let scores = try CrossedScores(
      [
        .init(rater: 0, unit: 0, value: 1), .init(rater: 0, unit: 1, value: 2), .init(rater: 1, unit: 2, value: 3),
        .init(rater: 1, unit: 3, value: 5),
      ], raters: 2, units: 4)
    #expect(scores.parts == [[0, 1], [2, 3]])
    #expect(throws: StatisticsError.self) { try RaterSeverity(scores) }
    #expect(throws: StatisticsError.self) { try CrossedScores([], raters: 2, units: 2) }
  }
}
