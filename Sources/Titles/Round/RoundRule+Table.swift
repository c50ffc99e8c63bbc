import Findings

/// The rules, as docs/permissions.md has them for people and docs/states/ draws them.
extension RoundRule {
  static let setUp: [RoundRule] = [
    RoundRule(
      .freeze, [.draft], [.leadingGroupOffice: .any], to: .frozen,
      requires: Bilingual("批准文号、准入登记号、两个校验和", "the approval's number, the admission number, both checksums"),
      writes: Bilingual("标准、问卷的校验和，所需材料种类", "checksums of standard and questionnaire, the kinds of upload required")),
    RoundRule(
      .fixQuotas, [.frozen], [.leadingGroupOffice: .any], to: .quotasFixed,
      requires: Bilingual(
        "名额之和等于总数，各区与名册一致；余数相等时须有决定的理由",
        "quotas add up to the titles and fit the register; a tie between remainders has a reasoned decision"),
      writes: Bilingual("截止日期的名册、名额", "the register of the cut-off date, the quotas")),
    RoundRule(
      .openApplications, [.quotasFixed], [.leadingGroupOffice: .any], to: .applications,
      requires: Bilingual("截止日不早于当日", "the last day is not past"), writes: Bilingual("申报截止日", "the last day")),
    RoundRule(
      .apply, [.applications], [.districtOffice: .own],
      requires: Bilingual(
        "在截止日之内；截止日期时在册；未申报过；不在暂停申报期",
        "in time; on file at the cut-off date; not yet applied; not barred by an earlier title"),
      writes: Bilingual("申报", "the applications")),
    RoundRule(
      .withdrawApplication, [.applications, .collecting, .districtEvaluation, .cityReview], [.districtOffice: .own],
      requires: Bilingual("已申报；理由；名单未经审核通过", "has applied; a reason; the shortlist is not with the city or accepted"),
      writes: Bilingual("撤回；在公示中则公示作废", "the withdrawal; a running notice of a list with it is void")),
    RoundRule(
      .examine, [.applications], [.districtOffice: .own],
      requires: Bilingual("已申报；不合格须有理由", "has applied; a reason if not qualified"),
      writes: Bilingual("资格", "the qualification")),
    RoundRule(
      .closeApplications, [.applications], [.leadingGroupOffice: .any], to: .collecting,
      requires: Bilingual("已过截止日；全部审查完", "the last day is over; every application is examined"),
      writes: Bilingual("采集开始", "collecting begins")),
    RoundRule(
      .upload, .sinceCollecting,
      [.leadingGroupOffice: .any, .districtOffice: .own, .reviewer: .own, .thirdParty: .own],
      requires: Bilingual(
        "该角色可报送的种类；采集结束后只收佐证和文件，或因异议成立须重评的区的材料",
        "a kind that the role may send; after collecting only evidence and documents, or material of a district that is scored again"
      ),
      writes: Bilingual("上传的编号、种类、范围、承诺值；被取代的上传", "number, kind, scope and commitment; which one it supersedes")),
    RoundRule(
      .closeCollection, [.collecting], [.leadingGroupOffice: .any], to: .districtEvaluation,
      requires: Bilingual("所需材料齐全（答卷按区）", "every required kind is there, responses for each district"),
      writes: Bilingual("采集结束", "collecting ends")),
  ]

  static let district: [RoundRule] = [
    RoundRule(
      .evaluate, [.districtEvaluation, .cityReview], [.districtOffice: .own, .leadingGroupOffice: .any],
      stages: [.waiting, .evaluated, .onNotice, .returned], stage: .evaluated,
      requires: Bilingual(
        "名次完整且按得分；公示中只因异议成立或名单变动；无回避",
        "the ranking is complete and in the order of scores; on notice only after an upheld objection; no recusal"),
      writes: Bilingual("得分、名次、结果的摘要", "scores, ranks, the result's digest")),
    RoundRule(
      .decideTie, [.districtEvaluation, .cityReview, .cityNotice], [.leadingGroupMember: .any],
      stages: [.evaluated, .accepted],
      requires: Bilingual(
        "名额线上确有并列；所选恰为余下名额；理由和会议纪要号；无回避",
        "a tie at the line; as many chosen as titles are left; a reason and the minutes' number; no recusal"),
      writes: Bilingual("并列的决定", "the decision")),
    RoundRule(
      .openDistrictNotice, [.districtEvaluation, .cityReview], [.districtOffice: .own], stages: [.evaluated],
      stage: .onNotice,
      requires: Bilingual(
        "名单不超过名额，并列已决定；至少五个工作日；不早于当日",
        "the list is within the quota and no tie is open; five working days at least; not in the past"),
      writes: Bilingual("公示期和名单", "the period and the list")),
    RoundRule(
      .object, [.districtEvaluation, .cityReview, .cityNotice],
      [.public: .any, .districtOffice: .any, .leadingGroupOffice: .any, .reviewer: .any, .auditor: .any],
      requires: Bilingual("在该公示期内", "within the notice period"),
      writes: Bilingual("异议（异议人另行密存）", "the objection; who objects is sealed elsewhere")),
    RoundRule(
      .answerObjection, [.districtEvaluation, .cityReview], [.districtOffice: .own],
      requires: Bilingual("区级异议，未答复；理由；无回避", "an objection to a district's notice, not answered; a reason; no recusal"),
      writes: Bilingual("答复；成立则须重评", "the answer; if upheld the district is to be scored again")),
    RoundRule(
      .submitShortlist, [.districtEvaluation, .cityReview], [.districtOffice: .own], stages: [.onNotice],
      stage: .submitted,
      requires: Bilingual("公示期满；无未结异议", "the notice is over; no objection is open"),
      writes: Bilingual("报送的名单", "the list")),
  ]

