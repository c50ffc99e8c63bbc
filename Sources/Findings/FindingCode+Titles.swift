extension FindingCode {
  /// The codes of the register and the titles, in their published order.
  static let titles: [FindingCode] =
    [
      .districtNameDiffers, .unknownCondition, .pendingEvent, .quotaTied, .lineTied, .lineDecidedByRule,
      .fewerEligibleThanSeats, .noDistrictSeats, .quotaDecidedByRule, .notFiled, .noQuotas, .unusedFile, .noReviewFile,
    ] + eligibility

  /// One district code with two names.
  public static let districtNameDiffers = FindingCode(
    "C001", .warning, message: Bilingual("区划代码 {0} 先前的名称是“{1}”", "the district code {0} had the name “{1}” before"),
    remedy: Bilingual("统一区的名称", "use one name for the district"))
  /// An event under a condition that the standard lacks.
  public static let unknownCondition = FindingCode(
    "C002", .error,
    message: Bilingual("标准中没有这个前置条件，事件没有依据", "the standard has no such condition; the event has no basis"),
    remedy: Bilingual(
      "改正代码，或先把条件连同依据写入标准", "correct the code, or enter the condition with its basis in the standard first"))
  /// An event that is still being examined.
  public static let pendingEvent = FindingCode(
    "C003", .note, message: Bilingual("该事件尚未认定，暂不影响资格", "the event is not confirmed yet and bars nothing so far"),
    remedy: Bilingual("在审核确认之前认定或撤销", "confirm or withdraw it before the titles are confirmed"))
  /// Files of the city that the standard does not use.
  public static let unusedFile = FindingCode(
    "C004", .note, message: Bilingual("按本标准不使用这个文件", "the standard does not use this file"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A standard with a departments' half and a city without reviews.
  public static let noReviewFile = FindingCode(
    "C005", .error,
    message: Bilingual("标准含部门评价，但没有评分文件 {0}", "the standard has a departments' half, but the file {0} is missing"),
    remedy: Bilingual("放入部门评分文件", "add the departments' reviews"))
  /// Titles that hang on equal remainders of districts.
  public static let quotaTied = FindingCode(
    "T001", .warning,
    message: Bilingual(
      "{0} 的余数相等，{1} 个名额需要领导小组决定", "{0} have equal remainders; {1} titles need the leading group's decision"),
    remedy: Bilingual("按规定的办法决定（如抽签）并记录", "decide by the rule provided, such as a lot, and record it"))
  /// A tie at the line of a district.
  public static let lineTied = FindingCode(
    "T002", .warning,
    message: Bilingual(
      "{0}：{1} 得分相等，其中 {2} 个名额需要决定", "{0}: {1} have equal scores; {2} titles among them need a decision"),
    remedy: Bilingual("按标准的并列规则决定并记录理由", "decide by the rules for ties and record the reason"))
  /// Equal scores at the line that a rule of the standard decided.
  public static let lineDecidedByRule = FindingCode(
    "T003", .warning,
    message: Bilingual(
      "{0}：“{1}”与“{2}”得分相等，名额线由规则“{3}”决定", "{0}: “{1}” and “{2}” have equal scores; the rule “{3}” decided the line"),
    remedy: Bilingual("请领导小组知悉", "the leading group should know"))
  /// A district with fewer ranked communities than titles.
  public static let fewerEligibleThanSeats = FindingCode(
    "T004", .warning,
    message: Bilingual("{0} 只有 {1} 个可排名的社区，名额为 {2}", "{0} has only {1} ranked communities for {2} titles"),
    remedy: Bilingual("由领导小组决定余下名额", "the leading group decides about the titles that are left"))
  /// A district whose share is too small for a title.
  public static let noDistrictSeats = FindingCode(
    "T005", .note, message: Bilingual("{0} 按比例没有名额", "{0} has no title by its share"),
    remedy: Bilingual("如需保底，请在标准中规定", "provide a minimum in the standard if there is to be one"))
  /// Equal remainders that rules of the standard decided.
  public static let quotaDecidedByRule = FindingCode(
    "T006", .warning,
    message: Bilingual(
      "{0} 的余数相等，名额由规则“{1}”给了 {2}", "{0} have equal remainders; the rules “{1}” gave the titles to {2}"),
    remedy: Bilingual("请领导小组知悉", "the leading group should know"))
  /// A community that is not on file at the cut-off date.
  public static let notFiled = FindingCode(
    "T007", .note,
    message: Bilingual(
      "“{0}”在截止日期时未备案，不计入名额，也不参加",
      "“{0}” is not on file at the cut-off date; it neither counts for the quota nor takes part"),
    remedy: Bilingual("已备案的请更正名册", "correct the register if it is on file"))
  /// Titles that no register can take.
  public static let noQuotas = FindingCode(
    "T008", .error,
    message: Bilingual("没有可计入名额的社区，{0} 个名额无法分配", "no community counts, so {0} titles cannot be divided"),
    remedy: Bilingual("核对名册和截止日期", "check the register and the cut-off date"))
}
