extension FindingCode {
  /// The codes of standards, in their published order.
  static let standards: [FindingCode] =
    [
      .settingMissing, .settingUnknown, .weightsDoNotAddUp, .pointsDoNotAddUp, .unknownParent, .cycle, .ruleOnParent,
      .ruleMissing, .noPoints, .unknownRoot, .strayRoot, .conditionWithoutBasis, .wrongRule, .choiceNotMapped,
      .weightDiffers, .ruleParameterUnknown, .ruleParameterMissing,
    ] + engine

  /// The codes of department reviews, in their published order.
  static let reviews: [FindingCode] =
    [
      .reviewOfUnknownCommunity, .reviewOutOfRange, .repeatedReview, .unknownIndicator, .otherMaximum, .notReviewed,
      .noReviews,
    ] + evidence

  /// A setting that the standard lacks.
  public static let settingMissing = FindingCode(
    "S001", .error, message: Bilingual("标准缺少设置“{0}”", "the standard lacks the setting “{0}”"),
    remedy: Bilingual("在 standard.csv 中补上", "add it to standard.csv"))
  /// A setting that no rule knows.
  public static let settingUnknown = FindingCode(
    "S002", .error, message: Bilingual("不认识这个设置", "no rule knows this setting"),
    remedy: Bilingual("改正拼写，或删除该行", "correct its spelling, or remove the row"))
  /// Weights of the halves that do not add up to 1.
  public static let weightsDoNotAddUp = FindingCode(
    "S003", .error, message: Bilingual("两部分的权重之和不是 1", "the weights of the halves do not add up to 1"),
    remedy: Bilingual("改正 satisfaction_weight 和 department_weight", "correct satisfaction_weight and department_weight")
  )
  /// Points of children that do not add up to the parent's.
  public static let pointsDoNotAddUp = FindingCode(
    "S004", .error, message: Bilingual("指标“{0}”的下级分值之和是 {1}", "the points below the indicator “{0}” add up to {1}"),
    remedy: Bilingual("改正上级或下级的分值，使之相等", "correct the points so that they agree"))
  /// An indicator whose parent does not exist.
  public static let unknownParent = FindingCode(
    "S005", .error, message: Bilingual("没有这个上级指标", "there is no such parent"),
    remedy: Bilingual("改正上级代码", "correct the parent's code"))
  /// An indicator that is its own ancestor.
  public static let cycle = FindingCode(
    "S006", .error, message: Bilingual("指标的上级关系成环", "the parents form a cycle"),
    remedy: Bilingual("改正上级代码", "correct the parent's code"))
  /// A parent with a rule of its own.
  public static let ruleOnParent = FindingCode(
    "S007", .error, message: Bilingual("指标“{0}”有下级，不能再有评分规则", "the indicator “{0}” has children and can have no rule"),
    remedy: Bilingual("删除该规则", "remove the rule"))
  /// A leaf without a rule.
  public static let ruleMissing = FindingCode(
    "S008", .error, message: Bilingual("末级指标“{0}”没有评分规则", "the indicator “{0}” has neither children nor a rule"),
    remedy: Bilingual("在 rule 列填写规则", "name its rule in the column rule"))
  /// A leaf without points.
  public static let noPoints = FindingCode(
    "S009", .error, message: Bilingual("末级指标“{0}”没有分值", "the indicator “{0}” has no points"),
    remedy: Bilingual("填写分值，或删除该指标", "give it points, or remove it"))
  /// A half's root that is no root of the tree.
  public static let unknownRoot = FindingCode(
    "S010", .error, message: Bilingual("指标表中没有这个一级根指标", "the indicators have no such root"),
    remedy: Bilingual("改正 standard.csv 或 indicators.csv 中的代码", "correct the code in standard.csv or in indicators.csv"))
  /// A root of the tree that is no half.
  public static let strayRoot = FindingCode(
    "S011", .error, message: Bilingual("这个根指标不属于任何一部分", "this root belongs to neither half"),
    remedy: Bilingual("填写上级代码，或在 standard.csv 中指定", "give it a parent, or name it in standard.csv"))
  /// A condition that rests on nothing.
  public static let conditionWithoutBasis = FindingCode(
    "S012", .error, message: Bilingual("前置条件“{0}”没有法律或文件依据", "the condition “{0}” has no basis in law or document"),
    remedy: Bilingual(
      "填写依据；没有依据的条件不能使用（民发〔2015〕136号）", "cite the basis; a condition without one may not be used (民发〔2015〕136号)"))
  /// A rule that does not belong to its half.
  public static let wrongRule = FindingCode(
    "S013", .error, message: Bilingual("指标“{0}”的规则 {1} 不能用于这一部分", "the rule {1} of “{0}” does not belong to this half"),
    remedy: Bilingual("居民部分用 R7，部门部分用其他规则", "the residents' half takes R7, the departments' half the others"))
  /// An answer code without a score.
  public static let choiceNotMapped = FindingCode(
    "S014", .error,
    message: Bilingual(
      "题目“{0}”的选项“{1}”在 scale_map 中没有得分", "the scale_map has no score for choice “{1}” of the item “{0}”"),
    remedy: Bilingual("补上得分，或在 choices 表中注明为缺失", "add its score, or mark the choice as missing in the choices sheet"))

