import Findings
import Foundation
import Seals
import Store
public import Titles

/// How long material is kept (保管期限), by 国家档案局令第8号 and the project's own proposal; a body's approved schedule may differ.
public enum RetentionSchedule {
  /// The years after which an upload's bytes go; nil if never.
  public static func years(_ kind: RoundUpload.Kind) -> Int? {
    switch kind {
    case .responses, .frame, .psu, .thirdParty: 10
    case .reviews, .measures, .events, .evidence: 30
    case .document: nil
    }
  }

  /// The last day on which an upload that was received on `day` must still be there; nil if always.
  public static func lastDay(_ kind: RoundUpload.Kind, received day: CalendarDay) -> CalendarDay? {
    guard let years = years(kind) else { return nil }
    let (year, month, date) = day.parts
    return CalendarDay(year: year + years, month: month, day: date)
      ?? CalendarDay(year: year + years, month: month, day: date - 1)
  }
}

extension EvaluationDesk {
  /// What a purge removed.
  public struct Purge: Sendable {
    /// The uploads whose bytes went.
    public var uploads: [Int] = []
    /// Whether sealed contacts of objectors went.
    public var contacts = false
  }

  /// Removes what a round may no longer keep: bytes of uploads whose time is over, and who objected once the titles are given. Their
  /// numbers, kinds and salted commitments stay, so every receipt and proof holds as before.
  ///
  /// - Parameter isTrial: only says what would go.
  public func purge(_ id: String, isTrial: Bool, by actor: DeskActor) throws -> Done<Purge> {
    guard let round = try store.round(id)?.round else {
      throw Refusal(findings: [Finding(.unknownRound, found: id, details: [id])])
    }
    guard actor.grant == nil || actor.grant?.role == .administrator else {
      throw Refusal(
        findings: [Finding(.roleMayNot, details: [actor.grant?.role.name.chinese ?? "", "purge"])], isForbidden: true)
    }
    let today = surroundings.now().day
    let due = try store.uploads(id) { upload in
      guard upload.purgedAt == nil, let received = Moment(upload.receivedAt)?.day,
        let last = RetentionSchedule.lastDay(upload.kind, received: received)
      else { return false }
      return last < today
    }
    let contacts = round.naming != nil || round.phase == .cancelled
    let plan = Purge(uploads: due.map(\.number), contacts: contacts)
    if isTrial { return Done(value: plan, receipt: nil, findings: []) }
    var gone: [ContentDigest] = []
    let done = try change(
      actor.note(
        "round.purge", details: ["round": id, "uploads": plan.uploads.map(String.init).joined(separator: " ")])
    ) { session in
      gone = try due.flatMap { try session.purge($0) + session.purgeTypings(of: $0.number) }
      if contacts { try session.unseal(round: id) }
      return plan
    }
    try store.discard(gone)
    try store.forgetFreedPages()
    try store.compactJournal()
    return done
  }
}
