import Statistics
import TestSupport
import Testing

/// Tests of association. Reference: R 4.2.2, survey 4.1-1, data `apiclus1`: `svychisq(~stype + sch.wide, dclus1, statistic = …)`;
/// `svyranktest(api00 ~ …)` on data without ties of unequal weights.
@Suite struct AssociationTests {
  private let reference: SurveyReference
  private let design: SurveyDesign

  init() throws {
    reference = try SurveyReference("one-stage-cluster")
    var stage = SamplingStage()
    stage.units = reference.codes("dnum").codes
    stage.unitLabels = reference.codes("dnum").labels
    stage.population = .counts(reference.numbers("fpc"))
    design = SurveyDesign(
      nested: NestedDesign.compile(count: reference.count, stages: [stage], nest: false).design,
      weights: reference.numbers("pw"))
  }

  private func table() throws -> ContingencyTable {
    let (rows, columns) = (reference.codes("stype"), reference.codes("sch.wide"))
    let order = design.nested.order
    return try ContingencyTable(
      design, members: order, rows: order.map { rows.codes[Int($0)] }, columns: order.map { columns.codes[Int($0)] },
      shape: (rows.labels.count, columns.labels.count))
  }

  @Test func raoAndScottAgreeWithR() throws {
    let test = try table().raoScott(firstOrder: false, degreesOfFreedom: 14)
    #expect(agree(test.statistic, 5.1933695414749, relative: 1e-9))
    #expect(agree(test.p, 0.0217474623708, relative: 1e-9))
    guard case .f(let d1, let d2) = test.reference else {
      Issue.record("no F")
      return
    }
    #expect(agree(d1, 1.4946397777075, relative: 1e-9))
    #expect(agree(d2, 20.9249568879044, relative: 1e-9))
    let first = try table().raoScott(firstOrder: true, degreesOfFreedom: 14)
    #expect(agree(first.p, 0.00555326330311, relative: 1e-9))
    #expect(agree(try table().pearson().statistic, 11.94089208074534, relative: 1e-9))
  }

  @Test func waldAgreesWithR() throws {
    let plain = try table().wald(adjusted: false, degreesOfFreedom: 14)
    #expect(agree(plain.statistic, 2.401058600603, relative: 1e-9))
    #expect(agree(plain.p, 0.126896300602, relative: 1e-9))
    let adjusted = try table().wald(adjusted: true, degreesOfFreedom: 14)
    #expect(agree(adjusted.statistic, 2.229554414845, relative: 1e-9))
    #expect(agree(adjusted.p, 0.147057886901, relative: 1e-9))
  }

  /// `apiclus1` has equal weights, so R's ranks within ties are the same.
  @Test func rankTestAgreesWithR() throws {
    let groups = reference.codes("stype")
    let values = reference.numbers("api00")
    let order = design.nested.order
    let test = try RankTest(
      design, members: order, values: order.map { values[Int($0)] }, groups: order.map { groups.codes[Int($0)] }
    ).designBased(degreesOfFreedom: 14)
    #expect(agree(test.statistic * 2, 2.223974821375529, relative: 1e-9))
    #expect(agree(test.p, 0.360546784857326, relative: 1e-9))
  }

  @Test func kruskalWallisAndPearsonAgreeWithR() throws {
    let reference = try SurveyReference("resident-satisfaction")
    let persons = reference.numbers("Freq")
    let design = SurveyDesign(
      nested: NestedDesign.compile(
        count: reference.count, stages: [SamplingStage()], nest: false, persons: persons
      ).design,
      weights: persons.map { _ in 1 }, persons: persons)
    let order = design.nested.order
    let score = ["Low": 1.0, "Medium": 2, "High": 3]
    let values = reference.texts("Sat").map { score[$0] ?? 0 }
    let types = reference.codes("Type").codes
    let rank = try RankTest(
      design, members: order, values: order.map { values[Int($0)] }, groups: order.map { types[Int($0)] }
    ).kruskalWallis()
    #expect(try reference.agrees(rank.statistic, "tests", "kruskal_chisq"))
    #expect(try reference.agrees(rank.p, "tests", "kruskal_p"))
    let pearson = try ContingencyTable(
      design, members: order, rows: order.map { types[Int($0)] }, columns: order.map { Int(values[Int($0)]) - 1 },
      shape: (4, 3)
    ).pearson()
    #expect(try reference.agrees(pearson.statistic, "tests", "pearson_chisq"))
    #expect(try reference.agrees(pearson.p, "tests", "pearson_p"))
    let ridits = try Ridits(values, mass: persons)
    expectAgreement(ridits.ridits, [0.168649613325402, 0.469958358120167, 0.801308744794765], relative: 1e-12)
  }

  /// The mean ridit of the reference is one half, and order is all that counts.
  @Test func ridits() throws {
    let ridits = try Ridits([5, 1, 3, 3, 9], mass: [2, 1, 0.5, 0.5, 4])
    let mean = zip(ridits.shares, ridits.ridits).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(agree(mean, 0.5))
    #expect(ridits.ridit(of: 0) == 0)
    #expect(agree(ridits.ridit(of: 4), 0.25))
    #expect(agree(ridits.ridit(of: 99), 1))
  }

  @Test func oneGroupOrOneCategoryIsRefused() throws {
    let order = design.nested.order
    let zeros = order.map { _ in 0 }
    #expect(throws: StatisticsError.self) {
      try ContingencyTable(design, members: order, rows: zeros, columns: zeros, shape: (1, 1))
    }
    #expect(throws: StatisticsError.self) {
      try RankTest(design, members: order, values: order.map { Double($0) }, groups: zeros)
    }
    #expect(throws: StatisticsError.self) {
      try RankTest(design, members: order, values: order.map { _ in 3 }, groups: order.map { Int($0) % 2 })
    }
    #expect(throws: StatisticsError.self) { try Ridits([1], mass: [0]) }
  }
}
