import Findings

/// The page to sign in.
struct SignInPage: GuestForm {
  static let template = "account/sign-in"

  var title: String
  /// Where to go afterwards.
  var next: String
  /// The name that was typed.
  var user = ""
  /// What was wrong with the last try.
  var fault: String?
  /// What the form sends back.
  var formToken = ""

  init(next: String?, _ language: Language) {
    title = Words.text("signIn", language)
    self.next = LocalPath(next).text
  }
}
