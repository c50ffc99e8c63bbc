import Statistics
import TestSupport
import Testing

@Suite struct DrawnSampleTests {
  /// Reference: sampling 2.9; PPS of clusters and a fixed take give every person the same probability.
  @Test func twoStagesAreSelfWeighting() throws {
    let reference = try ReferenceCase("selection")
    let id = "two_stage_self_weighting"
    let populations = try SelectionTests.populations()
    let frame = try SamplingFrame(
      count: populations.count, clusters: populations.indices.map { String($0) }, measures: populations)
    #expect(frame.isClusterList)
    let plan = DrawnSample.Plan(method: .ppsSystematic, sizes: [12], secondSize: 15)
    let (first, second) = try DrawnSample.probabilities(frame, plan)
    expectAgreement(Array(first.prefix(5)), try reference.numbers(id, "stage1"))
    expectAgreement(Array(second.prefix(5)), try reference.numbers(id, "stage2"))
    expectAgreement(zip(first, second).prefix(5).map { $0 * $1 }, try reference.numbers(id, "overall"))
    expectAgreement(
      zip(first, second).filter { $0.0 == 1 }.map { $0 * $1 }, try reference.numbers(id, "overall_certainty"))
  }

  /// Households 1 … 3 of blocks of unequal size: 30 000 two-stage samples meet the probabilities of rows and of pairs, and
  /// the weights of each sample of a self-weighting design sum to the frame.
  @Test func twoStageDrawsMeetTheirProbabilities() throws {
    let clusters = [3, 5, 2, 7, 4, 6].enumerated().flatMap { [String](repeating: "c\($0)", count: $1) }
    let strata = clusters.map { $0 < "c3" ? "north" : "south" }
    let frame = try SamplingFrame(count: clusters.count, strata: strata, clusters: clusters)
    #expect(frame.strata == ["north", "south"])
    #expect(frame.units.count == 6)
    let plan = DrawnSample.Plan(method: .ppsSampford, sizes: [2, 2], secondSize: 2)
    let joint = try #require(try DrawnSample.jointProbabilities(frame, plan, rows: Array(frame.indices)))
    let repetitions = 30_000
    var pairs = [[Double]](repeating: [Double](repeating: 0, count: frame.count), count: frame.count)
    for repetition in 0..<repetitions {
      let sample = try DrawnSample(frame, plan, seed: 9, repetition: UInt32(repetition))
      #expect(sample.rows.count == 8)
      for a in sample.rows { for b in sample.rows { pairs[a][b] += 1 } }
      let weights = sample.rows.reduce(0.0) { $0 + 1 / sample.probability($1) }
      #expect(agree(weights, Double(frame.count), relative: 1e-12))
    }
    for a in frame.indices {
      for b in frame.indices {
        let p = joint[a][b]
        let error = (p * (1 - p) / Double(repetitions)).squareRoot()
        #expect(abs(pairs[a][b] / Double(repetitions) - p) < 4.8 * error + 1e-9, "rows \(a), \(b)")
      }
    }
  }

  @Test func strataDoNotDisturbEachOther() throws {
    let strata = (0..<60).map { $0 < 20 ? "a" : "b" }
    let frame = try SamplingFrame(count: 60, strata: strata)
    let small = try DrawnSample(frame, .init(method: .simpleRandom, sizes: [3, 5]), seed: 1)
    let large = try DrawnSample(frame, .init(method: .simpleRandom, sizes: [12, 5]), seed: 1)
    #expect(small.rows.filter { $0 >= 20 } == large.rows.filter { $0 >= 20 })
    #expect(small.rows.count == 8)
    #expect(agree(small.probability(0), 3.0 / 20))
  }

  @Test func measuresOfClustersAreReadAsTold() throws {
    let repeated = try SamplingFrame(count: 4, clusters: ["a", "a", "b", "b"], measures: [7, 7, 9, 9])
    #expect(repeated.isMeasureOfCluster)
    #expect(repeated.units.map(\.measure) == [7, 9])
    let summed = try SamplingFrame(count: 4, clusters: ["a", "a", "b", "b"], measures: [7, 6, 9, 9])
    #expect(!summed.isMeasureOfCluster)
    #expect(summed.units.map(\.measure) == [13, 18])
    let counted = try SamplingFrame(count: 3, clusters: ["a", "a", "b"])
    #expect(counted.units.map(\.measure) == [2, 1])
  }

  @Test func sizesOverStrataFollowTheShares() throws {
    #expect(try ProportionalSizes.sizes(10, shares: [50, 30, 20], available: [50, 30, 20]) == [5, 3, 2])
    #expect(try ProportionalSizes.sizes(10, shares: [990, 5, 5], available: [990, 5, 5]) == [8, 1, 1])
    #expect(try ProportionalSizes.sizes(2, shares: [990, 5, 5], available: [990, 5, 5]) == [2, 0, 0])
    #expect(throws: StatisticsError.self) { try ProportionalSizes.sizes(4, shares: [1, 1], available: [1, 2]) }
  }

  @Test func refusesSizesThatDoNotFit() throws {
    let frame = try SamplingFrame(count: 4)
    #expect(throws: StatisticsError.self) {
      try DrawnSample(frame, .init(method: .simpleRandom, sizes: [5]), seed: 1)
    }
    #expect(throws: StatisticsError.self) {
      try DrawnSample(frame, .init(method: .simpleRandom, sizes: [1, 1]), seed: 1)
    }
    #expect(throws: StatisticsError.self) { try SamplingFrame(count: 0) }
  }
}
