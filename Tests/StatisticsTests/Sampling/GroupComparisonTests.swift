import Statistics
import TestSupport
import Testing

/// Sizes for comparisons and for Wilson's interval. Reference: R 4.2.2 `power.prop.test(p1 = .75, p2 = .85, power = .8)$n` (by
/// root finding, to four digits) and `power.prop.test(n = 200, p1 = .75, p2 = .85)$power`; the normal formula for means by
/// hand; Wilson's size by putting it back into the interval.
@Suite struct GroupComparisonTests {
  @Test func proportionsAgreeWithR() throws {
    let task = try GroupComparison(.proportions(0.75, 0.85))
    #expect(agree(try task.size(power: 0.8), 249.9819674, relative: 1e-4))
    #expect(agree(try task.power(completed: 200), 0.7068842452, relative: 1e-9))
  }

  /// 2·(1.959964 + 0.841621)²·15²/4² = 220.75 a group.
  @Test func meansFollowTheFormula() throws {
    let task = try GroupComparison(.means(difference: 4, deviations: 15, 15))
    let z = Normal.quantile(0.975) + Normal.quantile(0.8)
    #expect(agree(try task.size(power: 0.8), 2 * z * z * 225 / 16, relative: 1e-12))
  }

  @Test(arguments: [0.6, 0.8, 0.95]) func powerAndSizeAreInverse(_ power: Double) throws {
    for task in [
      try GroupComparison(.proportions(0.1, 0.13), population: 40_000, designEffect: 1.7),
      try GroupComparison(.means(difference: -2, deviations: 9, 12), level: 0.1, twoSided: false),
    ] {
      let size = SampleSize.roundedUp(try task.size(power: power))
      #expect(try task.power(completed: size) >= power - 1e-9)
      #expect(try task.power(completed: size - 1) < power)
    }
  }

  @Test(arguments: [0.02, 0.5, 0.85, 0.995]) func wilsonsIntervalHasTheWidthAskedFor(_ p: Double) throws {
    let (margin, z) = (0.015, 1.959963984540054)
    let n = try SampleSize(.proportion(p), criticalValue: z).plan(margin: margin, interval: .wilson).initial
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    #expect(agree(half, margin, relative: 1e-10))
  }

  @Test func impossibleTasksAreRefused() throws {
    #expect(throws: StatisticsError.self) { try GroupComparison(.proportions(0.5, 0.5)) }
    #expect(throws: StatisticsError.self) { try GroupComparison(.means(difference: 0, deviations: 1, 1)) }
    #expect(throws: StatisticsError.self) { try GroupComparison(.proportions(0.5, 0.6)).size(power: 0.01) }
    #expect(throws: StatisticsError.self) {
      try GroupComparison(.proportions(0.5, 0.6), population: 50).power(completed: 51)
    }
    #expect(throws: StatisticsError.self) {
      try SampleSize(.mean(deviation: 2), criticalValue: 2).plan(margin: 0.1, interval: .wilson)
    }
  }
}
