import Credentials
import Findings
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing
import Web

@Suite("Signing in", .serialized)
struct SignInTests {
  @Test("a session begins anew, ends with sign-out, after idling and after twelve hours")
  func sessions() async throws {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    try await fixture.service.application().test(.router) { client in
      let (cookies, token) = try await fixture.signIn("office", client)
      func status(_ cookies: String) async throws -> HTTPResponse.Status {
        try await client.execute(uri: "/api/v1/me", method: .get, headers: [.cookie: cookies]).status
      }
      #expect(try await status(cookies) == .ok)
      #expect(try await status("session=" + String(repeating: "a", count: 64)) == .unauthorized)
      let other = try await fixture.signIn("office", client).cookies
      #expect(other != cookies)
      _ = try await client.execute(
        uri: "/sign-out", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded", .cookie: cookies],
        body: ByteBuffer(string: "_token=\(token)"))
      #expect(try await status(cookies) == .unauthorized)
      clock.seconds += 29 * 60
      #expect(try await status(other) == .ok)
      clock.seconds += 31 * 60
      #expect(try await status(other) == .unauthorized)
      let long = try await fixture.signIn("office", client).cookies
      for _ in 0..<25 {
        clock.seconds += 29 * 60
        _ = try await status(long)
      }
      #expect(try await status(long) == .unauthorized)
    }
  }

  @Test("wrong passwords are refused alike for known and unknown users, and the limits do not lock the owner out")
  func limits() async throws {
    let clock = FixtureClock()
    let fixture = try await ServiceFixture(clock: clock)
    let desk = fixture.desk
    func attempt(_ user: String, _ password: String, from address: String, device: String? = nil) async throws
      -> SignInOutcome
    {
      try await desk.signIn(user: user, password: password, address: address, device: device, agent: "test")
    }
    guard case .signedIn(_, let device) = try await attempt("office", ServiceFixture.password, from: "10.0.0.1") else {
      Issue.record("the owner signs in")
      return
    }
    for name in ["office", "nobody"] {
      guard case .refused = try await attempt(name, "wrong", from: "10.0.0.2") else {
        Issue.record("\(name) is refused")
        return
      }
    }
    var waits = 0
    for number in 0..<130 {
      // An attacker with many addresses, who waits between tries.
      clock.seconds += 61
      if case .wait = try await attempt("office", "guess \(number)", from: "10.1.\(number / 5).1") { waits += 1 }
    }
    #expect(waits == 0)
    // More than a hundred guesses were not looked at: even the right password does not help from an unknown device.
    guard case .refused = try await attempt("office", ServiceFixture.password, from: "10.2.0.1") else {
      Issue.record("the limit of a hundred holds")
      return
    }
    guard case .signedIn = try await attempt("office", ServiceFixture.password, from: "10.0.0.1", device: device) else {
      Issue.record("the owner gets in with the known device")
      return
    }
    for _ in 0..<ServiceDesk.mostForUserFromAddress { _ = try await attempt("member", "x", from: "10.3.0.1") }
    guard case .wait = try await attempt("member", "x", from: "10.3.0.1"),
      case .signedIn = try await attempt("member", ServiceFixture.password, from: "10.3.0.2")
    else {
      Issue.record("the short limit counts for one address only")
      return
    }
  }

  @Test("whoever is disabled or reset is out at once")
  func disabled() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let cookies = try await fixture.signIn("auditor", client).cookies
      let admin = try await fixture.signIn("admin", client)
      let answer = try await client.execute(
        uri: "/users/auditor/disable", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded", .cookie: admin.cookies],
        body: ByteBuffer(string: "_token=\(admin.token)"))
      #expect(answer.status == .seeOther)
      let status = try await client.execute(uri: "/api/v1/me", method: .get, headers: [.cookie: cookies]).status
      #expect(status == .unauthorized)
    }
  }

  @Test("cookies cannot be read by scripts nor sent by other sites; under TLS they are bound to the host")
  func cookies() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.router) { client in
      let page = try await client.execute(uri: "/sign-in", method: .get)
      let cookie = page.headers[.setCookie] ?? ""
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
    }
  }
}
