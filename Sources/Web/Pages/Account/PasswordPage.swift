import Credentials
import Findings

/// The page to set one's own password.
struct PasswordPage: Page {
  static let template = "account/password"

  var title: String
  var user: String
  /// What is wrong with what was typed.
  var faults: [FindingRow]
  var hasFaults: Bool
  /// Whether nothing else can be done before.
  var isFirst: Bool
  /// The fewest characters.
  var shortest = PasswordRules.shortest

  init(_ visitor: Visitor, faults: [Finding], _ language: Language) {
    title = Words.text("changePassword", language)
    user = visitor.user
    self.faults = faults.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
    isFirst = visitor.mustChangePassword
  }
}
