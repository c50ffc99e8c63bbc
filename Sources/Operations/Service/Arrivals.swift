import Dispatch
import Synchronization

/// Whether people are at work who would meet a busy core: by the times of the last requests that came in.
public final class Arrivals: Sendable {
  /// Requests within the `window` that still count as quiet: a page or two that ask how far a job is, nobody who waits for many.
  package static let quiet = 6
  /// Nanoseconds.
  package static let window: UInt64 = 100_000_000

  private struct Ring {
    var moments: [UInt64]
    var next = 0
  }

  private let ring = Mutex(Ring(moments: Array(repeating: 0, count: quiet + 1)))
  private let clock: @Sendable () -> UInt64

  /// Nobody has come yet.
  ///
  /// - Parameter clock: nanoseconds that never go back, larger than `window` from the start.
  package init(clock: @escaping @Sendable () -> UInt64 = { DispatchTime.now().uptimeNanoseconds }) {
    self.clock = clock
  }

  /// Notes that a request came in.
  public func note() {
    let now = clock()
    ring.withLock { ring in
      ring.moments[ring.next] = now
      ring.next = (ring.next + 1) % ring.moments.count
    }
  }

  /// Whether few have come of late.
  package var areFew: Bool {
    let now = clock()
    // The place to be written next holds the oldest of the last seven.
    return ring.withLock { now > $0.moments[$0.next] + Arrivals.window }
  }

  /// Those of the process.
  public static let shared = Arrivals()
}
