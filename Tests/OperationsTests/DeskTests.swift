import Findings
import Foundation
import Operations
import Seals
import Store
import Testing
import Titles

/// What the desk adds to the state machine: sign-in, uploads, clocks.
@Suite struct DeskTests {
  private func refusal(_ body: () throws -> Void) -> FindingCode? {
    do {
      try body()
      return nil
    } catch let refusal as Refusal {
      return refusal.findings.first?.code
    } catch let failure as StoreFailure {
      return failure.finding.code
    } catch { return nil }
  }

  /// A round that collects, with one district.
  private func collecting() throws -> (RoundFixture, office: DeskActor, clerk: DeskActor) {
    let fixture = try RoundFixture()
    let clerk = try fixture.user("clerk", "district-office@district:329912")
    return (fixture, try fixture.collect(), clerk)
  }

  @Test func onlyTheRightCodeOfALivingUserSignsIn() throws {
    let fixture = try RoundFixture()
    let desk = fixture.desk
    let code = try desk.addUser(
      "wang", display: "王", grants: ["auditor", "reviewer@department:民政局"], by: .console
    ).value
    #expect(try desk.signIn("wang", code: code + "\n", as: "auditor").grant == RoleGrant(.auditor))
    #expect(refusal { _ = try desk.signIn("wang", code: code, as: nil) } == .notSignedIn, "two roles: choose one")
    #expect(refusal { _ = try desk.signIn("wang", code: "0", as: "auditor") } == .notSignedIn)
    #expect(refusal { _ = try desk.signIn("nobody", code: code, as: "auditor") } == .notSignedIn)
    #expect(refusal { _ = try desk.signIn("wang", code: code, as: "administrator") } == .notSignedIn)
    _ = try desk.setDisabled("wang", true, by: .console)
    #expect(refusal { _ = try desk.signIn("wang", code: code, as: "auditor") } == .notSignedIn)
    _ = try desk.setDisabled("wang", false, by: .console)
    let next = try desk.resetUser("wang", by: .console).value
    #expect(refusal { _ = try desk.signIn("wang", code: code, as: "auditor") } == .notSignedIn)
    #expect(try desk.signIn("wang", code: next, as: "auditor").name == "wang")
    #expect(refusal { _ = try desk.addUser("wang", display: "", grants: ["auditor"], by: .console) } == .userExists)
    #expect(refusal { _ = try desk.addUser("a b", display: "", grants: ["auditor"], by: .console) } == .userNameUnsound)
    for grant in ["district-office", "auditor@district:1", "public", "king", ""] {
      #expect(
        refusal { _ = try desk.addUser("x", display: "", grants: [grant], by: .console) } == .grantUnsound, "\(grant)")
    }
    let log = try desk.store.wholeLog().bodies.joined()
    #expect(!log.contains(code) && !log.contains(next), "no code is in the log")
  }

  @Test func theConsoleKeepsUsersAndTakesNoPartInRounds() throws {
    let (fixture, _, _) = try collecting()
    #expect(refusal { _ = try fixture.desk.apply(.closeCollection, to: "2014", by: .console) } == .roleMayNot)
    #expect(refusal { _ = try fixture.desk.openRound("x", year: 2015, title: "", by: .console) } == .roleMayNot)
    #expect(try fixture.desk.store.events(count: 1000, action: "round.refused").count == 1, "refusals are on record")
  }

  @Test func theSameBytesAreReceivedOnceAndOthersSupersede() throws {
    let (fixture, _, clerk) = try collecting()
    func send(_ text: String, key: String = "") throws -> EvaluationDesk.Done<UploadRecord> {
      try Data(text.utf8).write(to: URL(fileURLWithPath: fixture.path("a.csv")))
      return try fixture.desk.receive(
        UploadRequest(
          round: "2014", kind: .responses, scope: .district("329912"), path: fixture.path("a.csv"), idempotencyKey: key),
        by: clerk)
    }
    let first = try send("community_id,q1\n1,2\n")
    #expect(first.value.rows == 1 && first.value.supersedes == nil)
    let again = try send("community_id,q1\n1,2\n")
    #expect(again.receipt == first.receipt && again.value == first.value)
    let second = try send("community_id,q1\r\n1,3\r\n", key: "k1")
    #expect(second.value.supersedes == first.value.number)
    #expect(try send("community_id,q1\r\n1,3\r\n", key: "k1").receipt == second.receipt)
    #expect(refusal { _ = try send("community_id,q1\n1,9\n", key: "k1") } == .keyReused)
    let third = try send("community_id,q1\n1,2\n")
    #expect(third.value.supersedes == second.value.number, "what was superseded may come back as new")
    #expect(try fixture.desk.store.uploads("2014").count == 3)
    // The parsed table's digest does not depend on line ends.
    let fourth = try send("\u{FEFF}community_id,q1\r\n\r\n1,2\r\n")
    let tables = try [third, fourth].map { try fixture.desk.store.parsedTables($0.value.number)[0].digest }
    #expect(tables[0] == tables[1] && third.value.digest != fourth.value.digest)
    #expect(try fixture.desk.store.verify().isSound)
  }

  @Test func personalDataIsNotKept() throws {
    let (fixture, _, clerk) = try collecting()
    let before = try FileManager.default.subpathsOfDirectory(atPath: fixture.path("data/objects")).count
    for text in [
      "community_id,姓名\n1,x\n", "community_id,联系电话\n1,x\n", "community_id,phone\n1,2\n",
      "community_id,remark\n1,13912345678\n", "community_id,remark\n1,11010519491231002X\n", "q1\n2\n", "",
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: fixture.path("a.csv")))
      let code = refusal {
        _ = try fixture.desk.receive(
          UploadRequest(round: "2014", kind: .responses, scope: .district("329912"), path: fixture.path("a.csv")),
          by: clerk)
      }
      let expected: FindingCode = text.isEmpty ? .fileEmpty : text.hasPrefix("q1") ? .columnMissing : .personalData
      #expect(code == expected, "\(text)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: fixture.path("data/objects")).count == before)
    // Codes of twelve digits, times and decimals are nobody's number.
    try Data("community_id,t,w\n329912100200,20140301120000,1.13912345678\n".utf8).write(
      to: URL(fileURLWithPath: fixture.path("a.csv")))
    _ = try fixture.desk.receive(
      UploadRequest(round: "2014", kind: .responses, scope: .district("329912"), path: fixture.path("a.csv")), by: clerk
    )
  }

  @Test func anotherDistrictsFileIsRefusedAndNothingIsRecorded() throws {
    let (fixture, _, clerk) = try collecting()
    try Data("community_id,q1\n1,2\n".utf8).write(to: URL(fileURLWithPath: fixture.path("a.csv")))
    let code = refusal {
      _ = try fixture.desk.receive(
        UploadRequest(round: "2014", kind: .responses, scope: .district("329902"), path: fixture.path("a.csv")),
        by: clerk)
    }
    #expect(code == .outOfScope)
    #expect(try fixture.desk.store.uploads("2014").isEmpty)
    #expect(try fixture.desk.store.verify().isSound)
  }

  /// R7: the order is the log's numbers, and a clock set back gives nobody time that has passed.
  @Test func aClockThatGoesBackIsSurvived() throws {
    let (fixture, office, clerk) = try collecting()
    let last = try #require(try fixture.desk.store.round("2014")?.lastDay)
    for days in [-1, -3650, 7300, -3650] {
      fixture.wait(days: days)
      try Data("community_id,q1\n1,\(days)\n".utf8).write(to: URL(fileURLWithPath: fixture.path("a.csv")))
      let done = try fixture.desk.receive(
        UploadRequest(round: "2014", kind: .responses, scope: .district("329912"), path: fixture.path("a.csv")),
        by: clerk)
      if days < 0 { #expect(done.findings.map(\.code) == [.clockWentBack]) }
      #expect(try #require(try fixture.desk.store.round("2014")?.lastDay) >= last)
    }
    let days = try fixture.desk.store.roundEvents("2014").map(\.day)
    #expect(days == days.sorted())
    #expect(try fixture.desk.store.verify().isSound)
    withExtendedLifetime(office) {}
  }

  @Test func aNoticeInAYearWithoutHolidaysIsRefused() throws {
    let fixture = try RoundFixture()
    let office = try fixture.user("office", "leading-group-office")
    _ = try fixture.desk.openRound("2031", year: 2031, title: "", by: office)
    let notice = NoticePeriod(from: FullRoundTests.day("2031-03-03"), workingDays: 5)
    #expect(
      refusal { _ = try fixture.desk.apply(.openCityNotice(notice: notice), to: "2031", by: office) }
        == .yearWithoutNotice)
  }
}
