import Findings
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import Titles
import Web

@Suite("Who may take which route", .serialized)
struct AccessMatrixTests {
  @Test("every route refuses every role that it does not admit, before anything else")
  func matrix() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      var visitors: [(role: Role?, cookies: String)] = [(nil, "")]
      for (name, grant) in ServiceFixture.users {
        visitors.append((RoleGrant(grant)?.role, try await fixture.signIn(name, client).cookies))
      }
      var refused = 0
      for entry in fixture.service.routes.entries {
        // Something that may exist, so that 404 cannot stand in for a refusal.
        let uri = entry.path.replacing("{round}", with: "2014").replacing("{", with: "").replacing("}", with: "")
        for (role, cookies) in visitors where !entry.access.admits(role) {
          let answer = try await client.execute(
            uri: uri, method: entry.method, headers: cookies.isEmpty ? [:] : [.cookie: cookies])
          let isRefused = [.unauthorized, .forbidden].contains(answer.status)
          let isSentToSignIn =
            role == nil && answer.status == .seeOther && answer.headers[.location]?.hasPrefix("/sign-in") == true
          #expect(
            isRefused || isSentToSignIn,
            "\(entry.method) \(entry.path) as \(role?.rawValue ?? "nobody"): \(answer.status)")
          refused += 1
        }
      }
      #expect(refused > 100)
    }
  }

  @Test("every change is refused without the page's own token and from another site")
  func forgery() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      for (name, grant) in ServiceFixture.users {
        let role = RoleGrant(grant)?.role
        let (cookies, token) = try await fixture.signIn(name, client)
        for entry in fixture.service.routes.entries
        where !Access.reading.contains(entry.method) && entry.access != .anyone && entry.access.admits(role) {
          let uri = entry.path.replacing("{round}", with: "2014").replacing("{", with: "").replacing("}", with: "")
          let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .cookie: cookies]
          let without = try await client.execute(
            uri: uri, method: entry.method, headers: form, body: ByteBuffer(string: "a=b"))
          // The upload's form is of another type and is refused for that.
          #expect(
            [.forbidden, .unsupportedMediaType].contains(without.status),
            "\(entry.method) \(entry.path): \(without.status)")
          var foreign = form
          foreign[.origin] = "https://evil.example"
          let crossed = try await client.execute(
            uri: uri, method: entry.method, headers: foreign, body: ByteBuffer(string: "_token=\(token)"))
          #expect(crossed.status == .forbidden, "\(entry.method) \(entry.path): \(crossed.status)")
        }
      }
    }
  }

  @Test("a district sees nothing of another")
  func districts() async throws {
    let fixture = try await ServiceFixture()
    try fixture.openRound()
    try await fixture.service.application().test(.router) { client in
      let (cookies, _) = try await fixture.signIn("west", client)
      for uri in [
        "/rounds/2014/districts/320402", "/rounds/2014/districts/320402/ranking.csv", "/rounds/2014/uploads/1",
        "/rounds/2014/uploads/1/original", "/api/v1/rounds/2014/uploads/1",
        "/incoming/00000000000000000000000000000000",
        "/rounds/..%2f..%2fetc", "/rounds/2014%00",
      ] {
        let answer = try await client.execute(uri: uri, method: .get, headers: [.cookie: cookies])
        #expect(answer.status == .notFound || answer.status == .badRequest, "\(uri): \(answer.status)")
      }
    }
  }
}
