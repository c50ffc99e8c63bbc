import Statistics
import TestSupport
import Testing

/// Reference: R survey 4.1-1, `adjust` as in 4.5; see References/lonely-psu/source.md.
@Suite struct LonelyUnitTests {
  @Test(arguments: [LonelyUnitRule.remove, .certainty, .adjust, .average])
  func rulesAgree(_ rule: LonelyUnitRule) throws {
    let reference = try SurveyReference("lonely-psu")
    let design = reference.design(weights: "pw", strata: "cnum", rule: rule)
    for variable in ["api00", "enroll"] {
      let values = reference.numbers(variable)
      try reference.verify(design, reference.estimand(design, values), "mean_\(variable)_\(rule.rawValue)")
      try reference.verify(design, reference.estimand(design, values, .none), "total_\(variable)_\(rule.rawValue)")
    }
    let awards = reference.texts("awards")
    let domain = reference.estimand(design, reference.numbers("api00")) { awards[$0] == "No" }
    try reference.verify(design, domain, "domain_\(rule.rawValue)")
  }

  @Test(arguments: [LonelyUnitRule.adjust, .average])
  func rulesHoldInDomains(_ rule: LonelyUnitRule) throws {
    let reference = try SurveyReference("lonely-psu")
    let design = reference.design(weights: "pw", strata: "cnum", rule: rule, lonelyInDomain: true)
    let awards = reference.texts("awards")
    let domain = reference.estimand(design, reference.numbers("api00")) { awards[$0] == "No" }
    try reference.verify(design, domain, "domain_\(rule.rawValue)_domainlonely")
  }

  @Test func collapseMergesWithTheNext() throws {
    let reference = try SurveyReference("lonely-psu")
    let design = reference.design(weights: "pw", strata: "cnum", rule: .collapse)
    try reference.verify(
      design, reference.estimand(design, reference.numbers("api00")), "mean_api00_collapsed")
  }

  @Test func failNamesTheStrata() throws {
    let reference = try SurveyReference("lonely-psu")
    let design = reference.design(weights: "pw", strata: "cnum")
    let expected = ["4", "12", "16", "17", "23", "24", "30", "39", "46", "48", "50", "56"]
    #expect(throws: StatisticsError.lonelyUnits(strata: expected)) {
      try design.estimate(reference.estimand(design, reference.numbers("api00")))
    }
  }
}
