import Findings
import Foundation
import GRDB
import Seals
import Store
import Testing
import Titles

/// One writer, on disk before it answers, and alone.
@Suite struct EvaluationStoreTests {
  @Test func aNewDirectoryIsItsOwnersAlone() throws {
    let fixture = try StoreFixture()
    let store = try fixture.create()
    func mode(_ path: String) throws -> Int {
      (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }
    #expect(try mode(fixture.directory.path) == 0o700)
    #expect(try mode(fixture.directory.database) == 0o600)
    #expect(try mode(fixture.directory.path + "/keys/audit.seed") == 0o600)
    #expect(fixture.directory.permissionFindings().isEmpty)
    chmod(fixture.directory.path, 0o755)
    #expect(fixture.directory.permissionFindings().map(\.code) == [.permissionsTooWide])
    withExtendedLifetime(store) {}
  }

  @Test func aDirectoryThatIsNoneOrNotEmptyIsRefused() throws {
    let fixture = try StoreFixture()
    #expect(StoreFixture.failure { _ = try fixture.open() } == .directoryMissing)
    try FileManager.default.createDirectory(atPath: fixture.directory.path, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: fixture.directory.path + "/something"))
    #expect(StoreFixture.failure { _ = try fixture.create() } == .directoryNotEmpty)
  }

  /// R5: a second holder is turned away at once, and told who is there.
  @Test func twoHoldersAreOneTooMany() throws {
    let fixture = try StoreFixture()
    let store = try fixture.create()
    do {
      _ = try EvaluationStore(fixture.directory, holder: "second")
      Issue.record("the second one got in")
    } catch let failure as StoreFailure {
      #expect(failure.finding.code == .directoryBusy)
      #expect(failure.finding.details == ["test"])
    }
    try store.close()
    withExtendedLifetime(store) {}
  }

  @Test func theLockGoesWithItsHolder() throws {
    let fixture = try StoreFixture()
    do { _ = try fixture.create() }
    #expect(StoreFixture.failure { _ = try fixture.open() } == nil)
  }

  /// R15: a database of a later version is refused with a reason.
  @Test func aLaterDatabaseIsRefused() throws {
    let fixture = try StoreFixture()
    do { try fixture.create().close() }
    let queue = try DatabaseQueue(path: fixture.directory.database)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9-later')") }
    try queue.close()
    #expect(StoreFixture.failure { _ = try fixture.open() } == .databaseNewer)
  }

  @Test func aDamagedDatabaseIsSaidToBeDamaged() throws {
    let fixture = try StoreFixture()
    do { try fixture.create().close() }
    try Data(repeating: 7, count: 8192).write(to: URL(fileURLWithPath: fixture.directory.database))
    #expect(StoreFixture.failure { _ = try fixture.open() } == .databaseUnsound)
  }

  /// The log is append-only for SQL too; the triggers speak before anything is lost.
  @Test(arguments: [
    "UPDATE audit_events SET body = '{}'", "DELETE FROM audit_events", "DELETE FROM audit_nodes",
    "UPDATE audit_nodes SET root = zeroblob(32)", "DELETE FROM tree_heads", "UPDATE tree_heads SET text = ''",
    "DELETE FROM round_events", "UPDATE round_events SET body = '{}'", "DELETE FROM uploads",
    "DELETE FROM publications",
    "UPDATE publications SET body = ''", "INSERT INTO audit_events (id, body) VALUES (99, '{}')",
    "INSERT INTO uploads (id, round) VALUES (9, 'none')", "UPDATE rounds SET version = -1",
    "INSERT INTO users VALUES ('x', 'x', 'no json', NULL, NULL, 0, '')",
    "UPDATE users SET is_disabled = 'maybe'",
  ])
  func theSchemaRefuses(_ sql: String) throws {
    let fixture = try StoreFixture()
    do { try fixture.filled().close() }
    let queue = try DatabaseQueue(path: fixture.directory.database)
    #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
  }

