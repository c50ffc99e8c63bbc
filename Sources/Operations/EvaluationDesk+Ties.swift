import Findings
public import Store
import Titles

extension EvaluationDesk {
  /// Declares what binds a user to communities, or that it no longer does. From then on the user judges nothing about them, nor about
  /// communities that came out of them, in any round.
  ///
  /// - Parameters:
  ///   - communities: permanent ids such as `K000001`, or codes of today; of a community that is gone, its last one.
  ///   - relation: what binds them; empty if the tie is over.
  public func declareTies(
    of user: String, to communities: [String], relation: String, by actor: DeskActor
  ) throws -> Done<[UserTie]> {
    guard actor.grant == nil || actor.grant?.role == .administrator || actor.name == user else {
      throw Refusal(
        findings: [Finding(.roleMayNot, details: [actor.grant?.role.name.chinese ?? "", "tie"])], isForbidden: true)
    }
    let register = try store.register()
    let today = surroundings.now().day
    let ids = try communities.map { text -> CommunityID in
      if let id = CommunityID(text), register.periods[id] != nil { return id }
      let past = register.periods.filter { $0.value.contains { $0.attributes.code == text } }.keys.max()
      guard let id = register.communities(withCode: text, on: today).first ?? past else {
        throw Refusal(findings: [Finding(.unknownInRound, found: text, details: [text])])
      }
      return id
    }
    let note = actor.note(
      relation.isEmpty ? "user.untie" : "user.tie",
      details: ["user": user, "communities": ids.map(\.description).joined(separator: " ")])
    return try change(note) { session in
      guard try session.user(user) != nil else {
        throw Refusal(findings: [Finding(.unknownUser, found: user, details: [user])])
      }
      let present = try session.ties(of: user)
      for id in ids {
        if relation.isEmpty {
          for tie in present where tie.community == id { try session.delete(tie) }
        } else {
          try session.save(UserTie(user: user, community: id, relation: relation))
        }
      }
      return try session.ties(of: user)
    }
  }

  /// The recusal that follows from the register of ties and that the round does not know yet; nil if there is none. Ties lead through
  /// mergers, splits and moves to the communities of today.
  func derivedRecusal(of user: String, in round: TitleRound, _ session: ChangeSession) throws -> RoundAction? {
    let ties = try session.ties(of: user)
    guard !ties.isEmpty else { return nil }
    let lineage = try session.register().lineage
    var bound: [CommunityID: String] = [:]
    for tie in ties {
      for id in EvaluationDesk.descendants(of: tie.community, lineage) { bound[id] = tie.relation }
    }
    let known = Set(round.recusals.filter { $0.user == user }.flatMap(\.communities))
    let missing = bound.keys.filter { round.communities[$0] != nil && !known.contains($0) }.sorted()
    guard !missing.isEmpty else { return nil }
    let reasons = Set(missing.compactMap { bound[$0] }).sorted().joined(separator: "、")
    return .declareRecusal(user: user, communities: missing, reason: reasons)
  }

  /// A community and what came out of it.
  private static func descendants(of community: CommunityID, _ lineage: [LineageEvent]) -> Set<CommunityID> {
    var found: Set = [community]
    for event in lineage.sorted(by: { ($0.effective, $0.number) < ($1.effective, $1.number) })
    where !found.isDisjoint(with: event.before) {
      found.formUnion(event.after)
    }
    return found
  }
}
