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
    var grants: String
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
  var examples: String
  var faults: [FindingRow] = []
  var hasFaults = false
  var name = ""
  var display = ""
  var grants = ""

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
        grants: user.grants.map(\.description).joined(separator: " "), state: Words.text(word, language),
        kind: user.isDisabled ? "wrong" : user.password == nil ? "wait" : "good", isDisabled: user.isDisabled)
    }
    let district = round?.districts.first?.code ?? "320402"
    examples =
      "leading-group-office leading-group-member district-office@district:\(district) reviewer@department:民政局 third-party@study:2014 auditor administrator"
  }

  /// Shows what is wrong with a new user, and what was typed.
  mutating func refuse(_ findings: [Finding], _ fields: FormFields, _ language: Language) {
    faults = findings.map { FindingRow($0, language) }
    hasFaults = true
    name = fields["name"] ?? ""
    display = fields["display"] ?? ""
    grants = fields["grants"] ?? ""
  }

  private static func name(_ scope: Scope, _ round: TitleRound?) -> String {
    guard case .district(let code) = scope else { return scope.name }
    return round?.districts.first { $0.code == code }?.name ?? code
  }
}
