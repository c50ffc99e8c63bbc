import Findings
import Foundation
import GRDB
import Seals
import Store
import Testing
import Titles

/// R8: the database is rebuilt from kept files and event log alone, and the same to the bit.
@Suite struct JournalTests {
  /// Everything that the audit log covers, and the log itself: all rows of all these tables, in order.
  static func content(_ directory: DataDirectory) throws -> [String] {
    let queue = try DatabaseQueue(path: directory.database)
    defer { try? queue.close() }
    return try queue.read { db in
      let service: Set = [
        "sessions", "access_tokens", "sign_in_tries", "known_devices", "password_days", "incoming", "drafts",
        "answered_requests", "grdb_migrations",
      ]
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
      return try tables.filter { !service.contains($0) }.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2").map { "\(table) \($0)" }
      }
    }
  }

  /// A directory with some of everything, closed.
  static func filled() throws -> (fixture: StoreFixture, head: SignedTreeHead) {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    try store.change(StoreFixture.note("contact"), at: StoreFixture.start) { session in
      try session.seal(contact: "13900000000", id: "2014/1", round: "2014", salt: "00")
      try session.remember("key", request: "request")
    }
    let head = try #require(try store.head())
    #expect(try store.verify().findings.isEmpty)
    try store.close()
    return (fixture, head)
  }

  static func rebuild(_ fixture: StoreFixture, _ name: String, _ head: SignedTreeHead) throws -> AuditReport {
    try EvaluationStore.rebuild(
      fixture.directory, to: DataDirectory(fixture.path(name)), known: [head], holder: "test")
  }

  @Test func aLostDatabaseComesBackToTheBit() throws {
    let (fixture, head) = try Self.filled()
    let before = try Self.content(fixture.directory)
    try FileManager.default.removeItem(atPath: fixture.directory.database)
    let report = try Self.rebuild(fixture, "again", head)
    #expect(report.isSound && report.objects == 3 && report.rounds == 1)
    #expect(try Self.content(DataDirectory(fixture.path("again"))) == before)
    // Life goes on, under the same key.
    let store = try EvaluationStore(DataDirectory(fixture.path("again")), holder: "test")
    _ = try fixture.upload(store, "answers 4\n", 4)
    #expect(try store.verify(known: [head]).isSound)
  }

  @Test func aDamagedDatabaseDoesNotMatter() throws {
    let (fixture, head) = try Self.filled()
    let before = try Self.content(fixture.directory)
    try Data(repeating: 7, count: 50_000).write(to: URL(fileURLWithPath: fixture.directory.database))
    #expect(try Self.rebuild(fixture, "again", head).isSound)
    #expect(try Self.content(DataDirectory(fixture.path("again"))) == before)
  }

  /// What a power cut leaves of the journal, the next start makes whole: half a line, lines that are missing, none at all, another's.
  @Test(arguments: ["half a line", "two lines short", "missing", "another's"])
  func theJournalIsCaughtUpAtTheStart(_ fault: String) throws {
    let (fixture, head) = try Self.filled()
    let path = fixture.directory.path + "/events.jsonl"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let lines = whole.split(separator: "\n")
    switch fault {
    case "half a line": try Data(whole.utf8.dropLast(20)).write(to: URL(fileURLWithPath: path))
    case "two lines short":
      try Data((lines.dropLast(2).joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    case "missing": try FileManager.default.removeItem(atPath: path)
    default: try Data("{\"body\":\"{}\",\"keys\":{},\"rows\":{}}\n".utf8).write(to: URL(fileURLWithPath: path))
    }
    do {
      let store = try fixture.open()
      #expect(try store.verify().findings.isEmpty)
      _ = try fixture.upload(store, "answers 4\n", 4)
      #expect(try store.verify().findings.isEmpty)
      try store.close()
    }
    let before = try Self.content(fixture.directory)
    #expect(try Self.rebuild(fixture, "again", head).isSound)
    #expect(try Self.content(DataDirectory(fixture.path("again"))) == before)
  }

  /// Every change of the journal is found by `audit verify`, or refused when it is rebuilt from.
  @Test func aJournalThatWasTamperedWithIsFound() throws {
    let (fixture, head) = try Self.filled()
    let path = fixture.directory.path + "/events.jsonl"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    for (from, to) in [
      ("\"actor\\\":\\\"office", "\"actor\\\":\\\"wang"), ("社区1", "社区9"), ("\"bytes\":10", "\"bytes\":11"),
      ("answers", "answres"),
    ] where whole.contains(from) {
      try Data(whole.replacing(from, with: to, maxReplacements: 1).utf8).write(to: URL(fileURLWithPath: path))
      #expect(try fixture.open().verify().findings.map(\.code).contains(.journalDiffers), "\(from)")
      #expect(throws: (any Error).self, "\(from)") {
        let report = try Self.rebuild(fixture, "x", head)
        if !report.isSound { throw CancellationError() }
      }
      #expect(!FileManager.default.fileExists(atPath: fixture.path("x")))
    }
  }

  /// What was purged stands in no line.
  @Test func aPurgeReachesTheJournal() throws {
    let (fixture, _) = try Self.filled()
    let path = fixture.directory.path + "/events.jsonl"
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("13900000000"))
    let store = try fixture.open()
    let upload = try #require(try store.upload(1))
    try store.change(StoreFixture.note("purge"), at: StoreFixture.start) { session in
      _ = try session.purge(upload)
      try session.unseal(round: "2014")
    }
    try store.compactJournal()
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    #expect(
      !kept.contains("13900000000") && !kept.contains("\"salt\":\"5a171\"") && kept.contains("\"salt\":\"5a172\""))
    #expect(try store.verify().isSound)
  }

  @Test func withoutAJournalThereIsNothingToRebuildFrom() throws {
    let (fixture, head) = try Self.filled()
    try FileManager.default.removeItem(atPath: fixture.directory.path + "/events.jsonl")
    #expect(StoreFixture.failure { _ = try Self.rebuild(fixture, "x", head) } == .journalMissing)
    let other = try StoreFixture()
    let (_, foreign) = try Self.filled()
    do { try other.filled().close() }
    #expect(try Self.rebuild(other, "y", foreign).findings.contains { $0.code == .headDiffers })
  }
}
