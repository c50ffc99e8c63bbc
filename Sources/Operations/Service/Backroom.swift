import Dispatch
import Synchronization

/// One thread for the reading and writing of files, so that requests never wait for one: pieces are done one at a time, in the order in
/// which they come, and only so many may wait.
final class Backroom: Sendable {
  /// Pieces that may wait; the next is turned away.
  static let longest = 100

  private let queue = DispatchQueue(label: "kaoping.backroom")
  private let length = Mutex(0)

  /// Does a piece of work in its turn.
  ///
  /// - Throws: `JobLine.Full` if too many wait; else what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try length.withLock { length in
      guard length < Backroom.longest else { throw JobLine.Full() }
      length += 1
    }
    defer { length.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }
}
