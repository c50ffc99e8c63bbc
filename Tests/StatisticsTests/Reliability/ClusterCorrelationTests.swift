import Statistics
import TestSupport
import Testing

@Suite struct ClusterCorrelationTests {
  /// Reference: R 4.2.2, `anova(lm(y ~ factor(g)))` gives MSB, MSW F and p; ρ by Kish's formula from them.
  static let values: [Double?] = [4, 5, 3, 4, 2, 1, 2, nil, 3, 5, 5, 4, 5, 3]
  static let interviewers = [1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]

  @Test func unequalLoadsAgreeWithTheAnalysisOfVariance() throws {
    let found = try ClusterCorrelation(
      ClusterCorrelationTests.values, clusters: ClusterCorrelationTests.interviewers)
    #expect(found.answers == 13)
    #expect(found.clusters == 3)
    #expect(agree(found.f, 9.74358974358974, relative: 1e-9))
    #expect(agree(found.p, 0.00448573727037232, relative: 1e-9))
    #expect(agree(found.correlation, 0.669941060903733, relative: 1e-9))
    #expect(agree(found.averageSize, 4.30769230769231, relative: 1e-9))
  }

  @Test func permutedLabelsGiveTheBaseRate() throws {
    let rate = try ClusterCorrelation.baseRate(
      ClusterCorrelationTests.values, clusters: ClusterCorrelationTests.interviewers, replications: 1999,
      seed: 8)
    // The permutation test of F and the F test agree roughly in so small a sample.
    #expect(rate.p > 0.002 && rate.p < 0.03)
    #expect(abs(rate.expected) < 0.1)
    // Dealt within interviewers nothing can change.
    let fixed = try ClusterCorrelation.baseRate(
      ClusterCorrelationTests.values, clusters: ClusterCorrelationTests.interviewers,
      within: ClusterCorrelationTests.interviewers, replications: 9, seed: 8)
    #expect(fixed.p == 1)
  }

  @Test func degenerateAnswersAreTypedErrors() {
    #expect(throws: StatisticsError.self) { try ClusterCorrelation([1, 2], clusters: [1, 1]) }
    #expect(throws: StatisticsError.self) { try ClusterCorrelation([1, 2], clusters: [1, 2]) }
    #expect(throws: StatisticsError.self) { try ClusterCorrelation([3, 3, 3], clusters: [1, 2, 2]) }
    #expect(throws: StatisticsError.self) { try ClusterCorrelation([nil, nil], clusters: [1, 2]) }
  }
}
