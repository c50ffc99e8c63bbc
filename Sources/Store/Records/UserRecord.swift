import Findings
import GRDB
public import Seals
public import Titles

/// Somebody who may sign in, with what he or she may be.
public struct UserRecord: Hashable, Sendable {
  /// The sign-in name.
  public var name: String
  /// The name that others see.
  public var display: String
  /// Roles with their scopes.
  public var grants: [RoleGrant]
  /// The digest of the access code; nil if there is none.
  public var codeDigest: ContentDigest?
  /// The password as its hash function writes it; nil if none is set.
  public var password: String?
  /// Whether the person may no longer sign in. Users are never removed: the log names them.
  public var isDisabled: Bool

  /// A user.
  public init(
    name: String, display: String, grants: [RoleGrant], codeDigest: ContentDigest?, password: String? = nil,
    isDisabled: Bool = false
  ) {
    self.name = name
    self.display = display
    self.grants = grants
    self.codeDigest = codeDigest
    self.password = password
    self.isDisabled = isDisabled
  }

  init(_ row: Row) throws {
    name = row["id"]
    display = row["display"]
    grants = try JSONText.read([String].self, row["grants"]).compactMap { RoleGrant($0) }
    codeDigest = (row["code_sha256"] as String?).flatMap { ContentDigest(hexadecimal: $0) }
    password = row["password"]
    isDisabled = row["is_disabled"]
  }
}

extension EvaluationStore {
  /// All users by name.
  public func users() throws -> [UserRecord] {
    try read { try Row.fetchAll($0, sql: "SELECT * FROM users ORDER BY id").map { try UserRecord($0) } }
  }

  /// The user of a name; nil if there is none.
  public func user(_ name: String) throws -> UserRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM users WHERE id = ?", arguments: [name]).map { try UserRecord($0) }
    }
  }
}

extension ChangeSession {
  /// Adds a user or changes the one of that name.
  public func save(_ user: UserRecord) throws {
    let columns: [(String, (any DatabaseValueConvertible)?)] = [
      ("display", user.display), ("grants", try JSONText.of(user.grants.map(\.description))),
      ("code_sha256", user.codeDigest?.hexadecimal), ("password", user.password), ("is_disabled", user.isDisabled),
      ("changed_at", moment.description),
    ]
    if try Bool.fetchOne(db, sql: "SELECT 1 FROM users WHERE id = ?", arguments: [user.name]) ?? false {
      try update(.users, id: user.name, columns)
    } else {
      try insert(.users, [("id", user.name)] + columns)
    }
  }

  /// The user of a name; nil if there is none.
  public func user(_ name: String) throws -> UserRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM users WHERE id = ?", arguments: [name]).map { try UserRecord($0) }
  }
}
