import Findings
import Foundation
import GRDB
import Seals
public import Titles

extension EvaluationStore {
  /// Writes a backup while others read and write: the database as it is at one moment, every upload that it refers to, the keys, and a
  /// list of contents with checksums. The file holds the signing key: keep it as safe as the directory itself.
  ///
  /// - Parameter path: a new file. It is written beside its place and moved there when it is complete and on disk.
  /// - Returns: the size of the log in the backup.
  public func backUp(to path: String, software: String, moment: Moment) throws -> Int {
    try DirectoryBackup(directory: directory, source: pool).write(to: path, software: software, moment: moment)
  }

  /// The same while another process holds the directory, such as the service: the database is only read, over a connection that can
  /// neither write nor checkpoint.
  ///
  /// - Throws: `StoreFailure`, `directoryBusy` if the other process is of another version.
  public static func backUpWhileHeld(
    _ directory: DataDirectory, to path: String, software: String, moment: Moment
  ) throws -> Int {
    guard directory.exists else { throw StoreFailure(.directoryMissing, directory.path) }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      let source = try DatabaseQueue(path: directory.database, configuration: configuration)
      let migrator = Schema.migrator
      guard try source.read({ try !migrator.hasBeenSuperseded($0) && migrator.hasCompletedMigrations($0) }) else {
        throw StoreFailure(.directoryBusy, "database")
      }
      return try DirectoryBackup(directory: directory, source: source).write(
        to: path, software: software, moment: moment)
    } catch {
      throw StoreFailure.translating(error)
    }
  }
}

/// One backup of a directory, read through a connection of whoever makes it.
private struct DirectoryBackup {
  let directory: DataDirectory
  let source: any DatabaseReader

  /// Writes it; gives the size of the log in it.
  func write(to path: String, software: String, moment: Moment) throws -> Int {
    let objects = ObjectFolder(directory.objects)
    let manager = FileManager.default
    guard !manager.fileExists(atPath: path) else { throw StoreFailure(.directoryNotEmpty, found: path, path) }
    let staging = path + ".part"
    let copy = staging + ".db"
    defer {
      for item in [staging, copy, copy + "-wal", copy + "-shm", copy + "-journal"] {
        try? manager.removeItem(atPath: item)
      }
    }
    let (head, digests) = try snapshot(to: copy)
    do {
      let tar = try TarWriter(staging)
      var files: [BackupManifest.File] = []
      try add(copy, as: "kaoping.db", to: tar, &files)
      try add(directory.keySeed, as: "keys/audit.seed", to: tar, &files)
      try add(directory.publicKey, as: "keys/audit.pub", to: tar, &files)
      for digest in digests {
        let place = objects.location(digest)
        try add(place, as: "objects" + place.dropFirst(directory.objects.count), to: tar, &files)
      }
      let manifest = BackupManifest(
        format: BackupManifest.format, software: software, created: moment.description, head: head.text, files: files)
      try tar.add(BackupManifest.name, Array(try JSONText.of(manifest).utf8))
      try tar.finish()
    } catch let fault as TarWriter.Fault {
      throw fault.isFull ? StoreFailure(.diskFull) : StoreFailure(.directoryUnwritable, found: path, fault.reason)
    }
    guard rename(staging, path) == 0 else { throw SafeFile.failure(path) }
    try SafeFile.syncFolder(
      (path as NSString).deletingLastPathComponent.isEmpty ? "." : (path as NSString).deletingLastPathComponent)
    return head.head.size
  }

  /// Copies the database as it is at one moment, checks the copy, and gives its head and the files that it refers to.
  private func snapshot(to copy: String) throws -> (head: SignedTreeHead, digests: [ContentDigest]) {
    do {
      var configuration = Configuration()
      // The copy is read back, checked, and removed again; it is the archive that must be on disk.
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") }
      let queue = try DatabaseQueue(path: copy, configuration: configuration)
      chmod(copy, 0o600)
      try source.backup(to: queue)
      let content = try queue.read { db in
        if let fault = try String.fetchAll(db, sql: "PRAGMA integrity_check").first(where: { $0 != "ok" }) {
          throw StoreFailure(.databaseUnsound, fault)
        }
        let names = try String.fetchAll(db, sql: "SELECT id FROM objects ORDER BY id")
        return (try AuditLog(db: db).head(), names.compactMap { ContentDigest(hexadecimal: $0) })
      }
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
      guard let head = content.0 else { throw StoreFailure(.backupUnsound, "head") }
      return (head, content.1)
    } catch {
      throw StoreFailure.translating(error)
    }
  }

