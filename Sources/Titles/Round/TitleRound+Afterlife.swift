import Findings

extension TitleRound {
  /// What becomes of titles, and changes of the register.
  mutating func takeTitle(_ event: RoundEvent) throws(RoundRefusal) {
    let rule = RoundRule.of(event.action.kind)
    switch event.action {
    case .recheck(let ids, let year, let record):
      try require(record, "记录号 record")
      for id in ids {
        try check(id, rule)
        holders[id]?.rechecked.append(year)
      }
    case .demandCorrection(let id, let day, let reason):
      try require(reason, "理由 reason")
      try check(id, rule)
      guard day > event.day else { throw RoundRefusal(.noticeUnsound, "\(day) ≤ \(event.day)") }
      holders[id]?.stage = .correcting
      holders[id]?.correctBy = day
    case .acceptCorrection(let id, let record):
      try require(record, "记录号 record")
      try check(id, rule)
      hold(id)
    case .proposeWithdrawal(let id, let reason):
      try require(reason, "理由 reason")
      try check(id, rule)
      holders[id]?.stage = .withdrawalProposed
      holders[id]?.proposedBy = event.actor.user
    case .withdrawTitle(let id, let document, let reason):
      try require(document, "文号 document")
      try require(reason, "理由 reason")
      try check(id, rule)
      // Only the naming body withdraws, and not by the person who proposed it.
      guard holders[id]?.proposedBy != event.actor.user else {
        throw RoundRefusal(.samePerson, found: event.actor.user, event.actor.user)
      }
      holders[id]?.stage = .withdrawn
    case .keepTitle(let id, let document, let reason):
      try require(document, "文号 document")
      try require(reason, "理由 reason")
      try check(id, rule)
      hold(id)
    case .noteChange(let change): try take(change)
    default: preconditionFailure("titles take their own actions")
    }
  }

  private mutating func hold(_ id: CommunityID) {
    holders[id]?.stage = .held
    holders[id]?.correctBy = nil
    holders[id]?.proposedBy = ""
  }

  private func check(_ id: CommunityID, _ rule: RoundRule) throws(RoundRefusal) {
    guard let title = holders[id] else { throw RoundRefusal(.unknownInRound, found: id.description, id.description) }
    guard rule.titleStages?.contains(title.stage) == true else {
      throw RoundRefusal(
        .titleNotSo, found: title.stage.rawValue, id.description, title.stage.name.chinese, rule.action.rawValue)
    }
  }

  /// Before naming a community that no longer stands drops out: after a merger scores are not averaged, after a split none is
  /// inherited. After naming a renamed, moved or recoded holder keeps its title, a merged or cut one awaits the naming body's
  /// decision, and abolition ends the title.
  private mutating func take(_ change: LineageEvent) throws(RoundRefusal) {
    guard !changes.contains(where: { $0.number == change.number }) else {
      throw RoundRefusal(.awardUnsound, found: String(change.number), "change \(change.number) is noted already")
    }
    changes.append(change)
    for id in change.before {
      if holders[id] != nil {
        switch change.kind {
        case .merged, .split:
          if ![.withdrawn, .ended].contains(holders[id]?.stage) { holders[id]?.stage = .pendingReview }
        case .abolished:
          if holders[id]?.stage != .withdrawn { holders[id]?.stage = .ended }
        default: break
        }
      } else if !change.after.contains(id), let community = communities[id], naming == nil {
        communities[id]?.stage = .ended
        voidNotice(try place(of: community.district))
      }
    }
  }
}