  @Test func whatFailsHalfwayLeavesNothing() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let head = try store.head()
    #expect(throws: CancellationError.self) {
      try store.change(StoreFixture.note("user.add"), at: StoreFixture.start) { session in
        try session.save(UserRecord(name: "zhao", display: "", grants: [], codeDigest: nil))
        throw CancellationError()
      }
    }
    #expect(try store.user("zhao") == nil)
    #expect(try store.head() == head)
    #expect(try store.verify().isSound)
  }

  /// T1: a receipt proves its event with the public key alone, now and after the log has grown.
  @Test func everyChangeHasAReceipt() throws {
    let fixture = try StoreFixture()
    let store = try fixture.filled()
    let receipt = try #require(try fixture.upload(store, "more answers\n", 4))
    #expect(receipt.faults(key: store.verifier, file: .of("more answers\n")).isEmpty)
    for number in 5...20 { _ = try fixture.upload(store, "answers \(number)\n", number) }
    #expect(try store.receipt(receipt.leaf, file: receipt.file) == receipt, "asked for again it is the same one")
    let later = try #require(try store.receipt(receipt.leaf, file: receipt.file, size: try store.head()?.head.size))
    #expect(later != receipt)
    #expect(later.faults(key: store.verifier).isEmpty)
    let (old, new) = (try #require(try store.head(size: receipt.leaf + 1)), try #require(try store.head()))
    let path = try #require(try store.consistency(from: old.head.size, to: new.head.size))
    #expect(
      MerkleProof.isConsistent(
        from: old.head.size, root: old.head.root, to: new.head.size, root: new.head.root, path: path))
  }

  @Test func aStoreReadsBackWhatWasWritten() throws {
    let fixture = try StoreFixture()
    let (round, register): (TitleRound?, CommunityRegister)
    do {
      let store = try fixture.filled()
      (round, register) = (try store.round("2014")?.round, try store.register())
      try store.close()
    }
    let store = try fixture.open()
    #expect(try store.round("2014")?.round == round)
    #expect(try store.register() == register)
    #expect(try store.roundEvents("2014").count == 1)
    #expect(try store.calendar().notices == [2014: ["国办发明电〔2013〕28号"]])
    #expect(try store.uploads("2014").map(\.supersedes) == [nil, 1, 2])
    #expect(try store.uploads("2014").map(\.successor) == [2, 3, nil])
    #expect(try store.uploads("2014", newestFirst: true, where: { $0.successor != nil }).map(\.number) == [2, 1])
    #expect(try store.upload(leaf: try #require(try store.upload(2)).leaf, of: "2014")?.number == 2)
    for (newestFirst, bound, numbers) in [(false, 1, [2, 3]), (true, 3, [2, 1]), (true, nil, [3, 2, 1])] {
      var seen: [Int] = []
      try store.forEachUpload("2014", newestFirst: newestFirst, beyond: bound) { upload in
        seen.append(upload.number)
        return true
      }
      #expect(seen == numbers)
    }
    #expect(try store.users().map(\.name) == ["li", "wang"])
    var bytes: [UInt8] = []
    #expect(try store.bytes(of: .of("answers 2\n")) { bytes += $0 })
    #expect(String(decoding: bytes, as: UTF8.self) == "answers 2\n")
    #expect(try store.bytes(of: .of("nothing")) { _ in } == false)
  }

  @Test func largeFilesComeBackByteForByte() throws {
    let fixture = try StoreFixture()
    let store = try fixture.create()
    let content = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
    var blocks = stride(from: 0, to: content.count, by: 65_537).map {
      Array(content[$0..<min($0 + 65_537, content.count)])
    }
    let object = try store.keep("large") { blocks.isEmpty ? [] : blocks.removeFirst() }
    #expect(object.digest == .of(content) && object.bytes == content.count)
    var bytes: [UInt8] = []
    #expect(try store.bytes(of: object.digest) { bytes += $0 })
    #expect(bytes == content)
    let empty = try store.keep([], named: "empty")
    #expect(try store.bytes(of: empty.digest) { _ in Issue.record("no bytes") })
  }
}
