import Statistics
import TestSupport
import Testing

/// Ranks with Student errors and with correlated ones.
@Suite struct StudentRanksTests {
  static let estimates = [71.2, 69.8, 69.8, 65.0, 72.9, 60.1, 68.0]
  static let errors = [1.1, 0.9, 1.6, 2.2, 0, 1.4, 0.7]

  /// Σ E(rank) = n(n + 1)/2, whatever the errors.
  @Test(arguments: [1.0, 3, 12, 1e6]) func expectedRanksSum(_ degrees: Double) throws {
    let ranked = try RankedEstimates(
      Self.estimates, standardErrors: Self.errors, degreesOfFreedom: Self.errors.map { _ in degrees })
    #expect(agree(try ranked.expectedRanks().reduce(0, +), 28, relative: 1e-8))
  }

  /// With many degrees of freedom the normal answers come back.
  @Test func manyDegreesOfFreedomAreNormal() throws {
    let normal = try RankedEstimates(Self.estimates, standardErrors: Self.errors)
    let student = try RankedEstimates(
      Self.estimates, standardErrors: Self.errors, degreesOfFreedom: Self.errors.map { _ in 1e9 })
    for (a, b) in zip(try normal.expectedRanks(), try student.expectedRanks()) { #expect(agree(a, b, relative: 1e-7)) }
    #expect(agree(normal.twoSidedP(0, 1), student.twoSidedP(0, 1), relative: 1e-7))
  }

  /// Two units with 4 degrees of freedom each: Satterthwaite's 8 for equal errors; the expected rank against simulation.
  @Test func twoUnitsAgainstSimulation() throws {
    let ranked = try RankedEstimates([1, 0], standardErrors: [1, 1], degreesOfFreedom: [4, 4])
    #expect(ranked.differenceDegrees(0, 1) == 8)
    var stream = RandomStream(seed: 11)
    var above = 0
    let draws = 200_000
    for _ in 0..<draws
    where stream.student(degreesOfFreedom: 4) > 1 + stream.student(degreesOfFreedom: 4) { above += 1 }
    // The share that unit 2 lies above unit 1, within four standard errors.
    #expect(
      abs(try ranked.expectedRanks()[0] - 1 - Double(above) / Double(draws)) < 4 * 0.5 / Double(draws).squareRoot())
  }

  /// Fewer degrees of freedom never narrow a set.
  @Test func studentSetsAreWider() throws {
    let normal = try RankedEstimates(Self.estimates, standardErrors: Self.errors)
    let student = try RankedEstimates(
      Self.estimates, standardErrors: Self.errors, degreesOfFreedom: Self.errors.map { _ in 3 })
    let (a, b) = (ExactRankBounds(normal), ExactRankBounds(student))
    for (narrow, wide) in zip(a.bounds, b.bounds) {
      #expect(wide.lowerBound <= narrow.lowerBound && narrow.upperBound <= wide.upperBound)
    }
    let sets = try RankConfidenceSets(student, replications: 2000, seed: 3)
    #expect(sets.criticalValue > (try RankConfidenceSets(normal, replications: 2000, seed: 3)).criticalValue)
  }

  /// A diagonal covariance is independence: the pruned search over correlated errors finds the same critical values up to
  /// the draws, and a common part of all errors changes nothing.
  @Test func aCommonErrorChangesNoRank() throws {
    let count = 25
    let estimates = (0..<count).map { Double(($0 * 7) % count) }
    func matrix(common: Double) -> [[Double]] {
      (0..<count).map { row in (0..<count).map { $0 == row ? 4 + common : common } }
    }
    let plain = try RankConfidenceSets(
      try RankedEstimates(estimates, covariance: matrix(common: 0)), replications: 4000, seed: 9)
    let shared = try RankConfidenceSets(
      try RankedEstimates(estimates, covariance: matrix(common: 50)), replications: 4000, seed: 9)
    let alone = try RankConfidenceSets(
      try RankedEstimates(estimates, standardErrors: estimates.map { _ in 2 }), replications: 4000, seed: 9)
    #expect(agree(plain.criticalValue, alone.criticalValue, relative: 1e-9))
    #expect(plain.simultaneous == alone.simultaneous)
    #expect(abs(shared.criticalValue - alone.criticalValue) < 0.1)
  }

  @Test func lessThanOneDegreeIsRefused() throws {
    #expect(throws: StatisticsError.self) {
      try RankedEstimates([1, 2], standardErrors: [1, 1], degreesOfFreedom: [0.5, 4])
    }
  }
}
