import Findings
public import Seals
import Store
public import Titles

extension ServiceDesk {
  /// Opens a round.
  public func openRound(_ id: String, year: Int, title: String, by person: SignedInPerson) async throws -> Receipt? {
    let actor = try actor(person)
    return try await inTurn { try rounds.openRound(id, year: year, title: title, by: actor).receipt }
  }

  /// Does something to a round. `version` is the number of events that the person had seen; nil takes the round as it is.
  ///
  /// - Throws: `Refusal` with H114 if somebody else was quicker.
  public func apply(
    _ action: RoundAction, to id: String, version: Int?, by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<TitleRound> {
    let actor = try actor(person)
    return try await inTurn {
      try check(version, id)
      return try rounds.apply(action, to: id, by: actor)
    }
  }

  /// What would come of an action, without doing it.
  ///
  /// - Throws: `RoundRefusal` with the reason why it cannot be done.
  public func tryOut(_ action: RoundAction, on id: String, by person: SignedInPerson) throws -> TitleRound {
    guard let stored = try store.round(id) else {
      throw Refusal(findings: [Finding(.unknownRound, found: id, details: [id])])
    }
    return try stored.round.applying(
      RoundEvent(action, by: RoundActor(person.user, person.grant), on: max(now.day, stored.lastDay)))
  }

  /// Freezes a standard and a questionnaire of the library.
  public func freeze(
    _ id: String, standard: String, survey: String, basis: String, admission: String, by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<TitleRound> {
    let actor = try actor(person)
    return try await inTurn {
      try rounds.freeze(id, standard: standard, survey: survey, basis: basis, admission: admission, by: actor)
    }
  }

  /// Divides the titles by the register of the cut-off date.
  public func fixQuotas(
    _ id: String, cutOff: CalendarDay, titles: Int?, pause: Int, by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<TitleRound> {
    let actor = try actor(person)
    return try await inTurn {
      try rounds.fixQuotas(id, cutOff: cutOff, titles: titles, districts: nil, pause: pause, decision: nil, by: actor)
    }
  }

  /// Scores districts; empty takes all that wait.
  public func evaluate(
    _ id: String, districts: [String], reason: String, by person: SignedInPerson
  ) async throws -> EvaluationDesk.Done<TitleRound> {
    let actor = try actor(person)
    return try await line.run(newName()) {
      try await rounds.evaluate(id, districts: districts, reason: reason, by: actor)
    }
  }

  /// A name that nobody can guess.
  func newName() -> String { Hexadecimal.text(rounds.surroundings.random(16)) }

  /// Takes an objection of anyone; who objects is sealed.
  public func object(
    _ id: String, district: String, community: CommunityID?, ground: String, contact: String?
  ) async throws -> EvaluationDesk.Done<TitleRound> {
    let action = RoundAction.object(
      district: district, community: community, ground: ground, isAnonymous: contact == nil)
    return try await inTurn { try rounds.apply(action, to: id, by: .anyone, contact: contact) }
  }

  private func check(_ version: Int?, _ id: String) throws {
    guard let version, let round = try store.round(id)?.round, round.eventCount != version else { return }
    throw Refusal(findings: [Finding(.versionStale)])
  }

  /// Adds a user; gives the access code for the first sign-in.
  public func addUser(_ name: String, display: String, grants: [String], by person: SignedInPerson) async throws
    -> String
  {
    let actor = try actor(person)
    return try await inTurn { try rounds.addUser(name, display: display, grants: grants, by: actor).value }
  }

  /// Gives a user a new access code. Password, sessions, tokens and known devices are over.
  public func resetUser(_ name: String, by person: SignedInPerson) async throws -> String {
    let actor = try actor(person)
    let code = try await inTurn { try rounds.resetUser(name, by: actor).value }
    try store.endSessions(of: name)
    try store.endAccessTokens(of: name)
    try store.forgetDevices(of: name)
    try store.forgetTries("user:" + name.lowercased())
    return code
  }

  /// Lets a user in no longer, or again.
  public func setDisabled(_ name: String, _ isDisabled: Bool, by person: SignedInPerson) async throws {
    let actor = try actor(person)
    _ = try await inTurn { try rounds.setDisabled(name, isDisabled, by: actor) }
    if isDisabled {
      try store.endSessions(of: name)
      try store.endAccessTokens(of: name)
    }
  }

  /// Gives a user other roles. Sessions in a role that is gone end with the next request.
  public func setGrants(_ name: String, _ grants: [RoleGrant], by person: SignedInPerson) async throws {
    let actor = try actor(person)
    _ = try await inTurn { try rounds.setGrants(name, grants, by: actor) }
    try store.endSessions(of: name)
  }
}

extension ServiceDesk {
  /// Whether somebody at this address may object once more: twenty times in an hour.
  public func mayObject(from address: String) throws -> Bool {
    let now = sessionClock()
    return try store.noteTry([("object:" + address, now - 3600)], at: now)[0] <= 20
  }
}
