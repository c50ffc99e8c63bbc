import Statistics
import TestSupport
import Testing

/// Reference: irr 0.84.1, irrCAC 1.0, statsmodels 0.15.0; see References/fleiss-kappa/source.md. Tolerance 1e-8 and 1e-9.
@Suite struct KappaTests {
  static func table() throws -> RatingTable {
    try RatingTable(try ReferenceCase("fleiss-kappa").rows((1...6).map { "rater\($0)" }))
  }

  @Test func fleissAgreesWithIrr() throws {
    let reference = try ReferenceCase("fleiss-kappa")
    let found = try FleissKappa(try Self.table())
    expectAgreement(
      [
        try #require(found.kappa), found.observedAgreement, found.expectedAgreement,
        try #require(found.standardErrorUnderChance), try #require(found.standardError),
        try #require(found.congerKappa),
      ],
      try [
        "kappa", "observed_agreement", "expected_agreement", "se_null", "se_subjects_gwet", "conger_exact_kappa",
      ].map { try reference.number("fleiss", $0) }, relative: 1e-8)
    let categories = try #require(reference.expected("fleiss")["categories"] as? [String: [String: Double]])
    for category in found.categories {
      let expected = try #require(categories[String(Int(category.value))])
      expectAgreement(
        [category.share, try #require(category.kappa), try #require(category.standardErrorUnderChance)],
        try ["share", "kappa", "se_null"].map { try #require(expected[$0]) }, relative: 1e-8)
    }
  }

  /// Reference: irrCAC (Python) 0.4.4, `CAC(ratings, digits=8).fleiss()`, ratings missing in half of the units.
  @Test func unequalNumbersOfRatersAreTaken() throws {
    let found = try FleissKappa(
      try RatingTable([[1, 1, nil], [2, nil, 2], [1, 2, 2], [3, 3, 3], [nil, 1, 3], [2, 2, 1]]))
    #expect(found.standardErrorUnderChance == nil)
    #expect(found.congerKappa == nil)
    #expect(agree(try #require(found.kappa), 0.40705882, relative: 0, absolute: 5e-9))
    #expect(agree(try #require(found.standardError), 0.28162971, relative: 0, absolute: 5e-9))
  }

  struct Pair: CustomTestStringConvertible {
    let raters: (Int, Int)
    let weights: CohenKappa.Weights
    var testDescription: String { "raters \(raters.0) and \(raters.1), \(weights.rawValue)" }
  }

  static let pairs = [(1, 2), (1, 3), (5, 6)].flatMap { pair in
    CohenKappa.Weights.allCases.map { Pair(raters: pair, weights: $0) }
  }

  @Test(arguments: pairs) func cohenAgreesWithIrr(_ pair: Pair) throws {
    let rows = try Self.table().complete
    let found = try CohenKappa(
      rows.map { ($0[pair.raters.0 - 1], $0[pair.raters.1 - 1]) }, weights: pair.weights)
    let check = try ReferenceCase("fleiss-kappa").expected("cohen_\(pair.raters.0)_\(pair.raters.1)")
    let name = pair.weights == .none ? "unweighted" : pair.weights.rawValue
    let expected = try #require(check[name] as? [String: Double])
    expectAgreement(
      [try #require(found.kappa), try #require(found.standardError)],
      [try #require(expected["kappa"]), try #require(expected["se"])])
  }

  /// With two categories all weights are the same; quadratic weights see a step over an unused category as two.
  @Test func weightsFollowTheScale() throws {
    let pairs: [(Double, Double)] = [(1, 1), (1, 4), (4, 4), (4, 4), (1, 1), (4, 1), (1, 1)]
    let plain = try CohenKappa(pairs).kappa
    #expect(try CohenKappa(pairs, weights: .quadratic).kappa == plain)
    let spread: [(Double, Double)] = [(1, 1), (1, 2), (4, 4), (4, 2), (2, 2), (4, 1), (1, 1)]
    let observed = try #require(try CohenKappa(spread, weights: .linear).kappa)
    let scaled = try #require(try CohenKappa(spread, weights: .linear, categories: [1, 2, 3, 4]).kappa)
    #expect(abs(observed - scaled) > 1e-3)
    #expect(throws: StatisticsError.self) { try CohenKappa(spread, categories: [1, 2]) }
  }

  @Test func undefinedKappasAreNil() throws {
    #expect(try CohenKappa([(1, 1), (1, 1)]).kappa == nil)
    #expect(try FleissKappa(try RatingTable([[1, 1], [1, 1]])).kappa == nil)
    #expect(throws: StatisticsError.self) { try CohenKappa([]) }
    #expect(throws: StatisticsError.self) { try FleissKappa(try RatingTable([[1, nil], [nil, 2]])) }
  }
}
