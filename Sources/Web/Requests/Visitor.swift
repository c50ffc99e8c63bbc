import Titles

/// Who asks, and as what.
struct Visitor: Hashable, Sendable {
  /// How the visitor proved who it is.
  enum Means: Hashable, Sendable {
    /// A session of the browser; the number is not the secret.
    case session(id: String)
    /// An access token of a program, with what it may be used for.
    case token(id: String, isReadOnly: Bool)
  }

  /// The sign-in name.
  var user: String
  /// The person's name.
  var name: String
  /// The role that the person acts in.
  var grant: RoleGrant
  /// All that the person was granted.
  var grants: [RoleGrant]
  /// How it was proved.
  var means: Means
  /// What forms of this session carry; empty for a program.
  var formToken: String
  /// Whether the password must be changed before anything else.
  var mustChangePassword: Bool

  /// The visitor as the round knows it.
  var actor: RoundActor { RoundActor(user, grant) }

  /// The district that the visitor is confined to; nil if it is not.
  var district: String? {
    if case .district(let code) = grant.scope { return code }
    return nil
  }
}