  static let city: [RoundRule] = [
    RoundRule(
      .beginCityReview, [.districtEvaluation], [.leadingGroupOffice: .any], to: .cityReview,
      requires: Bilingual("有名额的区都已报送", "every district with titles has submitted"),
      writes: Bilingual("审核开始", "the review begins")),
    RoundRule(
      .spotCheck, [.cityReview], [.leadingGroupOffice: .any, .thirdParty: .any],
      requires: Bilingual("在报送名单中；记录号；无回避", "on a submitted list; a record's number; no recusal"),
      writes: Bilingual("抽查结果", "the check")),
    RoundRule(
      .returnShortlist, [.cityReview], [.leadingGroupOffice: .any], stages: [.submitted, .accepted], stage: .returned,
      requires: Bilingual("理由", "a reason"), writes: Bilingual("退回和理由", "the return and its reason")),
    RoundRule(
      .acceptShortlist, [.cityReview], [.leadingGroupOffice: .any], stages: [.submitted], stage: .accepted,
      requires: Bilingual("名单中没有抽查不合格的社区", "no community of the list failed a check"),
      writes: Bilingual("审核通过", "the acceptance")),
    RoundRule(
      .openCityNotice, [.cityReview, .cityNotice], [.leadingGroupOffice: .any], to: .cityNotice,
      requires: Bilingual(
        "各区名单都已通过；至少五个工作日；再次公示须名单有变",
        "every list is accepted; five working days at least; a second time only if the list has changed"),
      writes: Bilingual("公示期和名单", "the period and the list")),
    RoundRule(
      .answerCityObjection, [.cityNotice], [.leadingGroupOffice: .any],
      requires: Bilingual("市级异议，未答复；理由；无回避", "an objection to the city's notice, not answered; a reason; no recusal"),
      writes: Bilingual("答复；成立则须重评", "the answer; if upheld the district is to be scored again")),
    RoundRule(
      .rescore, [.cityNotice], [.leadingGroupOffice: .any], stages: [.accepted],
      requires: Bilingual("该区有成立的异议；理由；无回避", "an upheld objection in that district; a reason; no recusal"),
      writes: Bilingual("新的得分和名次；名单有变则须再次公示", "new scores and ranks; a changed list needs a new notice")),
    RoundRule(
      .closeCityNotice, [.cityNotice], [.leadingGroupOffice: .any], to: .confirmation,
      requires: Bilingual("公示期满；无未结异议；没有未决的并列", "the notice is over; no objection and no tie is open"),
      writes: Bilingual("提请确认的名单", "the list that is to be confirmed")),
    RoundRule(
      .confirm, [.confirmation], [.leadingGroupMember: .any], to: .confirmed,
      requires: Bilingual(
        "名单摘要一致；两位不同的人；不是经办人；对名单中的社区无回避",
        "the list's digest; two different people; not those who prepared it; no recusal from a community of the list"),
      writes: Bilingual("确认；第二次确认后进入“已确认”", "the confirmation; the second one leads on")),
    RoundRule(
      .sendBack, [.confirmation, .confirmed], [.leadingGroupMember: .any], to: .cityReview, stages: [.accepted],
      stage: .submitted,
      requires: Bilingual("理由", "a reason"), writes: Bilingual("退回重审；已有的确认作废", "the return; confirmations are void")),
    RoundRule(
      .name, [.confirmed], [.leadingGroupOffice: .any], to: .named,
      requires: Bilingual("文号；名单中的社区当日都存在", "the decision's number; every community of the list stands on that day"),
      writes: Bilingual("命名名单、称号", "the list as named, the titles")),
  ]

