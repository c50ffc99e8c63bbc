public import Findings

extension RoundUpload.Kind {
  /// The kind's name for people.
  public var name: Bilingual {
    switch self {
    case .responses: Bilingual("居民答卷", "residents' answers")
    case .frame: Bilingual("抽样框", "sampling frame")
    case .psu: Bilingual("抽中小区", "sampled units")
    case .reviews: Bilingual("部门评分", "department marks")
    case .measures: Bilingual("部门核查数据", "department measurements")
    case .events: Bilingual("一票否决等事项", "events under the conditions")
    case .evidence: Bilingual("佐证材料", "evidence")
    case .thirdParty: Bilingual("第三方数据", "third-party figures")
    case .document: Bilingual("文件与纪要", "documents and minutes")
    }
  }
}

extension RoundAction.Kind {
  /// The action's name for people.
  public var name: Bilingual {
    switch self {
    case .freeze: Bilingual("冻结标准与问卷", "freeze standard and questionnaire")
    case .fixQuotas: Bilingual("核定名额", "fix the quotas")
    case .openApplications: Bilingual("开始受理申报", "open applications")
    case .apply: Bilingual("申报", "apply")
    case .withdrawApplication: Bilingual("撤回申报", "withdraw an application")
    case .examine: Bilingual("资格审查", "examine the conditions")
    case .closeApplications: Bilingual("截止申报", "close applications")
    case .upload: Bilingual("报送文件", "send a file")
    case .closeCollection: Bilingual("结束采集", "close collecting")
    case .evaluate: Bilingual("计算得分与名次", "score and rank")
    case .decideTie: Bilingual("决定并列", "decide a tie")
    case .openDistrictNotice: Bilingual("区级公示", "give the district's notice")
    case .object: Bilingual("提出异议", "object")
    case .answerObjection: Bilingual("答复区级异议", "answer an objection to the district's notice")
    case .submitShortlist: Bilingual("报送入围名单", "submit the shortlist")
    case .beginCityReview: Bilingual("开始市级审核", "begin the city's review")
    case .spotCheck: Bilingual("登记抽查", "enter a spot check")
    case .returnShortlist: Bilingual("退回名单", "return a shortlist")
    case .acceptShortlist: Bilingual("通过名单", "accept a shortlist")
    case .openCityNotice: Bilingual("市级公示", "give the city's notice")
    case .answerCityObjection: Bilingual("答复市级异议", "answer an objection to the city's notice")
    case .rescore: Bilingual("重新评分", "score again")
    case .closeCityNotice: Bilingual("结束市级公示", "close the city's notice")
    case .confirm: Bilingual("确认名单", "confirm the list")
    case .sendBack: Bilingual("退回重审", "send back")
    case .name: Bilingual("命名", "name")
    case .recheck: Bilingual("复查", "check again")
    case .demandCorrection: Bilingual("限期整改", "demand correction")
    case .acceptCorrection: Bilingual("整改合格", "accept the correction")
    case .proposeWithdrawal: Bilingual("建议撤销", "propose withdrawal")
    case .withdrawTitle: Bilingual("撤销称号", "withdraw a title")
    case .keepTitle: Bilingual("保留称号", "keep a title")
    case .noteChange: Bilingual("登记名册变更", "note a change of the register")
    case .declareRecusal: Bilingual("登记回避", "declare a recusal")
    case .archive: Bilingual("归档", "archive")
    case .cancel: Bilingual("取消年度", "cancel the round")
    case .scoreDistricts: Bilingual("先进区评分", "score districts")
    case .nominateDistricts: Bilingual("提名先进区", "put districts forward")
    case .confirmDistricts: Bilingual("确认先进区", "confirm the districts")
    case .commendDistricts: Bilingual("表彰先进区", "commend districts")
    }
  }
}
