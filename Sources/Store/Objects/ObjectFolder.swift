import Foundation
public import Seals

/// A file that is kept by its content.
public struct StoredObject: Hashable, Sendable {
  /// The SHA-256 of its bytes.
  public let digest: ContentDigest
  /// Its size in bytes.
  public let bytes: Int
  /// Its size on disk.
  public let storedBytes: Int
}

/// An object on disk that nothing may refer to yet.
public struct StagedObject: Hashable, Sendable {
  /// What it will be.
  public let object: StoredObject
  /// Where it lies until then.
  let path: String
}

/// The uploads as files that are named by their content and compressed. A file is on disk, with its name, before the transaction that
/// refers to it; a crash in between leaves a file that nothing refers to, which the next start does not mind.
struct ObjectFolder: Sendable {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Removes what a crash has left half-written.
  func sweep() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where name.hasPrefix(".incoming-") {
      try? FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }

  /// Keeps the bytes that `next` gives block by block until it gives none.
  func add(_ name: String, _ next: () throws -> [UInt8]) throws -> StoredObject {
    try place(try stage(name, next))
  }

  /// Writes the bytes to disk under a name that the next start removes, until `place` gives them their own.
  func stage(_ name: String, _ next: () throws -> [UInt8]) throws -> StagedObject {
    let staging = path + "/.incoming-" + name
    let descriptor = open(staging, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SafeFile.failure(staging) }
    defer { close(descriptor) }
    do {
      let gzip = GzipWriter()
      let digest = DigestStream()
      var (bytes, stored) = (0, 0)
      var isLast = false
      while !isLast {
        let block = try next()
        isLast = block.isEmpty
        digest.update(block)
        bytes += block.count
        try gzip.compress(block, isLast: isLast) { part in
          try SafeFile.write(part, to: descriptor, staging)
          stored += part.count
        }
      }
      guard fsync(descriptor) == 0 else { DiskDoubt.end(".incoming-" + name) }
      return StagedObject(
        object: StoredObject(digest: digest.digest(), bytes: bytes, storedBytes: stored), path: staging)
    } catch {
      unlink(staging)
      throw error
    }
  }

  /// Gives a staged object the name of its content.
  func place(_ staged: StagedObject) throws -> StoredObject {
    defer { unlink(staged.path) }
    let place = location(staged.object.digest)
    let folder = (place as NSString).deletingLastPathComponent
    if !FileManager.default.fileExists(atPath: place) {
      if mkdir(folder, 0o700) != 0 && errno != EEXIST { throw SafeFile.failure(folder) }
      guard rename(staged.path, place) == 0 else { throw SafeFile.failure(place) }
    }
    // Even if it was there: whoever put it there may have been killed before its name was on disk.
    try SafeFile.syncFolder(folder)
    try SafeFile.syncFolder(path)
    return staged.object
  }

  /// Removes a staged object.
  func discard(_ staged: StagedObject) { unlink(staged.path) }

  /// Gives an object's bytes block by block.
  ///
  /// - Returns: false if it is not there.
  /// - Throws: `GzipReader.Fault` if it is damaged.
  func read(_ digest: ContentDigest, _ write: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
    let descriptor = open(location(digest), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let gzip = GzipReader()
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var isFirst = true
    while true {
      let count = Foundation.read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0, !isFirst || block.starts(with: GzipWriter.head) else { throw GzipReader.Fault() }
      isFirst = false
      if try gzip.restore(Array(block.prefix(count)), write) {
        // Nothing may stand behind the end: those bytes would be covered by no digest.
        guard Foundation.read(descriptor, &block, 1) == 0 else { throw GzipReader.Fault() }
        return true
      }
    }
  }

  /// Removes an object.
  func remove(_ digest: ContentDigest) throws {
    guard unlink(location(digest)) == 0 || errno == ENOENT else { throw SafeFile.failure(location(digest)) }
  }

  /// Where an object lies on disk.
  func location(_ digest: ContentDigest) -> String {
    let name = digest.hexadecimal
    return "\(path)/\(name.prefix(2))/\(name.dropFirst(2))"
  }
}
