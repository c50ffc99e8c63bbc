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

extension EvaluationStore {
  /// What a user has typed for a round, by field.
  public func drafts(of user: String, round: String) throws -> [DraftRecord] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM drafts WHERE user = ? AND round = ? ORDER BY field", arguments: [user, round]
      ).map { DraftRecord(field: $0["field"], value: $0["value"], version: $0["version"], changed: $0["changed"]) }
    }
  }

  /// Keeps what was typed into fields; later values take the place of earlier ones.
  public func saveDrafts(_ values: [(field: String, value: String)], of user: String, round: String, at now: Int) throws
  {
    try keepHouse { db in
      for (field, value) in values {
        try db.execute(
          sql: """
            INSERT INTO drafts (user, round, field, value, version, changed) VALUES (?, ?, ?, ?, 1, ?)
            ON CONFLICT (user, round, field) DO UPDATE SET
              version = version + (value <> excluded.value), value = excluded.value, changed = excluded.changed
            """, arguments: [user, round, field, value, now])
      }
    }
  }

  /// Forgets what a user has typed for a round.
  public func removeDrafts(of user: String, round: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM drafts WHERE user = ? AND round = ?", arguments: [user, round]) }
  }
}
