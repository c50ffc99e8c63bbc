import Statistics
import TestSupport
import Testing

/// Identities that hold for every sample, on random ones with a fixed seed.
@Suite struct DesignPropertyTests {
  struct Sample {
    var strata: [Int]
    var clusters: [Int]
    var population: [Double]
    var weights: [Double]
    var values: [Double]
  }

  private func sample(_ random: inout RandomStream) -> Sample {
    var sample = Sample(strata: [], clusters: [], population: [], weights: [], values: [])
    var cluster = 0
    for stratum in 0..<(2 + random.below(4)) {
      let units = 2 + random.below(5)
      let population = Double(units + random.below(20))
      for _ in 0..<units {
        for _ in 0..<(1 + random.below(6)) {
          sample.strata.append(stratum)
          sample.clusters.append(cluster)
          sample.population.append(population)
          sample.weights.append(1 + 9 * random.unit())
          sample.values.append(100 + 20 * random.normal())
        }
        cluster += 1
      }
    }
    return sample
  }

  private func design(_ sample: Sample, finite: Bool, order: [Int]? = nil) -> SurveyDesign {
    let order = order ?? Array(sample.strata.indices)
    let stage = SamplingStage(
      strata: order.map { sample.strata[$0] }, units: order.map { sample.clusters[$0] },
      population: finite ? .counts(order.map { sample.population[$0] }) : nil)
    return SurveyDesign(
      nested: NestedDesign.compile(count: order.count, stages: [stage]).design,
      weights: order.map { sample.weights[$0] })
  }

  private func mean(_ design: SurveyDesign, _ values: [Double]) -> Estimand {
    Estimand(rows: design.nested.order, numerator: design.nested.order.map { values[Int($0)] })
  }

  @Test func aConstantHasNoVariance() throws {
    var random = RandomStream(seed: 1)
    for _ in 0..<50 {
      let sample = sample(&random)
      let design = design(sample, finite: false)
      let result = try #require(try design.estimate(mean(design, sample.values.map { _ in 7 })))
      #expect(agree(result.estimate, 7))
      #expect(result.variance < 1e-20)
    }
  }

  @Test func jackknifeOfATotalIsLinearisation() throws {
    var random = RandomStream(seed: 2)
    for _ in 0..<50 {
      let sample = sample(&random)
      var design = design(sample, finite: true)
      let total = Estimand(
        rows: design.nested.order, numerator: design.nested.order.map { sample.values[Int($0)] }, denominator: .none)
      let linear = try #require(try design.estimate(total)).variance
      design.source = .replicates(
        try ReplicateMethod.jackknifeN.replication(of: design.nested, rule: .fail, seed: 1, centre: .fullSample))
      #expect(agree(try #require(try design.estimate(total)).variance, linear, relative: 1e-9))
    }
  }

  @Test func scaleAndOrderOfRowsDoNotMatter() throws {
    var random = RandomStream(seed: 3)
    for _ in 0..<50 {
      let sample = sample(&random)
      let plain = design(sample, finite: true)
      let expected = try #require(try plain.estimate(mean(plain, sample.values)))
      var order = Array(sample.strata.indices)
      random.shuffle(&order)
      let shuffled = design(sample, finite: true, order: order)
      let found = try #require(try shuffled.estimate(mean(shuffled, order.map { sample.values[$0] })))
      #expect(agree(found.estimate, expected.estimate, relative: 1e-12))
      #expect(agree(found.variance, expected.variance, relative: 1e-10))
      var scaled = sample
      scaled.weights = sample.weights.map { $0 * 1000 }
      let large = design(scaled, finite: true)
      let again = try #require(try large.estimate(mean(large, sample.values)))
      #expect(agree(again.variance, expected.variance, relative: 1e-10))
    }
  }

  @Test func covarianceMatricesArePositive() throws {
    var random = RandomStream(seed: 4)
    for _ in 0..<30 {
      let sample = sample(&random)
      let design = design(sample, finite: true)
      let other = sample.values.map { $0 + random.normal() }
      let matrix = try #require(
        try design.estimates([mean(design, sample.values), mean(design, other)], covariance: true).covariance)
      #expect(agree(matrix[0][1], matrix[1][0]))
      #expect(matrix[0][1] * matrix[0][1] <= matrix[0][0] * matrix[1][1] * (1 + 1e-9))
    }
  }

  @Test func simpleRandomSamplingHasItsJointProbabilities() throws {
    var random = RandomStream(seed: 5)
    let (n, population) = (12, 40.0)
    let values = (0..<n).map { _ in 50 + 10 * random.normal() }
    let pi = Double(n) / population
    let both = pi * Double(n - 1) / (population - 1)
    let joint = (0..<n).map { i in (0..<n).map { $0 == i ? pi : both } }
    let stage = SamplingStage(population: .counts([Double](repeating: population, count: n)))
    var design = SurveyDesign(
      nested: NestedDesign.compile(count: n, stages: [stage]).design,
      weights: [Double](repeating: 1 / pi, count: n))
    let total = Estimand(rows: design.nested.order, numerator: values, denominator: .none)
    let expected = try #require(try design.estimate(total)).variance
    for form in PairwiseVariance.Form.allCases {
      design.source = .pairwise(
        try PairwiseVariance(
          unit: (0..<Int32(n)).map { $0 }, stratum: [Int32](repeating: 0, count: n),
          probability: [Double](repeating: pi, count: n), joint: .given(joint), form: form))
      #expect(agree(try #require(try design.estimate(total)).variance, expected, relative: 1e-9), "\(form)")
    }
  }

  /// Reference: R 4.2.2 `sd(x)/sqrt(n)` on the expanded table; see References/resident-satisfaction.
  @Test func frequenciesArePersonsNotWeights() throws {
    let reference = try SurveyReference("resident-satisfaction")
    let score = reference.texts("Sat").map { ["Low": 0.0, "Medium": 50, "High": 100][$0] ?? .nan }
    let design = reference.design(weights: nil, persons: reference.numbers("Freq"))
    let types = reference.texts("Type")
    try reference.verify(design, reference.estimand(design, score), "overall", "score_0_100.")
    for type in ["Tower", "Apartment", "Atrium", "Terrace"] {
      try reference.verify(
        design, reference.estimand(design, score) { types[$0] == type }, "Type_\(type)", "score_0_100.")
    }
  }
}
