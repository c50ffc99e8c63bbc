import GRDB
public import Titles

/// A browser that is signed in.
public struct SessionRecord: Hashable, Sendable {
  /// The digest of the secret in the cookie, as hexadecimal digits; the secret itself is kept nowhere.
  public var id: String
  /// The user.
  public var user: String
  /// The role that the person acts in.
  public var grant: RoleGrant
  /// What the session's forms carry.
  public var formToken: String
  /// What the browser says it is, for the list of one's own sessions.
  public var agent: String
  /// When it was opened, in seconds since 1970.
  public var opened: Int
  /// When it was last used, at most a minute late.
  public var seen: Int
  /// When the password was last given.
  public var proved: Int

  /// A session.
  public init(
    id: String, user: String, grant: RoleGrant, formToken: String, agent: String, opened: Int, seen: Int, proved: Int
  ) {
    self.id = id
    self.user = user
    self.grant = grant
    self.formToken = formToken
    self.agent = agent
    self.opened = opened
    self.seen = seen
    self.proved = proved
  }

  init(_ row: Row) throws {
    guard let grant = RoleGrant(row["acting_as"]) else { throw StoreRowFault(table: "sessions", id: row["id"]) }
    self.init(
      id: row["id"], user: row["user"], grant: grant, formToken: row["form_token"], agent: row["agent"],
      opened: row["opened"], seen: row["seen"], proved: row["proved"])
  }
}

/// A program that may act for a user.
public struct AccessTokenRecord: Hashable, Sendable {
  /// The digest of the token, as hexadecimal digits.
  public var id: String
  /// The user whom it stands for.
  public var user: String
  /// The role that it acts in.
  public var grant: RoleGrant
  /// What it is for, in the user's words.
  public var name: String
  /// Whether it may only read.
  public var isReadOnly: Bool
  /// What of the interface it reaches, in words that the service knows; empty for all that its role may.
  public var scopes: [String]
  /// When it was made.
  public var made: Int
  /// When it ends.
  public var expires: Int

  /// A token.
  public init(
    id: String, user: String, grant: RoleGrant, name: String, isReadOnly: Bool, scopes: [String] = [], made: Int,
    expires: Int
  ) {
    self.scopes = scopes
    self.id = id
    self.user = user
    self.grant = grant
    self.name = name
    self.isReadOnly = isReadOnly
    self.made = made
    self.expires = expires
  }

  init(_ row: Row) throws {
    guard let grant = RoleGrant(row["acting_as"]) else { throw StoreRowFault(table: "access_tokens", id: row["id"]) }
    let scopes: String = row["scopes"]
    self.init(
      id: row["id"], user: row["user"], grant: grant, name: row["name"], isReadOnly: row["is_read_only"],
      scopes: scopes.split(separator: " ").map(String.init), made: row["made"], expires: row["expires"])
  }
}

extension EvaluationStore {
  /// Writes what the audit log does not cover.
  func keepHouse<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try write(body)
  }

  /// Opens a session.
  public func insert(_ session: SessionRecord) throws {
    try keepHouse { db in
      try db.execute(
        sql: """
          INSERT INTO sessions (id, user, acting_as, form_token, agent, opened, seen, proved) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          session.id, session.user, session.grant.description, session.formToken, session.agent, session.opened,
          session.seen, session.proved,
        ])
    }
  }

  /// The session of this digest; nil if there is none.
  public func session(_ id: String) throws -> SessionRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM sessions WHERE id = ?", arguments: [id]).map { try SessionRecord($0) }
    }
  }

  /// The sessions of a user, the newest first.
  public func sessions(of user: String) throws -> [SessionRecord] {
    try read {
      try Row.fetchAll($0, sql: "SELECT * FROM sessions WHERE user = ? ORDER BY opened DESC", arguments: [user])
        .map { try SessionRecord($0) }
    }
  }

  /// Notes that a session was used, or that its role or its proof changed.
  public func update(_ session: SessionRecord) throws {
    try keepHouse {
      try $0.execute(
        sql: "UPDATE sessions SET seen = ?, proved = ?, acting_as = ? WHERE id = ?",
        arguments: [session.seen, session.proved, session.grant.description, session.id])
    }
  }

  /// Ends sessions: the one of a digest, or all of a user but perhaps one.
  public func endSession(_ id: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM sessions WHERE id = ?", arguments: [id]) }
  }

  /// Ends all sessions of a user but the one to keep, if there is one.
  public func endSessions(of user: String, but kept: String? = nil) throws {
    try keepHouse {
      try $0.execute(sql: "DELETE FROM sessions WHERE user = ? AND id IS NOT ?", arguments: [user, kept])
    }
  }

  /// Ends the sessions that were last used before one moment or opened before another.
  public func endSessions(unusedSince seen: Int, openedBefore opened: Int) throws {
    try keepHouse {
      try $0.execute(sql: "DELETE FROM sessions WHERE seen < ? OR opened < ?", arguments: [seen, opened])
    }
  }

  /// Adds an access token.
  public func insert(_ token: AccessTokenRecord) throws {
    try keepHouse { db in
      try db.execute(
        sql:
          """
          INSERT INTO access_tokens (id, user, acting_as, name, is_read_only, scopes, made, expires)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          token.id, token.user, token.grant.description, token.name, token.isReadOnly,
          token.scopes.joined(separator: " "), token.made, token.expires,
        ])
    }
  }

  /// The access token of this digest; nil if there is none.
  public func accessToken(_ id: String) throws -> AccessTokenRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM access_tokens WHERE id = ?", arguments: [id]).map {
        try AccessTokenRecord($0)
      }
    }
  }

  /// The access tokens of a user, the newest first.
  public func accessTokens(of user: String) throws -> [AccessTokenRecord] {
    try read {
      try Row.fetchAll($0, sql: "SELECT * FROM access_tokens WHERE user = ? ORDER BY made DESC, id", arguments: [user])
        .map { try AccessTokenRecord($0) }
    }
  }

  /// Ends an access token of a user; false if the user has none of this digest.
  public func endAccessToken(_ id: String, of user: String) throws -> Bool {
    try keepHouse {
      try $0.execute(sql: "DELETE FROM access_tokens WHERE id = ? AND user = ?", arguments: [id, user])
      return $0.changesCount > 0
    }
  }

  /// Ends all access tokens of a user.
  public func endAccessTokens(of user: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM access_tokens WHERE user = ?", arguments: [user]) }
  }
}
