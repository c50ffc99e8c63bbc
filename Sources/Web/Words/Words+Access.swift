import Findings

extension Words {
  /// Signing in, passwords, sessions.
  static let access: [String: Bilingual] = [
    "userName": Bilingual("用户名", "User name"),
    "password": Bilingual("密码", "Password"),
    "signInHelp": Bilingual(
      "忘记密码请联系本单位管理员重置；系统不发送密码。", "Forgotten it? Ask your administrator for a new one; the service sends no passwords."),
  ]
}
