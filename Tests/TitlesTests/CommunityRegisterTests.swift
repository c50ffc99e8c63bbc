import Findings
import TestSupport
import Testing
import Titles

/// The register through time, with the cases that 常州 and 玉泉 really had (domain notes, section 6).
@Suite struct CommunityRegisterTests {
  static func day(_ text: String) -> CalendarDay { WorkingCalendarTests.day(text) }

  static func attributes(
    _ code: String, _ name: String, street: String = "", district: String = "320402",
    kind: CommunityAttributes.Kind = .community,
    households: Int? = nil, filing: CommunityAttributes.Filing = .filed
  ) -> CommunityAttributes {
    CommunityAttributes(
      code: code, name: name, street: street, district: district, districtName: district, kind: kind,
      households: households, filing: filing)
  }

  /// A register with these communities from 2010 on, K000001 and so forth.
  static func register(_ all: CommunityAttributes...) throws -> CommunityRegister {
    var register = CommunityRegister()
    for attributes in all {
      _ = try register.enter(
        RegisterChange(.established, effective: day("2010-01-01"), document: "设", results: [attributes]))
    }
    return register
  }

  static func codes(_ register: CommunityRegister, _ change: RegisterChange) -> [FindingCode] {
    var copy = register
    do throws(RegisterRefusal) {
      return try copy.enter(change).notices.map(\.code)
    } catch { return error.findings.map(\.code) }
  }

  static let k = (1...9).map { CommunityID(number: $0) }

  /// 320412109 (郑陆) became 320402109 in 2015, and 320405001 (戚墅堰街道) became 320412001, while 武进 kept 320412 for another territory.
  @Test func codesFollowAMoveAndMayReturnToOthers() throws {
    var register = try Self.register(
      Self.attributes("320412109001", "郑陆社区", street: "郑陆镇", district: "320412"),
      Self.attributes("320405001001", "戚墅堰社区", street: "戚墅堰街道", district: "320405"),
      Self.attributes("320412001001", "湖塘社区", street: "湖塘镇", district: "320412"))
    let change = Self.day("2015-06-01")
    var moved = Self.attributes("320402109001", "郑陆社区", street: "郑陆镇", district: "320402")
    _ = try register.enter(
      RegisterChange(.moved, effective: change, document: "民函〔2015〕12号", communities: [Self.k[0]], results: [moved]))
    moved = Self.attributes("320412102001", "湖塘社区", street: "湖塘镇", district: "320412")
    _ = try register.enter(
      RegisterChange(.recoded, effective: change, document: "统", communities: [Self.k[2]], results: [moved]))
    moved = Self.attributes("320412001001", "戚墅堰社区", street: "戚墅堰街道", district: "320412")
    _ = try register.enter(
      RegisterChange(.moved, effective: change, document: "民函〔2015〕12号", communities: [Self.k[1]], results: [moved]))
    let (before, after) = (Self.day("2015-05-31"), change)
    #expect(register.communities(withCode: "320412109001", on: before) == [Self.k[0]])
    #expect(register.communities(withCode: "320412109001", on: after) == [])
    #expect(register.communities(withCode: "320402109001", on: after) == [Self.k[0]])
    #expect(register.communities(withCode: "320412001001", on: before) == [Self.k[2]], "the same code before")
    #expect(register.communities(withCode: "320412001001", on: after) == [Self.k[1]], "is another community after")
  }

  /// 溧城镇 100 became 溧城街道 002; 河海街道 is absent later: a code may lead to nobody.
  @Test func aCodeMayLeadToNobody() throws {
    var register = try Self.register(Self.attributes("320411001001", "河海社区", street: "河海街道", district: "320411"))
    _ = try register.enter(
      RegisterChange(.abolished, effective: Self.day("2016-01-01"), document: "撤", communities: [Self.k[0]]))
    #expect(register.communities(withCode: "320411001001", on: Self.day("2016-01-01")) == [])
    #expect(register.attributes(of: Self.k[0], on: Self.day("2015-12-31"))?.name == "河海社区")
    #expect(register.successors(of: Self.k[0], on: Self.day("2020-01-01")) == [])
  }

