import Findings
import GRDB

/// The journal's lines as the database gives them.
struct JournalContent {
  let db: Database

  /// The line of the change that was just made.
  func entry(_ event: AuditEvent) throws -> JournalEntry {
    var rows: [String: JournalRow?] = [:]
    for change in event.changes { rows.updateValue(try row(change.object, withState: false), forKey: change.object) }
    return JournalEntry(body: try event.body(), rows: rows, keys: try keys(event.leaf))
  }

  /// Gives the lines from an entry on. Rows stand only in the last line that speaks of them, so what was purged is in none.
  func forEach(from first: Int, _ take: (JournalEntry) throws -> Void) throws {
    var latest: [String: Int] = [:]
    let bodies = {
      try String.fetchCursor(db, sql: "SELECT body FROM audit_events WHERE id >= ? ORDER BY id", arguments: [first])
    }
    let once = try bodies()
    while let body = try once.next() {
      guard let event = AuditEvent(body: body) else { continue }
      for change in event.changes { latest[change.object] = event.leaf }
    }
    let again = try bodies()
    while let body = try again.next() {
      guard let event = AuditEvent(body: body) else { throw StoreFailure(.auditLeafDiffers, body) }
      var rows: [String: JournalRow?] = [:]
      for change in event.changes where latest[change.object] == event.leaf {
        rows.updateValue(try row(change.object, withState: true), forKey: change.object)
      }
      try take(JournalEntry(body: body, rows: rows, keys: try keys(event.leaf)))
    }
  }

  /// A row that an entry names; nil if there is none now.
  ///
  /// - Parameter withState: whether a round's state is given too. As this version writes it, it comes out of the events to the byte and
  ///   need not be kept with each of them; what an earlier version wrote may not.
  private func row(_ object: String, withState: Bool) throws -> JournalRow? {
    guard let (table, column, key) = AuditedTable.named(object),
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM \(table.rawValue) WHERE \(column) = ?"), arguments: [key])
    else { return nil }
    var columns: JournalRow = [:]
    for (name, value) in row where withState || table != .rounds || name != "state" {
      columns[name] = JournalValue(value)
    }
    return columns
  }

  private func keys(_ leaf: Int) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, request FROM idempotency_keys WHERE leaf = ?"), arguments: [leaf])
    return Dictionary(rows.map { ($0["id"], $0["request"]) }, uniquingKeysWith: { a, _ in a })
  }
}
