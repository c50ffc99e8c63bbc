import Findings
import Foundation
import Seals
import Store
public import Titles

extension EvaluationDesk {
  /// Opens a round that is drawn up from then on.
  public func openRound(_ id: String, year: Int, title: String, by actor: DeskActor) throws -> Done<TitleRound> {
    guard actor.grant?.role == .leadingGroupOffice else {
      let role = actor.grant?.role
      throw Refusal(
        findings: [
          Finding(.roleMayNot, found: actor.name, details: [role?.name.chinese ?? "console", "open"])
        ], isForbidden: true)
    }
    guard id.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._\-]{0,31}/) != nil, (1949...9999).contains(year) else {
      throw Refusal(findings: [Finding(.userNameUnsound, found: id)])
    }
    return try change(actor.note("round.open", details: ["round": id, "year": String(year)])) { session in
      guard try session.round(id) == nil else {
        throw Refusal(findings: [Finding(.roundExists, found: id, details: [id])])
      }
      let round = TitleRound(id: id, year: year, title: title)
      try session.insert(round, on: session.moment.day)
      return round
    }
  }

  /// Applies an action to a round: the state machine decides, and state, event, publication and audit event are stored together.
  ///
  /// What people cannot know is filled in: the last day of a notice by the calendar, and who stands on the day of naming. A refusal
  /// for want of permission is itself recorded.
  ///
  /// - Parameter contact: who objects, sealed apart from the objection.
  public func apply(
    _ action: RoundAction, to id: String, by actor: DeskActor, reason: String = "", contact: String? = nil
  ) throws -> Done<TitleRound> {
    do {
      // Who may not name learns that first.
      let isNaming = action.kind == .name && actor.grant?.role == .leadingGroupOffice
      let warnings = isNaming ? try checkWitnesses(id) : []
      let done = try change(
        actor.note("round.\(action.kind.rawValue)", reason: reason, details: ["round": id])
      ) { session in
        if let contact, case .object = action, let number = try session.round(id).map({ $0.round.objections.count + 1 })
        {
          try session.seal(
            contact: contact, id: "\(id)/\(number)", round: id, salt: Hexadecimal.text(surroundings.random(16)))
        }
        return try apply(action, to: id, by: actor, session)
      }
      return Done(value: done.value, receipt: done.receipt, findings: done.findings + warnings)
    } catch let refusal as Refusal where refusal.isForbidden && actor.grant?.role != .public {
      let code = refusal.findings.first?.code.code ?? ""
      _ = try change(
        actor.note("round.refused", details: ["round": id, "action": action.kind.rawValue, "finding": code])
      ) { _ in }
      throw refusal
    }
  }

  /// One step within a change.
  func apply(
    _ action: RoundAction, to id: String, by actor: DeskActor, _ session: ChangeSession
  ) throws -> TitleRound {
    guard let stored = try session.round(id) else {
      throw Refusal(findings: [Finding(.unknownRound, found: id, details: [id])])
    }
    guard let roundActor = actor.inRound else {
      throw Refusal(
        findings: [Finding(.roleMayNot, details: ["console", action.kind.rawValue])], isForbidden: true)
    }
    // A clock that was set back does not give anyone time that has passed.
    let day = max(session.moment.day, stored.lastDay)
    var round = stored.round
    // Roles that may declare a recusal are those that judge; what binds the person is entered before anything is judged.
    if action.kind != .declareRecusal, RoundRule.of(.declareRecusal).grants[roundActor.grant.role] != nil,
      let recusal = try derivedRecusal(of: roundActor.user, in: round, session)
    {
      let event = RoundEvent(recusal, by: roundActor, on: day)
      round = try step(round, event)
      try session.save(round, after: event)
    }
    try checkDrawn(action, round, by: roundActor)
    let complete = try completed(action, on: day, session)
    let event = RoundEvent(complete, by: roundActor, on: day)
    let next = try step(round, event)
    try session.save(next, after: event)
    session.note.details["event"] = String(next.eventCount)
    if let (kind, body) = publication(of: complete, next) {
      try session.publish(body, kind: kind, round: id)
      session.note.details["published"] = ContentDigest.of(body).hexadecimal
    }
    return next
  }

  /// The round after an event, or the refusal as everything else throws it.
  private func step(_ round: TitleRound, _ event: RoundEvent) throws -> TitleRound {
    do throws(RoundRefusal) {
      return try round.applying(event)
    } catch {
      throw Refusal(findings: [error.finding], isForbidden: error.isForbidden)
    }
  }

  /// Fills in what the directory knows better than the person.
  private func completed(_ action: RoundAction, on day: CalendarDay, _ session: ChangeSession) throws -> RoundAction {
    func ended(_ notice: NoticePeriod) throws -> NoticePeriod {
      do throws(WorkingCalendar.UnknownYear) {
        return try notice.ended(by: try calendar(session))
      } catch {
        throw Refusal(findings: [Finding(.yearWithoutNotice, found: String(error.year), details: [String(error.year)])])
      }
    }
    switch action {
    case .openDistrictNotice(let district, let notice):
      return .openDistrictNotice(district: district, notice: try ended(notice))
    case .openCityNotice(let notice): return .openCityNotice(notice: try ended(notice))
    case .name(let document, let decided, _):
      return .name(document: document, day: decided, standing: try session.register().standing(on: decided).map(\.id))
    default: return action
    }
  }

  private func calendar(_ session: ChangeSession) throws(WorkingCalendar.UnknownYear) -> WorkingCalendar {
    (try? session.calendar()) ?? WorkingCalendar(notices: [:], entries: [])
  }

  /// What an action publishes: the list of a notice, or the titles, word for word as people were shown it.
  private func publication(of action: RoundAction, _ round: TitleRound) -> (kind: String, body: String)? {
    func lines(_ list: [CommunityID]) -> String {
      list.compactMap { round.communities[$0] }.map { "\($0.id)\t\($0.code)\t\($0.district)\t\($0.name)\n" }.joined()
    }
    switch action {
    case .openDistrictNotice(let district, let notice):
      let list = round.districts.first { $0.code == district }?.noticedList ?? []
      return ("district-notice/\(district)", "\(notice.from)\t\(notice.lastDay?.description ?? "")\n" + lines(list))
    case .openCityNotice(let notice):
      return ("city-notice", "\(notice.from)\t\(notice.lastDay?.description ?? "")\n" + lines(round.noticedList))
    case .name(let document, let day, _):
      return ("titles", "\(document)\t\(day)\n" + lines(round.naming?.list ?? []))
    case .withdrawTitle(let id, let document, _): return ("withdrawal", "\(document)\n" + lines([id]))
    default: return nil
    }
  }
}
