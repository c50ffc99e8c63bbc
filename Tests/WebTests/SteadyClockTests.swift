import Credentials
import HTTPTypes
import HummingbirdTesting
import Operations
import Testing
import Web

/// R7: putting the machine's clock forward or back gives no session more time, and revives none.
@Suite("The clock of sessions", .serialized)
struct SteadyClockTests {
  @Test(
    "a session lives by the time that passes, whatever the clock says",
    arguments: [-10 * 366 * 86_400, -3600, 0, 1, 315_360_000])
  func jumps(_ jump: Int) async throws {
    let (clock, steady) = (FixtureClock(), FixtureClock())
    let fixture = try await ServiceFixture(clock: clock, steady: steady)
    try await fixture.service.application().test(.router) { client in
      let cookies = try await fixture.signIn("office", client).cookies
      func status() async throws -> HTTPResponse.Status {
        try await client.execute(uri: "/api/v1/me", method: .get, headers: [.cookie: cookies]).status
      }
      clock.seconds += jump
      #expect(try await status() == .ok)
      steady.seconds += 29 * 60
      #expect(try await status() == .ok)
      steady.seconds += 31 * 60
      clock.seconds -= 3600
      #expect(try await status() == .unauthorized)
      // Whatever happens to the clock now, it is over.
      clock.seconds -= 86_400
      #expect(try await status() == .unauthorized)
    }
  }

  @Test("after a restart with the clock set back, sessions and tokens are not younger than the log")
  func restart() async throws {
    let (clock, steady) = (FixtureClock(), FixtureClock())
    let fixture = try await ServiceFixture(clock: clock, steady: steady)
    try await fixture.service.application().test(.router) { client in
      _ = try await fixture.signIn("office", client)
      let person = try #require(try await Self.person(fixture, client))
      let token = try fixture.desk.makeToken(for: person, name: "t", isReadOnly: true, days: 1).secret
      clock.seconds += 2 * 86_400
      steady.seconds += 2 * 86_400
      #expect(try fixture.desk.person(token: token) == nil)
      try fixture.openRound()
      // The process starts again, three days back.
      clock.seconds -= 3 * 86_400
      steady.seconds = 7
      let again = try ServiceDesk(fixture.desk.rounds, rules: fixture.desk.rules)
      #expect(try again.person(token: token) == nil)
      #expect(again.sessionClock() > clock.seconds)
    }
  }

  @Test(
    "tries at an address run out by the time that passes, though the clock was set back", arguments: [-3600, 0, 86_400])
  func tries(_ jump: Int) async throws {
    let (clock, steady) = (FixtureClock(), FixtureClock())
    let fixture = try await ServiceFixture(clock: clock, steady: steady)
    func signIn(_ number: Int) async throws -> SignInOutcome {
      try await fixture.desk.signIn(
        user: "nobody\(number)", password: "wrong", address: "10.0.0.1", device: nil, agent: "")
    }
    for number in 0..<ServiceDesk.mostFromAddress { #expect(try await signIn(number) == .refused) }
    #expect(try await signIn(99) == .wait(60))
    for _ in 0..<20 { #expect(try fixture.desk.mayObject(from: "10.0.0.1")) }
    #expect(try !fixture.desk.mayObject(from: "10.0.0.1"))
    clock.seconds += jump
    #expect(try await signIn(99) == .wait(60))
    #expect(try !fixture.desk.mayObject(from: "10.0.0.1"))
    steady.seconds += 61
    #expect(try await signIn(100) == .refused)
    steady.seconds += 3600
    #expect(try fixture.desk.mayObject(from: "10.0.0.1"))
  }

  private static func person(_ fixture: ServiceFixture, _ client: some TestClientProtocol) async throws
    -> SignedInPerson?
  {
    let cookies = try await fixture.signIn("office", client).cookies
    return try fixture.desk.person(session: String(cookies.dropFirst("session=".count)))
  }
}