  private func add(
    _ path: String, as name: String, to tar: borrowing TarWriter, _ files: inout [BackupManifest.File]
  ) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw StoreFailure(.objectMissing, name) }
    defer { try? handle.close() }
    let size = Int(try handle.seekToEnd())
    try handle.seek(toOffset: 0)
    let digest = try tar.add(name, bytes: size) { Array(try handle.read(upToCount: 1 << 18) ?? Data()) }
    files.append(BackupManifest.File(name: name, bytes: size, sha256: digest.hexadecimal))
  }
}

extension EvaluationStore {
  /// Makes a data directory from a backup, and gives it over only after everything in it was verified: checksums, SQLite's own check,
  /// the audit log with every row and file, and the head that the backup names.
  public static func restore(_ path: String, to directory: DataDirectory, holder: String) throws -> AuditReport {
    let manager = FileManager.default
    let existing = try? manager.contentsOfDirectory(atPath: directory.path)
    guard existing?.isEmpty ?? true, !manager.fileExists(atPath: directory.path) || existing != nil else {
      throw StoreFailure(.directoryNotEmpty, found: directory.path, directory.path)
    }
    let staging = DataDirectory(directory.path + ".restoring")
    try? manager.removeItem(atPath: staging.path)
    do {
      let manifest = try unpack(path, to: staging)
      guard let head = SignedTreeHead(manifest.head) else { throw StoreFailure(.backupUnsound, "head") }
      let report: AuditReport
      do {
        let store = try EvaluationStore(staging, holder: holder)
        report = try store.verify(known: [head])
        try store.close()
      }
      if report.isSound {
        if existing != nil { try manager.removeItem(atPath: directory.path) }
        guard rename(staging.path, directory.path) == 0 else { throw SafeFile.failure(directory.path) }
        try SafeFile.syncFolder(directory.parent)
      } else {
        try? manager.removeItem(atPath: staging.path)
      }
      return report
    } catch {
      try? manager.removeItem(atPath: staging.path)
      if let fault = error as? TarReader.Fault { throw StoreFailure(.backupUnsound, found: path, fault.reason) }
      if error is DecodingError { throw StoreFailure(.backupUnsound, found: path, BackupManifest.name) }
      throw error
    }
  }

  private static func unpack(_ path: String, to staging: DataDirectory) throws -> BackupManifest {
    var found: [String: (bytes: Int, digest: ContentDigest)] = [:]
    var manifest: [UInt8] = []
    let tar = try TarReader(path)
    try staging.make()
    var open: (name: String, size: Int, stream: FileStream)?
    func endOpenFile() throws {
      if let file = open { found[file.name] = (file.size, try file.stream.finish()) }
      open = nil
    }
    try tar.forEach { name, size in
      try endOpenFile()
      if name == BackupManifest.name { return { manifest += $0 } }
      let place = staging.path + "/" + name
      try FileManager.default.createDirectory(
        atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let stream = try FileStream(place, mode: name == "keys/audit.pub" ? 0o644 : 0o600)
      open = (name, size, stream)
      return { try stream.write($0) }
    }
    try endOpenFile()
    let list = try JSONText.read(BackupManifest.self, String(decoding: manifest, as: UTF8.self))
    guard list.format == BackupManifest.format else { throw StoreFailure(.backupUnsound, found: path, list.format) }
    guard Set(list.files.map(\.name)) == Set(found.keys) else {
      throw StoreFailure(.backupUnsound, found: path, "files")
    }
    for file in list.files
    where found[file.name]?.digest.hexadecimal != file.sha256 || found[file.name]?.bytes != file.bytes {
      throw StoreFailure(.backupUnsound, found: path, file.name)
    }
    return list
  }
}

/// A file that is written block by block while its digest is taken.
private final class FileStream {
  private let descriptor: Int32
  private let path: String
  private var bytes: [UInt8] = []
  private var digest = Optional(DigestStream())

  init(_ path: String, mode: mode_t) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw SafeFile.failure(path) }
  }

  deinit { close(descriptor) }

  func write(_ block: ArraySlice<UInt8>) throws {
    digest?.update(Array(block))
    try SafeFile.write(block, to: descriptor, path)
  }

  func finish() throws -> ContentDigest {
    guard fsync(descriptor) == 0 else { throw SafeFile.failure(path) }
    guard let stream = digest.take() else { preconditionFailure("a file ends once") }
    return stream.digest()
  }
}
