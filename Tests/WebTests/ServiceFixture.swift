import Credentials
import Findings
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Operations
import Seals
import Store
import Titles
import Web

/// A service on a data directory of its own, with a user in each role and a round whose quotas are fixed.
struct ServiceFixture {
  /// Everyone's password.
  static let password = "lantern otter gravel nine"
  /// The users by their role.
  static let users: [(name: String, grant: String)] = [
    ("admin", "administrator"), ("member", "leading-group-member"), ("office", "leading-group-office"),
    ("east", "district-office@district:320402"), ("west", "district-office@district:320404"),
    ("reviewer", "reviewer@department:civil"), ("study", "third-party@study:autumn"), ("auditor", "auditor"),
  ]

  let service: Service
  let desk: ServiceDesk
  let directory: String

  /// - Parameters:
  ///   - profile: The rules for passwords and sessions.
  ///   - steady: The clock that nobody sets; without one `clock` is it.
  ///   - webhookHosts: The hosts that events may be sent to.
  ///   - library: The folder in which `Scoring/` and `Surveys/` lie.
  ///   - mostConnections: Connections at most, and those of one address.
  init(
    profile: PasswordRules.Profile = .nist, clock: FixtureClock = FixtureClock(), steady: FixtureClock? = nil,
    webhookHosts: [String] = [], library: String = ".", mostConnections: (Int, ofAddress: Int)? = nil
  ) async throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)").path
    let surroundings = ServiceFixture.surroundings(clock, steady)
    let rounds = try EvaluationDesk.create(
      directory, calendar: nil, Workbench(version: "test"), surroundings: surroundings
    ).desk
    let rules = PasswordRules(profile)
    desk = try ServiceDesk(rounds, rules: rules)
    let hash = try await desk.hashing.hash(ServiceFixture.password)
    for (name, grant) in ServiceFixture.users {
      _ = try rounds.addUser(name, display: "<b>\(name)</b>", grants: [grant], by: .console)
      guard var user = try rounds.store.user(name) else { continue }
      user.password = hash.text
      let changed = user
      _ = try rounds.store.change(
        ChangeNote(actor: "console", role: "operator", action: "test"), at: surroundings.now()
      ) { try $0.save(changed) }
      try rounds.store.notePasswordChange(of: name, at: clock.seconds)
    }
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    var settings = ServiceSettings(data: directory, port: 0, profile: profile, version: "test")
    settings.webhookHosts = webhookHosts
    settings.library = library
    if let mostConnections {
      (settings.mostConnections, settings.mostConnectionsOfAddress) = mostConnections
    }
    service = try Service(settings, desk: desk, logger: logger)
  }

  private static func surroundings(_ clock: FixtureClock, _ steady: FixtureClock?) -> Surroundings {
    var surroundings = Surroundings(now: { Moment(seconds: clock.seconds) }, random: { RandomBytes.draw($0) })
    if let steady { surroundings.elapsed = { steady.seconds } }
    return surroundings
  }

  /// Opens a round as the office does.
  func openRound(_ id: String = "2014") throws {
    guard let user = try desk.user("office") else { return }
    _ = try desk.rounds.openRound(
      id, year: 2014, title: "<script>alert(1)</script>", by: try desk.rounds.actor(user, as: nil))
  }

  /// Gives a user the password of all, so that he or she can sign in.
  func admit(_ name: String) async throws {
    guard var user = try desk.user(name) else { return }
    user.password = try await desk.hashing.hash(ServiceFixture.password).text
    let changed = user
    let store = desk.rounds.store
    _ = try store.change(ChangeNote(actor: "console", role: "operator", action: "test"), at: desk.now) {
      try $0.save(changed)
    }
    try store.notePasswordChange(of: name, at: desk.now.seconds)
  }

  /// A user as the operations know one who is signed in.
  func person(_ user: String) async throws -> SignedInPerson? {
    let outcome = try await desk.signIn(
      user: user, password: ServiceFixture.password, address: "10.9.9.9", device: nil, agent: "test")
    guard case .signedIn(let session, _) = outcome else { return nil }
    return try desk.person(session: session)
  }

  /// The cookies of a user who has signed in, and the token of that session's forms.
  func signIn(_ user: String, _ client: some TestClientProtocol) async throws -> (cookies: String, token: String) {
    let form = try await client.execute(uri: "/sign-in", method: .get)
    let formToken = ServiceFixture.cookie("form", form) ?? ""
    let body = "user=\(user)&password=\(ServiceFixture.password.replacing(" ", with: "+"))&_token=\(formToken)&next=/"
    let answer = try await client.execute(
      uri: "/sign-in", method: .post,
      headers: [.contentType: "application/x-www-form-urlencoded", .cookie: "form=\(formToken)"],
      body: ByteBuffer(string: body))
    guard let session = ServiceFixture.cookie("session", answer) else { return ("", "") }
    let page = try await client.execute(uri: "/account", method: .get, headers: [.cookie: "session=\(session)"])
    let token =
      String(buffer: page.body).firstMatch(of: /name="_token" value="([0-9a-f]+)"/).map { String($0.output.1) } ?? ""
    return ("session=\(session)", token)
  }

  /// The value of a cookie that an answer sets.
  static func cookie(_ name: String, _ response: TestResponse) -> String? {
    response.headers[values: .setCookie].first { $0.hasPrefix(name + "=") }
      .flatMap { $0.dropFirst(name.count + 1).split(separator: ";").first.map(String.init) }
  }
}

/// A clock that tests move.
final class FixtureClock: @unchecked Sendable {
  // Tests move it between requests, never during one.
  var seconds = 1_412_000_000
}
