import Findings

extension TitleRound {
  /// Objections and their answers.
  mutating func takeObjection(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .object(let district, let community, let ground, let isAnonymous):
      try require(ground, "事由 ground")
      let place = try place(of: district)
      if let community {
        guard try self.community(community).district == district else {
          throw RoundRefusal(.unknownInRound, found: community.description, community.description)
        }
      }
      let level: Objection.Level = phase == .cityNotice ? .city : .district
      let notice = level == .city ? cityNotice : districts[place].stage == .onNotice ? districts[place].notice : nil
      guard let notice, notice.includes(event.day) else {
        throw RoundRefusal(
          .noticeUnsound, found: event.day.description,
          notice.map { "\($0.from)–\($0.lastDay?.description ?? "")" } ?? "—")
      }
      objections.append(
        Objection(
          number: objections.count + 1, level: level, district: district, community: community, ground: ground,
          isAnonymous: isAnonymous, received: event.day, answered: nil, isUpheld: false, reason: "",
          awaitsScores: false))
    case .answerObjection(let number, let isUpheld, let reason):
      try take(answer: number, .district, isUpheld, reason, event.day)
    case .answerCityObjection(let number, let isUpheld, let reason):
      try take(answer: number, .city, isUpheld, reason, event.day)
    default: preconditionFailure("objections take their own actions")
    }
  }

  /// The city answers for its own notice, the district for its own.
  private mutating func take(
    answer number: Int, _ level: Objection.Level, _ isUpheld: Bool, _ reason: String, _ day: CalendarDay
  ) throws(RoundRefusal) {
    try require(reason, "理由 reason")
    guard
      let index = objections.firstIndex(where: { $0.number == number && $0.level == level && $0.answered == nil })
    else { throw RoundRefusal(.objectionNotOpen, found: String(number), String(number)) }
    objections[index].answered = day
    objections[index].isUpheld = isUpheld
    objections[index].reason = reason
    objections[index].awaitsScores = isUpheld
  }
}
