import Findings
import Foundation
import GRDB
import Seals
import Store
import Testing
import Titles

/// R2a, R6 and R10: what the writing connection is, and who else may look.
@Suite struct DurabilityTests {
  /// A connection that might lose an acknowledged change is refused before it acknowledges one.
  @Test(arguments: [
    ("PRAGMA synchronous = OFF", true), ("PRAGMA synchronous = NORMAL", true), ("PRAGMA synchronous = FULL", false),
    ("PRAGMA foreign_keys = OFF", true), ("PRAGMA journal_mode = DELETE", true),
  ])
  func aWeakWriterIsRefused(_ statement: String, isRefused: Bool) throws {
    let fixture = try StoreFixture()
    let queue = try DatabaseQueue(path: fixture.path("x.db"))
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
      try db.execute(sql: statement)
      let code = StoreFixture.failure { try WriterSettings.check(db) }
      #expect(code == (isRefused ? .durabilityTooLow : nil))
    }
  }

  /// R10: a backup does not wait until the service stops.
  @Test func aDirectoryThatIsHeldCanBeBackedUp() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let file = fixture.path("backup.tar")
    let size = try EvaluationStore.backUpWhileHeld(
      fixture.directory, to: file, software: "test", moment: StoreFixture.start)
    #expect(size == (try store.head()?.head.size))
    _ = try fixture.upload(store, "after the backup\n", 4)
    let report = try EvaluationStore.restore(file, to: DataDirectory(fixture.path("restored")), holder: "test")
    #expect(report.isSound && report.events == size)
    #expect(try store.verify().isSound)
  }

  /// R6: the version is looked at when a directory is opened.
  @Test func anOldSQLiteIsNamed() throws {
    let fixture = try StoreFixture()
    let store = try fixture.create()
    let isOld = try store.sqliteVersion().compare("3.51.3", options: .numeric) == .orderedAscending
    #expect(store.openingFindings.contains { $0.code == .oldSQLite } == isOld)
  }

  /// The log of recent writes stays small without SQLite's own checkpoints.
  @Test func theWriteAheadLogStaysSmall() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    for number in 0..<400 {
      try store.change(StoreFixture.note("entry"), at: StoreFixture.start) { session in
        session.note.details["text"] = String(repeating: "x", count: 20_000)
        session.note.details["number"] = String(number)
      }
    }
    let size = try FileManager.default.attributesOfItem(atPath: fixture.directory.database + "-wal")[.size] as? Int
    #expect((size ?? 0) < 16 << 20)
    #expect(try store.verify().isSound)
  }
}
