public import Findings
import Foundation
import GRDB
public import Seals
import Synchronization
public import Titles

/// A data directory that this process holds: one connection writes, several read, and every change carries its audit event.
///
/// Durability: the writer runs in WAL mode with `synchronous = FULL`, set and checked on the open connection, because a pool turns it
/// down to NORMAL while it opens. Readers are read-only and can neither write nor checkpoint, which is what SQLite before 3.51.3 needs.
public final class EvaluationStore: Sendable {
  /// The directory.
  public let directory: DataDirectory
  /// What was noticed at opening: an old SQLite, wide permissions.
  public let openingFindings: [Finding]
  /// The log's own name.
  public let origin: String

  let pool: DatabasePool
  let objects: ObjectFolder
  private let key: SigningKey
  private let lock: DirectoryLock
  private let checkpoints: Checkpoints
  private let journal: EventJournal
  private let writes = Atomic(0)
  let roundCache = RoundCache()

  /// Makes a new data directory.
  ///
  /// - Parameters:
  ///   - seed: 32 secret bytes for the log's signing key.
  ///   - name: bytes that make the log's name its own.
  public static func create(
    at directory: DataDirectory, seed: [UInt8], name: [UInt8], moment: Moment, holder: String
  ) throws -> EvaluationStore {
    try directory.make()
    let origin = "kaoping/" + Hexadecimal.text(name)
    guard let key = SigningKey(name: origin, seed: seed) else { preconditionFailure("a seed has 32 bytes") }
    try SafeFile.write(Array(Hexadecimal.text(seed).utf8), to: directory.keySeed, mode: 0o600)
    try SafeFile.write(Array((key.verifier.text + "\n").utf8), to: directory.publicKey, mode: 0o644)
    let store = try EvaluationStore(directory, mayCreate: true, holder: holder)
    try store.change(ChangeNote(actor: "console", role: "operator", action: "init"), at: moment) { session in
      try session.insert(.meta, [("id", "origin"), ("value", origin)])
      try session.insert(.meta, [("id", "created"), ("value", moment.description)])
    }
    return store
  }

  /// Opens a data directory and holds it until the store goes.
  public convenience init(_ directory: DataDirectory, holder: String) throws {
    try self.init(directory, mayCreate: false, holder: holder)
  }

  private init(_ directory: DataDirectory, mayCreate: Bool, holder: String) throws {
    guard mayCreate || directory.exists else { throw StoreFailure(.directoryMissing, directory.path) }
    self.directory = directory
    lock = try DirectoryLock(directory.lock, holder: holder)
    checkpoints = Checkpoints(directory.database)
    journal = EventJournal(directory.journal)
    objects = ObjectFolder(directory.objects)
    objects.sweep()
    key = try EvaluationStore.key(directory)
    origin = key.verifier.name
    do {
      pool = try EvaluationStore.open(directory, mayCreate: mayCreate)
    } catch {
      throw StoreFailure.translating(error)
    }
    // A directory whose making was cut short has tables, perhaps, and no beginning of its log.
    if !mayCreate, try pool.read({ try String.fetchOne($0, sql: "SELECT value FROM meta WHERE id = 'origin'") }) == nil
    {
      throw StoreFailure(.directoryMissing, directory.path)
    }
    var findings = directory.permissionFindings()
    let version = try pool.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
    if version.compare("3.51.3", options: .numeric) == .orderedAscending {
      findings.append(Finding(.oldSQLite, details: [version]))
    }
    do {
      try pool.writeWithoutTransaction(journal.agree)
    } catch {
      // The database has everything; a full disk must not keep anyone from it.
      DiskDoubt.endIfSyncFailed(error)
      findings.append(Finding(.journalBehind))
    }
    openingFindings = findings
  }

  static func key(_ directory: DataDirectory) throws -> SigningKey {
    guard let text = try? String(contentsOfFile: directory.keySeed, encoding: .utf8),
      let seed = Hexadecimal.bytes(text.trimmingCharacters(in: .whitespacesAndNewlines)),
      let verifier = try? String(contentsOfFile: directory.publicKey, encoding: .utf8),
      let name = VerifierKey(verifier.trimmingCharacters(in: .whitespacesAndNewlines))?.name,
      let key = SigningKey(name: name, seed: seed)
    else { throw StoreFailure(.directoryMissing, found: "keys", directory.path) }
    return key
  }

