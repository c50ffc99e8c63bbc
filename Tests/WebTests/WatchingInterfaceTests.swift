import Findings
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Seals
import Store
import Testing
import Titles
import Web

/// Checks on the spot, witnesses, objections and verification by program.
@Suite("Spot checks and witnesses by program", .serialized)
struct WatchingInterfaceTests {
  @Test("a witness is registered in person, and anyone who sees the log brings its signature")
  func witnesses() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    let key = try #require(SigningKey(name: "audit-office", seed: [UInt8](repeating: 7, count: 32)))
    try await fixture.service.application().test(.router) { client in
      let (admin, auditor) = (
        try await Caller(fixture, "admin", client), try await Caller(fixture, "auditor", client)
      )
      let uri = "/api/v1/witnesses"
      let body = #"{"holder":"auditor","key":"\#(key.verifier.text)"}"#
      #expect(try await auditor.send(uri, .post, body).status == .forbidden)
      #expect(try await admin.send(uri, .post, #"{"holder":"auditor","key":"x"}"#).status == .unprocessableContent)
      #expect(
        try await admin.send(uri, .post, #"{"holder":"me","key":"\#(key.verifier.text)"}"#).status
          == .unprocessableContent)
      let made = try await admin.send("/api/v1/account/tokens", .post, #"{"name":"a","days":1}"#)
      let program = Caller(token: try #require(Caller.document(made)["secret"] as? String), client)
      #expect(try await program.send(uri, .post, body).status == .forbidden, "in person only")
      #expect(try await admin.send(uri, .post, body).status == .created)
      let watched = Caller.document(try await auditor.send(uri, .get))
      let head = try #require((watched["head"] as? String).flatMap { SignedTreeHead($0) })
      #expect(watched["isMet"] as? Bool == false && watched["hasAuditorSigned"] as? Bool == false)
      func bring(_ text: String) async throws -> TestResponse {
        let body = String(decoding: try JSONEncoder().encode(["head": text]), as: UTF8.self)
        return try await auditor.send(uri + "/cosigned", .post, body)
      }
      #expect(try await bring(head.text).status == .unprocessableContent, "nobody has signed")
      #expect(try await bring("x").status == .unprocessableContent)
      let signed = try #require(head.cosigned(by: key))
      #expect(Caller.document(try await bring(signed.text))["new"] as? Int == 1)
      #expect(Caller.document(try await bring(signed.text))["new"] as? Int == 0)
      let now = Caller.document(try await auditor.send(uri, .get))
      #expect(now["hasAuditorSigned"] as? Bool == true)
      #expect((now["witnesses"] as? [[String: Any]])?.first?["hasSigned"] as? Bool == true)
      let verified = Caller.document(try await admin.send("/api/v1/health/verify", .post))
      #expect(verified["isSound"] as? Bool == true)
    }
  }

  @Test("lots are drawn once for each key, and objections are read by those whom they concern")
  func spotChecks() async throws {
    let made = try await EvaluatedRound()
    let districts = try made.submitLists()
    let first = try #require(districts.first)
    try await made.fixture.service.application().test(.router) { client in
      let office = try await Caller(made.fixture, "office", client)
      let path = "/api/v1/rounds/2014/spot-checks"
      let body = #"{"seed":"08 11 19","count":1,"checkers":["office","study"]}"#
      #expect(
        try await office.send(path, .post, #"{"seed":"","count":1,"checkers":["office"]}"#).status
          == .unprocessableContent)
      let unknown = try await office.send(path, .post, #"{"seed":"1","count":1,"checkers":["nobody"]}"#)
      #expect(unknown.status.code >= 400 && unknown.status.code < 500)
      #expect((Caller.document(try await office.send(path, .get))["items"] as? [Any])?.isEmpty == true)
      let key = ["Idempotency-Key": "draw"]
      let drawn = try await office.send(path, .post, body, key)
      #expect(drawn.status == .created, "\(String(buffer: drawn.body))")
      #expect(try await office.send(path, .post, body, key).body == drawn.body)
      let list = Caller.document(try await office.send(path + "?limit=2", .get))
      #expect((list["items"] as? [Any])?.count == 2 && list["next"] is String)
      let checkers = Caller.document(try await office.send(path + "/checkers", .get))
      #expect((checkers["items"] as? [String])?.contains("study") == true)
      let member = try await Caller(made.fixture, "member", client)
      #expect(try await member.send(path, .post, body).status == .forbidden)
      try await made.fixture.admit("clerk-\(first.code)")
      let clerk = try await Caller(made.fixture, "clerk-\(first.code)", client)
      #expect(try await clerk.send(path, .get).status == .forbidden)
      let all = Caller.document(try await office.send("/api/v1/rounds/2014/objections", .get))
      #expect((all["items"] as? [[String: Any]])?.compactMap { $0["ground"] as? String } == ["名单有误"])
      let own = Caller.document(try await clerk.send("/api/v1/rounds/2014/objections", .get))
      #expect((own["items"] as? [Any])?.isEmpty == true, "another district's")
    }
    let draw = try #require(try made.fixture.desk.rounds.spotChecks("2014"))
    #expect(draw.lots.count == districts.count)
    let log = try made.fixture.desk.auditEvents(from: 0, count: 10_000, actor: "office", action: "round.drawSpotChecks")
    #expect(log.count == 1)
  }
}