  /// 清潭新村第二、第四社区, named in 2013, are gone from later lists.
  @Test func mergersAndSplitsKeepTheLineage() throws {
    var register = try Self.register(
      Self.attributes("320404001010", "清潭新村第一社区"), Self.attributes("320404001011", "清潭新村第二社区"),
      Self.attributes("320404001012", "清潭新村第三社区"))
    let merged = try register.enter(
      RegisterChange(
        .merged, effective: Self.day("2016-05-01"), document: "合", communities: [Self.k[0], Self.k[1]],
        results: [Self.attributes("320404001010", "清潭新村第一社区")], continues: Self.k[0]))
    #expect(merged.event.after == [Self.k[0]])
    let split = try register.enter(
      RegisterChange(
        .split, effective: Self.day("2018-05-01"), document: "拆", communities: [Self.k[0]],
        results: [Self.attributes("320404001020", "甲社区"), Self.attributes("320404001021", "乙社区")]))
    #expect(split.event.after == [Self.k[3], Self.k[4]], "new ids, none used twice")
    #expect(register.successors(of: Self.k[1], on: Self.day("2017-01-01")) == [Self.k[0]])
    #expect(register.successors(of: Self.k[1], on: Self.day("2019-01-01")) == [Self.k[3], Self.k[4]])
    #expect(register.attributes(of: Self.k[1], on: Self.day("2016-04-30"))?.name == "清潭新村第二社区")
    #expect(register.attributes(of: Self.k[1], on: Self.day("2016-05-01")) == nil)
    #expect(register.events(of: Self.k[0]).map(\.kind) == [.established, .merged, .split])
  }

