extension FindingCode {
  /// The codes of events under conditions, lines and decisions, in their published order.
  static let eligibility: [FindingCode] = [
    .eventOutsideWindow, .eventIncomplete, .eventNotCertified, .belowLine, .belowSelfLine, .selfScoreMissing,
    .decisionUnusable,
    .lineDecidedByPeople, .lineNotDistinguishable,
  ]

  /// An event before or after the look-back window.
  public static let eventOutsideWindow = FindingCode(
    "C101", .note,
    message: Bilingual("事件不在追溯期 {0} 至 {1} 之内，不影响资格", "the event is not within the window {0} to {1} and bars nothing"),
    remedy: Bilingual("核对日期", "check the date"))
  /// A confirmed event whose record lacks what the condition asks for.
  public static let eventIncomplete = FindingCode(
    "C102", .error,
    message: Bilingual(
      "条件“{0}”要求记录“{1}”，没有则不能据以取消资格", "the condition “{0}” asks for “{1}” on record; without it nobody is barred"),
    remedy: Bilingual("补上，或把状态改为 pending", "add it, or set the status to pending"))
  /// A confirmed event that was found by a body which the condition does not name.
  public static let eventNotCertified = FindingCode(
    "C103", .error,
    message: Bilingual(
      "条件“{0}”只能由这些机关认定：{1}", "only these bodies can establish an event under the condition “{0}”: {1}"),
    remedy: Bilingual(
      "改正 department 列，或请认定机关认定；认定以前把状态改为 pending",
      "correct the column department, or ask the body for its finding; until then set the status to pending"))
  /// A unit below a pass line.
  public static let belowLine = FindingCode(
    "T101", .note,
    message: Bilingual(
      "“{0}”的 {1} 为 {2}，低于合格线 {3}，不参加排名", "{1} of “{0}” is {2}, below the pass line {3}; it is not ranked"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A unit whose self-score does not allow an application.
  public static let belowSelfLine = FindingCode(
    "T102", .note,
    message: Bilingual("“{0}”的自评 {1} 低于申报线 {2}，不参加排名", "the self-score {1} of “{0}” is below {2}; it is not ranked"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A self-score that the standard needs.
  public static let selfScoreMissing = FindingCode(
    "T103", .warning,
    message: Bilingual("“{0}”没有自评得分，标准规定自评须达到 {1}", "“{0}” has no self-score, which must reach {1}"),
    remedy: Bilingual("补交自评", "ask for it"))
  /// A decision that fits no tie.
  public static let decisionUnusable = FindingCode(
    "T104", .error,
    message: Bilingual("这项决定不能用：{0}", "the decision cannot be used: {0}"),
    remedy: Bilingual("对照并列的社区和名额改正 decisions.csv", "correct decisions.csv by the tied communities and titles"))
  /// A tie at the line that people decided.
  public static let lineDecidedByPeople = FindingCode(
    "T105", .note,
    message: Bilingual("{0}：名额线处的并列由领导小组决定（{1}）", "{0}: the tie at the line was decided by people ({1})"),
    remedy: Bilingual("附上会议记录", "attach the minutes"))
  /// A line that the data cannot see.
  public static let lineNotDistinguishable = FindingCode(
    "T106", .note,
    message: Bilingual(
      "{0}：名额线两侧有 {1} 个无法由数据区分（差异不显著）", "{0}: {1} about the line cannot be told apart by the data"),
    remedy: Bilingual("按标准的规则决定，并如实说明", "the standard's rules decide; say so"))
}
