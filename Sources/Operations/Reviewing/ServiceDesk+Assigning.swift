import Findings
import Scoring
public import Store
public import Titles

/// Who marks what: the office assigns, follows the progress and returns what must be corrected.
extension ServiceDesk {
  /// How far a grid has come, without a single mark in it: the office, too, sees marks only once they are submitted.
  public struct GridProgress: Hashable, Sendable {
    /// The assignment.
    public var record: ReviewGridRecord
    /// The reviewer's name for people.
    public var reviewer: String
    /// Cells with something in them.
    public var filled: Int
    /// Cells in all.
    public var total: Int
    /// The uploads that it has become.
    public var uploads: [Int]
  }

  /// What the office assigns.
  public struct Assignment: Hashable, Sendable, Decodable {
    /// The reviewer's sign-in name.
    public var reviewer: String
    /// The codes of the indicators.
    public var indicators: [String]
    /// The codes of the communities.
    public var communities: [String]
    /// The last day; nil without one.
    public var due: CalendarDay?

    /// An assignment.
    public init(reviewer: String, indicators: [String], communities: [String], due: CalendarDay? = nil) {
      self.reviewer = reviewer
      self.indicators = indicators
      self.communities = communities
      self.due = due
    }
  }

  /// The grids of a round with their progress, by number.
  public func reviewProgress(_ round: TitleRound) throws -> [GridProgress] {
    let records = try store.reviewGrids(round.id)
    guard !records.isEmpty else { return [] }
    let rules = try reviewRules(round.id)
    let users = Dictionary(try store.users().map { ($0.name, $0.display) }, uniquingKeysWith: { first, _ in first })
    var drafts: [String: [DraftRecord]] = [:]
    return try records.map { record in
      if drafts[record.reviewer] == nil {
        drafts[record.reviewer] = try store.drafts(of: record.reviewer, round: round.id)
      }
      let grid = ReviewGrid(record, round, rules, drafts: drafts[record.reviewer] ?? [], today: now.day)
      let (filled, total) = grid.progress
      return GridProgress(
        record: record, reviewer: users[record.reviewer] ?? record.reviewer, filled: filled, total: total,
        uploads: try uploads(of: record).map(\.number))
    }
  }

  /// The users who may be given a grid, with the department that they mark for.
  public func reviewers() throws -> [(user: UserRecord, scope: Scope)] {
    try store.users().filter { !$0.isDisabled }.flatMap { user in
      user.grants.filter { $0.role == .reviewer }.map { (user: user, scope: $0.scope) }
    }
  }

  /// The communities that are marked: those that applied and qualified, in the order of their codes.
  public static func marked(in round: TitleRound) -> [RoundCommunity] {
    round.communities.values.filter { $0.stage == .qualified }.sorted { $0.code < $1.code }
  }

  /// What the standard gives to a department or street: its indicators by the name in the column `rater` (`民政局` also has what
  /// `市民政局` or `民政局（老龄办）` rates), and the communities, of which a street has only its own.
  static func share(
    of department: String, in round: TitleRound, _ rules: ReviewRules
  ) -> (indicators: [String], communities: [String]) {
    let isTown = rules.towns.values.contains(department)
    let forms = rules.forms.filter { form in
      let rater = form.indicator.rater
      if isTown { return rater.contains("街道") || rater.contains("镇") || rater == department }
      return !rater.isEmpty && (rater.contains(department) || department.contains(rater))
    }
    let communities = marked(in: round).map(\.code).filter { !isTown || rules.towns[$0] == department }
    return (forms.map(\.indicator.code), communities)
  }

  /// Assigns indicators of communities to a reviewer.
  ///
  /// - Throws: `Refusal` with D303 if reviewer, indicators or communities do not fit.
  public func assign(_ assignment: Assignment, in round: TitleRound, by person: SignedInPerson) async throws
    -> EvaluationDesk.Done<ReviewGridRecord>
  {
    let rules = try reviewRules(round.id)
    let grid = try grid(assignment, in: round, rules)
    let actor = try actor(person)
    return try await inTurn {
      try rounds.change(actor.note("review.assign", details: ServiceDesk.details(grid))) { session in
        var grid = grid
        grid.id = try session.nextReviewGrid()
        try session.insert(grid)
        session.note.details["grid"] = String(grid.id)
        return grid
      }
    }
  }

