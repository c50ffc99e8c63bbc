import Findings
import Foundation
import GRDB
import Synchronization

/// The event log once more, beside the database: a text file that only grows, one line for each entry of the audit log with the rows
/// that it left behind. If the database is lost or damaged, it is rebuilt from this file, the kept originals and the keys alone.
///
/// The database is the truth, and the journal follows it: a line is on disk before its change is acknowledged; what a crash has kept
/// from it is added at the next start. A full disk does not keep a change from being made that the database has taken already.
final class EventJournal: Sendable {
  private let path: String
  private let state: Mutex<State>

  private struct State {
    /// The bytes of whole lines.
    var length = 0
    /// The entries that stand in them; nil if that is not known and the file must be written anew.
    var entries: Int?
  }

  /// The journal at `path`, which may not be there yet. Looks at its end.
  init(_ path: String) {
    self.path = path
    state = Mutex(State())
  }

  /// Makes the journal what the database says: adds what is missing, and writes it anew if it is another's or damaged at its end.
  /// Only on the writing connection.
  func agree(with db: Database) throws {
    let size = try AuditLog(db: db).size()
    try state.withLock { state in
      if state.entries == nil { state = try EventJournal.end(of: path, db) }
      guard let entries = state.entries, entries <= size else { return try rewrite(db, &state) }
      if entries < size {
        try JournalContent(db: db).forEach(from: entries) { try write($0, &state) }
        try sync()
      }
    }
  }

  /// Adds the line of the change that was just committed. If the disk refuses, the journal is behind until the next change.
  func append(_ event: AuditEvent, _ db: Database) {
    do {
      let entry = try JournalContent(db: db).entry(event)
      let isNext = try state.withLock { state in
        guard state.entries == event.leaf else { return false }
        try write(entry, &state)
        try sync()
        return true
      }
      if !isNext { try agree(with: db) }
    } catch {
      // The change stands in the database; the journal is caught up as soon as the disk allows.
      DiskDoubt.endIfSyncFailed(error)
    }
  }

  /// Writes the journal anew without rows that later lines speak of: after a purge nothing that was removed stands in it.
  func compact(_ db: Database) throws { try state.withLock { try rewrite(db, &$0) } }

  /// Gives every whole line.
  ///
  /// - Throws: `StoreFailure`: no journal (B072), or a line that is none (B073).
  static func forEach(_ path: String, _ take: (JournalEntry) throws -> Void) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw StoreFailure(.journalMissing, found: path, path)
    }
    defer { try? handle.close() }
    var rest: [UInt8] = []
    var number = 0
    while let block = try handle.read(upToCount: 1 << 20), !block.isEmpty {
      rest += block
      var start = 0
      while let end = rest[start...].firstIndex(of: 0x0A) {
        guard let entry = JournalEntry(line: rest[start..<end]) else {
          throw StoreFailure(.journalUnsound, found: String(number), String(number))
        }
        try take(entry)
        number += 1
        start = end + 1
      }
      rest.removeFirst(start)
    }
  }

  // MARK: - The file

  /// Where the whole lines end, if the last of them is an entry of this database.
  private static func end(of path: String, _ db: Database) throws -> State {
    guard let handle = FileHandle(forReadingAtPath: path) else { return State(length: 0, entries: nil) }
    defer { try? handle.close() }
    let size = Int(try handle.seekToEnd())
    if size == 0 { return State(length: 0, entries: 0) }
    var tail: [UInt8] = []
    var start = size
    // Back to the line break before the last whole line.
    while start > 0, tail.count(where: { $0 == 0x0A }) < 2 {
      let from = max(0, start - (1 << 20))
      try handle.seek(toOffset: UInt64(from))
      tail = Array(try handle.read(upToCount: start - from) ?? Data()) + tail
      start = from
    }
    guard let last = tail.lastIndex(of: 0x0A) else { return State(length: 0, entries: 0) }
    let before = tail[..<last].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    guard let entry = JournalEntry(line: tail[before..<last]), let leaf = AuditEvent(body: entry.body)?.leaf,
      try AuditLog(db: db).body(leaf) == entry.body
    else { return State(length: 0, entries: nil) }
    return State(length: size - tail.count + last + 1, entries: leaf + 1)
  }

  /// Writes a line behind the last whole one; half a line of a write that failed is written over.
  private func write(_ entry: JournalEntry, _ state: inout State) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SafeFile.failure(path) }
    defer { close(descriptor) }
    guard ftruncate(descriptor, off_t(state.length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw SafeFile.failure(path)
    }
    let line = try entry.line()
    try SafeFile.write(line[...], to: descriptor, path)
    state.length += line.count
    state.entries = (state.entries ?? 0) + 1
  }

  private func sync() throws {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SafeFile.failure(path) }
    defer { close(descriptor) }
    if fdatasync(descriptor) != 0 { DiskDoubt.end((path as NSString).lastPathComponent) }
  }

  /// Writes the whole journal beside its place and moves it there.
  private func rewrite(_ db: Database, _ state: inout State) throws {
    let staging = path + ".new"
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SafeFile.failure(staging) }
    defer { close(descriptor) }
    var next = State(length: 0, entries: 0)
    try JournalContent(db: db).forEach(from: 0) { entry in
      let line = try entry.line()
      try SafeFile.write(line[...], to: descriptor, staging)
      next.length += line.count
      next.entries = (next.entries ?? 0) + 1
    }
    if fsync(descriptor) != 0 { DiskDoubt.end((staging as NSString).lastPathComponent) }
    guard rename(staging, path) == 0 else { throw SafeFile.failure(path) }
    try SafeFile.syncFolder((path as NSString).deletingLastPathComponent)
    state = next
  }
}
