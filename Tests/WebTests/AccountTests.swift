import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import Web

@Suite("Account", .serialized)
struct AccountTests {
  @Test("all other sessions end at once, but only for who knows the password")
  func endsOthers() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let other = try await fixture.signIn("office", client)
      let own = try await fixture.signIn("office", client)
      func status(_ cookies: String) async throws -> HTTPResponse.Status {
        try await client.execute(uri: "/api/v1/me", method: .get, headers: [.cookie: cookies]).status
      }
      func end(_ password: String) async throws -> TestResponse {
        try await client.execute(
          uri: "/account/sessions/end", method: .post,
          headers: [.contentType: "application/x-www-form-urlencoded", .cookie: own.cookies],
          body: ByteBuffer(string: "_token=\(own.token)&password=\(password.replacing(" ", with: "+"))"))
      }
      for wrong in ["", "not the password"] {
        let refused = try await end(wrong)
        #expect(refused.status == .unprocessableContent && String(buffer: refused.body).contains("role=\"alert\""))
        #expect(try await status(other.cookies) == .ok)
      }
      #expect(try await end(ServiceFixture.password).status == .seeOther)
      #expect(try await status(other.cookies) == .unauthorized)
      #expect(try await status(own.cookies) == .ok)
    }
  }

  @Test("programs' pages end others within an hour after the password was given")
  func endsOthersByInterface() async throws {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    try await fixture.service.application().test(.router) { client in
      let caller = try await Caller(fixture, "office", client)
      #expect(try await caller.send("/api/v1/account/sessions", .delete).status == .noContent)
      for _ in 0..<3 {
        clock.seconds += 25 * 60
        #expect(try await caller.send("/api/v1/me", .get).status == .ok)
      }
      #expect(try await caller.send("/api/v1/account/sessions", .delete).status == .unauthorized)
    }
  }
}
