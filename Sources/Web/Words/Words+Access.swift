import Findings

extension Words {
  /// Signing in, passwords, sessions.
  static let access: [String: Bilingual] = [
    "userName": Bilingual("用户名", "User name"),
    "password": Bilingual("密码", "Password"),
    "signInHelp": Bilingual(
      "忘记密码请联系本单位管理员重置；系统不发送密码。", "Forgotten it? Ask your administrator for a new one; the service sends no passwords."),
    "changePassword": Bilingual("修改密码", "Change password"),
    "firstPassword": Bilingual("首次登录，请先设定自己的密码。", "Before anything else, choose a password of your own."),
    "accessCode": Bilingual("刚才使用的口令码", "The access code that you have just used"),
    "oldPassword": Bilingual("现在的密码", "Present password"),
    "newPassword": Bilingual("新密码", "New password"),
    "repeatPassword": Bilingual("再输入一次", "Once more"),
    "passwordRules": Bilingual(
      "至少 15 个字符，可用汉字和空格；几个不相干的词连成一句最好。无须定期更换。",
      "At least 15 characters of any kind, blanks too; a few unrelated words are best. It does not expire."),
    "stop": Bilingual("。", ". "),
    "roles": Bilingual("角色", "Roles"),
    "role": Bilingual("角色", "Role"),
    "actingAs": Bilingual("当前角色", "acting as"),
    "actAs": Bilingual("改用此角色", "Act as this"),
    "sessionsOpen": Bilingual("已登录的浏览器", "Signed-in browsers"),
    "browser": Bilingual("浏览器", "Browser"),
    "opened": Bilingual("登录时间", "Signed in"),
    "lastUsed": Bilingual("最近使用", "Last used"),
    "thisOne": Bilingual("本浏览器", "this one"),
    "endOtherSessions": Bilingual("退出其他浏览器", "Sign out the others"),
    "tokens": Bilingual("访问令牌", "Access tokens"),
    "tokensHelp": Bilingual(
      "供其他系统调用接口；以您现在的角色行事，随时可以停用。",
      "For programs that use the interface; they act in your present role, and you can end them at any time."),
    "tokenName": Bilingual("用途", "Purpose"),
    "tokenReach": Bilingual("权限", "Reach"),
    "tokenDays": Bilingual("有效天数", "Days valid"),
    "expires": Bilingual("到期", "Expires"),
    "readOnly": Bilingual("只读", "read only"),
    "readAndWrite": Bilingual("读写", "read and write"),
    "makeToken": Bilingual("新建令牌", "Make a token"),
    "endToken": Bilingual("停用", "End"),
    "newTokenOnce": Bilingual("新令牌只显示这一次，请立即复制：", "The new token is shown this once; copy it now:"),
    "done_passwordChanged": Bilingual("密码已更改，其他浏览器已退出。", "The password is changed; other browsers are signed out."),
    "done_sessionsEnded": Bilingual("其他浏览器已退出。", "The other browsers are signed out."),
    "done_tokenEnded": Bilingual("令牌已停用。", "The token has ended."),
  ]
}
