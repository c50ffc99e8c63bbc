import Findings
import Sheets
import Testing
import Titles

/// What tables of communities and of changes make of the register, before anybody has said yes.
@Suite struct RegisterTrialTests {
  private static let day = CommunityRegisterTests.day

  private static func sheet(_ lines: String...) throws -> CSVSheet {
    var findings: [Finding] = []
    return try #require(
      CSVSheet.read(Array((lines.joined(separator: "\n") + "\n").utf8), file: "t.csv", findings: &findings))
  }

  private static let header = "register_id,community_id,name,district_code,district,street,kind,households,filing"

  /// K000001 and K000002 of 320402.
  private static func register() throws -> CommunityRegister {
    try CommunityRegisterTests.register(
      CommunityRegisterTests.attributes("320402001001", "甲", street: "一街", households: 2000),
      CommunityRegisterTests.attributes("320402001002", "乙", street: "一街", kind: .village, filing: .unfiled))
  }

  struct Difference: CustomTestStringConvertible {
    var row: String
    var kind: RegisterChange.Kind?
    var testDescription: String { row }
  }

  @Test(
    "a row that differs is called by what differs first",
    arguments: [
      Difference(row: ",320402001001,甲,320402,320402,一街,community,2000,filed", kind: nil),
      Difference(row: ",320402001001,,,,,,,", kind: nil),
      Difference(row: ",320402001001,丙,320402,320402,一街,,,", kind: .renamed),
      Difference(row: ",320402001001,丙,320402,320402,二街,,,", kind: .moved),
      Difference(row: "K000001,320402001009,丙,320402,320402,二街,,,", kind: .recoded),
      Difference(row: ",320402001001,甲,320402,320402,一街,,2500,", kind: .updated),
      Difference(row: ",320402001002,乙,320402,320402,一街,社区,,", kind: .urbanised),
      Difference(row: ",320402001002,乙,320402,320402,一街,,,已备案", kind: .filed),
      Difference(row: ",320402001003,丁,320402,320402,一街,,,", kind: .established),
    ])
  func kinds(_ difference: Difference) throws {
    var trial = RegisterTrial(try Self.register())
    trial.take(
      communities: try Self.sheet(Self.header, difference.row), effective: Self.day("2015-01-01"), document: "号")
    #expect(trial.isSound, "\(trial.findings)")
    #expect(trial.steps.map(\.event.kind) == (difference.kind.map { [$0] } ?? []))
    #expect(trial.findings.count { $0.code == .communityNotListed } == (difference.kind == .established ? 2 : 1))
    trial.conclude()
    #expect(trial.isSound == (difference.kind != nil))
  }

  @Test("every fault is found in one pass, at its row, and the register stays as it was")
  func faults() throws {
    let before = try Self.register()
    var trial = RegisterTrial(before)
    trial.take(
      communities: try Self.sheet(
        Self.header, "K000009,320402001001,甲,320402,x,,,,", ",320402001002,,,,,town,,", ",320402001004,,320402,x,,,,",
        ",320402001005,戊,320402,x,,,-3,", ",320402001005,己,320402,x,,,,"), effective: Self.day("2015-01-01"),
      document: "号")
    #expect(trial.faultyRows == [2, 3, 4, 5, 6])
    #expect(trial.register == before && trial.steps.isEmpty)
    var blank = RegisterTrial(before)
    blank.take(communities: try Self.sheet(Self.header), effective: Self.day("2015-01-01"), document: " ")
    #expect(blank.findings.map(\.code) == [.changeWithoutDocument])
  }

  @Test("a code of two communities is refused until an id says which")
  func ambiguous() throws {
    var register = try Self.register()
    _ = try register.enter(
      RegisterChange(
        .established, effective: Self.day("2012-01-01"), document: "号",
        results: [CommunityRegisterTests.attributes("320402001001", "同码")]))
    var trial = RegisterTrial(register)
    trial.take(
      communities: try Self.sheet(Self.header, ",320402001001,新名,,,,,,", "K000003,320402001001,新名,,,,,,"),
      effective: Self.day("2015-01-01"), document: "号")
    #expect(trial.findings.contains { $0.code == .keyTwice })
    trial = RegisterTrial(register)
    trial.take(
      communities: try Self.sheet(Self.header, ",320402001001,新名,,,,,,"), effective: Self.day("2015-01-01"),
      document: "号")
    #expect(trial.findings.contains { $0.code == .codeAmbiguous && $0.location?.row == 2 })
    trial = RegisterTrial(register)
    trial.take(
      communities: try Self.sheet(Self.header, "K000003,320402001001,新名,,,,,,"), effective: Self.day("2015-01-01"),
      document: "号")
    #expect(trial.steps.map(\.event.before) == [[CommunityID(number: 3)]])
  }

  @Test("changes of one table build on each other")
  func lineage() throws {
    var trial = RegisterTrial(try Self.register())
    trial.take(
      lineage: try Self.sheet(
        "event,change,effective,document,before,continues,community_id,name,households",
        "a,split,2015-01-01,甲,320402001001,320402001001,320402001001,,900", "a,,,,,,320402001007,庚,1100",
        "b,merged,2016-01-01,乙,320402001002；320402001007,,320402001008,辛,", "c,备案,2017-01-01,丙,320402001002,,,,"))
    // 乙 went into the merger, so it cannot be filed any more.
    #expect(trial.faultyRows == [5])
    #expect(trial.steps.map(\.event.kind) == [.split, .merged])
    let register = trial.register
    let last = Self.day("2016-06-01")
    #expect(register.successors(of: CommunityID(number: 2), on: last) == [CommunityID(number: 4)])
    #expect(register.attributes(of: CommunityID(number: 1), on: last)?.households == 900)
    #expect(register.attributes(of: CommunityID(number: 4), on: last)?.street == "一街", "blank cells keep what was")
  }
}
