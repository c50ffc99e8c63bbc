import Statistics
import TestSupport
import Testing

/// References: R 4.2.2 base and Hmisc, survey 4.1-1 and 4.5; see References/proportion-intervals/source.md.
@Suite struct ProportionIntervalTests {
  @Test(arguments: [
    ("srs_x0_n10", 0.0, 10.0, 0.95), ("srs_x10_n10", 10, 10, 0.95), ("srs_x1_n20", 1, 20, 0.95),
    ("srs_x3_n30", 3, 30, 0.95), ("srs_x15_n30", 15, 30, 0.95), ("srs_x47_n61", 47, 61, 0.95),
    ("srs_x118_n120", 118, 120, 0.95), ("srs_x820_n1067", 820, 1067, 0.95), ("srs_x0_n400", 0, 400, 0.95),
    ("srs_x371_n384", 371, 384, 0.95), ("srs_x47_n61_level90", 47, 61, 0.9),
  ])
  func intervalsOfXofNAgree(_ check: String, _ x: Double, _ n: Double, _ confidence: Double) throws {
    let reference = try SurveyReference("proportion-intervals")
    let interval = try BinomialInterval(x: x, n: n, confidence: confidence)
    let methods = [
      ("wald", interval.wald), ("wilson", interval.wilson), ("wilson_continuity", interval.wilsonContinuity),
      ("clopper_pearson", interval.clopperPearson), ("agresti_coull", interval.agrestiCoull),
      ("jeffreys", interval.jeffreys),
    ]
    for (name, limits) in methods {
      #expect(try reference.agrees(limits.lower, check, "\(name).lower"), "\(name)")
      #expect(try reference.agrees(limits.upper, check, "\(name).upper"), "\(name)")
    }
  }

  @Test(arguments: [
    "cluster_ell_zero_fpc", "cluster_ell_zero_nofpc", "cluster_api_700_fpc", "cluster_domain_H_api_600",
  ])
  func intervalsOfADesignAgree(_ check: String) throws {
    let reference = try SurveyReference("proportion-intervals")
    let design = reference.design(
      weights: "pw", clusters: ["dnum"], fpc: check.contains("nofpc") ? [] : ["fpc"])
    let types = reference.texts("stype")
    let event: [Double]
    switch check.split(separator: "_")[1] {
    case "ell": event = reference.numbers("ell").map { $0 == 0 ? 1 : 0 }
    case "api": event = reference.numbers("api00").map { $0 >= 700 ? 1 : 0 }
    default: event = reference.numbers("api00").map { $0 >= 600 ? 1 : 0 }
    }
    let estimand = reference.estimand(design, event) { !check.contains("domain") || types[$0] == "H" }
    let (p, variance) = try #require(try design.estimate(estimand))
    let interval = try ProportionInterval(
      p: p, variance: variance, n: design.persons(in: estimand.rows),
      degreesOfFreedom: design.degreesOfFreedom(rows: estimand.rows))
    #expect(try reference.agrees(interval.effectiveSize, check, "effective_n"))
    #expect(try reference.agrees(interval.adjustedSize, check, "df_adjusted_effective_n"))
    let methods: [(String, IntervalMethod)] = [
      ("wald_t", .wald), ("logit", .logit), ("arcsine", .arcsine), ("korn_graubard_r", .beta),
      ("korn_graubard_truncated", .kornGraubard), ("wilson_effective_n_t_df", .wilson),
      ("wilson_adjusted_n_t_df", .wilsonAdjustedT), ("wilson_adjusted_n_z", .wilsonAdjustedZ),
      ("rao_scott_likelihood", .likelihood),
    ]
    for (name, method) in methods {
      let limits = try #require(try interval.limits(method))
      #expect(try reference.agrees(limits.lower, check, "\(name).lower"), "\(name) \(limits.lower)")
      #expect(try reference.agrees(limits.upper, check, "\(name).upper"), "\(name) \(limits.upper)")
    }
  }

  @Test(arguments: IntervalMethod.allCases.filter { !$0.isBinomial })
  func endsOfTheScaleAreHandled(_ method: IntervalMethod) throws {
    for p in [0.0, 1.0] {
      let interval = try ProportionInterval(p: p, variance: 0, n: 60, degreesOfFreedom: 59)
      let limits = try interval.limits(method)
      if method == .logit {
        #expect(limits == nil)
      } else {
        let limits = try #require(limits)
        #expect(limits.lower >= 0 && limits.upper <= 1 && limits.lower <= p && limits.upper >= p)
      }
    }
  }

  @Test func theExactLikelihoodIsWiderThanNothing() throws {
    let interval = try ProportionInterval(p: 0.3, variance: 0.001, n: 200, degreesOfFreedom: 40)
    let exact = try #require(try interval.limits(.likelihoodExact))
    let profile = try #require(try interval.limits(.likelihood))
    #expect(abs(exact.lower - profile.lower) < 1e-4)
    #expect(abs(exact.upper - profile.upper) < 1e-4)
  }
}
