public import Findings
public import Seals
public import Store
import Titles

/// Recusal (回避): a reviewer who must not mark a community says why, and its cells pass to a colleague.
extension ServiceDesk {
  /// What came of a recusal.
  public struct HandOver: Sendable {
    /// The grid that has the communities now; nil if nobody can take over and the office must assign them.
    public var successor: ReviewGridRecord?
    /// Warnings.
    public var findings: [Finding]
    /// The receipt of the recusal.
    public var receipt: Receipt?
  }

  /// Declares a recusal from communities of a grid: it is entered into the round, where it bars every later decision too; the cells go to
  /// the colleague of the same department with the fewest of them, and what was typed there is forgotten.
  ///
  /// - Throws: `Refusal` if the grid is locked, a community is not in it, or there is no reason.
  public func recuse(
    from codes: [String], reason: String, in grid: ReviewGrid, by person: SignedInPerson
  ) async throws -> HandOver {
    guard grid.record.state.isOpen else { throw Refusal(findings: [Finding(.gridLocked)]) }
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Refusal(findings: [Finding(.fieldInvalid, details: ["理由 reason", "写明理由 give a reason"])])
    }
    let chosen = grid.communities.filter { codes.contains($0.code) }
    guard !chosen.isEmpty, chosen.count == Set(codes).count, let round = try round(grid.record.round) else {
      throw Refusal(findings: [
        Finding(.unknownInRound, found: codes.joined(separator: " "), details: [codes.joined(separator: ", ")])
      ])
    }
    let ids = chosen.map(\.id)
    let actor = try actor(person)
    let colleague = try colleague(for: grid.record, ids, round)
    let note = actor.note(
      "review.recuse", reason: reason,
      details: [
        "round": round.id, "grid": String(grid.record.id), "communities": codes.joined(separator: " "),
        "successor": colleague ?? "",
      ])
    let done = try await inTurn {
      try rounds.change(note) { session -> ReviewGridRecord? in
        guard var record = try session.reviewGrid(grid.record.id), record.state.isOpen else {
          throw Refusal(findings: [Finding(.gridLocked)])
        }
        _ = try rounds.apply(
          .declareRecusal(user: person.user, communities: ids, reason: reason), to: round.id, by: actor, session)
        record.communities.removeAll(where: ids.contains)
        if record.communities.isEmpty { record.state = .withdrawn }
        try session.update(record)
        guard let colleague else { return nil }
        return try handOver(ids, of: record, to: colleague, session)
      }
    }
    for code in codes {
      try store.removeDrafts(
        of: person.user, round: round.id, under: ReviewGrid.prefix(grid.record.id) + code + "/")
    }
    let names = chosen.map(\.name).joined(separator: ", ")
    return HandOver(
      successor: done.value,
      findings: done.value == nil ? [Finding(.nobodyToTakeOver, details: [person.user, names])] : [],
      receipt: done.receipt)
  }

  /// The colleague of the same department, not under recusal for these communities, with the fewest cells to fill in.
  private func colleague(for grid: ReviewGridRecord, _ ids: [CommunityID], _ round: TitleRound) throws -> String? {
    let barred = Set(
      round.recusals.filter { !Set($0.communities).isDisjoint(with: ids) }.map(\.user) + [grid.reviewer])
    let load = Dictionary(grouping: try store.reviewGrids(round.id).filter { $0.state.isOpen }, by: \.reviewer)
      .mapValues { $0.reduce(0) { $0 + $1.communities.count * $1.indicators.count } }
    return try reviewers().filter { $0.scope == grid.scope && !barred.contains($0.user.name) }
      .map(\.user.name).min { (load[$0] ?? 0, $0) < (load[$1] ?? 0, $1) }
  }

  /// Adds the communities to the colleague's open grid of the same indicators, or makes one.
  private func handOver(
    _ ids: [CommunityID], of grid: ReviewGridRecord, to colleague: String, _ session: ChangeSession
  ) throws -> ReviewGridRecord {
    let own = try store.reviewGrids(grid.round, of: colleague).filter { $0.scope == grid.scope }
    // Somebody who already has these communities for these indicators marks them anyway.
    if let same = own.first(where: { $0.state != .withdrawn && $0.indicators == grid.indicators }),
      Set(ids).isSubset(of: same.communities)
    {
      return same
    }
    if var open = own.first(where: { $0.state.isOpen && $0.indicators == grid.indicators }) {
      open.communities += ids.filter { !open.communities.contains($0) }
      try session.update(open)
      return open
    }
    let made = ReviewGridRecord(
      id: try session.nextReviewGrid(), round: grid.round, reviewer: colleague, scope: grid.scope,
      indicators: grid.indicators, communities: ids, due: grid.due, takenOverFrom: grid.id)
    try session.insert(made)
    return made
  }
}
