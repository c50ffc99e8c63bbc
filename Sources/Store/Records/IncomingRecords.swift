import GRDB
public import Titles

/// An upload on its way: its bytes lie in the data directory's `incoming/` and nothing counts before it is confirmed.
public struct IncomingRecord: Hashable, Sendable {
  /// What an upload is to become.
  public enum Purpose: Hashable, Sendable {
    /// An upload of a round.
    case round(RoundUpload.Kind)
    /// Something for the whole city.
    case city(CityMaterial)

    /// How it is kept: the kind of a round's upload, or `city:` and the material.
    public var text: String {
      switch self {
      case .round(let kind): kind.rawValue
      case .city(let material): "city:\(material.rawValue)"
      }
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
      if let kind = RoundUpload.Kind(rawValue: text) {
        self = .round(kind)
      } else if text.hasPrefix("city:"), let material = CityMaterial(rawValue: String(text.dropFirst(5))) {
        self = .city(material)
      } else {
        return nil
      }
    }
  }

  /// The name, which nobody can guess.
  public var id: String
  /// Who sends it.
  public var user: String
  /// The round; empty for what is sent for the whole city.
  public var round: String
  /// What it is said to hold.
  public var purpose: Purpose
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
    id: String, user: String, round: String, purpose: Purpose, scope: Scope, name: String, length: Int, made: Int,
    sha256: String? = nil, preview: String? = nil
  ) {
    self.id = id
    self.user = user
    self.round = round
    self.purpose = purpose
    self.scope = scope
    self.name = name
    self.length = length
    self.made = made
    self.sha256 = sha256
    self.preview = preview
  }

  /// What it holds of a round; nil for what is sent for the whole city.
  public var kind: RoundUpload.Kind? {
    if case .round(let kind) = purpose { kind } else { nil }
  }

  /// What it holds for the whole city; nil for a round's upload.
  public var material: CityMaterial? {
    if case .city(let material) = purpose { material } else { nil }
  }

  init(_ row: Row) throws {
    guard let purpose = Purpose(row["kind"]), let scope = Scope(row["scope"]) else {
      throw StoreRowFault(table: "incoming", id: row["id"])
    }
    self.init(
      id: row["id"], user: row["user"], round: row["round"], purpose: purpose, scope: scope, name: row["name"],
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
          incoming.id, incoming.user, incoming.round, incoming.purpose.text, incoming.scope.description, incoming.name,
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
