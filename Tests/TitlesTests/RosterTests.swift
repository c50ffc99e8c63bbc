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

  @Test func everyFaultIsReported() throws {
    var findings: [Finding] = []
    let roster = Roster(
      sheet("community_id,district_code,district\n1,02,乙区\n1,02,乙区\n,02,乙区\n4,02,丙区\n5,01,\n"), findings: &findings)
    #expect(findings.map(\.code) == [.keyTwice, .valueMissing, .districtNameDiffers, .valueMissing])
    #expect(findings.map(\.location?.row) == [3, 4, 5, 6])
    #expect(roster?.communities.map(\.id) == ["1", "4"])
  }
}
