import Statistics
import TestSupport
import Testing

/// References: R 4.2.2 survey 4.1-1 on apiclus1 and apiclus2; see the cases' source.md.
@Suite struct ClusterEstimatorTests {
  @Test(arguments: ["api00", "enroll", "ell"])
  func oneStageAgrees(_ variable: String) throws {
    let reference = try SurveyReference("one-stage-cluster")
    let finite = reference.design(weights: "pw", clusters: ["dnum"], fpc: ["fpc"])
    let open = reference.design(weights: "pw", clusters: ["dnum"])
    let values = reference.numbers(variable)
    try reference.verify(finite, reference.estimand(finite, values), "mean_\(variable)_fpc")
    try reference.verify(finite, reference.estimand(finite, values, .none), "total_\(variable)_fpc")
    try reference.verify(open, reference.estimand(open, values), "mean_\(variable)_nofpc")
  }

  @Test(arguments: ["E", "H", "M"])
  func degreesOfFreedomCountTheDomain(_ type: String) throws {
    let reference = try SurveyReference("one-stage-cluster")
    let design = reference.design(weights: "pw", clusters: ["dnum"], fpc: ["fpc"])
    let types = reference.texts("stype")
    try reference.verify(
      design, reference.estimand(design, reference.numbers("api00")) { types[$0] == type }, "domain_stype_\(type)")
    try reference.verify(
      design, reference.estimand(design, types.map { $0 == type ? 1 : 0 }), "proportion_stype\(type)")
  }

  @Test(arguments: ["api00", "api99"])
  func twoStagesAgree(_ variable: String) throws {
    let reference = try SurveyReference("two-stage-cluster")
    let values = reference.numbers(variable)
    let designs = [
      ("twostage", reference.design(weights: nil, clusters: ["dnum", "snum"], fpc: ["fpc1", "fpc2"])),
      ("ultimate", reference.design(weights: "pw", clusters: ["dnum"])),
      ("stage1fpc", reference.design(weights: "pw", clusters: ["dnum"], fpc: ["fpc1"])),
    ]
    for (name, design) in designs {
      try reference.verify(design, reference.estimand(design, values), "mean_\(variable)_\(name)")
      try reference.verify(design, reference.estimand(design, values, .none), "total_\(variable)_\(name)")
    }
  }

  @Test func missingAnswersLeaveTheClustersIn() throws {
    let reference = try SurveyReference("two-stage-cluster")
    let design = reference.design(weights: nil, clusters: ["dnum", "snum"], fpc: ["fpc1", "fpc2"])
    let values = reference.numbers("enroll")
    try reference.verify(design, reference.estimand(design, values), "mean_enroll_missing", "mean.")
    try reference.verify(design, reference.estimand(design, values, .none), "mean_enroll_missing", "total.")
  }

  @Test func covarianceOfTwoStagesHasTheVariancesOnItsDiagonal() throws {
    let reference = try SurveyReference("two-stage-cluster")
    let design = reference.design(weights: nil, clusters: ["dnum", "snum"], fpc: ["fpc1", "fpc2"])
    let sums = ["api00", "api99", "enroll"].compactMap { name in
      design.linearise(reference.estimand(design, reference.numbers(name)))
    }
    let matrix = try design.variances.covariance(sums.map { ($0.rows, $0.influence) })
    for (index, sum) in sums.enumerated() {
      let variance = try design.variances.variance(rows: sum.rows, influence: sum.influence)
      #expect(agree(matrix[index][index], variance, relative: 1e-11))
    }
  }
}
