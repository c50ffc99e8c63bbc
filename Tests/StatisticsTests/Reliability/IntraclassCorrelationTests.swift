import Statistics
import TestSupport
import Testing

/// Reference: psych 2.2.9 `ICC`, irr 0.84.1 `icc` and `kendall`; see References/icc-shrout-fleiss/source.md. Tolerance 1e-8.
@Suite struct IntraclassCorrelationTests {
  static func rows() throws -> [[Double]] {
    try ReferenceCase("icc-shrout-fleiss").rows(["judge1", "judge2", "judge3", "judge4"]).map { $0.compactMap { $0 } }
  }

  @Test func agreesWithShroutAndFleiss() throws {
    let expected = try ReferenceCase("icc-shrout-fleiss").expected("all_forms")
    let found = try IntraclassCorrelation(try Self.rows())
    let names = ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"]
    for (name, form) in zip(names, found.forms) {
      let reference = try #require(expected[name] as? [String: Double])
      expectAgreement(
        [
          try #require(form.value), try #require(form.f), form.df1, form.df2, try #require(form.lower),
          try #require(form.upper),
        ], try ["icc", "F", "df1", "df2", "lower", "upper"].map { try #require(reference[$0]) }, relative: 1e-8, name)
      #expect(agree(try #require(form.p), try #require(reference["p"]), relative: 1e-6))
      if let df2 = reference["satterthwaite_df2"] {
        #expect(agree(try #require(form.satterthwaiteDF2), df2, relative: 1e-8))
        #expect(
          agree(try #require(form.satterthwaiteP), try #require(reference["satterthwaite_p"]), relative: 1e-6))
      }
    }
    let other = try IntraclassCorrelation(try Self.rows(), interval: .mcgrawWong).forms[4]
    let reference = try #require(expected["ICC2k"] as? [String: Double])
    expectAgreement(
      [try #require(other.lower), try #require(other.upper)],
      try ["lower_mcgraw_wong", "upper_mcgraw_wong"].map { try #require(reference[$0]) }, relative: 1e-8)
  }

  @Test func projectsToOtherNumbersOfRaters() throws {
    let reference = try ReferenceCase("icc-shrout-fleiss")
    let single = try #require(try IntraclassCorrelation(try Self.rows()).forms[1].value)
    for m in [2, 4, 8] {
      let projected = try #require(spearmanBrownProjection(single, raters: Double(m)))
      #expect(agree(projected, try reference.number("spearman_brown", "m\(m)")))
    }
    let needed = try #require(ratersNeeded(single, target: 0.8))
    #expect(agree(needed, try reference.number("spearman_brown", "raters_for_0.8")))
  }

  @Test func kendallAgreesWithIrr() throws {
    let reference = try ReferenceCase("icc-shrout-fleiss")
    let found = try KendallConcordance(try Self.rows())
    expectAgreement(
      [found.w, found.chiSquare, Double(found.degreesOfFreedom)],
      try ["W", "chisq", "df"].map { try reference.number("kendall_w", $0) }, relative: 1e-8)
    #expect(agree(found.p, try reference.number("kendall_w", "p"), relative: 1e-6))
  }

  /// W is 1 if all raters rank alike, whatever their scales, and 0 if two rank in opposite order.
  @Test func kendallHasItsEnds() throws {
    #expect(agree(try KendallConcordance([[1, 10, 0.1], [2, 30, 0.2], [3, 90, 0.7], [4, 91, 9]]).w, 1))
    #expect(agree(try KendallConcordance([[1, 4], [2, 3], [3, 2], [4, 1]]).w, 0))
    #expect(throws: StatisticsError.self) { try KendallConcordance([[1, 1], [1, 1]]) }
  }

  @Test func undefinedFormsAreNil() throws {
    let perfect = try IntraclassCorrelation([[1, 1], [2, 2], [5, 5]])
    #expect(perfect.forms[0].f == nil)
    #expect(perfect.forms[0].value == 1)
    let shifted = try IntraclassCorrelation([[1, 2, 3], [2, 3, 4], [5, 6, 7]])
    #expect(shifted.forms[2].value == 1)
    #expect(shifted.forms[2].lower == nil)
    #expect(throws: StatisticsError.self) { try IntraclassCorrelation([[1, 1], [1, 1]]) }
    #expect(throws: StatisticsError.self) { try IntraclassCorrelation([[1, 2]]) }
  }
}
