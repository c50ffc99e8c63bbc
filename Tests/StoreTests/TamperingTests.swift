import Findings
import Foundation
import GRDB
import Seals
import Store
import TestSupport
import Testing
import Titles

/// T3: whatever is changed behind the log is found, and named.
@Suite struct TamperingTests {
  /// A change of the database by somebody who drops the triggers first, and the finding that names it.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    let expected: FindingCode
    let named: String
  }

  static let cases = [
    Case(
      testDescription: "an entry's actor",
      sql: "UPDATE audit_events SET body = replace(body, 'office', 'wang') WHERE id = 5", expected: .auditLeafDiffers,
      named: "5"),
    Case(
      testDescription: "an entry removed", sql: "DELETE FROM audit_events WHERE id = 3", expected: .auditLeafDiffers,
      named: "4"),
    Case(
      testDescription: "a node", sql: "UPDATE audit_nodes SET root = zeroblob(32) WHERE level = 1 AND place = 2",
      expected: .auditNodeDiffers, named: "1/2"),
    Case(
      testDescription: "a head",
      sql: "UPDATE tree_heads SET text = (SELECT text FROM tree_heads WHERE id = 4) WHERE id = 6",
      expected: .headDiffers, named: "6"),
    Case(
      testDescription: "a head removed", sql: "DELETE FROM tree_heads WHERE id = 6", expected: .headDiffers, named: "6"),
    Case(
      testDescription: "a user's roles", sql: "UPDATE users SET grants = '[\"administrator\"]' WHERE id = 'li'",
      expected: .rowDiffers, named: "users/li"),
    Case(
      testDescription: "a user made up", sql: "INSERT INTO users VALUES ('ghost', 'g', '[]', NULL, NULL, 0, '')",
      expected: .rowUnrecorded, named: "users/ghost"),
    Case(
      testDescription: "a user removed", sql: "DELETE FROM users WHERE id = 'wang'", expected: .rowMissing,
      named: "users/wang"),
    Case(
      testDescription: "a community's name", sql: "UPDATE register_periods SET name = 'x' WHERE id = 2",
      expected: .rowDiffers, named: "register_periods/2"),
    Case(
      testDescription: "a lineage event", sql: "UPDATE register_changes SET document = 'x' WHERE id = 1",
      expected: .rowDiffers, named: "register_changes/1"),
    Case(
      testDescription: "a holiday", sql: "UPDATE calendar_years SET days = '[]'", expected: .rowDiffers,
      named: "calendar_years/2014"),
    Case(
      testDescription: "a round's phase", sql: "UPDATE rounds SET phase = 'named'", expected: .rowDiffers,
      named: "rounds/2014"),
    Case(
      testDescription: "a round's state", sql: "UPDATE rounds SET state = replace(state, '\"b\"', '\"c\"')",
      expected: .roundDiffers, named: "2014"),
    Case(
      testDescription: "a round's event", sql: "UPDATE round_events SET body = replace(body, 'office', 'wang')",
      expected: .rowDiffers, named: "round_events/1"),
    Case(
      testDescription: "an upload's size", sql: "UPDATE uploads SET bytes = 1 WHERE id = 2", expected: .rowDiffers,
      named: "uploads/2"),
    Case(
      testDescription: "a published list", sql: "UPDATE publications SET body = 'K000002'", expected: .rowDiffers,
      named: "publications/1"),
    Case(
      testDescription: "the log's name", sql: "UPDATE meta SET value = 'x' WHERE id = 'origin'", expected: .rowDiffers,
      named: "meta/origin"),
  ]

  static func tamper(_ directory: DataDirectory, _ sql: String) throws {
    let queue = try DatabaseQueue(path: directory.database)
    try queue.write { db in
      let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
      // Put back, so that only the change itself can be found.
      for trigger in triggers { try db.execute(sql: trigger["sql"]) }
    }
    try queue.close()
  }

  @Test(arguments: cases)
  func changesAreFoundAndNamed(_ example: Case) throws {
    let fixture = try StoreFixture()
    do {
      let store = try fixture.filled()
      #expect(try store.verify().findings.isEmpty)
      try store.close()
    }
    try Self.tamper(fixture.directory, example.sql)
    let report = try fixture.open().verify()
    #expect(!report.isSound)
    #expect(
      report.findings.contains { $0.code == example.expected && $0.details.contains(example.named) },
      "\(report.findings.map { ($0.code.code, $0.details) })")
  }

  @Test func aDroppedTriggerIsFound() throws {
    let fixture = try StoreFixture()
    do { try fixture.filled().close() }
    let queue = try DatabaseQueue(path: fixture.directory.database)
    try queue.write { try $0.execute(sql: "DROP TRIGGER audit_events_stay") }
    try queue.close()
    let findings = try fixture.open().verify().findings
    #expect(findings.map(\.code) == [.schemaDiffers])
    #expect(findings.first?.details == ["audit_events_stay"])
  }

  @Test func aChangedOrMissingOriginalIsFound() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let name = ContentDigest.of("answers 2\n").hexadecimal
    let path = "\(fixture.directory.path)/objects/\(name.prefix(2))/\(name.dropFirst(2))"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in bytes.indices {
      var spoiled = bytes
      spoiled[place] ^= 0x55
      try spoiled.write(to: URL(fileURLWithPath: path))
      let codes = try store.verify().findings.map(\.code)
      #expect(codes == [.objectDiffers], "byte \(place)")
    }
    try (bytes + Data([0])).write(to: URL(fileURLWithPath: path))
    #expect(try store.verify().findings.map(\.code) == [.objectDiffers])
    try FileManager.default.removeItem(atPath: path)
    let findings = try store.verify().findings
    #expect(findings.map(\.code) == [.objectMissing])
    #expect(findings.first?.details == ["uploads/2"])
  }

  /// Somebody with the key and all the time in the world rewrites the whole log: a district's old head shows it.
  @Test func aRewrittenLogIsFoundByAnyoneWithAnOlderHead() throws {
    let fixture = try StoreFixture()
    let head: SignedTreeHead
    do {
      let store = try fixture.filled()
      head = try #require(try store.head())
      _ = try fixture.upload(store, "one more\n", 4)
      #expect(try store.verify(known: [head]).isSound)
      try store.close()
    }
    let forged = try StoreFixture()
    let store = try forged.create()  // the same key and name, another history
    for number in 1...20 {
      try store.change(StoreFixture.note("other"), at: StoreFixture.start) { session in
        try session.save(UserRecord(name: "u\(number)", display: "", grants: [], codeDigest: nil))
      }
    }
    #expect(try store.verify().isSound, "in itself it is sound")
    #expect(try store.verify(known: [head]).findings.map(\.code) == [.headDiffers])
  }

  /// Random bytes of the database file: whatever touches content is found by SQLite's check or by the log.
  @Test func randomBytesOfTheFileAreFound() throws {
    let fixture = try StoreFixture()
    do { try fixture.filled().close() }
    let original = try Data(contentsOf: URL(fileURLWithPath: fixture.directory.database))
    let count = ProcessInfo.processInfo.environment["KAOPING_SOAK_TAMPERINGS"].flatMap(Int.init) ?? 60
    let content = try Self.dump(original, fixture)
    var generator = SeededGenerator(seed: 42)
    var found = 0
    for _ in 0..<count {
      var spoiled = original
      let place = Int.random(in: 100..<spoiled.count, using: &generator)
      spoiled[place] ^= UInt8.random(in: 1...255, using: &generator)
      try spoiled.write(to: URL(fileURLWithPath: fixture.directory.database))
      let isFound = (try? Self.isSound(fixture)) != true
      // Bytes of free space between rows say nothing: then the content is as it was.
      if isFound { found += 1 } else { #expect(try Self.dump(spoiled, fixture) == content, "byte \(place)") }
    }
    // Most of a small file is free space inside pages.
    #expect(found > count / 30)
  }

  private static func isSound(_ fixture: StoreFixture) throws -> Bool {
    let store = try fixture.open()
    defer { try? store.close() }
    return try store.verify().isSound
  }

  /// All rows of all tables, as text.
  private static func dump(_ database: Data, _ fixture: StoreFixture) throws -> [String] {
    let path = fixture.path("dump.db")
    try database.write(to: URL(fileURLWithPath: path))
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let queue = try DatabaseQueue(path: path)
    return try queue.read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      return try tables.flatMap { table in try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
      }
    }
  }
}
