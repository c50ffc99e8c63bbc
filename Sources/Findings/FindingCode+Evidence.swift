/// Codes for what is kept of files, and for those who watch over the log.
extension FindingCode {
  static let safekeeping: [FindingCode] = [
    .originalNotKept, .notLookedInto, .cosignaturesMissing, .noWitnesses, .witnessUnsound, .figureDiffers,
    .notDrawn, .checksOutstanding, .noChecker,
  ]

  /// A file that identifies people: what is kept is the table without them.
  public static let originalNotKept = FindingCode(
    "B090", .warning,
    message: Bilingual(
      "{0} 含个人信息，只保存去掉个人信息的表格，不保存原件；回执仍以您发送的文件为准",
      "{0} holds personal data: the table without them is kept, the file itself is not; the receipt is about the file as you sent it"
    ),
    remedy: Bilingual("请自行保存原件，日后凭回执核对", "keep the file yourself; the receipt proves it later"))
  /// A file that nobody can look through.
  public static let notLookedInto = FindingCode(
    "B091", .note,
    message: Bilingual(
      "{0} 的内容无法检查是否含个人信息，按原样保存", "{0} cannot be looked through for personal data and is kept as it is"),
    remedy: Bilingual("确认其中没有姓名、电话、证件号等", "make sure that it shows no names, telephone or identity numbers"))
  /// A decision whose log too few have witnessed.
  public static let cosignaturesMissing = FindingCode(
    "B092", .error,
    message: Bilingual(
      "命名前须有过半数的区和审计对审计记录见证签名；现有 {0}/{1} 个区，审计 {2}",
      "naming needs the log cosigned by more than half of the districts and an auditor; {0} of {1} districts have, auditor: {2}"
    ),
    remedy: Bilingual(
      "请各区用 kaoping audit visit --cosign 核对并签名，再用 kaoping audit cosigned 登记",
      "let the districts check and sign with kaoping audit visit --cosign, and enter what they send with kaoping audit cosigned"
    ))
  /// A decision whose log nobody witnesses.
  public static let noWitnesses = FindingCode(
    "B093", .warning,
    message: Bilingual(
      "没有登记见证人：不能排除向不同的人出示不同的历史", "no witness is registered: two histories for two readers cannot be ruled out"),
    remedy: Bilingual(
      "用 kaoping audit witness --add 登记各区和审计的公钥",
      "register keys of districts and auditor with kaoping audit witness --add"))
  /// A witness or a cosignature that is none.
  public static let witnessUnsound = FindingCode(
    "B094", .error, message: Bilingual("见证无效：{0}", "the witness does not hold: {0}"),
    remedy: Bilingual("核对公钥、归属和树头", "check key, holder and head"))
  /// A published figure that cannot be recomputed.
  public static let figureDiffers = FindingCode(
    "B095", .error,
    message: Bilingual("公布的 {0} 是 {1}，重算为 {2}", "the published {0} is {1}, recomputed it is {2}"),
    remedy: Bilingual("核对所用的文件是否就是报送的文件；若是，请提出异议", "make sure that your files are those you sent; if they are, object"))
  /// A check on the spot by somebody else than the draw has named.
  public static let notDrawn = FindingCode(
    "B096", .error, message: Bilingual("{0} 的抽查由 {1} 承担", "the check of {0} fell to {1}"),
    remedy: Bilingual("由抽签确定的人登记抽查结果", "let the person whom the draw named enter the check"))
  /// A list that is to be accepted before its checks were made.
  public static let checksOutstanding = FindingCode(
    "B097", .error, message: Bilingual("抽中的社区尚未抽查：{0}", "communities that were drawn have not been checked: {0}"),
    remedy: Bilingual("登记这些社区的抽查结果后再审核通过", "enter their checks, then accept the list"))
  /// A community that nobody of those named may check.
  public static let noChecker = FindingCode(
    "B098", .error, message: Bilingual("{0} 没有可以抽查的人：都须回避", "nobody may check {0}: all must recuse themselves"),
    remedy: Bilingual("增加抽查人", "name more people"))
}
