import Statistics
import TestSupport
import Testing

/// Reference: R 4.2.2 survey 4.1-1 on apistrat; see References/stratified-estimators/source.md.
@Suite struct StratifiedEstimatorTests {
  let reference: SurveyReference
  let finite: SurveyDesign
  let open: SurveyDesign

  init() throws {
    reference = try SurveyReference("stratified-estimators")
    finite = reference.design(weights: "pw", strata: "stype", fpc: ["fpc"])
    open = reference.design(weights: "pw", strata: "stype")
  }

  @Test(arguments: ["api00", "enroll", "meals"])
  func meansAndTotalsAgree(_ variable: String) throws {
    let values = reference.numbers(variable)
    let mean = reference.estimand(finite, values)
    let total = reference.estimand(finite, values, .none)
    try reference.verify(finite, mean, "mean_\(variable)_fpc")
    try reference.verify(open, reference.estimand(open, values), "mean_\(variable)_nofpc")
    try reference.verify(finite, total, "total_\(variable)_fpc")
    for (estimand, name) in [(mean, "mean"), (total, "total")] {
      let variance = try #require(try finite.estimate(estimand)).variance
      let simple = try #require(
        DesignEffect.simpleVariance(of: estimand, in: finite, reference: .withoutReplacement))
      #expect(try reference.agrees(variance / simple, "\(name)_\(variable)_fpc", "deff"))
    }
  }

  @Test func designEffectAgainstReplacementAgrees() throws {
    let mean = reference.estimand(finite, reference.numbers("api00"))
    let variance = try #require(try finite.estimate(mean)).variance
    let simple = try #require(DesignEffect.simpleVariance(of: mean, in: finite, reference: .withReplacement))
    #expect(try reference.agrees(variance / simple, "mean_api00_deff_wr", "deff"))
  }

  @Test func ratioAgrees() throws {
    let ratio = reference.estimand(finite, reference.numbers("api.stu"), .values(reference.numbers("enroll")))
    try reference.verify(finite, ratio, "ratio_apistu_enroll_fpc")
  }

  @Test(arguments: ["awards", "comp.imp", "sch.wide"], ["No", "Yes"])
  func domainsKeepTheWholeSample(_ column: String, _ value: String) throws {
    let member = reference.texts(column).map { $0 == value }
    let check = "domain_\(column)_\(value)"
    try reference.verify(
      finite, reference.estimand(finite, reference.numbers("api00")) { member[$0] }, check, "mean_api00.")
    try reference.verify(
      finite, reference.estimand(finite, reference.numbers("enroll"), .none) { member[$0] }, check, "total_enroll.")
  }

  @Test func missingAnswersAreADomain() throws {
    let values = reference.numbers("api00").enumerated().map { $0 % 7 == 0 ? .nan : $1 }
    try reference.verify(finite, reference.estimand(finite, values), "item_missing_as_domain")
  }

  @Test func differencesUseTheCovariance() throws {
    let api = reference.numbers("api00")
    let awards = reference.texts("awards")
    let parts = ["No", "Yes"].map { value in reference.estimand(finite, api) { awards[$0] == value } }
    let joint = try finite.estimates(parts, covariance: true)
    let matrix = try #require(joint.covariance)
    let difference = try #require(joint.estimates[1]) - (try #require(joint.estimates[0]))
    #expect(try reference.agrees(difference, "domain_difference_awards", "estimate"))
    #expect(try reference.agrees(matrix[0][1], "domain_difference_awards", "covariance"))
    let error = (matrix[0][0] + matrix[1][1] - 2 * matrix[0][1]).squareRoot()
    #expect(try reference.agrees(error, "domain_difference_awards", "se"))
  }

  @Test func compositeUsesTheCovariance() throws {
    let parts = ["api00", "api99"].map { reference.estimand(finite, reference.numbers($0)) }
    let matrix = try #require(try finite.estimates(parts, covariance: true).covariance)
    #expect(try reference.agrees(matrix[0][0], "composite_half_half", "var_api00"))
    #expect(try reference.agrees(matrix[1][0], "composite_half_half", "cov"))
    let error = (matrix[0][0] + matrix[1][1] + 2 * matrix[0][1]).squareRoot() / 2
    #expect(try reference.agrees(error, "composite_half_half", "se"))
  }
}
