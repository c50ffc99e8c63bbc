import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2, PracTools 1.7.5, samplingbook 1.2.4; see References/sample-size/source.md. Tolerance of the case: 1e-9.
@Suite struct SampleSizeTests {
  @Test func agreesWithTheReferenceScenarios() throws {
    let reference = try ReferenceCase("sample-size")
    let scenarios = try reference.table()
    #expect(scenarios.count == 15)
    for scenario in scenarios {
      let id = try #require(scenario["id"])
      func value(_ column: String) -> Double? { Double(scenario[column] ?? "") }
      let isMean = scenario["kind"] == "mean"
      let task = try SampleSize(
        isMean ? .mean(deviation: try #require(value("sd"))) : .proportion(try #require(value("p"))),
        criticalValue: Normal.quantile((1 + (try #require(value("level")))) / 2), population: value("N"),
        designEffect: try #require(value("deff")))
      let plan = try task.plan(margin: try #require(value("moe")), responseRate: try #require(value("resp_rate")))
      expectAgreement(
        [
          plan.initial, plan.inflated, plan.unrounded, plan.unroundedSimple, Double(plan.completed),
          Double(plan.toDraw),
        ],
        try [
          reference.number(id, "n0"), reference.number(id, "n0_deff"),
          reference.number(id, isMean ? "n_fpc" : "n_fpc_cochran"),
          reference.number(id, isMean ? "n_fpc" : "n_fpc_simple"), reference.number(id, "n_respondents"),
          reference.number(id, "n_invited"),
        ], id)
    }
  }

  /// Cochran (1977), 4.4: t = 2 gives n₀ = 400 and n = 356 of 3200 islanders.
  @Test func givesCochransTextbookNumber() throws {
    let plan = try SampleSize(.proportion(0.5), criticalValue: 2, population: 3200).plan(margin: 0.05)
    #expect(agree(plan.initial, 400))
    #expect(plan.completed == 356)
  }

  @Test func givesTheMarginOfANumber() throws {
    let reference = try ReferenceCase("sample-size")
    let margin = try SampleSize(.proportion(0.85), criticalValue: Normal.quantile(0.975), population: 900)
      .margin(completed: 150)
    #expect(agree(margin, try reference.number("inverse_margin_of_error", "moe")))
  }

  @Test(arguments: [(20.0, 0.05, 1.95), (12, 0.1, 2.1), (35, 0.02, 1.68)])
  func multipliesByTheEffectOfClusters(_ size: Double, _ rho: Double, _ expected: Double) throws {
    #expect(agree(try SampleSize.clusterEffect(size: size, intraclass: rho), expected))
  }

  /// For a mean with design effect 1, the margin of the unrounded number would be the margin asked for.
  @Test func marginOfThePlannedNumberIsInsideTheOneAskedFor() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let deviation = 0.1 + 30 * generator.unit()
      let population = (50 + 10_000 * generator.unit()).rounded()
      let margin = deviation * (0.02 + 0.5 * generator.unit())
      let task = try SampleSize(.mean(deviation: deviation), criticalValue: 1.96, population: population)
      let plan = try task.plan(margin: margin)
      #expect(Double(plan.completed) <= population)
      #expect(try task.margin(completed: plan.completed) <= margin * (1 + 1e-9))
      if plan.completed > 1 { #expect(try task.margin(completed: plan.completed - 1) > margin * (1 - 1e-7)) }
    }
  }

  @Test func refusesWhatHasNoAnswer() {
    #expect(throws: StatisticsError.self) { try SampleSize(.proportion(1), criticalValue: 2) }
    #expect(throws: StatisticsError.self) { try SampleSize(.mean(deviation: 0), criticalValue: 2) }
    #expect(throws: StatisticsError.self) { try SampleSize(.proportion(0.5), criticalValue: .nan) }
    #expect(throws: StatisticsError.self) { try SampleSize(.proportion(0.5), criticalValue: 2).plan(margin: 1e-12) }
    #expect(throws: StatisticsError.self) { try SampleSize(.proportion(0.5), criticalValue: 2).margin(completed: 1) }
    #expect(throws: StatisticsError.self) {
      try SampleSize(.proportion(0.5), criticalValue: 2, population: 10).margin(completed: 11)
    }
  }
}