  static let afterwards: [RoundRule] = [
    RoundRule(
      .recheck, .afterNaming, [.leadingGroupOffice: .any, .districtOffice: .own],
      titles: [.held],
      requires: Bilingual("保持称号；记录号；无回避", "holds the title; a record's number; no recusal"),
      writes: Bilingual("复查合格", "the re-check")),
    RoundRule(
      .demandCorrection, .afterNaming, [.leadingGroupOffice: .any],
      titles: [.held], title: .correcting,
      requires: Bilingual("保持称号；期限在后；理由", "holds the title; a day to come; a reason"),
      writes: Bilingual("限期整改", "what is to be put right, and by when")),
    RoundRule(
      .acceptCorrection, .afterNaming, [.leadingGroupOffice: .any],
      titles: [.correcting], title: .held,
      requires: Bilingual("正在整改；记录号", "is being corrected; a record's number"),
      writes: Bilingual("整改合格", "the title is held again")),
    RoundRule(
      .proposeWithdrawal, .afterNaming, [.leadingGroupOffice: .any],
      titles: [.held, .correcting, .pendingReview], title: .withdrawalProposed,
      requires: Bilingual("尚有称号；理由", "the title lives; a reason"), writes: Bilingual("撤销建议", "the proposal")),
    RoundRule(
      .withdrawTitle, .afterNaming, [.leadingGroupMember: .any],
      titles: [.withdrawalProposed, .pendingReview], title: .withdrawn,
      requires: Bilingual(
        "已有撤销建议或待复查；不是建议人；文号和理由；无回避", "proposed, or pending review; another person; a number and a reason; no recusal"),
      writes: Bilingual("撤销称号；命名名单不改", "the withdrawal; the list as named stays")),
    RoundRule(
      .keepTitle, .afterNaming, [.leadingGroupMember: .any],
      titles: [.withdrawalProposed, .pendingReview], title: .held,
      requires: Bilingual("已有撤销建议或待复查；文号和理由；无回避", "proposed, or pending review; a number and a reason; no recusal"),
      writes: Bilingual("保持称号", "the title is held")),
    RoundRule(
      .noteChange, .sinceQuotas, [.leadingGroupOffice: .any],
      requires: Bilingual("名册中的变更", "a change of the register"),
      writes: Bilingual(
        "命名前：终止的社区退出；命名后：合并、拆分待复查，撤销则终止",
        "before naming those that ended drop out; afterwards mergers and splits await review, abolition ends the title")
    ),
    RoundRule(
      .declareRecusal, .always,
      [
        .administrator: .any, .leadingGroupMember: .any, .leadingGroupOffice: .any, .districtOffice: .any,
        .reviewer: .any, .thirdParty: .any,
      ],
      requires: Bilingual("为本人；办公室可代登记；理由", "for oneself, the office for anyone; a reason"),
      writes: Bilingual("回避", "the recusal")),
    RoundRule(
      .archive, [.named], [.leadingGroupOffice: .any], to: .archived,
      requires: Bilingual("档案清单的摘要", "the digest of the archive's contents"),
      writes: Bilingual("归档", "the archive's digest")),
    RoundRule(
      .cancel, .beforeNaming, [.leadingGroupMember: .any], to: .cancelled,
      requires: Bilingual("文号和理由", "a number and a reason"), writes: Bilingual("取消", "the cancellation")),
  ]

  static let award: [RoundRule] = [
    RoundRule(
      .scoreDistricts, .sinceQuotas, [.leadingGroupOffice: .any],
      award: [.open, .scored], awarded: .scored,
      requires: Bilingual("每个区一次；尚未提名", "each district once; nobody put forward yet"),
      writes: Bilingual("各区得分", "the districts' points")),
    RoundRule(
      .nominateDistricts, .sinceQuotas, [.leadingGroupOffice: .any],
      award: [.scored], awarded: .nominated,
      requires: Bilingual(
        "已评分；不超过三个；得分最高，或线上并列并说明理由", "scored; three at most; the best, and a reason if the line is tied"),
      writes: Bilingual("提名", "the nomination")),
    RoundRule(
      .confirmDistricts, .sinceQuotas, [.leadingGroupMember: .any],
      award: [.nominated], awarded: .confirmed,
      requires: Bilingual(
        "与提名一致；两位不同的人；不是提名人", "the districts put forward; two different people; not who put them forward"),
      writes: Bilingual("确认", "the confirmation")),
    RoundRule(
      .commendDistricts, .sinceQuotas, [.leadingGroupOffice: .any],
      award: [.confirmed], awarded: .commended,
      requires: Bilingual(
        "两次确认；市委、市政府文号", "two confirmations; the number of the Party committee's and government's decision"),
      writes: Bilingual("表彰", "the commendation")),
  ]
}
