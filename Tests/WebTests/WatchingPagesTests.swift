import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import Operations
import Seals
import Store
import Testing
import Titles
import Web

/// Checks on the spot and witnesses on pages.
@Suite("Spot checks and witnesses on pages", .serialized)
struct WatchingPagesTests {
  @Test("an auditor's key is registered and signs a head that a browser sends back")
  func witnesses() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    let key = try #require(SigningKey(name: "audit-office", seed: [UInt8](repeating: 7, count: 32)))
    try await fixture.service.application().test(.router) { client in
      let admin = try await PageVisitor("admin", fixture, client)
      let auditor = try await PageVisitor("auditor", fixture, client)
      #expect(try await auditor.page("/witnesses").contains("No witness is registered"))
      #expect(
        try await auditor.send("/witnesses", [("holder", "auditor"), ("key", key.verifier.text)]).status == .forbidden)
      #expect(
        try await admin.send("/witnesses", [("holder", "auditor"), ("key", "x")]).status == .unprocessableContent)
      _ = PageVisitor.target(try await admin.send("/witnesses", [("holder", "auditor"), ("key", key.verifier.text)]))
      let head = try #require(try fixture.desk.head())
      #expect(try await auditor.send("/witnesses/cosigned", [("head", head.text)]).status == .unprocessableContent)
      let signed = try #require(head.cosigned(by: key))
      // Browsers end lines in CRLF.
      _ = PageVisitor.target(
        try await auditor.send("/witnesses/cosigned", [("head", signed.text.replacing("\n", with: "\r\n"))]))
      let page = try await auditor.page("/witnesses")
      #expect(page.contains("audit-office") && page.contains("No majority yet"))
    }
    #expect(try fixture.desk.rounds.store.cosignedSizes(from: 1).count == 1)
  }

  @Test("lots are drawn on a page during the city's review, and each checker sees the own ones")
  func spotChecks() async throws {
    let made = try await EvaluatedRound()
    let seated = try made.submitLists()
    try await made.fixture.service.application().test(.router) { client in
      let office = try await PageVisitor("office", made.fixture, client)
      let path = "/rounds/2014/spot-checks"
      #expect(try await office.page(path).contains("No lots have been drawn"))
      #expect(try await office.send(path, [("seed", ""), ("count", "1")]).status == .unprocessableContent)
      let fields = [("seed", "08 11 19"), ("count", "1"), ("checkers", "office"), ("checkers", "study")]
      _ = PageVisitor.target(try await office.send(path, fields))
      let page = try await office.page(path)
      #expect(page.contains("Enter the result") && page.contains("yours"))
      let member = try await PageVisitor("member", made.fixture, client)
      #expect(!(try await member.page(path)).contains("name=\"seed\""))
      #expect(try await member.send(path, fields).status == .forbidden)
    }
    let draw = try #require(try made.fixture.desk.rounds.spotChecks("2014"))
    #expect(draw.lots.count == seated.count)
    #expect(Set(draw.lots.map(\.checker)) == ["office", "study"])
  }
}
