import Statistics
import TestSupport
import Testing

/// Reference: R survey 4.1-1 `svyquantile`; equal weights: R's `quantile` types; see References/quantiles/source.md.
@Suite struct QuantileTests {
  @Test(arguments: ["api00", "enroll"], WeightedQuantile.Rule.allCases)
  func woodruffAgrees(_ variable: String, _ rule: WeightedQuantile.Rule) throws {
    let reference = try SurveyReference("quantiles")
    let design = reference.design(weights: "pw", strata: "stype", fpc: ["fpc"])
    let values = reference.numbers(variable)
    for p in [0.1, 0.25, 0.5, 0.75, 0.9] {
      let found = try #require(
        try WoodruffQuantile.estimate(
          p, rows: design.nested.order, values: design.nested.order.map { values[Int($0)] }, design: design,
          rule: rule, interval: .wald, degreesOfFreedom: 197, confidence: 0.95))
      let check = "\(variable)_\(rule.rawValue)_woodruff"
      let prefix = "p\(Int((100 * p).rounded()))."
      #expect(try reference.agrees(found.estimate, check, prefix + "estimate"), "\(check) \(prefix)")
      #expect(try reference.agrees(found.lower, check, prefix + "lower"), "\(check) \(prefix)")
      #expect(try reference.agrees(found.upper, check, prefix + "upper"), "\(check) \(prefix)")
      #expect(try reference.agrees(found.standardError, check, prefix + "se"), "\(check) \(prefix)")
    }
  }

  @Test(arguments: [(IntervalMethod.kornGraubard, "beta"), (.logit, "xlogit"), (.arcsine, "asin")])
  func intervalsOfTheShareAgree(_ method: IntervalMethod, _ name: String) throws {
    let reference = try SurveyReference("quantiles")
    let design = reference.design(weights: "pw", strata: "stype", fpc: ["fpc"])
    let values = reference.numbers("api00")
    for p in [0.1, 0.25, 0.5, 0.75, 0.9] {
      let found = try #require(
        try WoodruffQuantile.estimate(
          p, rows: design.nested.order, values: design.nested.order.map { values[Int($0)] }, design: design,
          rule: .math, interval: method, degreesOfFreedom: 197, confidence: 0.95))
      #expect(try reference.agrees(found.lower, "api00_math_\(name)", "p\(Int((100 * p).rounded())).lower"))
      #expect(try reference.agrees(found.upper, "api00_math_\(name)", "p\(Int((100 * p).rounded())).upper"))
    }
  }

  @Test(arguments: WeightedQuantile.Rule.allCases)
  func multiplyingTheWeightsChangesNothing(_ rule: WeightedQuantile.Rule) throws {
    let values = try SurveyReference("quantiles", file: "srs.csv").numbers("api00")
    let ones = WeightedQuantile(values: values, weights: values.map { _ in 1 })
    let scaled = WeightedQuantile(values: values, weights: values.map { _ in 30.97 })
    for p in [0, 0.1, 0.25, 1 / 3.0, 0.5, 0.75, 0.9, 1] {
      #expect(agree(ones.quantile(p, rule: rule) ?? .nan, scaled.quantile(p, rule: rule) ?? .infinity))
    }
  }

  @Test(arguments: WeightedQuantile.Rule.allCases)
  func personsCountSingly(_ rule: WeightedQuantile.Rule) {
    let grouped = WeightedQuantile(values: [3, 1, 2], weights: [1, 1, 1], persons: [2, 3, 1])
    let single = WeightedQuantile(values: [1, 1, 1, 2, 3, 3], weights: [1, 1, 1, 1, 1, 1])
    for step in 0...40 {
      let p = Double(step) / 40
      #expect(
        agree(grouped.quantile(p, rule: rule) ?? .nan, single.quantile(p, rule: rule) ?? .infinity), "p \(p)")
    }
  }

  @Test func nothingHasNoQuantile() {
    #expect(WeightedQuantile(values: [1], weights: [0]).quantile(0.5, rule: .math) == nil)
  }
}
