import Foundation

/// One entry of the audit log: who did what to what, when and why, with the digests of every row before and after.
public struct AuditEvent: Hashable, Sendable, Codable {
  /// A row of an audited table that changed.
  public struct Change: Hashable, Sendable, Codable {
    /// Table and key, such as `rounds/2014`.
    public var object: String
    /// The digest of the row before; nil if it is new.
    public var before: String?
    /// The digest of the row after; nil if it is gone.
    public var after: String?
  }

  /// The place in the log, from 0. It alone gives the order: clocks go wrong.
  public var leaf: Int
  /// When, by the machine's clock, such as `2014-12-01T08:30:00Z`.
  public var at: String
  /// Who; a name, so that the log outlives the table of users.
  public var actor: String
  /// As what.
  public var role: String
  /// What was done, such as `round.apply`.
  public var action: String
  /// Why; empty if nobody has to say.
  public var reason: String
  /// Particulars without personal data.
  public var details: [String: String]
  /// The rows that changed.
  public var changes: [Change]

  /// The bytes of the leaf: JSON in one line with sorted keys.
  func body() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// Reads the bytes of a leaf; nil if they are none.
  public init?(body: String) {
    guard let event = try? JSONDecoder().decode(AuditEvent.self, from: Data(body.utf8)) else { return nil }
    self = event
  }

  init(
    leaf: Int, at: String, actor: String, role: String, action: String, reason: String, details: [String: String],
    changes: [Change]
  ) {
    self.leaf = leaf
    self.at = at
    self.actor = actor
    self.role = role
    self.action = action
    self.reason = reason
    self.details = details
    self.changes = changes
  }
}

/// What a change says of itself: the part of the audit event that does not follow from the rows.
public struct ChangeNote: Hashable, Sendable {
  /// Who.
  public var actor: String
  /// As what.
  public var role: String
  /// What is done.
  public var action: String
  /// Why.
  public var reason: String
  /// Particulars without personal data.
  public var details: [String: String]

  /// A note about a change.
  public init(actor: String, role: String, action: String, reason: String = "", details: [String: String] = [:]) {
    self.actor = actor
    self.role = role
    self.action = action
    self.reason = reason
    self.details = details
  }
}
