import Statistics
import TestSupport
import Testing

/// Reference: R survey 4.1-1; see References/calibration/source.md.
@Suite struct CalibrationTests {
  let reference: SurveyReference
  let base: SurveyDesign

  init() throws {
    reference = try SurveyReference("calibration")
    base = reference.design(weights: "pw", clusters: ["dnum"], fpc: ["fpc"])
  }

  private func margin(_ column: String, _ sizes: [Double]) -> PostStratification.Margin {
    PostStratification.Margin(codes: reference.codes(column).codes.map(Int32.init), sizes: sizes)
  }

  private func indicators(_ column: String) -> [[Double]] {
    let coded = reference.codes(column)
    return coded.labels.indices.map { code in coded.codes.map { $0 == code ? 1 : 0 } }
  }

  private func calibration(
    _ shape: CalibrationDistance.Shape, _ low: Double = -.infinity, _ high: Double = .infinity
  ) throws -> WeightAdjustment {
    .calibration(
      try WeightCalibration(
        variables: indicators("stype") + [reference.numbers("api99")], totals: [4421, 755, 1018, 3_914_069],
        distance: try CalibrationDistance(shape, lower: low, upper: high)))
  }

  private func verify(_ design: SurveyDesign, _ check: String) throws {
    try reference.verify(
      design, reference.estimand(design, reference.numbers("api00")), check, "mean_api00.")
    try reference.verify(
      design, reference.estimand(design, reference.numbers("enroll"), .none), check, "total_enroll.")
    #expect(try reference.agrees(design.weights.reduce(0, +), check, "weights.sum"))
    #expect(try reference.agrees(design.weights.reduce(0) { $0 + $1 * $1 }, check, "weights.sum_of_squares"))
    #expect(try reference.agrees(design.weights.min(), check, "weights.min"))
    #expect(try reference.agrees(design.weights.max(), check, "weights.max"))
  }

  @Test func postStratificationAgrees() throws {
    try verify(base.applying(.postStratification(margin("stype", [4421, 755, 1018]))), "poststratify_stype")
  }

  @Test func rakingAgreesAndMeetsItsMargins() throws {
    let raked = try base.applying(
      .raking([margin("stype", [4421, 755, 1018]), margin("sch.wide", [1072, 5122])]))
    try verify(raked, "rake_stype_schwide")
    for (indicator, size) in zip(indicators("stype") + indicators("sch.wide"), [4421, 755, 1018, 1072, 5122.0]) {
      let cell = try #require(try raked.estimate(reference.estimand(raked, indicator, .none)))
      #expect(agree(cell.estimate, size, relative: 1e-12))
      #expect(cell.variance < 1e-6)
    }
  }

  @Test(arguments: [
    (CalibrationDistance.Shape.linear, -Double.infinity, Double.infinity, "calibrate_linear_stype_api99"),
    (.raking, -Double.infinity, Double.infinity, "calibrate_raking_stype_api99"),
    (.linear, 0.5, 1.75, "calibrate_linear_bounded"), (.logit, 0.5, 2.5, "calibrate_logit_bounded"),
  ])
  func distancesAgree(_ shape: CalibrationDistance.Shape, _ low: Double, _ high: Double, _ check: String) throws {
    try verify(base.applying(calibration(shape, low, high)), check)
  }

  @Test(arguments: [(true, "trim_20_45"), (false, "trim_20_45_strict")])
  func trimmingAgrees(_ once: Bool, _ check: String) throws {
    let calibrated = try base.applying(
      .calibration(
        try WeightCalibration(
          variables: indicators("stype") + [reference.numbers("enroll")], totals: [4421, 755, 1018, 3_811_472],
          distance: try CalibrationDistance(.linear))))
    let trimmed = try calibrated.applying(.trimming(try WeightTrimming(lower: 20, upper: 45, once: once)))
    #expect(try reference.agrees(trimmed.weights.reduce(0, +), check, "weights_after.sum"))
    #expect(try reference.agrees(trimmed.weights.max(), check, "weights_after.max"))
    #expect(
      try reference.agrees(trimmed.weights.reduce(0) { $0 + $1 * $1 }, check, "weights_after.sum_of_squares"))
  }

  @Test func contradictionsAndEmptyCellsAreRefused() throws {
    #expect(throws: StatisticsError.self) {
      try base.applying(.raking([margin("stype", [4421, 755, 1018]), margin("sch.wide", [1000, 1000])]))
    }
    #expect(throws: StatisticsError.self) {
      try base.applying(.postStratification(margin("stype", [4421, 755, 1018, 5])))
    }
    #expect(throws: StatisticsError.self) { try base.applying(calibration(.logit, 0.99, 1.01)) }
    #expect(throws: StatisticsError.self) { try CalibrationDistance(.logit) }
  }

  /// Reference: References/nonresponse-adjustment, base R.
  @Test func weightingClassesAgree() throws {
    let nonresponse = try SurveyReference("nonresponse-adjustment")
    let classes = nonresponse.codes("age_r")
    let responded = nonresponse.texts("resp").map { $0 == "1" }
    let adjusted = try NonresponseClasses.adjust(
      weights: nonresponse.numbers("svywt"), persons: nil, responded: responded, classes: classes.codes,
      count: classes.labels.count)
    for (label, found) in zip(classes.labels, adjusted.classes) {
      #expect(try nonresponse.agrees(found.factor, "class_age_weighted", "factors.\(label)"))
    }
    #expect(try nonresponse.agrees(adjusted.weights.reduce(0, +), "class_age_weighted", "weights.sum"))
    let cap = try nonresponse.number("trim_3_medians_proportional", "cap")
    let trimmed = try WeightTrimming(lower: 0, upper: cap, spread: .proportional).trim(adjusted.weights)
    #expect(
      try nonresponse.agrees(
        trimmed.weights.reduce(0) { $0 + $1 * $1 }, "trim_3_medians_proportional", "after.sum_of_squares"))
  }
}
