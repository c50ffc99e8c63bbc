extension FindingCode {
  /// The codes of the questionnaire page for invited residents, in their published order.
  static let residents: [FindingCode] = [
    .invitationUnknown, .invitationUsed, .invitationOver, .answerMissing, .answerOutside, .answerPersonal,
    .formNotOnline, .invitationsUnsound, .nothingAnswered,
  ]

  /// A code that was never given out, was mistyped, or was made void.
  public static let invitationUnknown = FindingCode(
    "H301", .error, message: Bilingual("没有这个邀请码", "there is no such invitation"),
    remedy: Bilingual("核对邀请函上的网址或邀请码", "check the address or the code on your invitation"))
  /// Each invitation is answered once.
  public static let invitationUsed = FindingCode(
    "H302", .error, message: Bilingual("这份邀请已经填答过", "this invitation has been answered"),
    remedy: Bilingual("每份邀请只填一次，谢谢您", "each invitation is answered once; thank you"))
  /// The last day has passed, or the round no longer collects.
  public static let invitationOver = FindingCode(
    "H303", .error, message: Bilingual("调查已经结束", "the survey is over"),
    remedy: Bilingual("谢谢您的关心；结果公示后可在本系统查看", "thank you; results are shown here once they are on notice"))
  /// A question that must be answered.
  public static let answerMissing = FindingCode(
    "H304", .error, message: Bilingual("请回答这一题", "please answer this question"),
    remedy: Bilingual("不清楚的可以选“不了解”", "choose “do not know” if you cannot say"))
  /// An answer that the form does not allow.
  public static let answerOutside = FindingCode(
    "H305", .error, message: Bilingual("这个回答不在允许的范围内", "this answer is not allowed"),
    remedy: Bilingual("{0}", "{0}"))
  /// A text with a telephone number and the like.
  public static let answerPersonal = FindingCode(
    "H306", .error, message: Bilingual("请不要填写姓名、电话、证件号", "please leave out names, telephone and identity numbers"),
    remedy: Bilingual("删去这些内容；问卷不记录您是谁", "remove them; the questionnaire does not record who you are"))
  /// A questionnaire with questions that a page cannot ask.
  public static let formNotOnline = FindingCode(
    "H307", .error, message: Bilingual("问卷中的“{0}”不能在网页上填答", "the question “{0}” cannot be asked on a page"),
    remedy: Bilingual(
      "改用 ODK 或 KoboToolbox 采集，或改成选择、数字、文字题",
      "collect it with ODK or KoboToolbox, or ask for a choice, a number or a text"))
  /// A list of invitations that cannot be used.
  public static let invitationsUnsound = FindingCode(
    "H308", .error, message: Bilingual("第 {0} 行不能用：{1}", "line {0} cannot be used: {1}"),
    remedy: Bilingual(
      "首行为列名，至少有 community_id；count 为份数，weight 大于 0；每批至多 1000 份",
      "the first line names the columns, community_id at least; count is a number, weight above 0; at most 1000 in one batch"
    ))
  /// No answers to take into the round yet.
  public static let nothingAnswered = FindingCode(
    "H309", .error, message: Bilingual("还没有新的网上答卷", "there are no online answers yet"),
    remedy: Bilingual("收到答卷后再计入", "take them in once answers have come"))
}
