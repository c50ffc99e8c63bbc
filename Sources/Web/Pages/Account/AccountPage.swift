import Findings
import Operations
import Store
import Titles

/// One's own account: roles, password, sessions, access tokens.
struct AccountPage: Page {
  static let template = "account/account"

  /// A role that the person may act in.
  struct RoleRow: Hashable, Sendable {
    var grant: String
    var name: String
    var scope: String
    var isCurrent: Bool
  }

  /// A browser that is signed in.
  struct SessionRow: Hashable, Sendable {
    var agent: String
    var opened: String
    var seen: String
    var isCurrent: Bool
  }

  /// A program's token.
  struct TokenRow: Hashable, Sendable {
    var id: String
    var name: String
    var role: String
    var reach: String
    var expires: String
  }

  var title: String
  var user: String
  var name: String
  var roles: [RoleRow]
  var hasSeveralRoles: Bool
  var sessions: [SessionRow]
  var hasOtherSessions: Bool
  var tokens: [TokenRow]
  var hasTokens: Bool
  /// Why sessions were not ended; nil if nothing is wrong.
  var fault: String?
  /// A token that was just made: shown this once.
  var newToken: String?

  init(_ visitor: Visitor, sessions: [SessionRecord], tokens: [AccessTokenRecord], _ language: Language) {
    title = Words.text("account", language)
    user = visitor.user
    name = visitor.name
    roles = visitor.person.grants.map { grant in
      RoleRow(
        grant: grant.description, name: grant.role.name[language], scope: grant.scope.name,
        isCurrent: grant == visitor.grant)
    }
    hasSeveralRoles = roles.count > 1
    self.sessions = sessions.map { session in
      SessionRow(
        agent: session.agent, opened: Moment(seconds: session.opened).local, seen: Moment(seconds: session.seen).local,
        isCurrent: session.id == visitor.person.id)
    }
    hasOtherSessions = sessions.count > 1
    self.tokens = tokens.map { token in
      TokenRow(
        id: token.id, name: token.name, role: token.grant.role.name[language],
        reach: Words.text(token.isReadOnly ? "readOnly" : "readAndWrite", language),
        expires: Moment(seconds: token.expires).local)
    }
    hasTokens = !tokens.isEmpty
  }
}

extension Scope {
  /// The name that a scope's own is known by; empty for everything.
  var name: String {
    switch self {
    case .all: ""
    case .district(let name), .department(let name), .study(let name): name
    }
  }
}

extension Moment {
  /// Day and minute as China's clocks show them.
  var local: String {
    let minute = (seconds + 8 * 3600) / 60
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(day) \(two(minute / 60 % 24)):\(two(minute % 60))"
  }
}
