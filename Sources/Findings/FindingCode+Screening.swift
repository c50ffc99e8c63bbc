extension FindingCode {
  /// The codes of the screening of submissions, in their published order.
  static let screening: [FindingCode] = [
    .screeningRefused, .columnsLeftOut, .baseRateNotAsked, .interviewersTooFew,
    .lowMatchesOmitted,
  ]

  /// Submissions that cannot be screened.
  public static let screeningRefused = FindingCode(
    "E451", .error, message: Bilingual("无法筛查：{0}", "no screening: {0}"),
    remedy: Bilingual(
      "用 --items 或 --items-like 指明题项列；至少要有一份答卷",
      "name the items' columns with --items or --items-like; at least one submission is needed"))
  /// Columns that were not taken for items because they hold texts.
  public static let columnsLeftOut = FindingCode(
    "E452", .note,
    message: Bilingual(
      "未指明题项，含文字或没有数值的列未当作题项：{0}", "no items were named; columns with texts or without numbers were left out: {0}"),
    remedy: Bilingual("用 --items 或 --items-like 指明题项列", "name the items' columns with --items or --items-like"))
  /// No permutations, hence no base rate.
  public static let baseRateNotAsked = FindingCode(
    "E453", .warning,
    message: Bilingual("没有基准率：未做置换，或没有可比的答卷", "no base rate: no permutations, or no submissions to compare"),
    remedy: Bilingual(
      "用 --permutations N;没有基准率的匹配率不说明问题", "use --permutations N; a match without its base rate says little"))
  /// Too few interviewers to tell an outlier.
  public static let interviewersTooFew = FindingCode(
    "E454", .note,
    message: Bilingual("只有 {0} 名访问员，无法判断谁与众不同", "with {0} interviewers nobody can stand out from the others"),
    remedy: Bilingual("至少三名访问员；否则只看各项数值", "it takes three; look at the figures themselves"))
  /// Groups so large that only high matches were looked for.
  public static let lowMatchesOmitted = FindingCode(
    "E455", .note,
    message: Bilingual(
      "有 {0} 份答卷所在的组太大，只查找不低于 {1} 的匹配率",
      "{0} submissions are in groups so large that only matches of at least {1} were looked for"),
    remedy: Bilingual(
      "需要全部匹配率时用 --exhaustive 提高界限，或用 --within 分组",
      "raise --exhaustive for all matches, or compare within groups with --within"))
}
