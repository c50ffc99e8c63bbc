public import Findings
import Foundation

/// The layout of a data directory.
///
///     DIR/                 0700
///       kaoping.db         the database, with -wal and -shm while it is open
///       objects/ab/cdef…   uploads, gzip-compressed, named by the SHA-256 of their bytes
///       keys/audit.seed    the secret seed of the log's signing key, 0600
///       keys/audit.pub     its public half, for everyone
///       backups/           copies made before a migration
///       events.jsonl       the event log once more, from which the database can be rebuilt, 0600
///       lock               held by the process that uses the directory
public struct DataDirectory: Hashable, Sendable {
  /// The directory.
  public let path: String

  /// The directory at `path`, whether it exists or not.
  public init(_ path: String) { self.path = path }

  /// The database.
  public var database: String { path + "/kaoping.db" }
  /// The uploads.
  var objects: String { path + "/objects" }
  /// The secret seed of the signing key.
  var keySeed: String { path + "/keys/audit.seed" }
  /// The public key.
  var publicKey: String { path + "/keys/audit.pub" }
  /// The event log once more, as text.
  var journal: String { path + "/events.jsonl" }
  /// Copies made before migrations.
  var backups: String { path + "/backups" }
  /// The lock.
  var lock: String { path + "/lock" }

  /// Makes an empty directory with this layout.
  func make() throws {
    let manager = FileManager.default
    if let entries = try? manager.contentsOfDirectory(atPath: path), !entries.isEmpty {
      throw StoreFailure(.directoryNotEmpty, found: path, path)
    }
    do {
      for folder in [path, objects, path + "/keys", backups] {
        try manager.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
      }
      // The folders' names are on disk before anything is said to be in them.
      try SafeFile.syncFolder(path)
      try SafeFile.syncFolder(parent)
    } catch let failure as StoreFailure {
      throw failure
    } catch {
      throw StoreFailure(.directoryUnwritable, found: path, (error as NSError).localizedDescription)
    }
  }

  /// The folder that holds the directory.
  var parent: String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Whether somebody has made a data directory here.
  public var exists: Bool { FileManager.default.fileExists(atPath: database) }

  /// The files that others than the owner may read or write, though they must not.
  public func permissionFindings() -> [Finding] {
    [path, database, keySeed].compactMap { item in
      let attributes = try? FileManager.default.attributesOfItem(atPath: item)
      guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 else { return nil }
      return Finding(.permissionsTooWide, found: String(mode, radix: 8), details: [item])
    }
  }
}

/// Files that are whole or not there at all.
enum SafeFile {
  /// Writes a small file beside its place, puts it on disk, and moves it there.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws {
    let staging = path + ".new"
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    try write(bytes[...], to: descriptor, path)
    guard fsync(descriptor) == 0 else { DiskDoubt.end((path as NSString).lastPathComponent) }
    guard rename(staging, path) == 0 else { throw failure(path) }
    try syncFolder((path as NSString).deletingLastPathComponent)
  }

  /// Writes all bytes to an open file.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts a folder's entries on disk, so that a renamed file is there after a power cut.
  static func syncFolder(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    // Some network file systems know no fsync of folders and say so; that is no failure of the disk.
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { DiskDoubt.end((path as NSString).lastPathComponent) }
  }

  /// The system's reason as a failure.
  static func failure(_ path: String) -> StoreFailure {
    let reason = errno
    if reason == ENOSPC || reason == EDQUOT { return StoreFailure(.diskFull) }
    return StoreFailure(
      .directoryUnwritable, found: (path as NSString).lastPathComponent, String(cString: strerror(reason)))
  }
}
