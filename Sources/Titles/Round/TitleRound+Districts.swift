import Findings

extension TitleRound {
  /// Evaluation, ties, notice and submission of a district.
  mutating func takeDistrict(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .evaluate(let district, let ranking, let result):
      try require(result, "结果摘要 result")
      let place = try place(of: district)
      if districts[place].stage == .onNotice, !isScoredAgain(district) {
        throw RoundRefusal(
          .wrongStage, found: districts[place].stage.rawValue, districts[place].name,
          districts[place].stage.name.chinese, event.action.kind.rawValue)
      }
      try take(ranking: ranking, result, place, event)
      // The same list stays on notice: what people were shown has not changed.
      if districts[place].stage == .onNotice {
        voidNotice(place)
      } else {
        districts[place].stage = .evaluated
      }
    case .rescore(let district, let ranking, let result, let reason):
      try require(reason, "理由 reason")
      try require(result, "结果摘要 result")
      guard isScoredAgain(district) else { throw RoundRefusal(.objectionNotOpen, district) }
      try take(ranking: ranking, result, try place(of: district), event)
    case .decideTie(let district, let chosen, let reason, let minutes):
      try require(reason, "理由 reason")
      try require(minutes, "会议纪要号 minutes")
      try take(tieDecision: chosen, "\(minutes)：\(reason)", try place(of: district))
    case .openDistrictNotice(let district, let notice):
      let place = try place(of: district)
      guard let shortlist = shortlist(districts[place]) else { throw tieRefusal(districts[place]) }
      try check(notice, on: event.day)
      districts[place].notice = notice
      districts[place].noticedList = shortlist
      districts[place].stage = .onNotice
      preparers.insert(event.actor.user)
    case .submitShortlist(let district):
      let place = try place(of: district)
      try checkNoticeOver(districts[place].notice, on: event.day)
      try checkObjectionsClosed { $0.level == .district && $0.district == district }
      districts[place].stage = .submitted
      preparers.insert(event.actor.user)
    default: preconditionFailure("districts take their own actions")
    }
  }

  /// Whether an upheld objection waits for new scores of the district.
  private func isScoredAgain(_ district: String) -> Bool {
    objections.contains { $0.awaitsScores && $0.district == district }
  }

  /// A ranking must hold every qualified community of the district once, best first, equal ranks for equals.
  private mutating func take(
    ranking: [RankedCommunity], _ result: String, _ place: Int, _ event: RoundEvent
  ) throws(RoundRefusal) {
    let code = districts[place].code
    let qualified = Set(communities.values.filter { $0.district == code && $0.stage == .qualified }.map(\.id))
    func refusal(_ what: String) -> RoundRefusal { RoundRefusal(.rankingUnsound, found: code, what) }
    guard Set(ranking.map(\.id)).count == ranking.count else { throw refusal("community twice") }
    guard Set(ranking.map(\.id)).isSubset(of: qualified) else { throw refusal("not qualified") }
    for (index, entry) in ranking.enumerated() {
      guard entry.score.isFinite else { throw refusal("\(entry.id): \(entry.score)") }
      guard index > 0 else {
        guard entry.rank == 1 else { throw refusal("\(entry.id): \(entry.rank)") }
        continue
      }
      let before = ranking[index - 1]
      let isTied = entry.rank == before.rank
      // Scores that agree to eleven digits may stand in either order: rules of the standard may have told them apart.
      let falls = entry.score <= before.score || TitleRanking.areEqual(entry.score, before.score)
      guard falls, isTied || entry.rank == index + 1 else { throw refusal("\(entry.id): \(entry.rank)") }
    }
    districts[place].ranking = ranking
    districts[place].result = result
    districts[place].chosen = []
    districts[place].tieDecision = ""
    for index in objections.indices where objections[index].district == code { objections[index].awaitsScores = false }
    preparers.insert(event.actor.user)
  }

  private mutating func take(
    tieDecision chosen: [CommunityID], _ reason: String, _ place: Int
  ) throws(RoundRefusal) {
    let line = line(districts[place])
    func refusal(_ what: String) -> RoundRefusal {
      RoundRefusal(.tieDecisionUnsound, found: districts[place].code, what)
    }
    guard !line.tied.isEmpty else { throw refusal("no tie") }
    guard Set(chosen).count == line.seatsLeft, chosen.count == line.seatsLeft else {
      throw refusal("\(line.seatsLeft)")
    }
    guard Set(chosen).isSubset(of: line.tied) else { throw refusal("not tied") }
    guard districts[place].chosen.isEmpty || shortlist(districts[place]) == nil else { throw refusal("decided") }
    districts[place].chosen = chosen
    districts[place].tieDecision = reason
  }

  /// A notice has five working days at least (民政部 2022), its end is worked out, and it does not begin in the past.
  func check(_ notice: NoticePeriod, on day: CalendarDay) throws(RoundRefusal) {
    guard notice.workingDays >= 5 else { throw RoundRefusal(.noticeUnsound, "\(notice.workingDays) < 5") }
    guard let last = notice.lastDay, last.number - notice.from.number >= notice.workingDays - 1 else {
      throw RoundRefusal(.noticeUnsound, "lastDay")
    }
    guard notice.from >= day else { throw RoundRefusal(.noticeUnsound, "\(notice.from) < \(day)") }
  }

  /// A notice is over on the day after its last.
  func checkNoticeOver(_ notice: NoticePeriod?, on day: CalendarDay) throws(RoundRefusal) {
    guard let notice, notice.isOver(on: day) else {
      throw RoundRefusal(.tooEarly, notice?.lastDay?.description ?? "notice")
    }
  }

  /// No objection that concerns a step may be open.
  func checkObjectionsClosed(_ concerns: (Objection) -> Bool) throws(RoundRefusal) {
    let open = objections.filter { concerns($0) && $0.isOpen }.map { String($0.number) }
    guard open.isEmpty else { throw RoundRefusal(.objectionOpen, open.joined(separator: ", ")) }
  }
}
