import GRDB
public import Titles

/// Long work that somebody asked for.
public struct JobRecord: Hashable, Sendable {
  /// What kind of work it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Scoring districts.
    case evaluate
  }

  /// How far it has come.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// In the queue.
    case waiting
    /// Being worked on.
    case running
    /// Done; its outcome says what came of it.
    case done
    /// Refused or failed; its outcome says why.
    case failed
    /// Given up by whoever asked for it.
    case cancelled
    /// The service ended before it was done; it changed nothing.
    case interrupted

    /// Whether nothing more will come of it.
    public var isOver: Bool { self != .waiting && self != .running }
  }

  /// The name, which nobody can guess.
  public var id: String
  /// Who asked for it.
  public var user: String
  /// The role that the person acted in.
  public var grant: RoleGrant
  /// What kind of work it is.
  public var kind: Kind
  /// The round.
  public var round: String
  /// The districts concerned, by their codes; empty for all that wait.
  public var districts: [String]
  /// Why, where a reason is asked for.
  public var reason: String
  /// How far it has come.
  public var state: State
  /// What came of it, as JSON; nil until it is over.
  public var outcome: String?
  /// When it was asked for, in seconds since 1970.
  public var made: Int
  /// When its state last changed.
  public var changed: Int

  /// A job that waits.
  public init(
    id: String, user: String, grant: RoleGrant, kind: Kind, round: String, districts: [String], reason: String,
    made: Int
  ) {
    self.id = id
    self.user = user
    self.grant = grant
    self.kind = kind
    self.round = round
    self.districts = districts
    self.reason = reason
    state = .waiting
    self.made = made
    changed = made
  }

  init(_ row: Row) throws {
    guard let grant = RoleGrant(row["acting_as"]), let kind = Kind(rawValue: row["kind"]),
      let state = State(rawValue: row["state"])
    else { throw StoreRowFault(table: "jobs", id: row["id"]) }
    let districts: String = row["districts"]
    self.init(
      id: row["id"], user: row["user"], grant: grant, kind: kind, round: row["round"],
      districts: districts.split(separator: " ").map(String.init), reason: row["reason"], made: row["made"])
    self.state = state
    outcome = row["outcome"]
    changed = row["changed"]
  }
}

extension EvaluationStore {
  /// Adds a job, or changes the one of this name.
  public func save(_ job: JobRecord) throws {
    try keepHouse { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO jobs (id, user, acting_as, kind, round, districts, reason, state, outcome, made, changed)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          job.id, job.user, job.grant.description, job.kind.rawValue, job.round, job.districts.joined(separator: " "),
          job.reason, job.state.rawValue, job.outcome, job.made, job.changed,
        ])
    }
  }

  /// The job of this name; nil if there is none.
  public func job(_ id: String) throws -> JobRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM jobs WHERE id = ?", arguments: [id]).map { try JobRecord($0) }
    }
  }

  /// The jobs of a user, the newest first.
  public func jobs(of user: String) throws -> [JobRecord] {
    try read {
      try Row.fetchAll($0, sql: "SELECT * FROM jobs WHERE user = ? ORDER BY made DESC, id", arguments: [user])
        .map { try JobRecord($0) }
    }
  }

  /// Says of jobs that were under way when the service ended that they were interrupted.
  public func interruptJobs(at now: Int) throws {
    try keepHouse {
      try $0.execute(
        sql: "UPDATE jobs SET state = 'interrupted', changed = ? WHERE state IN ('waiting', 'running')",
        arguments: [now])
    }
  }

  /// Forgets jobs that were over before a moment.
  public func forgetJobs(before moment: Int) throws {
    try keepHouse {
      try $0.execute(
        sql: "DELETE FROM jobs WHERE changed < ? AND state NOT IN ('waiting', 'running')", arguments: [moment])
    }
  }
}
