import GRDB

/// A value that somebody has typed and not yet submitted.
public struct DraftRecord: Hashable, Sendable {
  /// The field, such as a community and an indicator.
  public var field: String
  /// What was typed.
  public var value: String
  /// How often it was changed.
  public var version: Int
  /// When it was changed last.
  public var changed: Int
}

/// A value that somebody types, on top of the version that was seen.
public struct DraftChange: Hashable, Sendable {
  /// The field.
  public var field: String
  /// The new value.
  public var value: String
  /// The version that the value was typed over; 0 if the field was empty; nil overwrites whatever is there.
  public var version: Int?

  /// A change.
  public init(field: String, value: String, version: Int? = nil) {
    self.field = field
    self.value = value
    self.version = version
  }
}

extension EvaluationStore {
  /// What a user has typed for a round, by field.
  public func drafts(of user: String, round: String) throws -> [DraftRecord] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM drafts WHERE user = ? AND round = ? ORDER BY field", arguments: [user, round]
      ).map { DraftRecord(field: $0["field"], value: $0["value"], version: $0["version"], changed: $0["changed"]) }
    }
  }

  /// Keeps what was typed unless the field has moved on since; then what is there stays, so that a window that was left open does not
  /// overwrite a later one.
  ///
  /// - Returns: the fields as they now are, aligned with the changes.
  public func saveDrafts(_ changes: [DraftChange], of user: String, round: String, at now: Int) throws -> [DraftRecord]
  {
    try keepHouse { db in
      try changes.map { change in
        let before = try DraftRecord.read(db, user, round, change.field)
        if before?.value == change.value, let before { return before }
        if let seen = change.version, let before, before.version != seen { return before }
        try db.execute(
          sql: """
            INSERT INTO drafts (user, round, field, value, version, changed) VALUES (?, ?, ?, ?, 1, ?)
            ON CONFLICT (user, round, field) DO UPDATE SET
              version = version + 1, value = excluded.value, changed = excluded.changed
            """, arguments: [user, round, change.field, change.value, now])
        return DraftRecord(
          field: change.field, value: change.value, version: (before?.version ?? 0) + 1, changed: now)
      }
    }
  }

  /// Forgets what a user has typed for a round.
  public func removeDrafts(of user: String, round: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM drafts WHERE user = ? AND round = ?", arguments: [user, round]) }
  }

  /// Forgets the fields that begin with `prefix`.
  public func removeDrafts(of user: String, round: String, under prefix: String) throws {
    try keepHouse { db in
      try db.execute(
        sql: "DELETE FROM drafts WHERE user = ? AND round = ? AND substr(field, 1, ?) = ?",
        arguments: [user, round, prefix.count, prefix])
    }
  }
}

extension DraftRecord {
  fileprivate static func read(_ db: Database, _ user: String, _ round: String, _ field: String) throws -> DraftRecord?
  {
    try Row.fetchOne(
      db, sql: "SELECT * FROM drafts WHERE user = ? AND round = ? AND field = ?", arguments: [user, round, field]
    ).map { DraftRecord(field: $0["field"], value: $0["value"], version: $0["version"], changed: $0["changed"]) }
  }
}
