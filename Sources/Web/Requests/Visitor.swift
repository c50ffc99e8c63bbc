import Operations
import Titles

/// Who asks, and as what.
struct Visitor: Hashable, Sendable {
  /// Who it is, and how that was proved.
  let person: SignedInPerson

  init(_ person: SignedInPerson) { self.person = person }

  /// The sign-in name.
  var user: String { person.user }
  /// The person's name.
  var name: String { person.display.isEmpty ? person.user : person.display }
  /// The role that the person acts in.
  var grant: RoleGrant { person.grant }
  /// Whether a program asks, with an access token.
  var isProgram: Bool { person.proved == nil }
  /// What forms of this session carry; empty for a program.
  var formToken: String { person.formToken }
  /// Whether a password must be set before anything else.
  var mustChangePassword: Bool { person.mustChangePassword }
  /// The visitor as the round knows it.
  var actor: RoundActor { RoundActor(user, grant) }

  /// The district that the visitor is confined to; nil if it is not.
  var district: String? {
    if case .district(let code) = grant.scope { return code }
    return nil
  }
}
