extension FindingCode {
  /// The codes of reviewers' grids, in their published order.
  static let reviewing: [FindingCode] = [
    .gridIncomplete, .gridLocked, .gridUnassignable, .cellUnreadable, .unratedWithoutReason, .cellChangedElsewhere,
    .gridFileForeign, .gridColumnUnknown, .gridRowUnknown, .nobodyToTakeOver, .gridNotSubmitted,
  ]

  /// Cells of a grid that is to be submitted and are empty or faulty.
  public static let gridIncomplete = FindingCode(
    "D301", .error,
    message: Bilingual(
      "还有 {0} 格未评、{1} 格有误，不能提交", "{0} cells are empty and {1} are faulty; the grid cannot be submitted"),
    remedy: Bilingual(
      "逐格填完；不评的填“/”并写明原因，应当回避的社区请登记回避",
      "fill them in; write “/” with a reason where you do not rate, and declare a recusal where you must not"))
  /// A grid that was submitted, or whose round no longer collects.
  public static let gridLocked = FindingCode(
    "D302", .error, message: Bilingual("评分表已提交，不能再改", "the grid was submitted and can no longer be changed"),
    remedy: Bilingual("确需更正的，请办公室退回", "ask the office to return it if something must be corrected"))
  /// An assignment without a reviewer, indicators or communities that fit.
  public static let gridUnassignable = FindingCode(
    "D303", .error, message: Bilingual("不能这样分配：{0}", "this cannot be assigned: {0}"),
    remedy: Bilingual(
      "选择一名评分人、至少一项由部门评分的指标和至少一个合格的社区",
      "choose a reviewer, an indicator that departments rate, and a qualified community"))
  /// What was typed is not what the rule of the indicator takes.
  public static let cellUnreadable = FindingCode(
    "D304", .error, message: Bilingual("“{0}”不能按“{1}”读取", "“{0}” cannot be read as “{1}”"),
    remedy: Bilingual("按该指标的填写说明改正", "follow what the indicator's rule says"))
  /// A cell that is left unrated on purpose must say why.
  public static let unratedWithoutReason = FindingCode(
    "D305", .error, message: Bilingual("未评须写明原因", "a cell that is left unrated needs a reason"),
    remedy: Bilingual("在“依据或原因”中写一句", "write it under “basis or reason”"))
  /// Somebody with the same sign-in changed the cell in another window since this one was opened.
  public static let cellChangedElsewhere = FindingCode(
    "D306", .warning, message: Bilingual("此格已在别处改为“{0}”", "this cell was changed elsewhere to “{0}”"),
    remedy: Bilingual("核对后再填一次", "check it and enter it once more"))
  /// A workbook that belongs to another grid or has no table of marks.
  public static let gridFileForeign = FindingCode(
    "D307", .error, message: Bilingual("文件中没有这张评分表", "the file does not hold this grid"),
    remedy: Bilingual(
      "下载本表的模板，填好后上传；不要改动表头和社区代码", "download this grid's template and send that back; keep its headings and codes"))
  /// A column of a workbook that is no indicator of the grid.
  public static let gridColumnUnknown = FindingCode(
    "D308", .warning,
    message: Bilingual("“{0}”不是本表的指标，该列未读取", "“{0}” is no indicator of this grid; the column was not read"),
    remedy: Bilingual("列名以指标代码开头", "a heading begins with the indicator's code"))
  /// A row of a workbook whose community is not in the grid.
  public static let gridRowUnknown = FindingCode(
    "D309", .warning,
    message: Bilingual("“{0}”不在本表的社区中，该行未读取", "“{0}” is no community of this grid; the row was not read"),
    remedy: Bilingual("核对社区代码；已回避的社区不再评分", "check the code; communities under recusal are no longer rated"))
  /// After a recusal nobody of the same department is left.
  public static let nobodyToTakeOver = FindingCode(
    "D310", .warning,
    message: Bilingual("{0} 回避后，{1} 没有同部门的人接手", "after the recusal of {0} nobody of the department can take over {1}"),
    remedy: Bilingual("请办公室分配给他人", "the office assigns it to somebody else"))
  /// Only what was submitted can be returned.
  public static let gridNotSubmitted = FindingCode(
    "D311", .error, message: Bilingual("评分表尚未提交", "the grid has not been submitted"),
    remedy: Bilingual("待提交后再退回；未提交的可以撤销分配", "wait until it is; an assignment that was not submitted can be withdrawn"))
}
