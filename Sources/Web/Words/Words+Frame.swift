import Findings

extension Words {
  /// What stands around every page.
  static let frame: [String: Bilingual] = [
    "brand": Bilingual("考评", "Kaoping"),
    "indicator": Bilingual("指标", "Indicator"),
    "indicators": Bilingual("指标", "Indicators"),
    "brandLong": Bilingual("和谐社区考评", "Community evaluation"),
    "skip": Bilingual("跳到正文", "Skip to the content"),
    "account": Bilingual("账号", "Account"),
    "signOut": Bilingual("退出", "Sign out"),
    "signIn": Bilingual("登录", "Sign in"),
    "sections": Bilingual("栏目", "Sections"),
    "checkReceipt": Bilingual("核验回执", "Check a receipt"),
    "openData": Bilingual("开放数据", "Open data"),
    "interface": Bilingual("接口说明", "Interface"),
    "home": Bilingual("首页", "Home"),
    "cancel": Bilingual("取消", "Cancel"),
    "save": Bilingual("保存", "Save"),
    "yes": Bilingual("是", "Yes"),
    "no": Bilingual("否", "No"),
    "faultNumber": Bilingual("编号", "Number"),
    "code": Bilingual("编号", "Code"),
    "place": Bilingual("位置", "Place"),
    "found": Bilingual("原值", "Found"),
    "message": Bilingual("问题", "Problem"),
    "remedy": Bilingual("怎样改", "What to do"),
  ]
}
