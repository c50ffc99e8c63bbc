import Findings
import Store
import Titles

/// Users with their roles, and the form for a new one.
struct UsersPage: Page {
  static let template = "office/users"

  /// A user.
  struct Row: Hashable, Sendable {
    var link: String
    var name: String
    var display: String
    var roles: String
    var choices: GrantChoices
    var state: String
    var kind: String
    var isDisabled: Bool
  }

  /// An access code that was just made.
  struct NewCode: Hashable, Sendable {
    var user: String
    var code: String
  }

  var title: String
  var rows: [Row]
  var newCode: NewCode?
  var choices: GrantChoices
  var faults: [FindingRow] = []
  var hasFaults = false
  var name = ""
  var display = ""

  init(_ users: [UserRecord], _ round: TitleRound?, _ language: Language) {
    title = Words.text("users", language)
    rows = users.map { user in
      let word = user.isDisabled ? "disabled" : user.password == nil ? "notYetSignedIn" : "active"
      return Row(
        link: "/users/\(user.name.escapedForQuery)", name: user.name, display: user.display,
        roles: user.grants.map { grant in
          grant.scope == .all
            ? grant.role.name[language] : "\(grant.role.name[language])（\(UsersPage.name(grant.scope, round))）"
        }.joined(separator: language == .chinese ? "、" : ", "),
        choices: GrantChoices(user.grants, round, id: "user-\(user.name)", language), state: Words.text(word, language),
        kind: user.isDisabled ? "wrong" : user.password == nil ? "wait" : "good", isDisabled: user.isDisabled)
    }
    choices = GrantChoices([], round, id: "new", language)
  }

  /// Shows what is wrong with a new user, and what was typed.
  mutating func refuse(
    _ findings: [Finding], _ fields: FormFields, _ round: TitleRound?, _ language: Language
  ) {
    faults = findings.map { FindingRow($0, language) }
    hasFaults = true
    name = fields["name"] ?? ""
    display = fields["display"] ?? ""
    let texts = GrantChoices.texts(fields)
    choices = GrantChoices(texts.compactMap { RoleGrant($0) }, round, id: "new", language)
    // What is no grant is shown as it was typed.
    let wrong = texts.filter { RoleGrant($0) == nil }
    choices.more = ([choices.more] + wrong).filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func name(_ scope: Scope, _ round: TitleRound?) -> String {
    guard case .district(let code) = scope else { return scope.name }
    return round?.districts.first { $0.code == code }?.name ?? code
  }
}
