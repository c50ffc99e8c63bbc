import Findings
import Titles

/// What the entries of the audit log are called on the page; the log itself keeps the short names.
enum AuditActionNames {
  /// An action's name for people; its short name if it has no other.
  static func name(_ action: String, _ language: Language) -> String {
    if let own = own[action] { return own[language] }
    let parts = action.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[0] == "round", let kind = RoundAction.Kind(rawValue: parts[1]) {
      return kind.name[language]
    }
    if parts.count == 2, parts[0] == "paper" { return Words.text("paperBatch", language) }
    return action
  }

  /// The name of a role as an entry has it, with its scope; the program's own name for work at the console.
  static func role(_ text: String, _ language: Language) -> String {
    guard let grant = RoleGrant(text) else { return text == "operator" ? Words.text("operator", language) : text }
    return grant.scope == .all ? grant.role.name[language] : "\(grant.role.name[language]) · \(grant.scope.name)"
  }

  private static let own: [String: Bilingual] = [
    "init": Bilingual("建立数据目录", "make the data directory"),
    "audit.verify": Bilingual("核验审计记录", "verify the log"),
    "backup.make": Bilingual("备份", "make a backup"),
    "backup.verify": Bilingual("核验备份", "verify a backup"),
    "library.add": Bilingual("标准或问卷入库", "put a standard or questionnaire into the library"),
    "library.seal": Bilingual("封存标准", "seal a standard"),
    "register.calendar": Bilingual("导入放假安排", "take over the calendar"),
    "register.enter": Bilingual("登记名册变更", "enter changes of the register"),
    "review.assign": Bilingual("分配评分", "assign marking"),
    "review.recuse": Bilingual("评分回避", "declare a reviewer's recusal"),
    "review.return": Bilingual("退回评分表", "return a grid"),
    "review.submit": Bilingual("提交评分表", "submit a grid"),
    "review.withdraw": Bilingual("撤销评分任务", "withdraw a grid"),
    "round.open": Bilingual("开设年度", "open a round"),
    "round.purge": Bilingual("清除到期材料", "remove material that is past its time"),
    "round.refused": Bilingual("办理被拒绝", "an action was refused"),
    "round.drawSpotChecks": Bilingual("抽取抽查对象", "draw spot checks"),
    "survey.invite": Bilingual("印制邀请卡", "print invitations"),
    "survey.void": Bilingual("邀请卡作废", "make invitations void"),
    "token.end": Bilingual("停用访问令牌", "end an access token"),
    "token.make": Bilingual("新建访问令牌", "make an access token"),
    "user.add": Bilingual("新增用户", "add a user"),
    "user.disable": Bilingual("停用用户", "disable a user"),
    "user.enable": Bilingual("启用用户", "enable a user"),
    "user.grants": Bilingual("更改角色", "change roles"),
    "user.password": Bilingual("更改密码", "change the password"),
    "user.reset": Bilingual("重置口令", "reset access"),
    "user.tie": Bilingual("关联登录身份", "tie a sign-in identity"),
    "user.untie": Bilingual("解除登录身份", "untie a sign-in identity"),
    "webhook.make": Bilingual("新建事件通知", "make a webhook"),
    "webhook.remove": Bilingual("删除事件通知", "remove a webhook"),
    "witness.add": Bilingual("登记见证人", "enter a witness"),
    "witness.cosign": Bilingual("见证人签名", "a witness's signature"),
  ]
}
