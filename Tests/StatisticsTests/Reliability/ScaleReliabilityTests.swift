import Statistics
import TestSupport
import Testing

/// Reference: psych 2.2.9 `alpha`; see References/alpha-bfi/source.md. Tolerance of the case: 1e-8.
@Suite struct ScaleReliabilityTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let scale: String
    var reversed: Set<String> = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"]
    var gender: String?
    var missing: MissingValues = .listwise
  }

  static let cases =
    ["A", "C", "E", "N", "O"].map { Case(testDescription: "scale_\($0)_listwise", scale: $0) } + [
      Case(testDescription: "scale_A_not_reversed", scale: "A", reversed: []),
      Case(testDescription: "scale_A_pairwise", scale: "A", missing: .pairwise),
      Case(testDescription: "scale_N_pairwise", scale: "N", missing: .pairwise),
      Case(testDescription: "scale_N_gender_1", scale: "N", gender: "1"),
      Case(testDescription: "scale_N_gender_2", scale: "N", gender: "2"),
    ]

  static func table(_ wanted: Case) throws -> RatingTable {
    let items = (1...5).map { wanted.scale + String($0) }
    let rows = try ReferenceCase("alpha-bfi").table().filter { wanted.gender == nil || $0["gender"] == wanted.gender }
    return try RatingTable(
      rows.map { row in
        items.map { item in Double(row[item] ?? "").map { wanted.reversed.contains(item) ? 7 - $0 : $0 } }
      })
  }

  @Test(arguments: cases) func agreesWithPsych(_ wanted: Case) throws {
    let expected = try ReferenceCase("alpha-bfi").expected(wanted.testDescription)
    let found = try ScaleReliability(try Self.table(wanted), missing: wanted.missing)
    let figures: [String: Double?] = [
      "n": Double(found.count), "items": Double(found.items.count), "alpha": found.alpha,
      "standardized_alpha": found.standardisedAlpha, "feldt_lower_95": found.lower, "feldt_upper_95": found.upper,
      "standard_error_duhachek_iacobucci": found.standardError, "average_r": found.meanCorrelation,
      "guttman_lambda6": found.lambda6, "total_mean": found.totalMean, "total_sd": found.totalDeviation,
      "standard_error_of_measurement": found.standardErrorOfMeasurement,
    ]
    for (name, value) in expected where name != "item" {
      let number = try #require(value as? Double)
      let figure = try #require(figures[name] ?? nil, "\(name)")
      #expect(agree(figure, number, relative: 1e-8), "\(name): \(figure), expected \(number)")
    }
    guard let items = expected["item"] as? [String: [String: Double]] else { return }
    for (index, item) in found.items.enumerated() {
      let reference = try #require(items[wanted.scale + String(index + 1)])
      expectAgreement(
        [
          item.mean, item.deviation, try #require(item.totalCorrelation),
          try #require(item.correctedTotalCorrelation), try #require(item.alphaIfDropped),
          try #require(item.squaredMultipleCorrelation),
        ],
        try ["mean", "sd", "item_total_r", "corrected_item_total_r", "alpha_if_dropped", "smc"].map {
          try #require(reference[$0])
        }, relative: 1e-8, wanted.testDescription + " item \(index + 1)")
    }
  }

  /// Reference: psych 2.2.9, `omega(X, nfactors = 1, plot = FALSE)$omega.tot` on the rows complete on the scale; its optimiser
  /// stops early, hence 1e-6.
  @Test func omegaAgreesWithPsych() throws {
    let omega = try ScaleReliability(try Self.table(Self.cases[0])).omegaTotal
    #expect(agree(try #require(omega), 0.723724356915045, relative: 1e-6))
  }

  /// Correlations made from known loadings give them back, and ω = (Σλ)²/((Σλ)² + Σ(1 − λ²)).
  @Test func oneFactorModelRecoversLoadings() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<50 {
      let loadings = (0..<(3 + Int(6 * generator.unit()))).map { _ in 0.2 + 0.7 * generator.unit() }
      let correlations = loadings.indices.map { a in
        loadings.indices.map { a == $0 ? 1 : loadings[a] * loadings[$0] }
      }
      let model = try OneFactorModel(correlations: correlations)
      expectAgreement(model.loadings, loadings, relative: 1e-9)
      let sum = loadings.reduce(0, +)
      let unique = loadings.reduce(0) { $0 + 1 - $1 * $1 }
      #expect(agree(model.omegaTotal, sum * sum / (sum * sum + unique), relative: 1e-9))
    }
    #expect(throws: StatisticsError.self) { try OneFactorModel(correlations: [[1, 0.5], [0.5, 1]]) }
    #expect(throws: StatisticsError.self) { try OneFactorModel(correlations: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]) }
  }

  @Test func saysWhatHasNoValue() throws {
    let constant = try ScaleReliability(try RatingTable([[1, 2, 3], [2, 2, 4], [4, 2, 9], [5, 2, 9]]))
    #expect(constant.items[1].totalCorrelation == nil)
    #expect(constant.standardisedAlpha == nil)
    #expect(constant.omegaTotal == nil)
    let two = try ScaleReliability(try RatingTable([[1, 2], [2, 2], [4, 3], [5, 9]]))
    #expect(two.items[0].alphaIfDropped == nil)
    #expect(two.omegaTotal == nil)
    #expect(throws: StatisticsError.self) { try ScaleReliability(try RatingTable([[1, 2], [2, 1], [3, 0]])) }
    #expect(throws: StatisticsError.self) { try ScaleReliability(try RatingTable([[1, 2]])) }
    #expect(throws: StatisticsError.self) { try ScaleReliability(try RatingTable([[1], [2]])) }
    #expect(throws: StatisticsError.self) { try RatingTable([]) }
    #expect(throws: StatisticsError.self) { try RatingTable([[1, .infinity]]) }
  }
}
