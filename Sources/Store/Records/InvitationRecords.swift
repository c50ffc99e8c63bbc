import GRDB
public import Titles

/// Invitations that were printed together.
public struct InvitationBatch: Hashable, Sendable {
  /// The number.
  public var id: Int
  /// The round.
  public var round: String
  /// The study whose answers these are.
  public var scope: Scope
  /// The last day on which they may be answered.
  public var until: CalendarDay
  /// How many there are.
  public var invitations: Int
  /// When they were made.
  public var madeAt: String
  /// Who made them.
  public var madeBy: String
  /// Whether they were made void, as after a lost print-out.
  public var isVoid: Bool

  /// A batch.
  public init(
    id: Int, round: String, scope: Scope, until: CalendarDay, invitations: Int, madeAt: String, madeBy: String,
    isVoid: Bool = false
  ) {
    self.id = id
    self.round = round
    self.scope = scope
    self.until = until
    self.invitations = invitations
    self.madeAt = madeAt
    self.madeBy = madeBy
    self.isVoid = isVoid
  }

  init(_ row: Row) throws {
    guard let scope = Scope(row["scope"]), let until = CalendarDay(row["until"]) else {
      throw StoreRowFault(table: "invitation_batches", id: String(row["id"] as Int))
    }
    self.init(
      id: row["id"], round: row["round"], scope: scope, until: until, invitations: row["invitations"],
      madeAt: row["made_at"], madeBy: row["made_by"], isVoid: row["is_void"])
  }
}

/// An invitation: where in the sample it belongs, and whether it was answered; of its code only the digest.
public struct Invitation: Hashable, Sendable {
  /// The digest of its code, in hexadecimal digits.
  public var id: String
  /// The batch.
  public var batch: Int
  /// What is known of its place in the sample, by the questionnaire's names: community, stratum, sampling unit, weight.
  public var design: [String: String]
  /// Whether it was answered. When is not kept.
  public var isUsed: Bool

  /// An invitation.
  public init(id: String, batch: Int, design: [String: String], isUsed: Bool = false) {
    self.id = id
    self.batch = batch
    self.design = design
    self.isUsed = isUsed
  }

  init(_ row: Row) throws {
    self.init(
      id: row["id"], batch: row["batch"], design: try JSONText.read([String: String].self, row["design"]),
      isUsed: row["is_used"])
  }
}

/// One filled-in questionnaire: answers by the names of the questions, with its place in the sample.
public struct OnlineAnswer: Hashable, Sendable {
  /// A random key.
  public var id: String
  /// Answers and place in the sample by name.
  public var answers: [String: String]

  /// A filled-in questionnaire.
  public init(id: String, answers: [String: String]) {
    self.id = id
    self.answers = answers
  }
}

extension EvaluationStore {
  /// The batches of a round by number.
  public func invitationBatches(_ round: String) throws -> [InvitationBatch] {
    try read {
      try Row.fetchAll($0, sql: "SELECT * FROM invitation_batches WHERE round = ? ORDER BY id", arguments: [round])
        .map { try InvitationBatch($0) }
    }
  }

  /// The invitation with this digest, and its batch; nil if there is none.
  public func invitation(_ id: String) throws -> (invitation: Invitation, batch: InvitationBatch)? {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM invitations WHERE id = ?", arguments: [id]),
        let batch = try Row.fetchOne(
          db, sql: "SELECT * FROM invitation_batches WHERE id = ?", arguments: [row["batch"] as Int])
      else { return nil }
      return (try Invitation(row), try InvitationBatch(batch))
    }
  }

  /// The invitations of a batch, without an order that tells anything.
  public func invitations(of batch: Int) throws -> [Invitation] {
    try read {
      try Row.fetchAll($0, sql: "SELECT * FROM invitations WHERE batch = ? ORDER BY id", arguments: [batch])
        .map { try Invitation($0) }
    }
  }

  /// Marks an invitation as answered and keeps the answer, both or neither; false if it was answered before.
  public func keep(_ answer: OnlineAnswer, for invitation: String, round: String, scope: Scope) throws -> Bool {
    try keepHouse { db in
      try db.execute(
        sql: "UPDATE invitations SET is_used = 1 WHERE id = ? AND is_used = 0", arguments: [invitation])
      guard db.changesCount == 1 else { return false }
      try db.execute(
        sql: "INSERT INTO online_answers (id, round, scope, answers) VALUES (?, ?, ?, ?)",
        arguments: [answer.id, round, scope.description, try JSONText.of(answer.answers)])
      return true
    }
  }

  /// The online answers of a study by their random keys.
  public func onlineAnswers(_ round: String, _ scope: Scope) throws -> [OnlineAnswer] {
    try read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM online_answers WHERE round = ? AND scope = ? ORDER BY id",
        arguments: [round, scope.description]
      ).map { OnlineAnswer(id: $0["id"], answers: try JSONText.read([String: String].self, $0["answers"])) }
    }
  }

  /// Removes what a round that is over needs no more: invitations, and answers that are uploads by now.
  public func forgetInvitations(_ round: String) throws {
    try keepHouse { db in
      try db.execute(
        sql: "DELETE FROM invitations WHERE batch IN (SELECT id FROM invitation_batches WHERE round = ?)",
        arguments: [round])
      try db.execute(sql: "DELETE FROM online_answers WHERE round = ?", arguments: [round])
    }
  }
}

extension ChangeSession {
  /// The batch of this number within this change; nil if there is none.
  public func invitationBatch(_ id: Int) throws -> InvitationBatch? {
    try Row.fetchOne(db, sql: "SELECT * FROM invitation_batches WHERE id = ?", arguments: [id]).map {
      try InvitationBatch($0)
    }
  }

  /// The number that the next batch gets.
  public func nextInvitationBatch() throws -> Int { try nextID(.invitationBatches) }

  /// Adds a batch with its invitations.
  public func insert(_ batch: InvitationBatch, _ invitations: [Invitation]) throws {
    try insert(
      .invitationBatches,
      [
        ("id", batch.id), ("round", batch.round), ("scope", batch.scope.description),
        ("until", batch.until.description), ("invitations", batch.invitations), ("made_at", batch.madeAt),
        ("made_by", batch.madeBy), ("is_void", batch.isVoid),
      ])
    for invitation in invitations {
      try db.execute(
        sql: "INSERT INTO invitations (id, batch, design, is_used) VALUES (?, ?, ?, 0)",
        arguments: [invitation.id, batch.id, try JSONText.of(invitation.design)])
    }
  }

  /// Makes a batch void: none of its invitations opens the questionnaire any more.
  public func makeVoid(_ batch: InvitationBatch) throws {
    try update(.invitationBatches, id: batch.id, [("is_void", true)])
  }
}
