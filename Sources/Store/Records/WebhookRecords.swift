import Foundation
import GRDB
public import Titles

/// An address that is told of events. What it is owed is told by one number: the entry of the audit log that comes next.
public struct WebhookRecord: Hashable, Sendable {
  /// The name.
  public var id: String
  /// Whose it is.
  public var user: String
  /// The role that it was made in.
  public var grant: RoleGrant
  /// Where events are sent.
  public var url: String
  /// The 32 bytes that messages are signed with; the receiver has them too, so a digest would not do.
  public var secret: [UInt8]
  /// The actions that it hears of; empty for all of a round.
  public var actions: [String]
  /// The entry of the audit log that is looked at next.
  public var nextLeaf: Int
  /// Tries in a row that failed.
  public var failures = 0
  /// When they began to fail; nil if the last one did not.
  public var failingSince: Int?
  /// Nothing is sent before this moment.
  public var resumeAt = 0
  /// Whether nothing is sent until somebody starts it again.
  public var isPaused = false
  /// The status of the last answer; nil if there was none.
  public var lastStatus: Int?
  /// When it was made.
  public var made: Int

  /// A webhook that begins with an entry of the log.
  public init(
    id: String, user: String, grant: RoleGrant, url: String, secret: [UInt8], actions: [String], nextLeaf: Int,
    made: Int
  ) {
    self.id = id
    self.user = user
    self.grant = grant
    self.url = url
    self.secret = secret
    self.actions = actions
    self.nextLeaf = nextLeaf
    self.made = made
  }

  init(_ row: Row) throws {
    guard let grant = RoleGrant(row["acting_as"]) else { throw StoreRowFault(table: "webhooks", id: row["id"]) }
    let actions: String = row["actions"]
    self.init(
      id: row["id"], user: row["user"], grant: grant, url: row["url"], secret: Array(row["secret"] as Data),
      actions: actions.split(separator: " ").map(String.init), nextLeaf: row["next_leaf"], made: row["made"])
    failures = row["failures"]
    failingSince = row["failing_since"]
    resumeAt = row["resume_at"]
    isPaused = row["is_paused"]
    lastStatus = row["last_status"]
  }
}

extension EvaluationStore {
  /// Adds a webhook, or changes the one of this name.
  public func save(_ hook: WebhookRecord) throws {
    try keepHouse { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO webhooks (id, user, acting_as, url, secret, actions, next_leaf, failures, failing_since,
            resume_at, is_paused, last_status, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          hook.id, hook.user, hook.grant.description, hook.url, Data(hook.secret), hook.actions.joined(separator: " "),
          hook.nextLeaf, hook.failures, hook.failingSince, hook.resumeAt, hook.isPaused, hook.lastStatus, hook.made,
        ])
    }
  }

  /// Notes how far a webhook has come; does nothing if it was removed in the meantime.
  public func note(_ hook: WebhookRecord) throws {
    try keepHouse { db in
      try db.execute(
        sql: """
          UPDATE webhooks SET next_leaf = ?, failures = ?, failing_since = ?, resume_at = ?, is_paused = ?, last_status = ?
          WHERE id = ?
          """,
        arguments: [
          hook.nextLeaf, hook.failures, hook.failingSince, hook.resumeAt, hook.isPaused, hook.lastStatus, hook.id,
        ])
    }
  }

  /// The webhook of this name; nil if there is none.
  public func webhook(_ id: String) throws -> WebhookRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM webhooks WHERE id = ?", arguments: [id]).map { try WebhookRecord($0) }
    }
  }

  /// All webhooks, in the order of their names; those of a user if one is given.
  public func webhooks(of user: String? = nil) throws -> [WebhookRecord] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM webhooks WHERE ? IS NULL OR user = ? ORDER BY id", arguments: [user, user]
      ).map { try WebhookRecord($0) }
    }
  }

  /// Removes a webhook of a user; false if the user has none of this name.
  public func removeWebhook(_ id: String, of user: String) throws -> Bool {
    try keepHouse {
      try $0.execute(sql: "DELETE FROM webhooks WHERE id = ? AND user = ?", arguments: [id, user])
      return $0.changesCount > 0
    }
  }
}
