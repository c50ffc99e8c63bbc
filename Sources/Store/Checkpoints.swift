import Foundation
import GRDB
import Synchronization

/// When the log of recent writes is copied into the database: often enough that it stays small, and never unseen, so that an fsync
/// that fails in it is as fatal as any other.
final class Checkpoints: Sendable {
  /// Writes after which the log is copied in any case, and the fewest between two copies.
  private static let (most, fewest) = (100, 16)
  /// The size above which it is copied after the fewest.
  private static let largeLog = 4 << 20

  private let log: String
  private let writes = Mutex(0)

  /// - Parameter database: the path of the database.
  init(_ database: String) { log = database + "-wal" }

  /// Notes a write, and copies the log if it is time. Readers that still need it are left alone: the next write tries again.
  func noteWrite(_ pool: DatabasePool) {
    let count = writes.withLock { count in
      count += 1
      return count
    }
    guard count >= Checkpoints.fewest else { return }
    var status = stat()
    let isLarge = stat(log, &status) == 0 && status.st_size > Checkpoints.largeLog
    guard count >= Checkpoints.most || isLarge else { return }
    do {
      _ = try pool.writeWithoutTransaction { try $0.checkpoint(.passive) }
      writes.withLock { $0 = 0 }
    } catch {
      // The change itself is safe in the log; only an fsync that failed is more than a delay.
      DiskDoubt.endIfSyncFailed(error)
    }
  }
}
