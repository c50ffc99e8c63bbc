import Findings

extension TitleRound {
  /// The city's review and notice.
  mutating func takeCity(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .beginCityReview:
      try checkDistricts(.submitted)
      phase = .cityReview
    case .spotCheck(let id, let isPassed, let record):
      try require(record, "记录号 record")
      let place = try place(of: try community(id).district)
      guard shortlist(districts[place])?.contains(id) == true else {
        throw RoundRefusal(.unknownInRound, found: id.description, id.description)
      }
      spotChecks.append(SpotCheck(community: id, isPassed: isPassed, record: record, user: event.actor.user))
    case .returnShortlist(let district, let reason):
      try require(reason, "理由 reason")
      let place = try place(of: district)
      districts[place].returns.append(reason)
      districts[place].stage = .returned
      districts[place].notice = nil
      districts[place].noticedList = []
    case .acceptShortlist(let district):
      let place = try place(of: district)
      guard let list = shortlist(districts[place]) else { throw tieRefusal(districts[place]) }
      let failed = list.filter { id in spotChecks.last { $0.community == id }?.isPassed == false }
      guard failed.isEmpty else {
        throw RoundRefusal(.checkFailed, failed.map(\.description).joined(separator: ", "))
      }
      districts[place].stage = .accepted
      preparers.insert(event.actor.user)
    case .openCityNotice(let notice):
      try checkDistricts(.accepted)
      let list = try currentList()
      if phase == .cityNotice, list == noticedList {
        throw RoundRefusal(.noticeUnsound, "list unchanged")
      }
      try checkObjectionsClosed { _ in true }
      try check(notice, on: event.day)
      cityNotice = notice
      noticedList = list
      preparers.insert(event.actor.user)
      phase = .cityNotice
    case .closeCityNotice:
      let list = try currentList()
      guard list == noticedList else { throw RoundRefusal(.noticeUnsound, "list changed") }
      try checkNoticeOver(cityNotice, on: event.day)
      try checkObjectionsClosed { _ in true }
      confirmations = []
      phase = .confirmation
    default: preconditionFailure("the city takes its own actions")
    }
  }

  /// The list, or the refusal of the first undecided tie.
  func currentList() throws(RoundRefusal) -> [CommunityID] {
    if let list { return list }
    guard let open = districts.first(where: { shortlist($0) == nil }) else { preconditionFailure("a tie is open") }
    throw tieRefusal(open)
  }

  private func checkDistricts(_ stage: DistrictStage) throws(RoundRefusal) {
    let behind = districts.filter { $0.seats > 0 && $0.stage != stage }.map(\.name)
    guard behind.isEmpty else {
      throw RoundRefusal(.districtsNotReady, behind.joined(separator: ", "), stage.name.chinese)
    }
  }
}
