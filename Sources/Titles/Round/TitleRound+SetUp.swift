import Findings

extension TitleRound {
  /// From draft to the end of applications.
  mutating func takeSetUp(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .freeze(let standard, let questionnaire, let basis, let admission, let required):
      try require(standard, "standard")
      try require(questionnaire, "questionnaire")
      try require(basis, "批准文号 basis")
      try require(admission, "准入登记号 admission")
      frozen = FrozenRules(
        standard: standard, questionnaire: questionnaire, basis: basis, admission: admission, required: required)
      phase = .frozen
    case .fixQuotas(let cutOff, let titles, let communities, let quotas, let isTied, let decision):
      try checkQuotas(titles, communities, quotas)
      if isTied { try require(decision, "余数相等的决定 decision about the tie") }
      self.cutOff = cutOff
      self.titles = titles
      quotaDecision = decision
      for community in communities { self.communities[community.id] = community }
      districts = quotas.map { RoundDistrict($0) }
      phase = .quotasFixed
    case .openApplications(let until):
      guard until >= event.day else { throw RoundRefusal(.noticeUnsound, "\(until) < \(event.day)") }
      applicationsUntil = until
      phase = .applications
    case .apply(let ids):
      for id in ids { try take(application: id, on: event.day) }
    case .examine(let ids, let isQualified, let reason):
      if !isQualified { try require(reason, "理由 reason") }
      for id in ids {
        let stage = try community(id).stage
        guard [.applied, .qualified, .unqualified].contains(stage) else {
          throw RoundRefusal(.mayNotApply, found: stage.rawValue, id.description, stage.rawValue)
        }
        communities[id]?.stage = isQualified ? .qualified : .unqualified
      }
    case .withdrawApplication(let id, let reason): try take(withdrawal: id, reason)
    case .closeApplications:
      if let until = applicationsUntil, event.day <= until { throw RoundRefusal(.tooEarly, until.description) }
      let open = communities.values.count { $0.stage == .applied }
      guard open == 0 else { throw RoundRefusal(.notExamined, String(open)) }
      phase = .collecting
    default: preconditionFailure("set-up takes its own actions")
    }
  }

  private func checkQuotas(
    _ titles: Int, _ communities: [RoundCommunity], _ quotas: [DistrictQuota]
  ) throws(RoundRefusal) {
    func refusal(_ what: String) -> RoundRefusal { RoundRefusal(.quotasUnsound, what) }
    guard titles > 0, quotas.allSatisfy({ $0.seats >= 0 && $0.seats <= titles }),
      quotas.reduce(0, { $0 + $1.seats }) == titles
    else { throw refusal("Σ ≠ \(titles)") }
    guard Set(quotas.map(\.district)).count == quotas.count else { throw refusal("district twice") }
    guard Set(communities.map(\.id)).count == communities.count else { throw refusal("community twice") }
    guard communities.allSatisfy({ $0.stage == .none }) else { throw refusal("community with a stage") }
    var counts: [String: Int] = [:]
    for community in communities { counts[community.district, default: 0] += 1 }
    for quota in quotas {
      let count = counts.removeValue(forKey: quota.district) ?? 0
      guard quota.communities == count else { throw refusal("\(quota.name): \(count)") }
      guard quota.seats <= count else { throw refusal("\(quota.name): \(quota.seats) > \(count)") }
    }
    guard counts.isEmpty else { throw refusal(counts.keys.sorted().joined(separator: ", ")) }
  }

  private mutating func take(application id: CommunityID, on day: CalendarDay) throws(RoundRefusal) {
    let community = try community(id)
    func refusal(_ why: String) -> RoundRefusal {
      RoundRefusal(.mayNotApply, found: id.description, community.name, why)
    }
    if let until = applicationsUntil, day > until { throw refusal("> \(until)") }
    guard community.barred.isEmpty else { throw refusal(community.barred) }
    guard community.stage == .none else { throw refusal(community.stage.rawValue) }
    communities[id]?.stage = .applied
  }

  /// A community steps back. A list on notice that had it is no longer what people were shown, so the notice is void.
  private mutating func take(withdrawal id: CommunityID, _ reason: String) throws(RoundRefusal) {
    try require(reason, "理由 reason")
    let community = try community(id)
    guard [.applied, .qualified].contains(community.stage) else {
      throw RoundRefusal(.mayNotApply, found: community.stage.rawValue, community.name, community.stage.rawValue)
    }
    let place = try place(of: community.district)
    if [.submitted, .accepted].contains(districts[place].stage), shortlist(districts[place])?.contains(id) == true {
      throw RoundRefusal(
        .wrongStage, found: districts[place].stage.rawValue, districts[place].name,
        districts[place].stage.name.chinese, "withdrawApplication")
    }
    communities[id]?.stage = .withdrawn
    voidNotice(place)
  }

  /// Ends a district's notice if its list is no longer the one on notice.
  mutating func voidNotice(_ place: Int) {
    guard districts[place].stage == .onNotice, shortlist(districts[place]) != districts[place].noticedList else {
      return
    }
    districts[place].stage = .evaluated
    districts[place].notice = nil
    districts[place].noticedList = []
  }
}
