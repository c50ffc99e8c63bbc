import Foundation
import GRDB
import Seals
import Store
import TestSupport
import Testing

/// Who reads the log, and knows everything about a file but a few of its bytes, cannot try guesses against the log.
@Suite struct ConcealmentTests {
  /// A store with a file in each of the places where a file's digest is kept.
  static func filled(_ fixture: StoreFixture) throws -> (store: EvaluationStore, digests: [ContentDigest]) {
    let store = try fixture.filled()
    let (table, result) = (
      try store.keep(Array("a,b\n".utf8), named: "table"), try store.keep(Array("{}\n".utf8), named: "result")
    )
    try store.change(StoreFixture.note("round.evaluate"), at: StoreFixture.start) { session in
      try session.record(table)
      try session.insert(
        ParsedTable(upload: 1, version: 1, reader: "plain", columns: ["a"], rows: 1, digest: table.digest))
      try session.insert(result, round: "2014", folder: "results/320402", name: "result.json")
    }
    return (store, (1...3).map { .of("answers \($0)\n") } + [table.digest, result.digest])
  }

  @Test func noEntryHoldsTheDigestOfAFile() throws {
    let fixture = try StoreFixture()
    var digests: [ContentDigest] = []
    do {
      let (store, kept) = try Self.filled(fixture)
      digests = kept
      let log = try store.wholeLog().bodies.joined(separator: "\n")
      for digest in digests { #expect(!log.contains(digest.hexadecimal), "\(digest.hexadecimal)") }
      #expect(log.contains("\"objects/1\"") && log.contains("\"objects/5\"") && log.contains("\"round_files/1\""))
      #expect(try store.verify().findings.isEmpty)
      try store.close()
    }
    let report = try EvaluationStore.rebuild(
      fixture.directory, to: DataDirectory(fixture.path("again")), known: [], holder: "test")
    #expect(report.isSound && report.objects == digests.count)
  }

  /// The rows' own digests in the log tell nothing either: of the same files, received twice, they are different.
  @Test func theSameFilesLeaveDifferentDigests() throws {
    let logs = try (1...2).map { _ in
      try Self.filled(try StoreFixture()).store.events(count: 100).flatMap(\.changes)
    }
    #expect(logs[0].map(\.object) == logs[1].map(\.object))
    for (one, other) in zip(logs[0], logs[1]) {
      let isBlinded = ["objects/", "parsed_tables/", "round_files/"].contains { one.object.hasPrefix($0) }
      #expect((one.after == other.after) != isBlinded, "\(one.object)")
    }
  }

  /// What goes takes its random bytes with it, so nobody can compute the digests that stay in the log.
  @Test func aPurgeTakesTheRandomBytes() throws {
    let fixture = try StoreFixture()
    let (store, _) = try Self.filled(fixture)
    let upload = try #require(try store.upload(1))
    let blinding = try Self.blindings(fixture, "objects WHERE id = '\(ContentDigest.of("answers 1\n").hexadecimal)'")
    #expect(blinding.count == 1)
    try store.change(StoreFixture.note("round.purge"), at: StoreFixture.start) { session in
      try store.discard(try session.purge(upload))
    }
    try store.compactJournal()
    #expect(try store.verify().isSound)
    try store.close()
    #expect(try Self.blindings(fixture, "parsed_tables").isEmpty)
    for name in ["kaoping.db", "events.jsonl"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.directory.path + "/" + name))
      for text in blinding { #expect(bytes.firstRange(of: Data(text.utf8)) == nil, "\(name)") }
    }
  }

  private static func blindings(_ fixture: StoreFixture, _ rows: String) throws -> [String] {
    let queue = try DatabaseQueue(path: fixture.directory.database)
    defer { try? queue.close() }
    return try queue.read { try String.fetchAll($0, sql: "SELECT blinding FROM \(rows)") }
  }
}
