import Findings
import GRDB

extension AuditVerification {
  /// The event journal says what the log says: every entry byte for byte, and every row with the digest that its entry names.
  mutating func checkJournal(_ path: String) throws {
    var number = 0
    var differing: [Int] = []
    do {
      let body = try db.cachedStatement(sql: "SELECT body FROM audit_events WHERE id = ?")
      try EventJournal.forEach(path) { entry in
        if try String.fetchOne(body, arguments: [number]) != entry.body || !fits(entry) { differing.append(number) }
        number += 1
      }
    } catch let failure as StoreFailure {
      report.findings.append(failure.finding)
      return
    }
    for place in differing {
      report.findings.append(Finding(.journalDiffers, found: String(place), details: [String(place)]))
    }
    if number < report.events { report.findings.append(Finding(.journalBehind)) }
  }

  /// Whether the rows of a line have the digests that its entry names. A round's state may be left out: it follows from events.
  private func fits(_ entry: JournalEntry) throws -> Bool {
    guard let event = AuditEvent(body: entry.body) else { return false }
    let said = Dictionary(event.changes.map { ($0.object, $0.after) }, uniquingKeysWith: { a, _ in a })
    return try entry.rows.allSatisfy { object, row in
      guard let (table, _, _) = AuditedTable.named(object), let after = said[object] else { return false }
      guard let row else { return after == nil }
      if table == .rounds, row["state"] == nil { return true }
      let columns = try db.columns(in: table.rawValue).map(\.name).filter { row[$0] != nil }
      guard columns.count == row.count else { return false }
      return AuditedTable.digest(columns.map { ($0, row[$0]?.databaseValue ?? .null) }) == after
    }
  }
}
