import Findings
import Foundation
import GRDB
public import Seals
import Titles

extension EvaluationStore {
  /// Makes a data directory anew from what another one keeps beside its database: the originals, the event journal and the keys. The
  /// database itself is not looked at; it may be damaged or gone.
  ///
  /// The new log has the same entries, and because signatures by Ed25519 always come out the same, the same heads to the last byte. It
  /// is given over only after everything in it was verified. Sessions, access tokens, drafts and uploads that nobody had confirmed are
  /// not in the journal: people sign in again.
  ///
  /// - Parameter known: heads that somebody kept; each must lie on the new log.
  /// - Throws: `StoreFailure`: no journal (B072), one that does not fit together (B073), originals that are gone (B020).
  public static func rebuild(
    _ source: DataDirectory, to directory: DataDirectory, known: [SignedTreeHead], holder: String
  ) throws -> AuditReport {
    let manager = FileManager.default
    guard manager.fileExists(atPath: source.journal) else {
      throw StoreFailure(.journalMissing, found: source.path, source.path)
    }
    if let entries = try? manager.contentsOfDirectory(atPath: directory.path), !entries.isEmpty {
      throw StoreFailure(.directoryNotEmpty, found: directory.path, directory.path)
    }
    let lock = try DirectoryLock(source.lock, holder: holder)
    defer { withExtendedLifetime(lock) {} }
    let staging = DataDirectory(directory.path + ".rebuilding")
    try? manager.removeItem(atPath: staging.path)
    do {
      try staging.make()
      try copyKept(source, to: staging)
      try JournalReplay(staging).run(source.journal)
      let store = try EvaluationStore(staging, holder: holder)
      let report = try store.verify(known: known)
      try store.close()
      if report.isSound {
        try? manager.removeItem(atPath: directory.path)
        guard rename(staging.path, directory.path) == 0 else { throw SafeFile.failure(directory.path) }
        try SafeFile.syncFolder(directory.parent)
      } else {
        try? manager.removeItem(atPath: staging.path)
      }
      return report
    } catch {
      try? manager.removeItem(atPath: staging.path)
      throw StoreFailure.translating(error)
    }
  }

  /// Copies keys and originals and puts them on disk.
  private static func copyKept(_ source: DataDirectory, to staging: DataDirectory) throws {
    let manager = FileManager.default
    func copy(_ from: String, _ to: String, mode: mode_t) throws {
      guard let bytes = manager.contents(atPath: from) else { throw StoreFailure(.objectMissing, found: from, from) }
      try SafeFile.write(Array(bytes), to: to, mode: mode)
    }
    try copy(source.keySeed, staging.keySeed, mode: 0o600)
    try copy(source.publicKey, staging.publicKey, mode: 0o644)
    for folder in try manager.contentsOfDirectory(atPath: source.objects).sorted() where folder.count == 2 {
      let place = staging.objects + "/" + folder
      try manager.createDirectory(
        atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      for name in try manager.contentsOfDirectory(atPath: "\(source.objects)/\(folder)") {
        try copy("\(source.objects)/\(folder)/\(name)", "\(place)/\(name)", mode: 0o600)
      }
    }
    try SafeFile.syncFolder(staging.objects)
  }
}

/// Fills a new database from a journal.
private struct JournalReplay {
  private let directory: DataDirectory
  private let key: SigningKey

  init(_ directory: DataDirectory) throws {
    self.directory = directory
    key = try EvaluationStore.key(directory)
  }

  /// All in one transaction: the entries with their nodes and heads, then the rows as the last line left them.
  func run(_ journal: String) throws {
    let pool = try EvaluationStore.open(directory, mayCreate: true)
    try pool.write { db in
      // Rows come table by table, so one may refer to another that follows.
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
      var rows: [String: JournalRow] = [:]
      let log = AuditLog(db: db)
      var leaf = 0
      // Half a line at the end was never acknowledged and is left out.
      try EventJournal.forEach(journal) { entry in
        guard let event = AuditEvent(body: entry.body), event.leaf == leaf else {
          throw StoreFailure(.journalUnsound, found: String(leaf), String(leaf))
        }
        try log.append(event, body: entry.body, origin: key.verifier.name, key: key)
        for (object, row) in entry.rows { rows[object] = row }
        for (id, request) in entry.keys {
          try db.execute(
            sql: "INSERT OR REPLACE INTO idempotency_keys (id, request, leaf) VALUES (?, ?, ?)",
            arguments: [id, request, leaf])
        }
        leaf += 1
      }
      guard leaf > 0 else { throw StoreFailure(.journalUnsound, found: "0", "0") }
      try insert(rows, db)
    }
    try pool.close()
  }

  private func insert(_ rows: [String: JournalRow], _ db: Database) throws {
    for (object, row) in rows.sorted(by: { $0.key < $1.key }) {
      guard let (table, _, _) = AuditedTable.named(object) else {
        throw StoreFailure(.journalUnsound, found: object, object)
      }
      var row = row
      // Its state follows when its events are there.
      if table == .rounds, row["state"] == nil { row["state"] = .text("{}") }
      let columns = row.sorted { $0.key < $1.key }
      // Names go into the statement as they are; only the table's own may.
      guard Set(columns.map(\.key)).isSubset(of: try db.columns(in: table.rawValue).map(\.name)) else {
        throw StoreFailure(.journalUnsound, found: object, object)
      }
      try db.execute(
        sql: """
          INSERT INTO \(table.rawValue) (\(columns.map(\.key).joined(separator: ", ")))
          VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
          """, arguments: StatementArguments(columns.map(\.value.databaseValue)))
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, year, title FROM rounds WHERE state = '{}'") {
      let id: String = row["id"]
      let start = TitleRound(id: id, year: row["year"], title: row["title"])
      do {
        let round = try TitleRound.folding(try RoundRows.events(db, id), from: start)
        try db.execute(sql: "UPDATE rounds SET state = ? WHERE id = ?", arguments: [try JSONText.of(round), id])
      } catch let refusal as RoundRefusal {
        throw StoreFailure(.roundDiffers, found: id, id, refusal.finding.message(.chinese))
      }
    }
  }
}