  /// A root whose weight differs from the half's.
  public static let weightDiffers = FindingCode(
    "S015", .error,
    message: Bilingual("指标“{0}”的权重与 standard.csv 中的 {1} 不一致", "the weight of “{0}” differs from {1} in standard.csv"),
    remedy: Bilingual("使两处一致", "make the two agree"))
  /// A rule's parameter that this version does not know.
  public static let ruleParameterUnknown = FindingCode(
    "S016", .error, message: Bilingual("不认识这个规则参数", "no rule knows this parameter"),
    remedy: Bilingual("改正拼写，或删除该行", "correct its spelling, or remove the row"))
  /// A parameter that the rules in use need.
  public static let ruleParameterMissing = FindingCode(
    "S017", .error, message: Bilingual("rules.csv 没有说明“{0}”", "rules.csv does not state “{0}”"),
    remedy: Bilingual("补上这个参数", "state the parameter"))

  /// A review of a community that is not in the roster.
  public static let reviewOfUnknownCommunity = FindingCode(
    "D101", .warning,
    message: Bilingual("名册中没有这个社区代码，本条评分不计入", "the roster has no such community; the review is left out"),
    remedy: Bilingual("核对 12 位代码", "check the 12-digit code"))
  /// A review that is no number, below 0, or above the points.
  public static let reviewOutOfRange = FindingCode(
    "D102", .warning,
    message: Bilingual("评分不在 0 至 {0} 之间，本条不计入", "the score is not within 0 and {0}; the review is left out"),
    remedy: Bilingual("请评分人改正", "ask the reviewer to correct it"))
  /// A second review by the same reviewer.
  public static let repeatedReview = FindingCode(
    "D103", .warning,
    message: Bilingual(
      "同一评分人对同一社区同一指标的重复评分，只计第 {0} 行",
      "this reviewer has rated the same indicator of the community before; only row {0} counts"),
    remedy: Bilingual("请评分人说明哪一条有效", "ask the reviewer which of the two is meant"))
  /// A review of an indicator that the standard lacks.
  public static let unknownIndicator = FindingCode(
    "D104", .warning,
    message: Bilingual("标准中没有这个部门指标，本条评分不计入", "the standard has no such department indicator; the review is left out"),
    remedy: Bilingual("对照标准改正指标代码", "correct the indicator's code by the standard"))
  /// A review on a form with other points than the standard's.
  public static let otherMaximum = FindingCode(
    "D105", .error,
    message: Bilingual("满分与标准不符：标准中“{0}”为 {1} 分", "the maximum differs from the standard, where “{0}” has {1} points"),
    remedy: Bilingual("使用与标准一致的评分表", "use a form that agrees with the standard"))
  /// An indicator of a community that nobody has rated.
  public static let notReviewed = FindingCode(
    "D106", .warning,
    message: Bilingual("“{0}”的指标 {1} 未评（未评不是 0 分）", "indicator {1} of “{0}” has not been reviewed (which is not zero)"),
    remedy: Bilingual("请“{2}”补评", "ask “{2}” for the review"))
  /// A community without any review.
  public static let noReviews = FindingCode(
    "D107", .warning,
    message: Bilingual("“{0}”没有任何部门评分，不参加排名", "“{0}” has no department review at all and is not ranked"),
    remedy: Bilingual("请各部门补评", "ask the departments for their reviews"))
}
