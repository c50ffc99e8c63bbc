import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Store
import Testing
import Titles
import Web

/// What programs are offered beside the pages: tokens for parts of the interface, jobs, webhooks, resumable uploads.
@Suite("Programs", .serialized)
struct ProgramInterfaceTests {
  @Test("a token for a part of the interface reaches that part, with its role's permissions and no others")
  func tokenScopes() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      let made = try await office.send(
        "/api/v1/account/tokens", .post, #"{"name":"part","days":1,"scopes":["rounds:read","webhooks:write"]}"#)
      #expect(made.status == .created)
      let secret = try #require(Caller.document(made)["secret"] as? String)
      let program = Caller(token: secret, client)
      #expect(try await program.send("/api/v1/rounds", .get).status == .ok)
      #expect(try await program.send("/api/v1/me", .get).status == .ok)
      for (uri, method) in [
        ("/api/v1/rounds", HTTPRequest.Method.post), ("/api/v1/audit-events", .get), ("/rounds", .get),
        ("/api/v1/rounds/2014/uploads", .get), ("/api/v1/account/tokens", .get),
      ] {
        let answer = try await program.send(uri, method, method == .post ? "{}" : nil)
        #expect(answer.status == .forbidden, "\(method) \(uri): \(answer.status)")
        #expect(!uri.hasPrefix("/api/") || Caller.document(answer)["code"] as? String == "H701", "\(uri)")
      }
      // A program never gives itself another token.
      let whole = try await office.send("/api/v1/account/tokens", .post, #"{"name":"all","days":1}"#)
      let allowed = Caller(token: try #require(Caller.document(whole)["secret"] as? String), client)
      let refused = try await allowed.send("/api/v1/account/tokens", .post, #"{"name":"more","days":1}"#)
      #expect(refused.status == .forbidden)
      let unknown = try await office.send(
        "/api/v1/account/tokens", .post, #"{"name":"odd","days":1,"scopes":["everything"]}"#)
      #expect(unknown.status == .unprocessableContent)
    }
  }

  @Test(
    "every operation of the interface belongs to a part that tokens can be confined to, or to every token, or to none")
  func scopesCoverTheInterface() async throws {
    let fixture = try await ServiceFixture()
    for entry in fixture.service.routes.entries where entry.isInterface && entry.access != .anyone {
      let isForEveryone = entry.path == "/api/v1/me" || entry.path.hasPrefix("/api/v1/account/")
      #expect((TokenScope.resource(ofPath: entry.path) != nil) != isForEveryone, "\(entry.path)")
    }
    #expect(TokenScope("uploads:write")?.description == "uploads:write")
    for text in ["", "uploads", "uploads:", "uploads:own", "uploads:read:write", "all:read"] {
      #expect(TokenScope(text) == nil, "\(text)")
    }
  }

  @Test("a job is answered at once, says how far it is, and ends with what came of it; nobody sees those of others")
  func jobs() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      let asked = try await office.send("/api/v1/rounds/2014/evaluations", .post, "{}")
      #expect(asked.status == .accepted)
      let id = try #require(Caller.document(asked)["id"] as? String)
      #expect(asked.headers[.location] == "/api/v1/jobs/\(id)")
      var job = Caller.document(asked)
      while ["waiting", "running"].contains(job["state"] as? String) {
        await Task.yield()
        job = Caller.document(try await office.send("/api/v1/jobs/\(id)", .get))
      }
      // The round is only a draft: the job is refused, and says why.
      #expect(job["state"] as? String == "failed")
      let outcome = try #require(job["outcome"] as? [String: Any])
      #expect((outcome["findings"] as? [[String: Any]])?.isEmpty == false)
      let other = try await Caller(fixture, "east", client)
      #expect(try await other.send("/api/v1/jobs/\(id)", .get).status == .notFound)
      #expect(try await other.send("/api/v1/jobs/\(id)/cancel", .post).status == .notFound)
      #expect(try await office.send("/api/v1/jobs/\(id)/cancel", .post).status == .conflict)
      let foreign = try await other.send("/api/v1/rounds/2014/evaluations", .post, #"{"districts":["320404"]}"#)
      #expect(foreign.status == .forbidden)
    }
  }

  @Test("jobs that the service left unfinished are interrupted when it starts")
  func interrupted() async throws {
    let fixture = try await ServiceFixture()
    let store = fixture.desk.rounds.store
    try store.save(
      JobRecord(
        id: "j", user: "office", grant: RoleGrant(.leadingGroupOffice), kind: .evaluate, round: "2014", districts: [],
        reason: "", made: 1))
    try fixture.desk.interruptJobs()
    #expect(try store.job("j")?.state == .interrupted)
  }

  @Test("webhooks go only to hosts that whoever runs the service has named")
  func webhookHosts() async throws {
    let fixture = try await ServiceFixture(webhookHosts: ["hooks.example", "10.0.0.5:8443"])
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      for url in [
        "http://127.0.0.1/", "http://localhost:8080/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd",
        "http://hooks.example@127.0.0.1/", "http://127.0.0.1#@hooks.example/", "http://hooks.example.evil.example/",
        "gopher://hooks.example/", "http://10.0.0.5/", "https://10.0.0.5:443/", "http://[::1]/",
        "http://hooks.example\\@x/",
        "", "hooks.example", "http:///x", "http://hooks.example/#x", "http://user:pass@hooks.example/",
        "http://2130706433/", "http://hooks.example/",
      ] {
        let body = String(decoding: try JSONEncoder().encode(["url": url]), as: UTF8.self)
        let answer = try await office.send("/api/v1/webhooks", .post, body)
        #expect(answer.status == .unprocessableContent, "\(url): \(answer.status)")
      }
      for url in ["https://hooks.example/a?b=c", "https://10.0.0.5:8443/"] {
        let made = try await office.send("/api/v1/webhooks", .post, #"{"url":"\#(url)","actions":["round.confirm"]}"#)
        #expect(made.status == .created && Caller.document(made)["secret"] is String, "\(url)")
        let id = try #require(Caller.document(made)["id"] as? String)
        let shown = Caller.document(try await office.send("/api/v1/webhooks/\(id)", .get))
        #expect(shown["secret"] == nil && shown["url"] as? String == url)
        let other = try await Caller(fixture, "auditor", client)
        #expect(try await other.send("/api/v1/webhooks/\(id)", .get).status == .notFound)
        #expect(try await other.send("/api/v1/webhooks/\(id)", .delete).status == .notFound)
        #expect(try await office.send("/api/v1/webhooks/\(id)", .delete).status == .noContent)
      }
      let odd = try await office.send(
        "/api/v1/webhooks", .post, #"{"url":"https://hooks.example/","actions":["round.guess"]}"#)
      #expect(odd.status == .unprocessableContent)
    }
  }

  @Test("a webhook is owed every event once, in order, and tried again later and later while it fails")
  func webhookQueue() async throws {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    let desk = fixture.desk
    let person = try #require(try await fixture.person("office"))
    let hook = try desk.makeWebhook("https://hooks.example/", actions: [], by: person)
    #expect(try desk.dueMessages().isEmpty)
    try fixture.openRound("2014")
    try fixture.openRound("2015")
    let first = try #require(try desk.dueMessages().first)
    #expect(first.event.action == "round.open" && first.event.details["round"] == "2014")
    try desk.noteDelivery(first, status: nil)
    #expect(try desk.dueMessages().isEmpty)
    clock.seconds += 10
    let again = try #require(try desk.dueMessages().first)
    #expect(again.event.leaf == first.event.leaf)
    try desk.noteDelivery(again, status: 500)
    clock.seconds += 10
    #expect(try desk.dueMessages().isEmpty)
    clock.seconds += 10
    try desk.noteDelivery(try #require(try desk.dueMessages().first), status: 204)
    let second = try #require(try desk.dueMessages().first)
    #expect(second.event.details["round"] == "2015")
    for _ in 0..<40 {
      guard let message = try desk.dueMessages().first else { break }
      try desk.noteDelivery(message, status: 503)
      clock.seconds += 3600
    }
    let paused = try #require(try desk.webhook(hook.id, of: person))
    #expect(paused.isPaused)
    _ = try desk.restart(paused, from: first.event.leaf)
    #expect(try desk.dueMessages().first?.event.leaf == first.event.leaf)
    // Whoever has lost the role hears nothing more.
    try await desk.setDisabled("office", true, by: try #require(try await fixture.person("admin")))
    #expect(try desk.dueMessages().isEmpty)
  }

  @Test("a resumable upload goes on from where it stopped, and nowhere else")
  func resumable() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      let office = try await Caller(fixture, "office", client)
      let offered = try await office.send("/api/v1/uploads", .options)
      #expect(offered.status == .noContent)
      #expect(Caller.field("Tus-Extension", offered)?.contains("creation") == true)
      let begun = try await office.send(
        "/api/v1/uploads", .post, nil,
        ["Upload-Length": "6", "Upload-Metadata": "round MjAxNA==,kind ZG9jdW1lbnQ=,scope YWxs,filename YS50eHQ="])
      #expect(begun.status == .created)
      let place = try #require(begun.headers[.location])
      let type = ["Content-Type": "application/offset+octet-stream"]
      let wrong = try await office.send(place, .patch, "abc", type.merging(["Upload-Offset": "1"]) { a, _ in a })
      #expect(wrong.status == .conflict)
      let half = try await office.send(place, .patch, "abc", type.merging(["Upload-Offset": "0"]) { a, _ in a })
      #expect(half.status == .noContent && Caller.field("Upload-Offset", half) == "3")
      #expect(try await office.send(place + "/confirm", .post).status == .conflict)
      let tooMuch = try await office.send(place, .patch, "defg", type.merging(["Upload-Offset": "3"]) { a, _ in a })
      #expect(tooMuch.status == .contentTooLarge)
      let asked = try await office.send(place, .head)
      #expect(Caller.field("Upload-Length", asked) == "6")
      let listed = Caller.document(try await office.send("/api/v1/uploads", .get))
      #expect((listed["items"] as? [[String: Any]])?.count == 1)
      #expect(try await office.send(place, .delete).status == .noContent)
      #expect(try await office.send(place, .head).status == .notFound)
    }
  }
}
