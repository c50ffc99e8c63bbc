public import Findings

/// How far a round has come.
public enum RoundPhase: String, Hashable, Sendable, Codable, CaseIterable {
  /// Being drawn up.
  case draft
  /// Standard and questionnaire are frozen.
  case frozen
  /// Quotas stand, from the register at the cut-off date.
  case quotasFixed = "quotas-fixed"
  /// Communities apply.
  case applications
  /// Surveys, reviews and evidence come in.
  case collecting
  /// Districts evaluate, give notice and submit shortlists.
  case districtEvaluation = "district-evaluation"
  /// The city reviews the shortlists.
  case cityReview = "city-review"
  /// The city's public notice.
  case cityNotice = "city-notice"
  /// Two members of the leading group confirm.
  case confirmation
  /// Confirmed, not yet named.
  case confirmed
  /// Titles are given.
  case named
  /// Archived; titles live on.
  case archived
  /// Given up before naming.
  case cancelled

  /// The phase's name for people.
  public var name: Bilingual {
    switch self {
    case .draft: Bilingual("起草", "draft")
    case .frozen: Bilingual("标准与问卷已冻结", "standard and questionnaire frozen")
    case .quotasFixed: Bilingual("名额已核定", "quotas fixed")
    case .applications: Bilingual("受理申报", "applications")
    case .collecting: Bilingual("采集", "collecting")
    case .districtEvaluation: Bilingual("区级考评与公示", "district evaluation and notice")
    case .cityReview: Bilingual("市级审核", "city review")
    case .cityNotice: Bilingual("市级公示", "city notice")
    case .confirmation: Bilingual("审核确认", "confirmation")
    case .confirmed: Bilingual("已确认", "confirmed")
    case .named: Bilingual("已命名", "named")
    case .archived: Bilingual("已归档", "archived")
    case .cancelled: Bilingual("已取消", "cancelled")
    }
  }
}

/// How far a district has come within the round.
public enum DistrictStage: String, Hashable, Sendable, Codable, CaseIterable {
  /// Not evaluated yet.
  case waiting
  /// Scored and ranked.
  case evaluated
  /// Its shortlist is on public notice.
  case onNotice = "on-notice"
  /// Its shortlist is with the city.
  case submitted
  /// The city has sent it back.
  case returned
  /// The city has accepted it.
  case accepted

  /// The stage's name for people.
  public var name: Bilingual {
    switch self {
    case .waiting: Bilingual("待考评", "waiting")
    case .evaluated: Bilingual("已评分", "evaluated")
    case .onNotice: Bilingual("区级公示中", "on notice")
    case .submitted: Bilingual("已报送", "submitted")
    case .returned: Bilingual("已退回", "returned")
    case .accepted: Bilingual("审核通过", "accepted")
    }
  }
}

/// How far a community's application has come.
public enum ApplicationStage: String, Hashable, Sendable, Codable, CaseIterable {
  /// On the register at the cut-off date, no application.
  case none
  /// Has applied.
  case applied
  /// Meets the conditions.
  case qualified
  /// Does not meet the conditions.
  case unqualified
  /// Has withdrawn its application.
  case withdrawn
  /// No longer stands: merged, cut or abolished since the cut-off date.
  case ended
}

/// What has become of a title.
public enum TitleStage: String, Hashable, Sendable, Codable, CaseIterable {
  /// Held.
  case held
  /// To be put right within a time.
  case correcting
  /// The community was merged or cut: the naming body decides.
  case pendingReview = "pending-review"
  /// Its withdrawal has been proposed.
  case withdrawalProposed = "withdrawal-proposed"
  /// Withdrawn.
  case withdrawn
  /// Ended with its community.
  case ended

  /// The stage's name for people.
  public var name: Bilingual {
    switch self {
    case .held: Bilingual("保持称号", "held")
    case .correcting: Bilingual("限期整改", "correcting")
    case .pendingReview: Bilingual("待复查", "pending review")
    case .withdrawalProposed: Bilingual("建议撤销", "withdrawal proposed")
    case .withdrawn: Bilingual("已撤销", "withdrawn")
    case .ended: Bilingual("已终止", "ended")
    }
  }
}

/// How far the award of advanced districts (社区建设先进地区) has come, beside the titles of communities.
public enum AwardStage: String, Hashable, Sendable, Codable, CaseIterable {
  /// Nothing yet.
  case open
  /// Districts are scored.
  case scored
  /// Districts are put forward.
  case nominated
  /// Two members of the leading group agree.
  case confirmed
  /// Commended by the city's Party committee and government.
  case commended

  /// The stage's name for people.
  public var name: Bilingual {
    switch self {
    case .open: Bilingual("未评", "open")
    case .scored: Bilingual("已评分", "scored")
    case .nominated: Bilingual("已提名", "nominated")
    case .confirmed: Bilingual("已确认", "confirmed")
    case .commended: Bilingual("已表彰", "commended")
    }
  }
}
