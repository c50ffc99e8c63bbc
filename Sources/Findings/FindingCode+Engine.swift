extension FindingCode {
  /// The codes of standards beyond their tree: inheritance, halves, criteria, frozen folders; in their published order.
  static let engine: [FindingCode] = [
    .lockedByParent, .halvesNotLocked, .halfDiffers, .totalDiffers, .weightMissing, .criterionOfNoIndicator,
    .criteriaDoNotAddUp, .unknownCodeInSetting, .variantWithoutLeaves, .parentNotFound, .parentsInCircle,
    .frozenChanged, .frozenAlready, .variantUnknown, .variantWithoutReason, .missingSurveyFolder, .kindDiffers,
    .roundingOfWholes, .libraryNameUnusable, .libraryFilesMissing,
  ]

  /// A change of something that the parent locked.
  public static let lockedByParent = FindingCode(
    "S101", .error,
    message: Bilingual(
      "“{0}”的“{1}”由上级标准锁定（{2}），不能改动", "“{1}” of “{0}” is locked by the parent standard ({2}) and cannot be changed"),
    remedy: Bilingual("删除这一改动，或请上级标准解除锁定", "remove the change, or ask for the parent standard to unlock it"))
  /// A guiding standard whose halves districts could change.
  public static let halvesNotLocked = FindingCode(
    "S102", .error,
    message: Bilingual(
      "指导标准没有锁定两部分的比例，各区可以改动",
      "the guiding standard does not lock the shares of the halves; districts could change them"),
    remedy: Bilingual("在 standard.csv 该行的 locked 列填写 yes", "write yes in the column locked of that row in standard.csv")
  )
  /// Survey points that are not the half that the settings say.
  public static let halfDiffers = FindingCode(
    "S103", .error,
    message: Bilingual(
      "变体“{0}”的居民部分共 {1} 分，按 satisfaction_weight 应为 {2} 分",
      "the residents' half of the variant “{0}” has {1} points; by satisfaction_weight it should have {2}"),
    remedy: Bilingual("改正指标分值或两部分的比例", "correct the points or the shares of the halves"))
  /// Points that do not add up to the full score.
  public static let totalDiffers = FindingCode(
    "S104", .error,
    message: Bilingual("变体“{0}”的总分是 {1}，满分应为 {2}", "the points of the variant “{0}” add up to {1} instead of {2}"),
    remedy: Bilingual("改正分值，或在 standard.csv 中写明 full_score", "correct the points, or state full_score in standard.csv"))
  /// Siblings of which only some have a weight.
  public static let weightMissing = FindingCode(
    "S105", .error,
    message: Bilingual("“{1}”的下级按权重分配，但“{0}”没有权重", "the children of “{1}” are weighted, but “{0}” has no weight"),
    remedy: Bilingual("给每个同级指标填写权重，或都不填", "give every sibling a weight, or none"))
  /// A criterion that belongs to no indicator with criteria.
  public static let criterionOfNoIndicator = FindingCode(
    "S106", .error,
    message: Bilingual("没有这个指标，或它的规则不是 R1、R2", "there is no such indicator, or its rule is neither R1 nor R2"),
    remedy: Bilingual("改正 criteria.csv 的 indicator 列", "correct the column indicator of criteria.csv"))
  /// Criteria whose points are not the indicator's.
  public static let criteriaDoNotAddUp = FindingCode(
    "S107", .error,
    message: Bilingual("指标“{0}”各达标项的分值之和是 {1}", "the criteria of the indicator “{0}” add up to {1} points"),
    remedy: Bilingual("使之等于指标分值，或都不填分值", "make them add up to the indicator's points, or leave all empty"))
  /// A tie rule or a pass line that names no indicator.
  public static let unknownCodeInSetting = FindingCode(
    "S108", .error, message: Bilingual("设置中的指标代码不存在", "the setting names an indicator that does not exist"),
    remedy: Bilingual("改正代码", "correct the code"))
  /// A variant without indicators of a half.
  public static let variantWithoutLeaves = FindingCode(
    "S109", .error,
    message: Bilingual("变体“{0}”缺少某一部分的指标", "the variant “{0}” has no indicator of one of the halves"),
    remedy: Bilingual("补上指标，或把该部分的权重设为 0", "add its indicators, or set the half's share to 0"))
  /// A parent that is not there.
  public static let parentNotFound = FindingCode(
    "S110", .error, message: Bilingual("找不到上级标准“{0}”", "the parent standard “{0}” cannot be found"),
    remedy: Bilingual("上级标准应是同一目录下的文件夹", "the parent is a folder beside this one"))
  /// Standards that extend each other.
  public static let parentsInCircle = FindingCode(
    "S111", .error, message: Bilingual("标准的上级关系成环", "the standards extend each other in a circle"),
    remedy: Bilingual("改正 extends", "correct extends"))
  /// A frozen standard that was changed.
  public static let frozenChanged = FindingCode(
    "S112", .error,
    message: Bilingual("标准已冻结，但文件“{0}”与冻结时不同", "the standard is frozen, but the file “{0}” is not as it was"),
    remedy: Bilingual(
      "恢复原文件；要改动请另建新的标准文件夹", "restore the file; for a change make a new folder"))
  /// A standard that is frozen already.
  public static let frozenAlready = FindingCode(
    "S113", .note, message: Bilingual("标准早已冻结，内容未变", "the standard was frozen before and is unchanged"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A unit whose variant the standard lacks.
  public static let variantUnknown = FindingCode(
    "S114", .error,
    message: Bilingual("“{0}”的变体不在标准之内（{1}）", "the variant of “{0}” is none of the standard's ({1})"),
    remedy: Bilingual(
      "在名册的 variant 列填写适用的变体", "write the variant that applies in the register's column variant"))
  /// A unit that is scored by another variant than its kind, without a reason.
  public static let variantWithoutReason = FindingCode(
    "S115", .warning,
    message: Bilingual(
      "“{0}”的类型是“{1}”，按变体“{2}”考评，但没有写明理由",
      "“{0}” is a “{1}” and scored by the variant “{2}”, but no reason is recorded"),
    remedy: Bilingual(
      "在名册的 variant_reason 列写明（如村改居）", "write it in the register's column variant_reason, such as 村改居"))
  /// A standard that needs a questionnaire.
  public static let missingSurveyFolder = FindingCode(
    "S116", .error,
    message: Bilingual("标准含居民部分，需要问卷文件夹", "the standard has a residents' half and needs a questionnaire's folder"),
    remedy: Bilingual("加上 --survey DIR", "add --survey DIR"))
  /// An indicator of another variant than its parent.
  public static let kindDiffers = FindingCode(
    "S117", .error,
    message: Bilingual(
      "指标“{0}”属于变体“{1}”，它的上级属于“{2}”", "the indicator “{0}” belongs to the variant “{1}”, its parent to “{2}”"),
    remedy: Bilingual("改正 kind 或上级代码", "correct the column kind or the parent's code"))

  /// The codes of evidence beyond direct points, in their published order.
  static let evidence: [FindingCode] = [
    .replacedReview, .otherRule, .notInSteps, .otherVariant, .recusedReviewer, .outsideEvidenceDays,
    .measurementUnusable, .ratersNotComparable, .fewRaters, .sameMarkForAll, .fewItemAnswers, .itemWithoutAnswers,
    .noEvidenceFile,
  ]

  /// A review that a later one replaced.
  public static let replacedReview = FindingCode(
    "D201", .warning,
    message: Bilingual("同一评分人的重复评分，第 {0} 行不再计入", "a later review by the same reviewer; row {0} no longer counts"),
    remedy: Bilingual("请评分人说明哪一条有效", "ask the reviewer which of the two is meant"))
  /// Evidence in the table of another rule.
  public static let otherRule = FindingCode(
    "D202", .warning,
    message: Bilingual("指标“{0}”的规则是 {1}，应填在 {2}", "the indicator “{0}” has the rule {1} and belongs in {2}"),
    remedy: Bilingual("移到相应的表", "move the row to that table"))
  /// A score that is not in the rule's steps.
  public static let notInSteps = FindingCode(
    "D203", .warning,
    message: Bilingual(
      "指标“{0}”按 {1} 分一档打分，本条不计入", "the indicator “{0}” is rated in steps of {1}; the review is left out"),
    remedy: Bilingual("请评分人改正", "ask the reviewer to correct it"))
  /// Evidence of an indicator of another variant.
  public static let otherVariant = FindingCode(
    "D204", .warning,
    message: Bilingual("“{1}”的变体没有指标“{0}”，本条不计入", "the variant of “{1}” has no indicator “{0}”; the row is left out"),
    remedy: Bilingual("对照名册和标准改正", "correct it by the register and the standard"))
  /// A reviewer who must not rate the unit.
  public static let recusedReviewer = FindingCode(
    "D205", .warning,
    message: Bilingual(
      "评分人对“{0}”应当回避（recusals.csv 第 {1} 行），本条不计入",
      "the reviewer is recused from “{0}” (recusals.csv, row {1}); the row is left out"),
    remedy: Bilingual("改派其他评分人", "assign another reviewer"))
  /// Evidence from outside the standard's days.
  public static let outsideEvidenceDays = FindingCode(
    "D206", .warning,
    message: Bilingual("日期不在考评期 {0} 至 {1} 之内，本条不计入", "the date is not within {0} and {1}; the row is left out"),
    remedy: Bilingual("核对日期", "check the date"))
  /// A measurement that its rule cannot use.
  public static let measurementUnusable = FindingCode(
    "D207", .warning,
    message: Bilingual(
      "指标“{0}”的规则不能使用这个值（应为 {1}），本条不计入", "the rule of “{0}” cannot use this value (it takes {1}); the row is left out"),
    remedy: Bilingual("对照标准改正", "correct it by the standard"))
  /// Raters who share no unit.
  public static let ratersNotComparable = FindingCode(
    "D208", .note,
    message: Bilingual(
      "指标“{0}”的评分人没有共同的评分对象，宽严无法比较", "the raters of “{0}” share no units; their severity cannot be compared"),
    remedy: Bilingual("让评分人有一部分共同的对象", "let raters share some units"))
  /// Fewer raters than the rule asks for.
  public static let fewRaters = FindingCode(
    "D209", .warning,
    message: Bilingual("“{0}”的指标 {1} 的评分人少于 {2} 名", "indicator {1} of “{0}” has fewer than {2} raters"),
    remedy: Bilingual("请补评", "ask for further reviews"))
  /// An indicator that gives everyone the same mark.
  public static let sameMarkForAll = FindingCode(
    "D210", .note,
    message: Bilingual(
      "指标 {0} 给所有对象同样的分数，不起区分作用（{1}）", "indicator {0} gives everyone the same mark and tells nobody apart ({1})"),
    remedy: Bilingual("请评分部门说明", "ask the department to explain"))
  /// An item with few valid answers.
  public static let fewItemAnswers = FindingCode(
    "D211", .warning,
    message: Bilingual(
      "“{0}”的题项 {1} 只有 {2} 份有效答案，少于 {3}", "item {1} of “{0}” has only {2} valid answers, fewer than {3}"),
    remedy: Bilingual("谨慎使用，或补充调查", "use it with care, or interview more residents"))
  /// An item that nobody answered.
  public static let itemWithoutAnswers = FindingCode(
    "D212", .warning,
    message: Bilingual("“{0}”的题项 {1} 没有有效答案（未评不是 0 分）", "item {1} of “{0}” has no valid answer (which is not zero)"),
    remedy: Bilingual("补充调查，或按标准由其余题项代表", "interview more residents, or let the other items stand for it"))
  /// A standard that needs measurements and a city without.
  public static let noEvidenceFile = FindingCode(
    "D213", .warning,
    message: Bilingual(
      "标准有规则 R1–R5 的指标，但没有文件 {0}", "the standard has indicators under rules R1–R5, but the file {0} is missing"),
    remedy: Bilingual("放入测评记录；没有记录的指标为未评", "add the measurements; indicators without any are unrated"))
  /// Rounding of indicators where responses are scored as wholes.
  public static let roundingOfWholes = FindingCode(
    "S118", .error,
    message: Bilingual(
      "答卷按整体计分时没有题项得分可以舍入", "where responses are scored as wholes there are no points of items to round"),
    remedy: Bilingual(
      "删去 round_indicators，或把 response_score 改为 item-means", "remove round_indicators, or use response_score item-means"
    ))
  /// A name under which nothing can be added to the library.
  public static let libraryNameUnusable = FindingCode(
    "S119", .error,
    message: Bilingual("文件夹名“{0}”已被占用或不可用", "the folder name “{0}” is taken or cannot be used"),
    remedy: Bilingual(
      "换一个：字母、数字、点、横线，至多 64 个，如 harmonious-2015；已有的文件夹从不覆盖",
      "choose another: letters, digits, dots and dashes, 64 at most, such as harmonious-2015; a folder that is there is never overwritten"
    ))
  /// An archive or a workbook without the tables that it is said to hold.
  public static let libraryFilesMissing = FindingCode(
    "S120", .error, message: Bilingual("文件中没有 {0}", "the file holds no {0}"),
    remedy: Bilingual(
      "把文件夹打包成 ZIP，或做成工作表同名的 XLSX 工作簿",
      "pack the folder as a ZIP archive, or make a workbook whose sheets have the tables' names"))
}
