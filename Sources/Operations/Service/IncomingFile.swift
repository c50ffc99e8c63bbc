import Findings
import Foundation
import Store

/// The bytes of an upload on its way, appended as they come. They are evidence only once they are confirmed; until then a crash may
/// lose the last of them, and the sender goes on from what is there.
public final class IncomingFile {
  /// The bytes that are there.
  public private(set) var size: Int
  private let descriptor: Int32
  private let path: String

  /// Opens the file at `path`, or makes it.
  init(_ path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_APPEND, 0o600)
    guard descriptor >= 0 else { throw IncomingFile.failure(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw IncomingFile.failure(path) }
    size = Int(status.st_size)
    self.path = path
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  ///
  /// - Throws: `StoreFailure` with `.diskFull` if there is no room.
  public func append(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let failure = IncomingFile.failure(path)
        // What does not fit is taken back, so that the rest of the service has room.
        _ = ftruncate(descriptor, off_t(size))
        throw failure
      }
      done += count
    }
    size += done
  }

  private static func failure(_ path: String) -> StoreFailure {
    let reason = errno
    if reason == ENOSPC || reason == EDQUOT || reason == EFBIG { return StoreFailure(.diskFull) }
    return StoreFailure(.directoryUnwritable, found: "incoming", String(cString: strerror(reason)))
  }
}
