import Statistics
import TestSupport
import Testing

struct QuantileCase: Sendable, CustomTestStringConvertible {
  let name: String
  let found: Double
  let expected: Double
  var testDescription: String { name }
}

/// References: scipy 1.17.1 (`beta.ppf`, `f.ppf`, `chi2.ppf`), confirmed by R 4.2.2 where both were run; see
/// References/distributions/source.md. Several arguments are those at which GSL's own inverses return NaN.
@Suite struct ContinuousQuantileTests {
  @Test(arguments: [
    (0.975, 17.2529, 478.971, 0.0525605488138803), (0.975, 13.9165, 2716.07, 0.00809366587125537),
    (0.025, 358.276, 1.80608, 0.98552128410062), (0.975, 11.7901, 3581.55, 0.00539722851992738),
    (0.975, 1.76932, 587.169, 0.00875323176775789), (0.975, 40.8658, 3179.37, 0.0168337411073431),
    (0.025, 904.419, 10.6629, 0.980449722318204), (0.975, 1.66921, 1802.37, 0.00276168588883261),
    (0.025, 820, 248, 0.742011977404738), (0.975, 1, 400, 0.0091798045836653),
    (0.975, 0.5, 10.5, 0.21719626750921053), (0.975, 400.5, 0.5, 0.9999987731813578),
    (0.025, 5000, 120, 0.9722456742488625), (0.5, 60000, 40000, 0.6000006666692674),
    (1e-10, 2, 3, 4.082494015808333e-06), (0.025, 0.01, 5, 7.803601735629069e-162),
  ])
  func betaAgreesWithScipy(_ p: Double, _ a: Double, _ b: Double, _ expected: Double) throws {
    #expect(agree(try BetaDistribution(a: a, b: b).quantile(p), expected, relative: 1e-9, absolute: 0))
  }

  @Test(arguments: [
    (0.975, 18, 10832, 1.75272090337062), (0.975, 551.563, 6210.93, 1.12753794063508),
    (0.975, 1, 6241.49, 5.02631140961876), (0.975, 100, 5748.42, 1.29916076462031),
    (0.025, 2708, 10832, 0.941669494539186), (0.975, 2708, 10832, 1.06079870952087),
    (0.05, 3, 4, 0.10968301084953333), (0.95, 3, 1e6, 2.604918176976153), (0.975, 10, 0.5, 878666.7403069661),
    (0.001, 0.5, 7, 3.0119932802524614e-12),
  ])
  func fisherAgreesWithScipy(_ p: Double, _ d1: Double, _ d2: Double, _ expected: Double) throws {
    #expect(agree(try FDistribution(d1: d1, d2: d2).quantile(p), expected, relative: 1e-9, absolute: 0))
  }

  @Test(arguments: [
    (0.975, 10, 20.483177350807388), (0.025, 0.5, 5.273202591259991e-07), (0.95, 150_000, 150902.05903047224),
    (1e-8, 3, 1.122333097304999e-05),
  ])
  func chiSquareAgreesWithScipy(_ p: Double, _ df: Double, _ expected: Double) throws {
    #expect(agree(try ChiSquareDistribution(degreesOfFreedom: df).quantile(p), expected, relative: 1e-9, absolute: 0))
  }

  @Test func everyQuantileLeadsBackToItsProbability() throws {
    var random = RandomStream(seed: 1)
    for _ in 0..<2000 {
      let beta = try BetaDistribution(a: 0.5 + 2000 * random.unit(), b: 0.5 + 2000 * random.unit())
      let p = random.openUnit()
      #expect(agree(beta.cumulative(beta.quantile(p)), p, relative: 1e-8), "beta \(beta) at \(p)")
      let fisher = try FDistribution(d1: 1 + 3000 * random.unit(), d2: 1 + 12000 * random.unit())
      #expect(agree(fisher.cumulative(fisher.quantile(p)), p, relative: 1e-8), "F \(fisher) at \(p)")
    }
  }

  @Test func impossibleShapesAreRefused() {
    #expect(throws: StatisticsError.self) { try BetaDistribution(a: 0, b: 1) }
    #expect(throws: StatisticsError.self) { try FDistribution(d1: 1, d2: -1) }
    #expect(throws: StatisticsError.self) { try ChiSquareDistribution(degreesOfFreedom: .nan) }
    #expect(throws: StatisticsError.self) { try BinomialDistribution(trials: -1, probability: 0.5) }
  }

  @Test func binomialSumsToOne() throws {
    let binomial = try BinomialDistribution(trials: 30, probability: 0.2)
    #expect(agree((0...30).reduce(0) { $0 + binomial.mass($1) }, 1, relative: 1e-13))
    #expect(agree(binomial.cumulative(7) + binomial.upperTail(7), 1, relative: 1e-14))
  }
}
