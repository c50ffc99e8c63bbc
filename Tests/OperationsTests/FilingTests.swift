import Findings
import Foundation
import Operations
import Store
import Testing
import Titles

/// A community that works but is not on file (未备案) at the cut-off date counts for no quota and may not apply in that round.
@Suite struct FilingTests {
  @Test func onlyCommunitiesOnFileCountAndApply() throws {
    let fixture = try RoundFixture()
    let desk = fixture.desk
    let office = try fixture.user("office", "leading-group-office")
    let clerk = try fixture.user("clerk", "district-office@district:329912")
    let lines = try String(contentsOfFile: fixture.city("roster.csv"), encoding: .utf8).split(separator: "\n")
    let roster = lines.enumerated().map { "\($1)\($0 == 0 ? ",filing" : $0 == 1 ? ",unfiled" : ",filed")" }
    try Data((roster.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: fixture.city("roster.csv")))
    _ = try desk.establish(
      fixture.city("roster.csv"), effective: FullRoundTests.day("2010-01-01"), document: "设", by: .console)
    let unfiled = try #require(
      try desk.store.register().standing(on: fixture.today).first { $0.attributes.filing == .unfiled })
    // It is put on file the day after the cut-off: too late for this round.
    var attributes = unfiled.attributes
    attributes.filing = .filed
    _ = try desk.enter(
      [
        RegisterChange(
          .filed, effective: FullRoundTests.day("2014-03-02"), document: "备", communities: [unfiled.id],
          results: [attributes])
      ], by: .console)
    _ = try desk.openRound("2014", year: 2014, title: "t", by: office)
    _ = try desk.freeze(
      "2014", standard: RatingFixture.standard, survey: RatingFixture.survey, basis: "b", admission: "a", by: office)
    let round = try desk.fixQuotas(
      "2014", cutOff: FullRoundTests.day("2014-03-01"), titles: 10, districts: nil, pause: 0, decision: nil, by: office
    ).value
    #expect(round.communities.count == lines.count - 2 && round.communities[unfiled.id] == nil)
    let district = try #require(round.districts.first { $0.code == unfiled.attributes.district })
    #expect(district.communityCount == round.communities.values.count { $0.district == district.code })
    _ = try desk.apply(.openApplications(until: fixture.today + 5), to: "2014", by: office)
    #expect(throws: (any Error).self) {
      _ = try desk.apply(.apply(communities: [unfiled.id]), to: "2014", by: clerk)
    }
    #expect(try desk.store.round("2014")?.round.communities.values.allSatisfy { $0.stage != .applied } ?? false)
  }
}
