import Statistics
import TestSupport
import Testing

/// Propensity classes and usual limits of weights. Reference: nonresponse-adjustment/source.md (R 4.2.2, glm, quantile).
@Suite struct PropensityTests {
  private let reference: SurveyReference

  init() throws { reference = try SurveyReference("nonresponse-adjustment") }

  private func model() throws -> (LogisticRegression, [Bool]) {
    var columns = [[Double](repeating: 1, count: reference.count), reference.numbers("age")]
    for name in ["hisp", "race", "parents_r", "educ_r"] {
      let coded = reference.codes(name)
      for code in coded.labels.indices.dropFirst() { columns.append(coded.codes.map { $0 == code ? 1 : 0 }) }
    }
    let responded = reference.numbers("resp").map { $0 == 1 }
    return (
      try LogisticRegression(columns, outcome: responded, weights: responded.map { _ in 1 }), responded
    )
  }

  @Test func theRegressionAgreesWithR() throws {
    let (regression, _) = try model()
    let names = ["intercept", "age", "hisp2", "race2", "race3", "parents_r2", "educ_r2", "educ_r3", "educ_r4"]
    for (name, value) in zip(names, regression.coefficients) {
      #expect(try reference.agrees(value, "propensity_classes", "coefficients.\(name)"))
    }
  }

  @Test func theClassesAgreeWithR() throws {
    let (regression, responded) = try model()
    let classes = try PropensityClasses(regression.fitted, isMember: responded.map { _ in true }, count: 5)
    let ends = [
      0.452649592528304, 0.630690849113825, 0.676973267195813, 0.713799367774158, 0.751616381641785, 0.818192972866055,
    ]
    expectAgreement(classes.boundaries, ends, relative: 1e-7)
    #expect((0..<5).map { code in classes.classes.count { $0 == code } } == [790, 784, 775, 780, 782])
    let factors = try NonresponseClasses.adjust(
      weights: reference.numbers("svywt"), persons: nil, responded: responded, classes: classes.classes, count: 5
    ).classes.map(\.factor)
    expectAgreement(
      factors, [1.69449564686271, 1.46641137125588, 1.42605775955195, 1.39484225577236, 1.24354217271313],
      relative: 1e-7)
  }

  @Test func limitsAgreeWithR() throws {
    let responded = reference.numbers("resp").map { $0 == 1 }
    let ages = reference.codes("age_r")
    let weights = try NonresponseClasses.adjust(
      weights: reference.numbers("svywt"), persons: nil, responded: responded, classes: ages.codes,
      count: ages.labels.count
    ).weights
    let names: [(WeightLimit.Rule, String)] = [
      (.median, "median_3.5"), (.medianRange, "median_6iqr"), (.mean, "mean_4"), (.meanDeviation, "mean_3sd"),
      (.meanSquare, "rms10"),
    ]
    let expected = [15546.8657942895, 17691.8467201578, 18357.1974805484, 10176.7052652048, 15661.7920111161]
    for ((rule, name), value) in zip(names, expected) {
      #expect(agree(try #require(try WeightLimit(rule).limit(of: weights)), value, relative: 1e-9), "\(name)")
    }
  }

  /// Equal propensities make one class; a constant outcome and separated groups have no model.
  @Test func degenerateModels() throws {
    let flat = try PropensityClasses([0.5, 0.5, 0.5], isMember: [true, true, true], count: 5)
    #expect(flat.count == 1)
    #expect(flat.classes == [0, 0, 0])
    let ones = [[1.0, 1, 1, 1]]
    #expect(throws: StatisticsError.self) {
      try LogisticRegression(ones, outcome: [true, true, true, true], weights: [1, 1, 1, 1])
    }
    #expect(throws: StatisticsError.self) {
      try LogisticRegression(
        ones + [[0, 0, 1, 1]], outcome: [false, false, true, true], weights: [1, 1, 1, 1])
    }
    #expect(throws: StatisticsError.self) {
      try LogisticRegression(ones + ones, outcome: [true, false, true, true], weights: [1, 1, 1, 1])
    }
    #expect(try WeightLimit(.median).limit(of: [0, 3]) == nil)
    #expect(throws: StatisticsError.self) { try WeightLimit(.mean, factor: -1) }
  }
}
