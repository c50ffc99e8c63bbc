import Statistics
import TestSupport
import Testing

/// References: R survey 4.1-1; see References/replicate-jackknife-bootstrap and References/brr-fay.
@Suite struct ReplicationTests {
  private func estimands(_ reference: SurveyReference, _ design: SurveyDesign) -> [(String, Estimand)] {
    let awards = reference.texts("awards")
    return [
      ("mean_api00", reference.estimand(design, reference.numbers("api00"))),
      ("total_enroll", reference.estimand(design, reference.numbers("enroll"), .none)),
      ("ratio", reference.estimand(design, reference.numbers("api.stu"), .values(reference.numbers("enroll")))),
      (
        "domain_mean_awards_no",
        reference.estimand(design, reference.numbers("api00")) { awards[$0] == "No" }
      ),
    ]
  }

  @Test(arguments: [
    ("jkn_fpc", ReplicateMethod.jackknifeN, true, Replication.Centre.replicateMean),
    ("jkn_fpc_mse", .jackknifeN, true, .fullSample), ("jkn_nofpc", .jackknifeN, false, .replicateMean),
    ("jkn_nofpc_mse", .jackknifeN, false, .fullSample),
    ("jk1_unstratified", .jackknife1, false, .replicateMean),
    ("jk1_unstratified_mse", .jackknife1, false, .fullSample), ("jk1_clusters", .jackknife1, false, .fullSample),
  ])
  func jackknifeAgrees(
    _ check: String, _ method: ReplicateMethod, _ finite: Bool, _ centre: Replication.Centre
  ) throws {
    let reference = try SurveyReference("replicate-jackknife-bootstrap")
    var design = reference.design(
      weights: "pw", strata: method == .jackknifeN ? "stype" : nil,
      clusters: check == "jk1_clusters" ? ["dnum"] : [], fpc: finite ? ["fpc"] : [])
    let replication = try method.replication(of: design.nested, rule: .fail, seed: 1, centre: centre)
    design.source = .replicates(replication)
    #expect(try reference.agrees(replication.total, check, "replicates"))
    for (name, estimand) in estimands(reference, design) {
      try reference.verify(design, estimand, check, name + ".", only: ["estimate", "se"])
    }
  }

  @Test(arguments: [("raowu_given_mse", Replication.Centre.fullSample), ("raowu_given", .replicateMean)])
  func givenDrawsAgree(_ check: String, _ centre: Replication.Centre) throws {
    let reference = try SurveyReference("replicate-jackknife-bootstrap")
    let draws = try SurveyReference("replicate-jackknife-bootstrap", file: "replicates.csv")
    var design = reference.design(weights: "pw")
    let weights = reference.numbers("pw")
    let strata = reference.codes("stype")
    var size = [Double](repeating: 0, count: strata.labels.count)
    for code in strata.codes { size[code] += 1 }
    let columns = (1...60).map { number -> [Double] in
      let times = draws.numbers(number < 10 ? "k0\(number)" : "k\(number)")
      return weights.indices.map { row in
        weights[row] * times[row] * size[strata.codes[row]] / (size[strata.codes[row]] - 1)
      }
    }
    let scale = try #require(ReplicateMethod.bootstrap(60).scale(count: 60, centre: centre))
    design.source = .replicates(.given(columns, name: "bootstrap", scale: scale, centre: centre))
    for (name, estimand) in estimands(reference, design) {
      try reference.verify(design, estimand, check, name + ".", only: ["estimate", "se"])
    }
  }

  @Test(arguments: [ReplicateMethod.bootstrap(2000), .subbootstrap(2000)])
  func ownDrawsReachTheLinearisedError(_ method: ReplicateMethod) throws {
    let reference = try SurveyReference("replicate-jackknife-bootstrap")
    var design = reference.design(weights: "pw", strata: "stype")
    design.source = .replicates(
      try method.replication(of: design.nested, rule: .fail, seed: 7, centre: .fullSample))
    let total = try #require(
      try design.estimate(reference.estimand(design, reference.numbers("enroll"), .none)))
    #expect(try reference.agrees(total.variance.squareRoot(), "raowu_own_draws", "total_enroll_se"))
    let again = try #require(
      try design.estimate(reference.estimand(design, reference.numbers("enroll"), .none)))
    #expect(total.variance == again.variance)
  }

  @Test(arguments: [("brr_given_mse", 0.0), ("fay50_given_mse", 0.5), ("fay30_given_mse", 0.3)])
  func givenHalfSamplesAgree(_ check: String, _ rho: Double) throws {
    let reference = try SurveyReference("brr-fay")
    let half = try SurveyReference("brr-fay", file: "halfsamples.csv")
    var design = reference.design(weights: "wtmec2yr")
    let weights = reference.numbers("wtmec2yr")
    let strata = reference.texts("sdmvstra")
    let units = reference.texts("sdmvpsu")
    let names = half.texts("sdmvstra")
    let columns = (1...16).map { number -> [Double] in
      let kept = Dictionary(
        uniqueKeysWithValues: zip(names, half.texts(number < 10 ? "r0\(number)" : "r\(number)")))
      return weights.indices.map { row in
        weights[row] * ((kept[strata[row]] == "1") == (units[row] == "1") ? 2 - rho : rho)
      }
    }
    let scale = try #require(ReplicateMethod.fay(rho).scale(count: 16, centre: .fullSample))
    design.source = .replicates(.given(columns, name: "fay", scale: scale, centre: .fullSample))
    let women = reference.texts("riagendr").map { $0 == "2" ? 1.0 : 0 }
    try reference.verify(
      design, reference.estimand(design, reference.numbers("bmxbmi")), check, "mean_bmi.", only: ["estimate", "se"])
    try reference.verify(
      design, reference.estimand(design, women, .none), check, "total_women.", only: ["estimate", "se"])
  }

  @Test func ownHalfSamplesAreFullyBalanced() throws {
    let reference = try SurveyReference("brr-fay")
    var design = reference.design(
      weights: "wtmec2yr", strata: "sdmvstra", clusters: ["sdmvpsu"], nest: true)
    design.source = .replicates(
      try ReplicateMethod.brr.replication(of: design.nested, rule: .fail, seed: 1, centre: .fullSample))
    let women = reference.texts("riagendr").map { $0 == "2" ? 1.0 : 0 }
    try reference.verify(
      design, reference.estimand(design, women, .none), "brr_own_matrix_total", only: ["estimate", "se"])
    try reference.verify(
      design, reference.estimand(design, reference.numbers("bmxbmi")), "brr_own_matrix_mean",
      only: ["estimate", "se"])
  }

  @Test func methodsAreReadByTheirNames() {
    #expect(ReplicateMethod("fay=0.3") == .fay(0.3))
    #expect(ReplicateMethod("bootstrap=50") == .bootstrap(50))
    #expect(ReplicateMethod("bootstrap", given: 60) == .bootstrap(60))
    #expect(ReplicateMethod("bootstrap=1") == nil)
    #expect(ReplicateMethod("jackknife") == nil)
  }
}