  static func open(_ directory: DataDirectory, mayCreate: Bool) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      if !db.configuration.readonly {
        // What a purge removes is overwritten, and temporary tables leave nothing on disk.
        try db.execute(sql: "PRAGMA secure_delete = ON")
        try db.execute(sql: "PRAGMA temp_store = MEMORY")
      } else {
        // Negative: KiB. The system keeps the pages anyway; four caches of SQLite's 2 MiB would only fill up over the months.
        try db.execute(sql: "PRAGMA cache_size = -512")
      }
    }
    let pool = try DatabasePool(path: directory.database, configuration: configuration)
    chmod(directory.database, 0o600)
    let migrator = Schema.migrator
    if try pool.read(migrator.hasBeenSuperseded) {
      let steps = try pool.read(migrator.appliedIdentifiers).subtracting(migrator.migrations)
      throw StoreFailure(.databaseNewer, steps.sorted().joined(separator: ", "))
    }
    if !mayCreate, try !pool.read(migrator.hasCompletedMigrations) {
      try backUp(pool, before: migrator, directory)
    }
    try migrator.migrate(pool)
    try pool.writeWithoutTransaction(WriterSettings.apply)
    return pool
  }

  /// A copy of the database before a migration touches it.
  private static func backUp(_ pool: DatabasePool, before migrator: DatabaseMigrator, _ directory: DataDirectory) throws
  {
    let applied = try pool.read(migrator.appliedMigrations).last ?? "0"
    let copy = try DatabaseQueue(path: directory.backups + "/after-\(applied).db")
    try pool.backup(to: copy)
    try copy.close()
  }

  /// Makes a change: what `body` writes, its audit event and the signed tree head are on disk together, or none of them is.
  ///
  /// - Returns: what `body` gave, and the place of the audit event.
  @discardableResult
  public func change<Value>(
    _ note: ChangeNote, at moment: Moment, _ body: (ChangeSession) throws -> Value
  ) throws -> (value: Value, leaf: Int) {
    let made = try write { db in
      let log = AuditLog(db: db)
      let session = ChangeSession(db, roundCache: roundCache, moment: moment, leaf: try log.size(), note: note)
      let value = try body(session)
      let event = AuditEvent(
        leaf: session.leaf, at: moment.description, actor: session.note.actor, role: session.note.role,
        action: session.note.action, reason: session.note.reason, details: session.note.details,
        changes: try session.changes())
      try log.append(event, origin: origin, key: key)
      return (value: value, event: event, saved: session.saved)
    } then: { made, db in
      roundCache.keep(made.saved)
      journal.append(made.event, db)
    }
    return (made.value, made.event.leaf)
  }

  /// Writes in one transaction that is on disk when this returns. The only way to the writing connection.
  ///
  /// - Parameter follow: what follows the transaction before any other begins.
  func write<Value>(
    _ body: (Database) throws -> Value, then follow: (Value, Database) -> Void = { _, _ in }
  ) throws -> Value {
    defer { noteWrite() }
    let value: Value
    do {
      value = try pool.writeWithoutTransaction { db in
        var made: Value?
        try db.inTransaction {
          made = try body(db)
          return .commit
        }
        guard let made else { preconditionFailure("a transaction that ended had a body") }
        follow(made, db)
        return made
      }
    } catch {
      DiskDoubt.endIfSyncFailed(error)
      throw StoreFailure.translating(error)
    }
    checkpoints.noteWrite(pool)
    return value
  }

  /// A number that rises with everything that is written. This process alone writes, so that what was read at a number holds as long
  /// as the number does.
  public var generation: Int { writes.load(ordering: .acquiring) }

  /// Says that something was written, after it was: a reader in between gets what was true before, as if it had come earlier.
  func noteWrite() { writes.add(1, ordering: .releasing) }

  /// Reads from a snapshot; readers never wait for the writer.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try pool.read(body) } catch { throw StoreFailure.translating(error) }
  }

  /// The key that signs heads.
  var signer: SigningKey { key }

  /// The public key that receipts and heads are checked with.
  public var verifier: VerifierKey { key.verifier }

  /// The version of SQLite.
  public func sqliteVersion() throws -> String {
    try read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
  }

  /// The moment of the last event of the log; nil only while the directory is being made.
  public func lastMoment() throws -> Moment? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT json_extract(body, '$.at') FROM audit_events ORDER BY id DESC LIMIT 1")
    }.flatMap { Moment($0) }
  }

  /// The signed head of this size; the newest without one.
  public func head(size: Int? = nil) throws -> SignedTreeHead? { try read { try AuditLog(db: $0).head(size: size) } }

  /// The receipt of an event with the first head that covers it, or with the head of `size`.
  public func receipt(_ leaf: Int, file: Receipt.File? = nil, size: Int? = nil) throws -> Receipt? {
    try read { try AuditLog(db: $0).receipt(leaf, file: file, size: size) }
  }

  /// The proof that the log of `old` events is the beginning of that of `size`; nil unless `0 < old <= size <=` the log's own.
  public func consistency(from old: Int, to size: Int) throws -> [ContentDigest]? {
    try read { db in
      let log = AuditLog(db: db)
      guard old > 0, old <= size, size <= (try log.size()) else { return nil }
      return try log.consistency(from: old, to: size)
    }
  }

  /// Events of the log from `first` on, at most `count`, filtered by actor and action if these are given.
  public func events(
    from first: Int = 0, count: Int, actor: String? = nil, action: String? = nil
  ) throws -> [AuditEvent] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT body FROM audit_events WHERE id >= ? AND (? IS NULL OR actor = ?) AND (? IS NULL OR action = ?)
          ORDER BY id LIMIT ?
          """, arguments: [first, actor, actor, action, action, count]
      ).compactMap { AuditEvent(body: $0) }
    }
  }

  /// Moves the log of recent writes into the main file and closes the database.
  public func close() throws {
    try forgetFreedPages()
    try pool.close()
  }
}

extension EvaluationStore {
  /// Every event's bytes and the newest head, as they stand at one moment.
  public func wholeLog() throws -> (bodies: [String], head: String) {
    try read { db in
      let bodies = try String.fetchAll(db, sql: "SELECT body FROM audit_events ORDER BY id")
      return (bodies, try AuditLog(db: db).head()?.text ?? "")
    }
  }
}

extension EvaluationStore {
  /// Moves the log of recent writes into the main file and empties it, so that nothing that was removed lingers on disk.
  public func forgetFreedPages() throws {
    do {
      _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch {
      DiskDoubt.endIfSyncFailed(error)
      throw StoreFailure.translating(error)
    }
  }
}

extension EvaluationStore {
  /// Writes the event journal anew without what the database no longer has: after a purge nothing that was removed stands in it.
  public func compactJournal() throws {
    do {
      try pool.writeWithoutTransaction(journal.compact)
    } catch {
      throw StoreFailure.translating(error)
    }
  }
}
