extension FindingCode {
  /// The codes of paper questionnaires that are typed twice, in their published order.
  static let paper: [FindingCode] = [
    .paperStageWrong, .paperDifferenceUnknown, .paperDifferencesOpen, .paperEmpty, .paperColumnsDiffer,
    .paperFormsUnsound,
    .paperExists, .paperUnknown,
  ]

  /// An action that does not belong to the batch's stage.
  public static let paperStageWrong = FindingCode(
    "W150", .error, message: Bilingual("这批问卷现在是“{0}”，不能做“{1}”", "the batch is “{0}”, where “{1}” cannot be done"),
    remedy: Bilingual("见 docs/paper.md 的表", "see the table in docs/paper.md"))
  /// A difference that the typings do not have.
  public static let paperDifferenceUnknown = FindingCode(
    "W151", .error,
    message: Bilingual("问卷 {0} 的“{1}”没有差异，或裁定不可用", "form {0} has no difference at “{1}”, or not such a decision"),
    remedy: Bilingual(
      "用 kaoping paper show 查看差异；缺整份问卷时裁定为 keep 或 drop",
      "kaoping paper show lists them; of a form that one typing lacks decide keep or drop"))
  /// Differences that nobody has decided.
  public static let paperDifferencesOpen = FindingCode(
    "W152", .error, message: Bilingual("还有 {0} 处差异没有裁定", "{0} differences are not decided yet"),
    remedy: Bilingual("由未参与录入的人对照纸质问卷裁定", "let somebody who did not type look at the paper and decide"))
  /// A typing without forms.
  public static let paperEmpty = FindingCode(
    "W153", .error, message: Bilingual("没有录入任何问卷", "no form was typed"),
    remedy: Bilingual("每份问卷录入一行", "type one row for each form"))
  /// Typings of different columns.
  public static let paperColumnsDiffer = FindingCode(
    "W154", .error, message: Bilingual("两遍录入的列不同：{0}", "the two typings have different columns: {0}"),
    remedy: Bilingual("使用同一份模板", "use the same template"))
  /// Forms without a number, or two with the same.
  public static let paperFormsUnsound = FindingCode(
    "W155", .error, message: Bilingual("问卷编号缺失或重复：{0}", "a form's number is missing or stands twice: {0}"),
    remedy: Bilingual("第一列为问卷编号，每份只录一行", "the first column is the form's number; type each form once"))
  /// A batch of a name that is taken.
  public static let paperExists = FindingCode(
    "W156", .error,
    message: Bilingual("已有批次“{0}”，或名称不可用", "there is a batch “{0}” already, or the name cannot be used"),
    remedy: Bilingual("换一个名称：字母、数字、点、横线，至多 64 个", "choose another: letters, digits, dots and dashes, 64 at most"))
  /// No batch of that name.
  public static let paperUnknown = FindingCode(
    "W157", .error, message: Bilingual("没有批次“{0}”", "there is no batch “{0}”"),
    remedy: Bilingual("用 kaoping paper list 查看", "kaoping paper list shows them"))
}