  /// “采菱村村委会含采菱社区居委会”, 勤丰村 under two codes, 320402109202 for a 社区居委会, 监狱 as streets.
  @Test func oddCodesAreNoticesAndNeverRefusals() throws {
    func notices(_ attributes: CommunityAttributes...) -> [FindingCode] {
      var register = CommunityRegister()
      for one in attributes.dropLast() {
        _ = try? register.enter(
          RegisterChange(.established, effective: Self.day("2010-01-01"), document: "d", results: [one]))
      }
      return Self.codes(
        register,
        RegisterChange(.established, effective: Self.day("2010-01-01"), document: "d", results: attributes.suffix(1)))
    }
    #expect(notices(Self.attributes("320402001201", "采菱村", kind: .joint)) == [])
    #expect(notices(Self.attributes("320402109202", "某社区", kind: .community)) == [.codeOfOtherKind])
    #expect(notices(Self.attributes("320402001001", "某村", kind: .village)) == [.codeOfOtherKind])
    #expect(notices(Self.attributes("320402400001", "常州监狱")) == [.codeOfSpecialUnit])
    #expect(notices(Self.attributes("320402001000", "某街道")) == [.codeOfStreet])
    #expect(notices(Self.attributes("320412001001", "某社区")) == [.codeOfOtherDistrict])
    #expect(notices(Self.attributes("32040200101", "某社区")) == [.codeNotTwelveDigits])
    #expect(
      notices(
        Self.attributes("320402002211", "勤丰村", street: "甲", kind: .village),
        Self.attributes("320402003200", "勤丰村", street: "乙", kind: .village)) == [])
    #expect(
      notices(
        Self.attributes("320402002211", "甲村", kind: .village), Self.attributes("320402002211", "乙村", kind: .village))
        == [.codeTwice])
  }

  /// 玉泉区 2023: 1000 to 3000 households, above 4000 split, below 1000 merge.
  @Test(arguments: [
    (999, [FindingCode.communitySmall]), (1000, []), (3000, []), (3001, [.communityAboveUsual]),
    (4000, [.communityAboveUsual]), (4001, [.communityLarge]),
  ])
  func sizes(_ households: Int, _ expected: [FindingCode]) throws {
    let register = try Self.register(Self.attributes("320402001001", "a", households: households))
    #expect(register.notices(on: Self.day("2014-03-31")).map(\.code) == expected)
  }

  /// 玉泉区: 12 of 75 communities not yet 备案. They exist and stand, but do not count.
  @Test func unfiledCommunitiesStandButDoNotCount() throws {
    var register = try Self.register(
      Self.attributes("320402001001", "a"), Self.attributes("320402001002", "b", filing: .unfiled),
      Self.attributes("320402001003", "c", filing: .preparing))
    let table = String(decoding: register.rosterTable(on: Self.day("2014-03-31")), as: UTF8.self)
    #expect(table.contains("320402001002,b,320402,320402,,community,,unfiled,K000002"))
    // A status of its own stays one, and counts as little.
    #expect(table.contains("320402001003,c,320402,320402,,community,,preparing,K000003"))
    var findings: [Finding] = []
    let roster = try #require(Roster(sheet(table), findings: &findings))
    #expect(roster.communities.map(\.isFiled) == [true, false, false] && findings.isEmpty)
    _ = try register.enter(
      RegisterChange(
        .filed, effective: Self.day("2014-04-01"), document: "备", communities: [Self.k[1]],
        results: [Self.attributes("320402001002", "b")]))
    #expect(register.attributes(of: Self.k[1], on: Self.day("2014-03-31"))?.filing == .unfiled)
    #expect(register.attributes(of: Self.k[1], on: Self.day("2014-04-01"))?.filing == .filed)
  }

  @Test func aVillageBecomesACommunityUnderItsOldId() throws {
    var register = try Self.register(Self.attributes("320402001201", "丽华村", kind: .village))
    _ = try register.enter(
      RegisterChange(
        .urbanised, effective: Self.day("2014-07-01"), document: "村改居", communities: [Self.k[0]],
        results: [Self.attributes("320402001021", "丽华社区")]))
    #expect(register.attributes(of: Self.k[0], on: Self.day("2014-06-30"))?.kind == .village)
    #expect(register.attributes(of: Self.k[0], on: Self.day("2014-07-01"))?.name == "丽华社区")
  }

  @Test func whatWouldRewriteThePastIsRefused() throws {
    var register = try Self.register(Self.attributes("320402001001", "a"), Self.attributes("320402001002", "b"))
    let a = Self.k[0]
    let renamed = Self.attributes("320402001001", "c")
    func refusal(_ change: RegisterChange) -> [FindingCode] { Self.codes(register, change) }
    let later = Self.day("2015-01-01")
    #expect(
      refusal(
        RegisterChange(.renamed, effective: Self.day("2010-01-01"), document: "d", communities: [a], results: [renamed])
      ) == [.changeBeforeLast])
    #expect(
      refusal(RegisterChange(.renamed, effective: later, document: " ", communities: [a], results: [renamed])) == [
        .changeWithoutDocument
      ])
    #expect(
      refusal(RegisterChange(.renamed, effective: later, document: "d", communities: [Self.k[8]], results: [renamed]))
        == [.unknownRegisterID])
    #expect(
      refusal(RegisterChange(.merged, effective: later, document: "d", communities: [a], results: [renamed])) == [
        .changeNumbers
      ])
    #expect(
      refusal(
        RegisterChange(
          .renamed, effective: later, document: "d", communities: [a], results: [Self.attributes("320402001001", "a")]))
        == [.changeShowsNothing])
    #expect(
      refusal(RegisterChange(.established, effective: later, document: "d", results: [Self.attributes("", "a")])) == [
        .attributesIncomplete
      ])
    _ = try register.enter(RegisterChange(.abolished, effective: later, document: "d", communities: [a]))
    #expect(
      refusal(RegisterChange(.renamed, effective: later + 1, document: "d", communities: [a], results: [renamed])) == [
        .communityEnded
      ])
  }

  @Test func aRegisterReadsBackFromItsRows() throws {
    var register = try Self.register(Self.attributes("320402001001", "a"), Self.attributes("320402001002", "b"))
    _ = try register.enter(
      RegisterChange(
        .merged, effective: Self.day("2014-07-01"), document: "合", communities: [Self.k[0], Self.k[1]],
        results: [Self.attributes("320402001003", "c")]))
    let copy = CommunityRegister(periods: register.periods.values.flatMap { $0 }, lineage: register.lineage)
    #expect(copy == register)
  }

  @Test func tablesAreTakenOverWithAllFaultsAtOnce() {
    var findings: [Finding] = []
    let changes = CommunityRegister.establishments(
      sheet(
        "community_id,name,district_code,district,town,kind,households,filing\n320402001001,a,320402,天宁,x,community,1200,filed\n320402001001,b,320402,天宁,x,village,,unfiled\n320402001003,,320402,天宁,x,hamlet,,\n320402001004,d,320402,天宁,x,,many,\n"
      ),
      effective: Self.day("2014-01-01"), document: "d", findings: &findings)
    #expect(changes.count == 3)
    #expect(findings.map(\.code) == [.keyTwice, .valueMissing, .valueUnknown, .valueUnknown])
  }
}
