import Findings
import Scoring
import TestSupport
import Testing

/// Rules R1–R6 on cases that can be reckoned by hand; where a published standard gives the rule, the case names it.
@Suite struct RuleTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var points: Double?
    var fixture: RuleFixture
    init(_ description: String, _ points: Double?, _ fixture: RuleFixture) {
      (testDescription, self.points, self.fixture) = (description, points, fixture)
    }
  }

  static let thirds = ["K1", "K2", "K3"]

  static let cases: [Case] = [
    Case(
      "R1 all of three (广州 2006: 3 met = 3)", 10,
      .init(rule: "R1", criteria: thirds, evidence: ["x,K1,1,,", "x,K2,1,,", "x,K3,1,,"])),
    Case(
      "R1 two of three", 20.0 / 3, .init(rule: "R1", criteria: thirds, evidence: ["x,K1,1,,", "x,K2,1,,", "x,K3,0,,"])),
    Case("R1 none met", 0, .init(rule: "R1", criteria: thirds, evidence: ["x,K1,0,,"])),
    Case(
      "R1 a criterion stated twice counts once", 10.0 / 3,
      .init(rule: "R1", criteria: thirds, evidence: ["x,K1,1,,", "x,K1,1,,"])),
    Case(
      "R1 bare number and a map", 8,
      .init(rule: "R1", parameters: [",criteria,5", ",shares,5:1;4:0.8;3:0.6;*:0.4"], evidence: ["x,,4,,"])),
    Case(
      "R1 bare number below the map", 4,
      .init(rule: "R1", parameters: [",criteria,5", ",shares,5:1;4:0.8;3:0.6;*:0.4"], evidence: ["x,,1,,"])),
    Case(
      "R1 criteria with points", 7, .init(rule: "R1", criteria: ["K1,7", "K2,3"], evidence: ["x,K1,1,,", "x,K2,0,,"])),
    Case("R1 two raters, mean", 5, .init(rule: "R1", parameters: [",criteria,2"], evidence: ["x,,2,,", "y,,0,,"])),
    Case("R1 nobody rated it", nil, .init(rule: "R1", criteria: thirds, evidence: [])),
    Case("R2 no event: full points", 10, .init(rule: "R2", parameters: [",deduction,0.5"], evidence: [])),
    Case(
      "R2 no event on record: unrated", nil,
      .init(rule: "R2", parameters: [",deduction,0.5", ",without_events,unrated"], evidence: [])),
    Case(
      "R2 a record of no event", 10,
      .init(rule: "R2", parameters: [",deduction,0.5", ",without_events,unrated"], evidence: ["x,,0,,"])),
    Case(
      "R2 延期换届扣1、资料不全扣0.5 (农村社区考核细则)", 8.5,
      .init(rule: "R2", criteria: ["E1,1", "E2,0.5"], evidence: ["x,E1,1,,d", "x,E2,1,,d"])),
    Case("R2 重大恶性案件每例减10 (上虞), floor 0", 0, .init(rule: "R2", parameters: [",deduction,10"], evidence: ["x,,2,,d"])),
    Case("R2 a floor", 4, .init(rule: "R2", parameters: [",deduction,3", ",floor,4"], evidence: ["x,,3,,d"])),
    Case(
      "R2 a cap on all", 7,
      .init(rule: "R2", parameters: [",deduction,2", ",cap,3"], evidence: ["x,,2,,d", "y,,2,,d"])),
    Case(
      "R2 a cap on one kind", 6, .init(rule: "R2", criteria: ["E1,2,3", "E2,1"], evidence: ["x,E1,4,,d", "x,E2,1,,d"])),
    Case(
      "R2 an event without its document does not count", 10,
      .init(rule: "R2", parameters: [",deduction,1", ",document,needed"], evidence: ["x,,1,,"])),
    Case("R3 B", 8, .init(rule: "R3", evidence: ["x,,B,,"])),
    Case(
      "R3 median of three", 8,
      .init(rule: "R3", parameters: [",raters,median"], evidence: ["x,,A,,", "y,,D,,", "z,,B,,"])),
    Case(
      "R3 fractions as shares", 10.0 / 3, .init(rule: "R3", parameters: [",grades,良:1/3;优:1"], evidence: ["x,,良,,"])),
    Case(
      "R4 at the target (成都: 居民参选率 50%)", 10,
      .init(rule: "R4", parameters: [",target,50", ",step,10", ",deduction,5"], evidence: ["x,,50,,"])),
    Case(
      "R4 整改率每低10%减5 (上虞): one whole step", 5,
      .init(rule: "R4", parameters: [",target,100", ",step,10", ",deduction,5"], evidence: ["x,,17,20,"])),
    Case(
      "R4 a step that is not whole costs nothing", 10,
      .init(rule: "R4", parameters: [",target,100", ",step,10", ",deduction,5"], evidence: ["x,,95,,"])),
    Case(
      "R4 a step that is begun", 5,
      .init(
        rule: "R4", parameters: [",target,100", ",step,10", ",deduction,5", ",counting,started"], evidence: ["x,,95,,"])
    ),
    Case(
      "R4 exactly on a begun step", 5,
      .init(
        rule: "R4", parameters: [",target,100", ",step,10", ",deduction,5", ",counting,started"], evidence: ["x,,90,,"])
    ),
    Case(
      "R4 proportional", 7.5,
      .init(
        rule: "R4", parameters: [",target,100", ",step,10", ",deduction,5", ",counting,proportional"],
        evidence: ["x,,95,,"])),
    Case(
      "R4 85 of 100 is 85", 10,
      .init(rule: "R4", parameters: [",target,85", ",step,1", ",deduction,1"], evidence: ["x,,0.85,1,"])),
    Case(
      "R4 urban target 80 (六合)", 9,
      .init(
        rule: "R4", parameters: [",target:urban,80", ",target:rural,70", ",step,5", ",deduction,1"],
        evidence: ["x,,75,,"], setting: "urban")),
    Case(
      "R4 rural target 70 (六合)", 10,
      .init(
        rule: "R4", parameters: [",target:urban,80", ",target:rural,70", ",step,5", ",deduction,1"],
        evidence: ["x,,75,,"], setting: "rural")),
    Case("R4 安全感 60–80% 扣4", 6, .init(rule: "R4", parameters: [",bands,<80:4;<=60:8"], evidence: ["x,,60.1,,"])),
    Case("R4 安全感 ≤60% 扣8", 2, .init(rule: "R4", parameters: [",bands,<80:4;<=60:8"], evidence: ["x,,60,,"])),
    Case(
      "R4 刑事发案 >7% 扣6", 4,
      .init(rule: "R4", parameters: [",bands,>6:3;>7:6;>8:10"], direction: -1, evidence: ["x,,8,,"])),
    Case(
      "R4 less is better", 8,
      .init(rule: "R4", parameters: [",target,30", ",step,10", ",deduction,2"], direction: -1, evidence: ["x,,44,,"])),
    Case(
      "R4 without steps: its part of the target", 5,
      .init(rule: "R4", parameters: [",target,80"], evidence: ["x,,40,,"])),
    Case(
      "R4 never below 0", 0,
      .init(rule: "R4", parameters: [",target,100", ",step,1", ",deduction,1"], evidence: ["x,,0,,"])),
    Case("R5 4 of 5", 8, .init(rule: "R5", evidence: ["x,,4,5,"])),
    Case("R5 5条均符合为A (上海)", 10, .init(rule: "R5", parameters: [",shares,0:1;1:0.8;*:0.6"], evidence: ["x,,5,5,"])),
    Case("R5 其余为C (上海)", 6, .init(rule: "R5", parameters: [",shares,0:1;1:0.8;*:0.6"], evidence: ["x,,2,5,"])),
    Case("R5 too few spots", nil, .init(rule: "R5", parameters: [",spots,5"], evidence: ["x,,4,4,"])),
    Case("R6 mean (英德: 5 raters)", 8, .init(rule: "R6", evidence: ["a,6", "b,7", "c,8", "d,9", "e,10"])),
    Case(
      "R6 median of four", 7.5,
      .init(rule: "R6", parameters: [",raters,median"], evidence: ["a,1", "b,7", "c,8", "d,10"])),
    Case(
      "R6 trimmed mean", 8,
      .init(rule: "R6", parameters: [",raters,trimmed-mean"], evidence: ["a,0", "b,7", "c,8", "d,9", "e,10"])),
    Case(
      "R6 too few raters to cut", 5, .init(rule: "R6", parameters: [",raters,trimmed-mean"], evidence: ["a,0", "b,10"])),
    Case("R6 not in half-point steps", 9, .init(rule: "R6", parameters: [",step,0.5"], evidence: ["a,8.7", "b,9"])),
    Case(
      "R6 the last of repeated reviews", 3, .init(rule: "R6", parameters: [",repeated,last"], evidence: ["a,9", "a,3"])),
    Case(
      "exemption (上虞: 免检 full marks)", 10,
      .init(rule: "R5", parameters: [",exemption,full"], evidence: ["x,exempt,,,免检1号"])),
    Case("exemption where none is allowed", nil, .init(rule: "R5", evidence: ["x,exempt,,,免检1号"])),
  ]

  @Test(arguments: cases) func theRuleGivesItsPoints(_ test: Case) throws {
    let (outcome, _) = try test.fixture.outcome()
    guard let points = test.points else {
      #expect(outcome.points == nil)
      return
    }
    #expect(agree(try #require(outcome.points), points, relative: 1e-12), "\(String(describing: outcome.points))")
  }

  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var code: FindingCode
    var fixture: RuleFixture
  }

  static let faults: [Fault] = [
    Fault(
      testDescription: "unknown criterion", code: .measurementUnusable,
      fixture: .init(rule: "R1", criteria: thirds, evidence: ["x,K9,1,,"])),
    Fault(
      testDescription: "more criteria than there are", code: .measurementUnusable,
      fixture: .init(rule: "R1", parameters: [",criteria,3"], evidence: ["x,,4,,"])),
    Fault(
      testDescription: "half an event", code: .measurementUnusable,
      fixture: .init(rule: "R2", parameters: [",deduction,1"], evidence: ["x,,0.5,,"])),
    Fault(
      testDescription: "unknown grade", code: .measurementUnusable, fixture: .init(rule: "R3", evidence: ["x,,E,,"])),
    Fault(
      testDescription: "a rate that is no number", code: .measurementUnusable,
      fixture: .init(rule: "R4", parameters: [",target,50"], evidence: ["x,,nan,,"])),
    Fault(
      testDescription: "denominator 0", code: .measurementUnusable,
      fixture: .init(rule: "R4", parameters: [",target,50"], evidence: ["x,,5,0,"])),
    Fault(
      testDescription: "more passed than checked", code: .measurementUnusable,
      fixture: .init(rule: "R5", evidence: ["x,,6,5,"])),
    Fault(
      testDescription: "a huge number", code: .measurementUnusable,
      fixture: .init(rule: "R5", evidence: ["x,,1e300,1e301,"])),
    Fault(
      testDescription: "the same entry twice", code: .repeatedReview,
      fixture: .init(rule: "R3", evidence: ["x,,A,,", "x,,B,,"])),
    Fault(
      testDescription: "not in steps", code: .notInSteps,
      fixture: .init(rule: "R6", parameters: [",step,0.5"], evidence: ["a,8.7"])),
    Fault(testDescription: "above the points", code: .reviewOutOfRange, fixture: .init(rule: "R6", evidence: ["a,11"])),
  ]

  @Test(arguments: faults) func unusableEvidenceIsFound(_ fault: Fault) throws {
    let (_, findings) = try fault.fixture.outcome()
    #expect(findings.contains { $0.code == fault.code && $0.location?.row != nil }, "\(findings.map(\.code))")
  }

  static let incomplete: [Fault] = [
    Fault(
      testDescription: "R1 without criteria", code: .ruleParameterMissing, fixture: .init(rule: "R1", evidence: [])),
    Fault(
      testDescription: "R2 without a deduction", code: .ruleParameterMissing, fixture: .init(rule: "R2", evidence: [])),
    Fault(
      testDescription: "R4 without a target", code: .ruleParameterMissing,
      fixture: .init(rule: "R4", parameters: [",step,5"], evidence: [])),
    Fault(
      testDescription: "criteria that do not add up", code: .criteriaDoNotAddUp,
      fixture: .init(rule: "R1", criteria: ["K1,7", "K2,2"], evidence: [])),
    Fault(
      testDescription: "a parameter of another rule", code: .ruleParameterUnknown,
      fixture: .init(rule: "R3", parameters: [",target,50"], evidence: [])),
    Fault(
      testDescription: "a share above 1", code: .valueUnknown,
      fixture: .init(rule: "R3", parameters: [",grades,A:1.2"], evidence: [])),
    Fault(
      testDescription: "a band without a comparison", code: .valueUnknown,
      fixture: .init(rule: "R4", parameters: [",bands,80:4"], evidence: [])),
    Fault(
      testDescription: "a parameter of no indicator", code: .ruleParameterUnknown,
      fixture: .init(rule: "R4", parameters: [",target,50", "Z,step,5"], evidence: [])),
  ]

  @Test(arguments: incomplete) func incompleteRulesAreRefused(_ fault: Fault) {
    let (standard, findings) = fault.fixture.standard()
    #expect(standard == nil)
    #expect(findings.contains { $0.code == fault.code && $0.severity == .error }, "\(findings.map(\.code))")
  }
}
