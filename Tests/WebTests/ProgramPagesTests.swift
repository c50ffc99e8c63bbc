import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Store
import Testing
import Titles
import Web

/// The pages of what programs are offered as well: jobs and webhooks.
@Suite("The pages of jobs and webhooks", .serialized)
struct ProgramPagesTests {
  private func read(_ path: String, _ cookies: String, _ client: some TestClientProtocol) async throws -> String {
    let answer = try await client.execute(uri: path, method: .get, headers: [.cookie: cookies + "; language=en"])
    #expect(answer.status == .ok, "\(path): \(answer.status)")
    return String(buffer: answer.body)
  }

  private func send(
    _ path: String, _ body: String, _ person: (cookies: String, token: String), _ client: some TestClientProtocol
  ) async throws -> TestResponse {
    try await client.execute(
      uri: path, method: .post,
      headers: [
        .contentType: "application/x-www-form-urlencoded", .cookie: person.cookies + "; language=en",
      ], body: ByteBuffer(string: body + "&_token=\(person.token)"))
  }

  @Test("a webhook's secret is shown once, a trial says what came back, and only its owner can touch it")
  func webhooks() async throws {
    // Nobody listens at this port: the trial is refused at once.
    let fixture = try await ServiceFixture(webhookHosts: ["127.0.0.1:1"])
    try await fixture.service.application().test(.router) { client in
      let office = try await fixture.signIn("office", client)
      let refused = try await send("/webhooks", "url=https://elsewhere.example/", office, client)
      #expect(refused.status == .unprocessableContent)
      #expect(String(buffer: refused.body).contains("value=\"https://elsewhere.example/\""))
      let unknown = try await send("/webhooks", "url=http://127.0.0.1:1/a&actions=round.guess", office, client)
      #expect(unknown.status == .unprocessableContent)

      let made = try await send("/webhooks", "url=http://127.0.0.1:1/a&actions=round.confirm", office, client)
      #expect(made.status == .ok)
      #expect(String(buffer: made.body).contains("whsec_"))
      let page = try await read("/webhooks", office.cookies, client)
      #expect(page.contains("http://127.0.0.1:1/a") && !page.contains("whsec_"))
      let user = try #require(try fixture.desk.user("office"))
      let hook = try #require(try fixture.desk.rounds.store.webhooks(of: user.name).first)
      #expect(hook.actions == ["round.confirm"])

      let trial = try await send("/webhooks/\(hook.id)/try", "", office, client)
      #expect(String(buffer: trial.body).contains("the trial was not taken (no answer)"))
      let after = try #require(try fixture.desk.rounds.store.webhook(hook.id))
      #expect(after == hook, "a trial changes nothing of what is owed")

      let admin = try await fixture.signIn("admin", client)
      for what in ["try", "restart", "remove"] {
        #expect(try await send("/webhooks/\(hook.id)/\(what)", "", admin, client).status == .notFound, "\(what)")
      }
      #expect(try await send("/webhooks/\(hook.id)/restart", "", office, client).status == .seeOther)
      #expect(try await send("/webhooks/\(hook.id)/remove", "", office, client).status == .seeOther)
      #expect(try fixture.desk.rounds.store.webhooks().isEmpty)
    }
  }

  @Test("without a host that may be told, the page says how to name one")
  func noHosts() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let admin = try await fixture.signIn("admin", client)
      let page = try await read("/webhooks", admin.cookies, client)
      #expect(page.contains("--webhook-host") && !page.contains("id=\"url\""))
    }
  }

  @Test("a job that is asked for on the page stands there with what came of it, and with nobody else")
  func jobs() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      let office = try await fixture.signIn("office", client)
      #expect(try await read("/jobs", office.cookies, client).contains("There are no jobs."))
      #expect(try await send("/jobs", "district=", office, client).status == .seeOther)
      #expect(try await send("/jobs", "district=nowhere", office, client).status == .unprocessableContent)
      var page = try await read("/jobs", office.cookies, client)
      while page.contains("/cancel") {
        await Task.yield()
        page = try await read("/jobs", office.cookies, client)
      }
      // The round is only a draft: the job is refused, and the page says why.
      #expect(page.contains("failed") && page.contains("/help/findings/"))
      let east = try await fixture.signIn("east", client)
      #expect(try await read("/jobs", east.cookies, client).contains("There are no jobs."))
      #expect(try await send("/jobs", "district=320404", east, client).status == .forbidden)
    }
  }
}
