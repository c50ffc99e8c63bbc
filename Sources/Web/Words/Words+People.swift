import Findings

extension Words {
  /// Users, roles and scopes, and the audit log.
  static let people: [String: Bilingual] = [
    "users": Bilingual("用户", "Users"),
    "active": Bilingual("正常", "active"),
    "disabled": Bilingual("已停用", "disabled"),
    "notYetSignedIn": Bilingual("尚未设密码", "no password yet"),
    "addUser": Bilingual("新增用户", "Add a user"),
    "personName": Bilingual("姓名", "Name of the person"),
    "grantsHint": Bilingual(
      "写法如 district-office@district:320402，几个用空格隔开。",
      "Written as district-office@district:320402; several are separated by blanks."),
    "districtOfficeOf": Bilingual("区级办公室（选择区）", "District office of"),
    "reviewerOf": Bilingual("评分人（填写部门或街道）", "Reviewer of (department or street)"),
    "evaluatorOf": Bilingual("第三方（填写项目）", "Third-party evaluator of (study)"),
    "moreGrants": Bilingual("其他角色", "Other roles"),
    "change": Bilingual("更改", "Change"),
    "resetUser": Bilingual("重置口令码", "New access code"),
    "disableUser": Bilingual("停用", "Disable"),
    "enableUser": Bilingual("启用", "Enable"),
    "newCode": Bilingual("口令码：", "Access code for"),
    "newCodeHelp": Bilingual(
      "只显示这一次，请当面交给本人。首次登录后须自设密码。",
      "It is shown this once; hand it over in person. At the first sign-in a password must be chosen."),
    "done_userDisabled": Bilingual("用户已停用，其会话和令牌已结束。", "The user is disabled; sessions and tokens have ended."),
    "done_userEnabled": Bilingual("用户已启用。", "The user may sign in again."),
    "done_userChanged": Bilingual("角色已更改。", "The roles are changed."),
    "audit": Bilingual("审计记录", "Audit log"),
    "actor": Bilingual("操作人", "Who"),
    "operator": Bilingual("服务器操作员", "operator at the server"),
    "paperBatch": Bilingual("纸质问卷录入", "paper questionnaires"),
    "auditAction": Bilingual("操作", "Action"),
    "time": Bilingual("时间", "Time"),
    "particulars": Bilingual("说明", "Particulars"),
    "changedRows": Bilingual("涉及的记录", "Rows changed"),
    "search": Bilingual("查找", "Search"),
    "nothingFound": Bilingual("没有找到。", "Nothing was found."),
    "next": Bilingual("下一页", "Next page"),
    "signedHeadHelp": Bilingual(
      "各区保存此树头，日后可证明此前的记录没有被改写。", "Districts keep this head: it proves later that nothing before it was rewritten."),
  ]
}
