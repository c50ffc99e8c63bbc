import Findings
import TestSupport
import Testing
import Titles

@Suite struct RosterTests {
  @Test func districtsStandInTheOrderOfTheRegister() throws {
    var findings: [Finding] = []
    let roster = try #require(
      Roster(
        sheet("community_id,name,district_code,district\n1,甲村,02,乙区\n2,乙村,01,甲区\n3,丙村,02,乙区\n"),
        findings: &findings))
    #expect(findings.isEmpty)
    #expect(roster.districts.map(\.name) == ["乙区", "甲区"])
    #expect(roster.members == [[0, 2], [1]])
  }

  @Test func communitiesNotOnFileDoNotCount() throws {
    var findings: [Finding] = []
    let text = """
      community_id,district,filing,filed_on
      1,甲区,filed,2014-03-31
      2,甲区,filed,2014-04-01
      3,甲区,unfiled,
      4,甲区,,
      5,乙区,已备案,2001-01-01
      6,乙区,未备案,

      """
    let roster = try #require(Roster(sheet(text), cutOff: "2014-03-31", findings: &findings))
    #expect(findings.isEmpty)
    #expect(roster.communities.map(\.isFiled) == [true, false, false, true, true, false])
    #expect(roster.counts == [2, 1])
    #expect(try #require(Roster(sheet(text), findings: &findings)).counts == [3, 1])
    _ = Roster(sheet("community_id,district,filing,filed_on\n1,甲区,maybe,31.3.2014\n"), findings: &findings)
    #expect(findings.map(\.code) == [.valueUnknown, .valueUnknown])
  }

  @Test func everyFaultIsReported() throws {
    var findings: [Finding] = []
    let roster = Roster(
      sheet("community_id,district_code,district\n1,02,乙区\n1,02,乙区\n,02,乙区\n4,02,丙区\n5,01,\n"), findings: &findings)
    #expect(findings.map(\.code) == [.keyTwice, .valueMissing, .districtNameDiffers, .valueMissing])
    #expect(findings.map(\.location?.row) == [3, 4, 5, 6])
    #expect(roster?.communities.map(\.id) == ["1", "4"])
  }
}