  /// Gives every reviewer who has no grid yet the indicators of his or her department for all marked communities.
  ///
  /// - Returns: the grids that were made; none if nobody's department rates anything.
  public func assignByStandard(in round: TitleRound, due: CalendarDay?, by person: SignedInPerson) async throws
    -> [ReviewGridRecord]
  {
    let rules = try reviewRules(round.id)
    let busy = Set(try store.reviewGrids(round.id).filter { $0.state != .withdrawn }.map(\.reviewer))
    var made: [ReviewGridRecord] = []
    for (user, scope) in try reviewers() where !busy.contains(user.name) {
      guard case .department(let name) = scope else { continue }
      let (indicators, communities) = ServiceDesk.share(of: name, in: round, rules)
      guard !indicators.isEmpty, !communities.isEmpty else { continue }
      let assignment = Assignment(
        reviewer: user.name, indicators: indicators, communities: communities, due: due)
      made.append(try await assign(assignment, in: round, by: person).value)
    }
    return made
  }

  /// Returns a submitted grid with a reason; until it is submitted again the marks that were submitted go on counting.
  public func returnGrid(_ id: Int, in round: TitleRound, reason: String, by person: SignedInPerson) async throws {
    let actor = try actor(person)
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw Refusal(findings: [Finding(.fieldInvalid, details: ["理由 reason", "写明理由 give a reason"])])
    }
    let details = ["round": round.id, "grid": String(id)]
    _ = try await inTurn {
      try rounds.change(actor.note("review.return", reason: reason, details: details)) { session in
        guard var record = try session.reviewGrid(id), record.round == round.id, record.state == .submitted else {
          throw Refusal(findings: [Finding(.gridNotSubmitted, found: String(id))])
        }
        record.state = .returned
        record.reason = reason
        try session.update(record)
      }
    }
  }

  /// Takes back an assignment that was never submitted.
  public func withdrawGrid(_ id: Int, in round: TitleRound, by person: SignedInPerson) async throws {
    let actor = try actor(person)
    let details = ["round": round.id, "grid": String(id)]
    _ = try await inTurn {
      try rounds.change(actor.note("review.withdraw", details: details)) { session in
        guard var record = try session.reviewGrid(id), record.round == round.id else {
          throw Refusal(findings: [Finding(.unknownInRound, found: String(id), details: [String(id)])])
        }
        guard record.state == .open else { throw Refusal(findings: [Finding(.gridLocked)]) }
        record.state = .withdrawn
        try session.update(record)
      }
    }
  }

  /// The record of an assignment, checked; its number is still to be given.
  private func grid(
    _ assignment: Assignment, in round: TitleRound, _ rules: ReviewRules
  ) throws -> ReviewGridRecord {
    func refuse(_ what: String) -> Refusal {
      Refusal(findings: [Finding(.gridUnassignable, found: what, details: [what])])
    }
    let scopes = try reviewers().filter { $0.user.name == assignment.reviewer }.map(\.scope)
    guard let scope = scopes.first else { throw refuse(assignment.reviewer.isEmpty ? "reviewer" : assignment.reviewer) }
    let marked = Dictionary(
      ServiceDesk.marked(in: round).map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
    for code in assignment.indicators where rules.form(code) == nil { throw refuse(code) }
    for code in assignment.communities where marked[code] == nil { throw refuse(code) }
    let recused = Set(round.recusals.filter { $0.user == assignment.reviewer }.flatMap(\.communities))
    let wanted = Set(assignment.communities.compactMap { marked[$0] }).subtracting(recused)
    let communities = ServiceDesk.marked(in: round).map(\.id).filter(wanted.contains)
    let indicators = rules.forms.map(\.indicator.code).filter(assignment.indicators.contains)
    guard !indicators.isEmpty else { throw refuse("indicators") }
    guard !communities.isEmpty else { throw refuse("communities") }
    return ReviewGridRecord(
      id: 0, round: round.id, reviewer: assignment.reviewer, scope: scope, indicators: indicators,
      communities: communities, due: assignment.due)
  }

  static func details(_ grid: ReviewGridRecord) -> [String: String] {
    [
      "round": grid.round, "reviewer": grid.reviewer, "indicators": grid.indicators.joined(separator: " "),
      "communities": String(grid.communities.count),
    ]
  }
}
