import Findings
public import Seals

extension TitleRound {
  /// Confirmation, naming, archive, recusal and giving up.
  mutating func takeDecision(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .confirm(let digest):
      let list = try currentList()
      let present = listDigest(list).hexadecimal
      guard digest == present else { throw RoundRefusal(.listDiffers, found: digest, present) }
      let user = event.actor.user
      // Four eyes: nobody confirms twice, and nobody confirms what he or she prepared.
      guard !user.isEmpty, !confirmations.contains(user), !preparers.contains(user) else {
        throw RoundRefusal(.samePerson, found: user, user)
      }
      confirmations.append(user)
      if confirmations.count == 2 { phase = .confirmed }
    case .sendBack(let district, let reason):
      try require(reason, "理由 reason")
      let place = try place(of: district)
      districts[place].returns.append(reason)
      districts[place].stage = .submitted
      confirmations = []
      cityNotice = nil
      noticedList = []
      phase = .cityReview
    case .name(let document, let day, let standing):
      try require(document, "文号 document")
      let list = try currentList()
      let gone = Set(list).subtracting(standing).sorted()
      guard gone.isEmpty else {
        throw RoundRefusal(.notStanding, gone.map(\.description).joined(separator: ", "))
      }
      naming = NamingDecision(document: document, day: day, list: list)
      for id in list { holders[id] = HeldTitle() }
      phase = .named
    case .archive(let manifest):
      try require(manifest, "档案清单摘要 manifest")
      archiveManifest = manifest
      phase = .archived
    case .cancel(let document, let reason):
      try require(document, "文号 document")
      try require(reason, "理由 reason")
      phase = .cancelled
    case .declareRecusal(let user, let ids, let reason):
      try require(user, "user")
      try require(reason, "理由 reason")
      guard user == event.actor.user || event.actor.grant.role == .leadingGroupOffice else {
        throw RoundRefusal(
          .outOfScope, found: user, event.actor.user, user)
      }
      for id in ids { _ = try community(id) }
      recusals.declare(Recusal(user: user, communities: ids, reason: reason))
    default: preconditionFailure("decisions take their own actions")
    }
  }

  /// The digest that confirmers confirm and that is published with the list.
  public func listDigest(_ list: [CommunityID]) -> ContentDigest { ContentDigest.of(listText(list)) }
}
