import Findings
import Foundation
import GRDB
import Seals
import Store
import TestSupport
import Testing

/// T3: a cell, a row, a kept file, anywhere and anyhow: everything that is changed behind the log is found and named. A few hundred
/// here; `make soak` makes ten thousand (KAOPING_SOAK_TAMPERINGS).
@Suite struct RandomTamperingTests {
  private static let count = ProcessInfo.processInfo.environment["KAOPING_SOAK_TAMPERINGS"].flatMap(Int.init) ?? 240

  /// The tables that the log covers, and the log's own.
  private static let tables = [
    "meta", "users", "calendar_years", "register_changes", "register_periods", "rounds", "round_events", "objects",
    "uploads", "parsed_tables", "sent_files", "round_files", "publications", "witnesses", "cosignatures",
    "audit_events",
    "audit_nodes",
    "tree_heads",
  ]

  /// How findings name a row: by table and key, rows of the log by place or size.
  private static func name(_ table: String, _ row: Row) -> String {
    switch table {
    case "audit_events", "tree_heads": return "\(row["id"] as Int)"
    case "audit_nodes":
      // A leaf is named as its entry.
      let (level, place) = (row["level"] as Int, row["place"] as Int)
      return level == 0 ? "\(place)" : "\(level)/\(place)"
    case "objects": return "objects/\(row["ordinal"] as Int)"
    default:
      let id: DatabaseValue = row["id"]
      return "\(table)/\(String.fromDatabaseValue(id) ?? id.description)"
    }
  }

  /// A store with a row in every table.
  private func filled(_ fixture: StoreFixture) throws {
    let store = try fixture.filled()
    let witness = try #require(SigningKey(name: "tianning", seed: Array(32..<64)))
    let head = try #require(try store.head())
    try store.change(StoreFixture.note("witness"), at: StoreFixture.start) { session in
      let entry = WitnessList.Witness(holder: "district:320402", key: witness.verifier)
      try session.insert(entry)
      let line = try #require(head.cosigned(by: witness)?.lines.last)
      _ = try session.insert(cosignature: line, of: entry, size: head.head.size)
      let result = try store.keep(Array("{}\n".utf8), named: "result")
      try session.insert(result, round: "2014", folder: "results/320402", name: "result.json")
      for upload in 1...2 {
        try session.insert(
          ParsedTable(
            upload: upload, version: 1, reader: "plain", columns: ["a"], rows: 1, digest: .of("table \(upload)")))
      }
    }
    try store.close()
  }

  @Test func anyChangedRowIsFoundAndNamed() throws {
    let fixture = try StoreFixture()
    try filled(fixture)
    let path = fixture.directory.database
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    var generator = SeededGenerator(seed: 7)
    var tried = 0
    while tried < Self.count {
      try original.write(to: URL(fileURLWithPath: path))
      let table = Self.tables[Int.random(in: 0..<Self.tables.count, using: &generator)]
      guard let change = try tamper(path, table, &generator) else { continue }
      tried += 1
      let named = Self.name(table, change.row)
      let store: EvaluationStore
      do {
        store = try fixture.open()
      } catch is StoreFailure {
        // What says that this is a data directory at all is missed before anything else is read.
        #expect(table == "meta", "\(table) \(named) \(change.what)")
        continue
      }
      let report = try store.verify()
      try store.close()
      let isNamed = report.findings.contains { finding in
        // What is cut out of the log shows at the place behind it, or in the count.
        finding.details.contains(named) || (change.isRemoval && !finding.details.isEmpty)
          || finding.details.contains { $0.hasPrefix(named) }
      }
      #expect(!report.isSound && isNamed, "\(table) \(named) \(change.what): \(report.findings.map(\.details))")
    }
  }

  private struct Change {
    var row: Row
    var what: String
    var isRemoval = false
  }

  /// Changes one cell of one row, or removes the row, as somebody would who knows the database; nil if the table has no row.
  private func tamper(_ path: String, _ table: String, _ generator: inout SeededGenerator) throws -> Change? {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    var chance = generator
    defer { generator = chance }
    return try queue.writeWithoutTransaction { db in
      let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      defer { for trigger in triggers { try? db.execute(sql: trigger["sql"]) } }
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table)")
      guard let row = rows.randomElement(using: &chance) else { return nil }
      let keys = table == "audit_nodes" ? ["level", "place"] : ["id"]
      let isRow = keys.map { "\($0) = ?" }.joined(separator: " AND ")
      let key = StatementArguments(keys.map { row[$0] as DatabaseValue })
      if Int.random(in: 0..<8, using: &chance) == 0 {
        try db.execute(sql: "DELETE FROM \(table) WHERE \(isRow)", arguments: key)
        return Change(row: row, what: "removed", isRemoval: true)
      }
      let columns = row.columnNames.filter { !keys.contains($0) }
      guard let column = columns.randomElement(using: &chance) else { return nil }
      let changed = Self.changed(row[column], &chance)
      do {
        try db.execute(sql: "UPDATE \(table) SET \(column) = ? WHERE \(isRow)", arguments: [changed] + key)
      } catch is DatabaseError { return nil }  // A type or a unique index that even the owner cannot get around.
      return Change(row: row, what: "\(column)")
    }
  }

  /// Another value of the same kind.
  private static func changed(_ value: DatabaseValue, _ generator: inout SeededGenerator) -> DatabaseValue {
    switch value.storage {
    case .null: return 1.databaseValue
    case .int64(let number): return (number + Int64.random(in: 1...9, using: &generator)).databaseValue
    case .double(let number): return (number + 1).databaseValue
    case .blob(let data):
      var bytes = data
      let at = bytes.indices.randomElement(using: &generator) ?? 0
      bytes[at] ^= UInt8.random(in: 1...255, using: &generator)
      return bytes.databaseValue
    case .string(let text):
      var scalars = Array(text.unicodeScalars)
      if scalars.isEmpty { return "x".databaseValue }
      let at = scalars.indices.randomElement(using: &generator) ?? 0
      scalars[at] = scalars[at] == "7" ? "8" : "7"
      return String(String.UnicodeScalarView(scalars)).databaseValue
    }
  }

  @Test func anyByteOfAKeptFileIsFoundAndNamed() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let folder = fixture.directory.path + "/objects"
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.count > 3 }.sorted()
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<Self.count {
      let name = try #require(names.randomElement(using: &generator))
      let url = URL(fileURLWithPath: "\(folder)/\(name)")
      let original = try Data(contentsOf: url)
      var spoiled = original
      let place = Int.random(in: 0..<spoiled.count, using: &generator)
      let what = Int.random(in: 0..<10, using: &generator)
      switch what {
      case 0: spoiled = spoiled.prefix(place)
      case 1: spoiled.append(0)
      default: spoiled[place] ^= UInt8.random(in: 1...255, using: &generator)
      }
      try spoiled.write(to: url)
      let findings = try store.verify().findings
      try original.write(to: url)
      let digest = name.replacing("/", with: "")
      let isFound = findings.contains { $0.found == digest && $0.details.first?.hasPrefix("uploads/") ?? false }
      // The last bits of the last byte of a compressed block mean nothing: then the content is the same.
      if !isFound { #expect(findings.isEmpty && what > 1 && place == original.count - 9, "\(name) byte \(place)") }
    }
  }
}
