extension FindingCode {
  /// The codes of users, in their published order.
  static let users: [FindingCode] = [.userExists, .unknownUser, .userNameUnsound, .grantUnsound, .notSignedIn]

  /// A name that is taken.
  public static let userExists = FindingCode(
    "U001", .error, message: Bilingual("已有用户 {0}", "there is already a user {0}"),
    remedy: Bilingual("换一个名称", "choose another name"))
  /// A user that is not there.
  public static let unknownUser = FindingCode(
    "U002", .error, message: Bilingual("没有用户 {0}", "there is no user {0}"),
    remedy: Bilingual("用 kaoping user list 查看", "see kaoping user list"))
  /// A name that cannot be one.
  public static let userNameUnsound = FindingCode(
    "U003", .error,
    message: Bilingual(
      "用户名只能用字母、数字、点、横线和下划线，至多 64 个字符", "a user name has letters, digits, dots, hyphens and underscores, 64 at most"),
    remedy: Bilingual("改用这样的名称", "choose such a name"))
  /// A role without its scope and the like.
  public static let grantUnsound = FindingCode(
    "U004", .error, message: Bilingual("角色或范围有误：{0}", "the role or its scope is unsound: {0}"),
    remedy: Bilingual(
      "例如 auditor、district-office@district:320402、reviewer@department:民政局、third-party@study:2014",
      "such as auditor, district-office@district:320402, reviewer@department:民政局, third-party@study:2014"))
  /// Somebody who is unknown, disabled, or has another code.
  public static let notSignedIn = FindingCode(
    "U005", .error,
    message: Bilingual(
      "用户或口令码不对，或用户已停用，或没有这个角色", "user or access code do not match, or the user is disabled or has no such role"),
    remedy: Bilingual("核对；可由管理员重置：kaoping user reset", "check; an administrator can reset it: kaoping user reset"))
}
