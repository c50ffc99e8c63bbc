extension FindingCode {
  /// The codes of reliability and agreement, in their published order.
  static let reliability: [FindingCode] = [
    .rowsIncomplete, .itemAgainstScale, .itemConstant, .numberUndefined, .reliabilityRefused, .ratersUnconnected,
    .ratioNegative, .bootstrapUndefined, .ratedTwice,
  ]

  /// Rows with gaps that a method for complete tables leaves out.
  public static let rowsIncomplete = FindingCode(
    "E301", .warning, message: Bilingual("{1} 行中有 {0} 行不完整，未计入", "{0} of {1} rows have gaps and were left out"),
    remedy: Bilingual("补全数据，或改用允许缺失的方法", "complete them, or use a method that takes gaps"))
  /// An item that runs against the others.
  public static let itemAgainstScale = FindingCode(
    "E302", .warning,
    message: Bilingual(
      "题项“{0}”与其余题项总分负相关（{1}）", "the item “{0}” correlates negatively ({1}) with the total of the others"),
    remedy: Bilingual(
      "多半是反向题：先反向计分（--reverse）", "probably worded the other way round: reverse its scores first (--reverse)"))
  /// An item on which everybody agrees.
  public static let itemConstant = FindingCode(
    "E303", .warning,
    message: Bilingual("题项“{0}”没有差异，相关系数无定义", "the item “{0}” does not vary; correlations are undefined"),
    remedy: Bilingual("检查该题，或将其移出量表", "check the item, or leave it out of the scale"))
  /// A figure that has no value, with the reason.
  public static let numberUndefined = FindingCode(
    "E304", .warning, message: Bilingual("{0} 无定义：{1}", "{0} is undefined: {1}"),
    remedy: Bilingual("报告时写明“无法计算”，不要写 0", "report it as undefined, never as 0"))
  /// A reliability that has no answer.
  public static let reliabilityRefused = FindingCode(
    "E305", .error, message: Bilingual("无法计算信度：{0}", "no reliability: {0}"),
    remedy: Bilingual("核对表格：行为对象，列为题项或评分人", "check the table: units in rows, items or raters in columns"))
  /// Raters who share no unit with the others, directly or by a chain.
  public static let ratersUnconnected = FindingCode(
    "E306", .error,
    message: Bilingual(
      "评分分成 {0} 个互不相连的部分，宽严无法比较；各部分如 {1}",
      "the scores fall into {0} parts without a common rater; they hold, for example, {1}"),
    remedy: Bilingual("让部分评分人跨组评分", "let some raters score units of both parts"))
  /// A value that the ratio level does not have.
  public static let ratioNegative = FindingCode(
    "E307", .error, message: Bilingual("比率量表不应有负值", "the ratio level has no negative values"),
    remedy: Bilingual("改用 --level interval", "use --level interval"))
  /// Bootstrap samples without a value.
  public static let bootstrapUndefined = FindingCode(
    "E308", .note,
    message: Bilingual(
      "{1} 次重抽样中有 {0} 次全部一致，未计入区间", "{0} of {1} resamples agreed completely and do not enter the interval"),
    remedy: Bilingual("对象太少或几乎全部一致时，区间只作参考", "with few units or near complete agreement the interval is a rough guide"))
  /// A rater who scored a unit more than once.
  public static let ratedTwice = FindingCode(
    "E309", .warning,
    message: Bilingual("评分人“{0}”对“{1}”评分不止一次，各次都计入", "the rater “{0}” scored “{1}” more than once; each score counts"),
    remedy: Bilingual("若是重复记录，请删去一条", "remove one if it is a repeated record"))
}
