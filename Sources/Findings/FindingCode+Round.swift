extension FindingCode {
  /// The codes of the yearly round, in their published order.
  static let round: [FindingCode] = [
    .roleMayNot, .outOfScope, .recused, .samePerson, .wrongPhase, .wrongStage, .reasonMissing, .unknownInRound,
    .quotasUnsound, .mayNotApply, .notExamined, .tooEarly, .noticeUnsound, .uploadsMissing, .uploadNotWelcome,
    .rankingUnsound, .tieOpen, .tieDecisionUnsound, .objectionOpen, .objectionNotOpen, .districtsNotReady,
    .checkFailed, .listDiffers, .notStanding, .titleNotSo, .awardUnsound, .roundExists, .unknownRound,
    .actionUnreadable, .inputsMissing, .replayDiffers, .archiveUnreadable,
  ]

  /// A role that the matrix grants nothing of the kind.
  public static let roleMayNot = FindingCode(
    "W101", .error, message: Bilingual("{0}不能做“{1}”", "the role “{0}” may not do “{1}”"),
    remedy: Bilingual("由有权限的角色办理，见 docs/permissions.md", "leave it to a role that may, see docs/permissions.md"))
  /// A role that reaches only its own district, department or study.
  public static let outOfScope = FindingCode(
    "W102", .error, message: Bilingual("权限范围是 {0}，不含 {1}", "the grant reaches {0}, not {1}"),
    remedy: Bilingual("由该范围的人办理", "leave it to somebody of that scope"))
  /// A person who declared a conflict of interest.
  public static let recused = FindingCode(
    "W103", .error, message: Bilingual("“{0}”对社区 {1} 已回避", "“{0}” is recused from {1}"),
    remedy: Bilingual("由他人办理", "leave it to somebody else"))
  /// One person where two are needed.
  public static let samePerson = FindingCode(
    "W104", .error,
    message: Bilingual("“{0}”已参与这件事，须由另一人办理", "“{0}” has had a hand in this; somebody else has to do it"),
    remedy: Bilingual("由另一位成员确认", "let another member confirm"))
  /// An action that does not belong to the phase.
  public static let wrongPhase = FindingCode(
    "W105", .error,
    message: Bilingual("现在是“{0}”，不能做“{1}”", "the round is in the phase “{0}”, where “{1}” cannot be done"),
    remedy: Bilingual("见 docs/states/ 的状态图", "see the diagram in docs/states/"))
  /// An action that does not belong to the district's stage.
  public static let wrongStage = FindingCode(
    "W106", .error, message: Bilingual("{0} 现在是“{1}”，不能做“{2}”", "{0} is “{1}”, where “{2}” cannot be done"),
    remedy: Bilingual("见 docs/states/ 的状态图", "see the diagram in docs/states/"))
  /// A reason or a document number that is missing.
  public static let reasonMissing = FindingCode(
    "W107", .error, message: Bilingual("缺少 {0}", "{0} is missing"),
    remedy: Bilingual("填写理由或文号", "give the reason or the number"))
  /// A district or community that the round does not have.
  public static let unknownInRound = FindingCode(
    "W108", .error, message: Bilingual("本年度没有 {0}", "the round has no {0}"),
    remedy: Bilingual("核对代码或编号", "check the code or id"))
  /// Quotas that do not fit.
  public static let quotasUnsound = FindingCode(
    "W109", .error, message: Bilingual("名额有误：{0}", "the quotas are unsound: {0}"),
    remedy: Bilingual("用 kaoping round quotas 从名册计算", "compute them from the register with kaoping round quotas"))
  /// A community that cannot apply.
  public static let mayNotApply = FindingCode(
    "W110", .error, message: Bilingual("“{0}”不能申报：{1}", "“{0}” cannot apply: {1}"),
    remedy: Bilingual("核对名册、截止日和以往称号", "check the register, the last day and earlier titles"))
  /// Applications that nobody examined.
  public static let notExamined = FindingCode(
    "W111", .error, message: Bilingual("{0} 个申报尚未审查资格", "{0} applications are not examined yet"),
    remedy: Bilingual("由区办审查资格", "the district offices examine them"))
  /// Something before its day.
  public static let tooEarly = FindingCode(
    "W112", .error, message: Bilingual("{0} 之后才能办理", "this cannot be done before {0} is over"),
    remedy: Bilingual("期满后办理", "wait until the period is over"))
  /// A notice that is too short or in the past.
  public static let noticeUnsound = FindingCode(
    "W113", .error, message: Bilingual("公示期有误：{0}", "the notice period is unsound: {0}"),
    remedy: Bilingual("至少五个工作日，从当日或以后开始", "five working days at least, from today or later"))
  /// Material that is missing at the end of collecting.
  public static let uploadsMissing = FindingCode(
    "W114", .error, message: Bilingual("还缺材料：{0}", "material is still missing: {0}"),
    remedy: Bilingual("报送后再结束采集", "send it before closing the collection"))
  /// A kind of upload from the wrong role or at the wrong time.
  public static let uploadNotWelcome = FindingCode(
    "W115", .error, message: Bilingual("现在不收 {1} 报送的“{0}”", "“{0}” from “{1}” is not taken now"),
    remedy: Bilingual("见 docs/permissions.md 中上传的表", "see the table of uploads in docs/permissions.md"))
  /// A ranking with gaps, repeats or strangers.
  public static let rankingUnsound = FindingCode(
    "W116", .error, message: Bilingual("名次有误：{0}", "the ranking is unsound: {0}"),
    remedy: Bilingual("名次应包含该区全部合格社区，按得分排列", "rank all qualified communities of the district by their scores"))
  /// A tie at the line that nobody has decided.
  public static let tieOpen = FindingCode(
    "W117", .error,
    message: Bilingual("{0} 的名额线上有 {1} 个社区并列，余 {2} 个名额", "{1} communities are tied at the line of {0} for {2} titles"),
    remedy: Bilingual("由领导小组决定并记录理由（decideTie）", "the leading group decides and records the reason (decideTie)"))
  /// A decision that does not fit its tie.
  public static let tieDecisionUnsound = FindingCode(
    "W118", .error, message: Bilingual("并列的决定有误：{0}", "the decision about the tie is unsound: {0}"),
    remedy: Bilingual("从并列的社区中选出恰好余下的名额", "choose exactly as many of the tied communities as titles are left"))
  /// Objections that hold something up.
  public static let objectionOpen = FindingCode(
    "W119", .error, message: Bilingual("异议 {0} 尚未办结", "the objections {0} are still open"),
    remedy: Bilingual("答复；成立的须重新评分", "answer them; where one is upheld, score again"))
  /// An objection that is unknown or answered.
  public static let objectionNotOpen = FindingCode(
    "W120", .error, message: Bilingual("没有待答复的异议 {0}", "there is no open objection {0}"),
    remedy: Bilingual("核对编号；市级异议由市级答复", "check the number; the city answers objections to its own notice"))
  /// Districts that are not as far as they must be.
  public static let districtsNotReady = FindingCode(
    "W121", .error, message: Bilingual("这些区还没有到“{1}”：{0}", "these districts are not “{1}” yet: {0}"),
    remedy: Bilingual("等它们完成", "wait for them"))
  /// A community that failed a check on the spot.
  public static let checkFailed = FindingCode(
    "W122", .error, message: Bilingual("名单中抽查不合格：{0}", "communities of the list failed a check: {0}"),
    remedy: Bilingual("退回该区", "return the list to the district"))
  /// A list other than the one at hand.
  public static let listDiffers = FindingCode(
    "W123", .error, message: Bilingual("不是现在的名单，现在的摘要是 {0}", "this is not the present list, whose digest is {0}"),
    remedy: Bilingual("重新阅看名单后再确认", "read the list again, then confirm"))
  /// A community that no longer exists.
  public static let notStanding = FindingCode(
    "W124", .error, message: Bilingual("命名日已不存在：{0}", "these do not stand on the day of naming: {0}"),
    remedy: Bilingual("登记变更（noteChange），退回重审", "note the change (noteChange) and send the list back"))
  /// A title in another stage.
  public static let titleNotSo = FindingCode(
    "W125", .error,
    message: Bilingual("{0} 的称号现在是“{1}”，不能做“{2}”", "the title of {0} is “{1}”, where “{2}” cannot be done"),
    remedy: Bilingual("见 docs/states/ 的状态图", "see the diagram in docs/states/"))
  /// A step of the award of advanced districts that does not fit.
  public static let awardUnsound = FindingCode(
    "W126", .error, message: Bilingual("先进地区评选有误：{0}", "the award of advanced districts: {0}"),
    remedy: Bilingual("先评分，再提名，两人确认，然后表彰", "score, put forward, confirm by two people, then commend"))
  /// A round that is there already.
  public static let roundExists = FindingCode(
    "W140", .error, message: Bilingual("已有年度 {0}", "there is already a round {0}"),
    remedy: Bilingual("换一个名称", "choose another name"))
  /// A round that is not there.
  public static let unknownRound = FindingCode(
    "W141", .error, message: Bilingual("没有年度 {0}", "there is no round {0}"),
    remedy: Bilingual("用 kaoping round list 查看", "see kaoping round list"))
  /// JSON that is no action.
  public static let actionUnreadable = FindingCode(
    "W142", .error, message: Bilingual("读不懂这个动作：{0}", "this is no action: {0}"),
    remedy: Bilingual("kaoping round actions 列出所有动作的写法", "kaoping round actions shows how each action is written"))
  /// A rating that lacks material.
  public static let inputsMissing = FindingCode(
    "W143", .error, message: Bilingual("缺少评分材料：{0}", "material for the scores is missing: {0}"),
    remedy: Bilingual("冻结标准和问卷，报送材料", "freeze standard and questionnaire, send the material"))
  /// A recomputation that gives something else.
  public static let replayDiffers = FindingCode(
    "W144", .error, message: Bilingual("重算结果与档案不同：{0}", "the recomputed result differs from the archive: {0}"),
    remedy: Bilingual("核对程序版本和档案是否被改动", "check the program's version and whether the archive was changed"))
  /// A file that is no archive.
  public static let archiveUnreadable = FindingCode(
    "W145", .error, message: Bilingual("不是完好的档案：{0}", "this is no sound archive: {0}"),
    remedy: Bilingual("换用原始的档案文件", "use the archive as it was written"))
}
