import GRDB
public import Titles

/// What binds a user to a community: the home, an office held there, a relative. From it follows that the user judges nothing about the
/// community (回避).
public struct UserTie: Hashable, Sendable {
  /// The user.
  public var user: String
  /// The community.
  public var community: CommunityID
  /// What binds them, in a word or two, such as `居住地`.
  public var relation: String

  /// A tie.
  public init(user: String, community: CommunityID, relation: String) {
    self.user = user
    self.community = community
    self.relation = relation
  }

  /// The key of the row.
  var id: String { "\(user)/\(community)" }
}

extension EvaluationStore {
  /// The ties of a user, of everyone without one.
  public func ties(of user: String? = nil) throws -> [UserTie] { try read { try UserTieRows.read($0, user) } }
}

extension ChangeSession {
  /// The ties of a user, of everyone without one.
  public func ties(of user: String?) throws -> [UserTie] { try UserTieRows.read(db, user) }

  /// Adds a tie, or changes what it is.
  public func save(_ tie: UserTie) throws {
    if try Bool.fetchOne(db, sql: "SELECT 1 FROM user_ties WHERE id = ?", arguments: [tie.id]) ?? false {
      try update(.userTies, id: tie.id, [("relation", tie.relation), ("declared_at", moment.description)])
    } else {
      try insert(
        .userTies,
        [
          ("id", tie.id), ("user", tie.user), ("community", tie.community.number), ("relation", tie.relation),
          ("declared_at", moment.description),
        ])
    }
  }

  /// Removes a tie that is over.
  public func delete(_ tie: UserTie) throws { try delete(.userTies, id: tie.id) }
}

/// Rows of ties and their values.
private enum UserTieRows {
  static func read(_ db: Database, _ user: String?) throws -> [UserTie] {
    try Row.fetchAll(
      db, sql: "SELECT user, community, relation FROM user_ties WHERE ? IS NULL OR user = ? ORDER BY id",
      arguments: [user, user]
    ).map { UserTie(user: $0["user"], community: CommunityID(number: $0["community"]), relation: $0["relation"]) }
  }
}
