import Findings
package import GRDB

/// What the writing connection is set to before anything is acknowledged.
package enum WriterSettings {
  /// Sets the open connection. Not while the pool prepares it: the pool sets NORMAL afterwards, and an acknowledged upload could vanish
  /// with the power.
  static func apply(to db: Database) throws {
    try db.execute(sql: "PRAGMA synchronous = FULL")
    // `Checkpoints` does it: SQLite's own ignores an fsync that failed and tries again, when the pages may be gone already.
    try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
    try check(db)
  }

  /// Refuses a connection that might lose what was acknowledged.
  ///
  /// - Throws: `StoreFailure` with B008 unless `synchronous` is FULL, the journal is a WAL and foreign keys are watched.
  package static func check(_ db: Database) throws {
    let level = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1
    let journal = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
    let keys = try Int.fetchOne(db, sql: "PRAGMA foreign_keys") ?? 0
    guard level == 2, journal == "wal", keys == 1 else {
      throw StoreFailure(.durabilityTooLow, "\(level) (\(journal), foreign_keys \(keys))")
    }
  }
}
