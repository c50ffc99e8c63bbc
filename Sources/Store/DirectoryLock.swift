import Findings
import Foundation

/// The exclusive lock on a data directory: one process holds it, from opening to closing. The system drops it when the process ends,
/// however it ends, so no stale lock is ever left behind.
final class DirectoryLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock at once or throws `directoryBusy`, which names the holder.
  init(_ path: String, holder: String) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFailure(.directoryUnwritable, String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var bytes = [UInt8](repeating: 0, count: 200)
      let count = read(descriptor, &bytes, bytes.count)
      close(descriptor)
      let named = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      throw StoreFailure(.directoryBusy, named.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    self.descriptor = descriptor
    // Who holds it, for those who come too late; a full disk must not keep anyone from reading what is there.
    let text = Array("\(holder)\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  deinit { close(descriptor) }
}
