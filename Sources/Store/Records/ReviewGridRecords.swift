import GRDB
public import Titles

/// An assignment: one reviewer marks these indicators of these communities.
public struct ReviewGridRecord: Hashable, Sendable {
  /// How far it has come.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// Being filled in.
    case open
    /// Submitted and locked.
    case submitted
    /// Returned by the office with a reason; being filled in again.
    case returned
    /// Taken back by the office before it was submitted.
    case withdrawn

    /// Whether cells may be changed.
    public var isOpen: Bool { self == .open || self == .returned }
  }

  /// The number.
  public var id: Int
  /// The round.
  public var round: String
  /// The reviewer's sign-in name.
  public var reviewer: String
  /// The department or street that the reviewer marks for.
  public var scope: Scope
  /// The codes of the indicators, in the order of the standard.
  public var indicators: [String]
  /// The communities, in the order of their codes; those under recusal are gone.
  public var communities: [CommunityID]
  /// The day by which it is to be submitted; nil without one.
  public var due: CalendarDay?
  /// How far it has come.
  public var state: State
  /// Why it was returned; empty otherwise.
  public var reason: String
  /// The grid whose reviewer recused himself or herself; nil for an assignment by the office.
  public var takenOverFrom: Int?

  /// An assignment that begins.
  public init(
    id: Int, round: String, reviewer: String, scope: Scope, indicators: [String], communities: [CommunityID],
    due: CalendarDay?, takenOverFrom: Int? = nil
  ) {
    self.id = id
    self.round = round
    self.reviewer = reviewer
    self.scope = scope
    self.indicators = indicators
    self.communities = communities
    self.due = due
    state = .open
    reason = ""
    self.takenOverFrom = takenOverFrom
  }

  init(_ row: Row) throws {
    guard let scope = Scope(row["scope"]), let state = State(rawValue: row["state"]) else {
      throw StoreRowFault(table: "review_grids", id: String(row["id"] as Int))
    }
    self.init(
      id: row["id"], round: row["round"], reviewer: row["reviewer"], scope: scope,
      indicators: try JSONText.read([String].self, row["indicators"]),
      communities: try JSONText.read([CommunityID].self, row["communities"]),
      due: (row["due"] as String?).flatMap { CalendarDay($0) }, takenOverFrom: row["taken_over_from"])
    self.state = state
    reason = row["reason"]
  }

  fileprivate func columns() throws -> [(String, (any DatabaseValueConvertible)?)] {
    [
      ("round", round), ("reviewer", reviewer), ("scope", scope.description),
      ("indicators", try JSONText.of(indicators)), ("communities", try JSONText.of(communities)),
      ("due", due?.description), ("state", state.rawValue), ("reason", reason), ("taken_over_from", takenOverFrom),
    ]
  }
}

extension EvaluationStore {
  /// The grids of a round by number; of one reviewer if one is named.
  public func reviewGrids(_ round: String, of reviewer: String? = nil) throws -> [ReviewGridRecord] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM review_grids WHERE round = ? AND (? IS NULL OR reviewer = ?) ORDER BY id",
        arguments: [round, reviewer, reviewer]
      ).map { try ReviewGridRecord($0) }
    }
  }

  /// The grid of this number; nil if there is none.
  public func reviewGrid(_ id: Int) throws -> ReviewGridRecord? {
    try read {
      try Row.fetchOne($0, sql: "SELECT * FROM review_grids WHERE id = ?", arguments: [id]).map {
        try ReviewGridRecord($0)
      }
    }
  }
}

extension ChangeSession {
  /// The grid of this number as it stands within this change; nil if there is none.
  public func reviewGrid(_ id: Int) throws -> ReviewGridRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM review_grids WHERE id = ?", arguments: [id]).map {
      try ReviewGridRecord($0)
    }
  }

  /// The number that the next grid gets.
  public func nextReviewGrid() throws -> Int { try nextID(.reviewGrids) }

  /// Adds a grid.
  public func insert(_ grid: ReviewGridRecord) throws {
    try insert(.reviewGrids, [("id", grid.id)] + grid.columns())
  }

  /// Changes the grid of its number.
  public func update(_ grid: ReviewGridRecord) throws { try update(.reviewGrids, id: grid.id, grid.columns()) }
}
