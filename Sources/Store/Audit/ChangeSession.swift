import GRDB
public import Titles

/// A change while it is being made: rows are written through it, so that none can be forgotten in the audit event.
///
/// It lives for one transaction and never leaves the closure that it is given to.
public final class ChangeSession {
  /// The moment of the change.
  public let moment: Moment
  /// The place that the audit event will have in the log.
  public let leaf: Int
  /// What the event says besides the rows; an operation may add to it.
  public var note: ChangeNote

  let db: Database
  /// The rounds as they were before the change.
  let roundCache: RoundCache
  /// The rounds that the change has stored.
  var saved: [StoredRound] = []
  private var order: [String] = []
  private var touched: [String: (table: AuditedTable, id: DatabaseValue, before: String?)] = [:]

  init(_ db: Database, roundCache: RoundCache, moment: Moment, leaf: Int, note: ChangeNote) {
    self.db = db
    self.roundCache = roundCache
    self.moment = moment
    self.leaf = leaf
    self.note = note
  }

  /// Inserts a row.
  func insert(_ table: AuditedTable, _ columns: [(String, (any DatabaseValueConvertible)?)]) throws {
    guard let id = columns.first(where: { $0.0 == "id" })?.1?.databaseValue else {
      preconditionFailure("a row of an audited table has an id")
    }
    let columns = columns + (try table.concealment(db))
    try touch(table, id) { name in columns.first { $0.0 == name }?.1?.databaseValue ?? .null }
    let names = columns.map(\.0).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try db.execute(
      sql: "INSERT INTO \(table.rawValue) (\(names)) VALUES (\(marks))",
      arguments: StatementArguments(columns.map { $0.1?.databaseValue ?? .null }))
  }

  /// Changes columns of a row that is there.
  func update(
    _ table: AuditedTable, id: some DatabaseValueConvertible, _ columns: [(String, (any DatabaseValueConvertible)?)]
  ) throws {
    try touch(table, id.databaseValue)
    let list = columns.map { "\($0.0) = ?" }.joined(separator: ", ")
    try db.execute(
      sql: "UPDATE \(table.rawValue) SET \(list) WHERE id = ?",
      arguments: StatementArguments(columns.map { $0.1?.databaseValue ?? .null } + [id.databaseValue]))
    precondition(db.changesCount == 1, "the row is there")
  }

  /// Removes a row.
  func delete(_ table: AuditedTable, id: some DatabaseValueConvertible) throws {
    try touch(table, id.databaseValue)
    try db.execute(sql: "DELETE FROM \(table.rawValue) WHERE id = ?", arguments: [id.databaseValue])
  }

  /// The next free number of a table.
  func nextID(_ table: AuditedTable) throws -> Int {
    (try Int.fetchOne(db, sql: "SELECT max(id) FROM \(table.rawValue)") ?? 0) + 1
  }

  /// What has changed, in the order in which rows were first touched; rows that read as before are left out.
  func changes() throws -> [AuditEvent.Change] {
    try order.compactMap { name in
      guard let (table, id, before) = touched[name] else { return nil }
      let after = try table.digest(db, id)
      return before == after ? nil : AuditEvent.Change(object: name, before: before, after: after)
    }
  }

  /// Notes how a row is before it changes.
  ///
  /// - Parameter new: the columns of a row that is not there yet.
  private func touch(
    _ table: AuditedTable, _ id: DatabaseValue, new: ((String) -> DatabaseValue)? = nil
  ) throws {
    let row = try Row.fetchOne(db, sql: "SELECT * FROM \(table.rawValue) WHERE id = ?", arguments: [id])
    let name = row.map(table.object) ?? table.object(new ?? { $0 == "id" ? id : .null })
    guard touched[name] == nil else { return }
    touched[name] = (table, id, row.map(AuditedTable.digest))
    order.append(name)
  }
}
