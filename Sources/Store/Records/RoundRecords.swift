import GRDB
public import Titles

/// A round as it is stored.
public struct StoredRound: Hashable, Sendable {
  /// The round.
  public var round: TitleRound
  /// The day of its last event; later events never have an earlier one, whatever the clock says.
  public var lastDay: CalendarDay
}

/// What a list of rounds shows, without their whole state.
public struct RoundSummary: Hashable, Sendable {
  /// The name.
  public var id: String
  /// The year.
  public var year: Int
  /// The name of the title.
  public var title: String
  /// The phase.
  public var phase: RoundPhase
  /// The events so far.
  public var version: Int
}

/// Something that was published, word for word.
public struct Publication: Hashable, Sendable {
  /// The number.
  public var id: Int
  /// The round.
  public var round: String
  /// What it is: `district-notice/320402`, `city-notice`, `titles`.
  public var kind: String
  /// When.
  public var publishedAt: String
  /// The text.
  public var body: String
}

extension EvaluationStore {
  /// All rounds, the newest first.
  public func rounds() throws -> [RoundSummary] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT id, year, title, phase, version FROM rounds ORDER BY year DESC, id DESC").map {
        RoundSummary(
          id: $0["id"], year: $0["year"], title: $0["title"], phase: RoundPhase(rawValue: $0["phase"]) ?? .draft,
          version: $0["version"])
      }
    }
  }

  /// The round of a name; nil if there is none.
  public func round(_ id: String) throws -> StoredRound? {
    try read { try roundCache.round(id, $0, isCommitted: true) }
  }

  /// The events of a round in their order.
  public func roundEvents(_ id: String) throws -> [RoundEvent] { try read { try RoundRows.events($0, id) } }

  /// What was published of a round, in order.
  public func publications(_ round: String) throws -> [Publication] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM publications WHERE round = ? ORDER BY id", arguments: [round]).map {
        Publication(
          id: $0["id"], round: $0["round"], kind: $0["kind"], publishedAt: $0["published_at"], body: $0["body"])
      }
    }
  }
}

extension ChangeSession {
  /// The round of a name as it stands within this change.
  public func round(_ id: String) throws -> StoredRound? { try roundCache.round(id, db, isCommitted: false) }

  /// Every round with its state, for questions about earlier years.
  public func rounds() throws -> [TitleRound] {
    try String.fetchAll(db, sql: "SELECT state FROM rounds ORDER BY year, id").map {
      try JSONText.read(TitleRound.self, $0)
    }
  }

  /// Adds a round.
  public func insert(_ round: TitleRound, on day: CalendarDay) throws {
    try insert(
      .rounds,
      [
        ("id", round.id), ("year", round.year), ("title", round.title), ("phase", round.phase.rawValue),
        ("version", round.eventCount), ("last_day", day.description), ("state", try JSONText.of(round)),
      ])
  }

  /// Stores the round after an event, and the event.
  public func save(_ round: TitleRound, after event: RoundEvent) throws {
    try insert(
      .roundEvents,
      [
        ("id", try nextID(.roundEvents)), ("round", round.id), ("number", round.eventCount),
        ("action", event.action.kind.rawValue), ("body", try JSONText.of(event)),
      ])
    try update(
      .rounds, id: round.id,
      [
        ("phase", round.phase.rawValue), ("version", round.eventCount), ("last_day", event.day.description),
        ("state", try JSONText.of(round)),
      ])
    saved.append(StoredRound(round: round, lastDay: event.day))
  }

  /// Publishes a text word for word.
  public func publish(_ body: String, kind: String, round: String) throws {
    try insert(
      .publications,
      [
        ("id", try nextID(.publications)), ("round", round), ("kind", kind), ("published_at", moment.description),
        ("body", body),
      ])
  }

  /// Seals who objected, apart from the objection.
  public func seal(contact: String, id: String, round: String, salt: String) throws {
    try insert(.sealedContacts, [("id", id), ("round", round), ("salt", salt), ("body", contact)])
  }
}

/// Rows of rounds and their values.
enum RoundRows {
  static func read(_ db: Database, _ id: String) throws -> StoredRound? {
    guard let row = try Row.fetchOne(db, sql: "SELECT state, last_day FROM rounds WHERE id = ?", arguments: [id]) else {
      return nil
    }
    guard let day = CalendarDay(row["last_day"]) else { throw StoreRowFault(table: "rounds", id: id) }
    return StoredRound(round: try JSONText.read(TitleRound.self, row["state"]), lastDay: day)
  }

  static func events(_ db: Database, _ id: String) throws -> [RoundEvent] {
    try String.fetchAll(db, sql: "SELECT body FROM round_events WHERE round = ? ORDER BY number", arguments: [id]).map {
      try JSONText.read(RoundEvent.self, $0)
    }
  }
}
