import GRDB
public import Titles

/// An upload on its way: its bytes lie in the data directory's `incoming/` and nothing counts before it is confirmed.
public struct IncomingRecord: Hashable, Sendable {
  /// The name, which nobody can guess.
  public var id: String
  /// Who sends it.
  public var user: String
  /// The round.
  public var round: String
  /// What it is said to hold.
  public var kind: RoundUpload.Kind
  /// What it is about.
  public var scope: Scope
  /// The file's name as it was sent; never used as a path.
  public var name: String
  /// The bytes that are to come in all.
  public var length: Int
  /// When it began.
  public var made: Int
  /// The digest of its bytes, once all are there.
  public var sha256: String?
  /// What was found in it, as JSON; nil until it was looked at.
  public var preview: String?

  /// An upload that begins.
  public init(
    id: String, user: String, round: String, kind: RoundUpload.Kind, scope: Scope, name: String, length: Int, made: Int,
    sha256: String? = nil, preview: String? = nil
  ) {
    self.id = id
    self.user = user
    self.round = round
    self.kind = kind
    self.scope = scope
    self.name = name
    self.length = length
    self.made = made
    self.sha256 = sha256
    self.preview = preview
  }

  init(_ row: Row) throws {
    guard let kind = RoundUpload.Kind(rawValue: row["kind"]), let scope = Scope(row["scope"]) else {
      throw StoreRowFault(table: "incoming", id: row["id"])
    }
    self.init(
      id: row["id"], user: row["user"], round: row["round"], kind: kind, scope: scope, name: row["name"],
      length: row["length"], made: row["made"], sha256: row["sha256"], preview: row["preview"])
  }
}

extension EvaluationStore {
  /// Where the bytes of uploads on their way lie.
  public var incomingFolder: String { directory.path + "/incoming" }

  /// Adds an upload on its way, or changes the one of this name.
  public func save(_ incoming: IncomingRecord) throws {
    try keepHouse { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO incoming (id, user, round, kind, scope, name, length, made, sha256, preview)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          incoming.id, incoming.user, incoming.round, incoming.kind.rawValue, incoming.scope.description, incoming.name,
          incoming.length, incoming.made, incoming.sha256, incoming.preview,
        ])
    }
  }

  /// The upload of this name; nil if there is none.
  public func incoming(_ id: String) throws -> IncomingRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM incoming WHERE id = ?", arguments: [id]).map { try IncomingRecord($0) }
    }
  }

  /// The uploads that a user has under way, the newest first; all users' without one.
  public func incoming(of user: String?) throws -> [IncomingRecord] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM incoming WHERE ? IS NULL OR user = ? ORDER BY made DESC, id", arguments: [user, user]
      ).map { try IncomingRecord($0) }
    }
  }

  /// Forgets an upload on its way.
  public func removeIncoming(_ id: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM incoming WHERE id = ?", arguments: [id]) }
  }
}
