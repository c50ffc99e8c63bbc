import Findings
import GRDB
public import Seals
import Titles

extension EvaluationStore {
  /// The keys that watch over the log, in the order of their names.
  public func witnesses() throws -> [WitnessList.Witness] { try read { try WitnessRows.witnesses($0) } }

  /// The head of this size with every cosignature that came in; the newest that has any without a size. nil if there is none.
  public func cosignedHead(size: Int? = nil) throws -> SignedTreeHead? {
    try read { db in
      guard let size = try size ?? Int.fetchOne(db, sql: "SELECT max(size) FROM cosignatures") else { return nil }
      return try WitnessRows.head(db, size)
    }
  }

  /// The sizes of cosigned heads from one on, the newest first.
  public func cosignedSizes(from size: Int) throws -> [Int] {
    try read { db in
      try Int.fetchAll(
        db, sql: "SELECT DISTINCT size FROM cosignatures WHERE size >= ? ORDER BY size DESC", arguments: [size])
    }
  }

  /// The place of the last audit event of an action on a round; nil if there is none.
  public func lastLeaf(of action: String, round: String) throws -> Int? {
    try read { db in
      try Int.fetchOne(
        db,
        sql: "SELECT max(id) FROM audit_events WHERE action = ? AND json_extract(body, '$.details.round') = ?",
        arguments: [action, round])
    }
  }
}

extension ChangeSession {
  /// The keys that watch over the log.
  public func witnesses() throws -> [WitnessList.Witness] { try WitnessRows.witnesses(db) }

  /// Adds a key.
  public func insert(_ witness: WitnessList.Witness) throws {
    try insert(
      .witnesses, [("id", witness.key.text), ("holder", witness.holder), ("added_at", moment.description)])
  }

  /// The head of this size with the cosignatures so far; nil if there is none.
  public func cosignedHead(size: Int) throws -> SignedTreeHead? { try WitnessRows.head(db, size) }

  /// Adds a cosignature, if it is not there.
  ///
  /// - Returns: whether it is new.
  public func insert(cosignature line: String, of witness: WitnessList.Witness, size: Int) throws -> Bool {
    let isThere = try Bool.fetchOne(
      db, sql: "SELECT 1 FROM cosignatures WHERE size = ? AND witness = ?", arguments: [size, witness.key.text])
    if isThere ?? false { return false }
    try insert(
      .cosignatures,
      [("id", try nextID(.cosignatures)), ("size", size), ("witness", witness.key.text), ("line", line)])
    return true
  }
}

/// Rows of witnesses and their lines.
enum WitnessRows {
  static func witnesses(_ db: Database) throws -> [WitnessList.Witness] {
    try Row.fetchAll(db, sql: "SELECT id, holder FROM witnesses ORDER BY id").map { row in
      guard let key = VerifierKey(row["id"]) else { throw StoreRowFault(table: "witnesses", id: row["id"]) }
      return WitnessList.Witness(holder: row["holder"], key: key)
    }
  }

  static func head(_ db: Database, _ size: Int) throws -> SignedTreeHead? {
    guard var head = try AuditLog(db: db).head(size: size) else { return nil }
    for line in try String.fetchAll(
      db, sql: "SELECT line FROM cosignatures WHERE size = ? ORDER BY id", arguments: [size])
    {
      head = head.adding(line) ?? head
    }
    return head
  }
}
