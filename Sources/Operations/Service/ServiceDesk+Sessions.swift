import Credentials
import Seals
public import Store
public import Titles

/// Who is behind a session or a token.
public struct SignedInPerson: Hashable, Sendable {
  /// The sign-in name.
  public var user: String
  /// The name that others see.
  public var display: String
  /// The role that the person acts in.
  public var grant: RoleGrant
  /// All roles of the person.
  public var grants: [RoleGrant]
  /// The session's or token's digest.
  public var id: String
  /// What forms carry; empty for a program.
  public var formToken: String
  /// When the password was last given; nil for a program.
  public var proved: Int?
  /// Whether the program may only read.
  public var isReadOnly: Bool
  /// What of the interface the program reaches; empty for all that the role may.
  public var scopes: [TokenScope] = []
  /// Whether a password must be set before anything else.
  public var mustChangePassword: Bool
}

/// The person of an access token, until it ends.
struct TokenHolder: Sendable {
  let person: SignedInPerson
  let expires: Int
}

extension ServiceDesk {
  /// The person of a cookie; nil if the session is over or the person may no longer act in that role.
  public func person(session secret: String) throws -> SignedInPerson? {
    let id = ContentDigest.of(secret).hexadecimal
    guard var session = try store.session(id) else { return nil }
    let now = sessionClock()
    guard now - session.seen < rules.idleMinutes * 60, now - session.opened < ServiceDesk.absoluteSeconds,
      now >= session.opened - 300, let user = try store.user(session.user), !user.isDisabled,
      user.grants.contains(session.grant)
    else {
      // Ended for good. That it cannot be written down on a full disk opens no door: it is looked at again each time.
      try? store.endSession(id)
      return nil
    }
    if now - session.seen >= 60 {
      session.seen = now
      // Reading goes on when nothing can be written.
      try? store.update(session)
    }
    return SignedInPerson(
      user: user.name, display: user.display, grant: session.grant, grants: user.grants, id: id,
      formToken: session.formToken, proved: session.proved, isReadOnly: false,
      mustChangePassword: try mustChangePassword(user))
  }

  /// The person of an access token; nil if it is over.
  public func person(token secret: String) throws -> SignedInPerson? {
    let id = ContentDigest.of(secret).hexadecimal
    let found = try recollection.tokens.value(id, at: generation) { try readPerson(token: id) }
    // Time passes without anything being written.
    return found.flatMap { sessionClock() < $0.expires ? $0.person : nil }
  }

  private func readPerson(token id: String) throws -> TokenHolder? {
    guard let token = try store.accessToken(id), let user = try store.user(token.user),
      !user.isDisabled, user.grants.contains(token.grant)
    else { return nil }
    return TokenHolder(
      person: SignedInPerson(
        user: user.name, display: user.display, grant: token.grant, grants: user.grants, id: id, formToken: "",
        proved: nil, isReadOnly: token.isReadOnly, scopes: token.scopes.compactMap { TokenScope($0) },
        mustChangePassword: false), expires: token.expires)
  }

  private func mustChangePassword(_ user: UserRecord) throws -> Bool {
    if user.password == nil { return true }
    guard let days = rules.daysValid else { return false }
    return try store.passwordChange(of: user.name).map { clock() - $0 > days * 86_400 } ?? true
  }

  /// Ends the session of a cookie.
  public func signOut(_ id: String) throws { try store.endSession(id) }

  /// The sessions of a user.
  public func sessions(of user: String) throws -> [SessionRecord] { try store.sessions(of: user) }

  /// Ends all sessions of a user but one.
  public func endSessions(of user: String, but kept: String?) throws { try store.endSessions(of: user, but: kept) }

  /// Lets a session go on in another role of its user; false if the user has no such role.
  public func act(as grant: RoleGrant, session id: String) throws -> Bool {
    guard var session = try store.session(id), let user = try store.user(session.user), user.grants.contains(grant)
    else {
      return false
    }
    session.grant = grant
    try store.update(session)
    return true
  }

  /// Makes an access token for a program of a user; the secret is shown once.
  public func makeToken(
    for person: SignedInPerson, name: String, isReadOnly: Bool, scopes: [TokenScope] = [], days: Int
  ) throws -> (secret: String, record: AccessTokenRecord) {
    let secret = Secret.draw()
    let record = AccessTokenRecord(
      id: secret.digest, user: person.user, grant: person.grant, name: String(name.prefix(80)), isReadOnly: isReadOnly,
      scopes: scopes.map(\.description), made: sessionClock(), expires: sessionClock() + days * 86_400)
    try store.insert(record)
    try note(
      person, "token.make",
      ["name": record.name, "readOnly": String(isReadOnly), "scopes": record.scopes.joined(separator: " ")])
    return (secret.text, record)
  }

  /// The access tokens of a user.
  public func tokens(of user: String) throws -> [AccessTokenRecord] { try store.accessTokens(of: user) }

  /// Ends an access token; false if the user has none of this digest.
  public func endToken(_ id: String, of person: SignedInPerson) throws -> Bool {
    guard try store.endAccessToken(id, of: person.user) else { return false }
    try note(person, "token.end", [:])
    return true
  }

  /// Writes an event without a row of its own into the audit log.
  func note(_ person: SignedInPerson, _ action: String, _ details: [String: String]) throws {
    let note = ChangeNote(
      actor: person.user, role: person.grant.role.rawValue, action: action, details: details)
    try store.change(note, at: now) { _ in }
  }
}
