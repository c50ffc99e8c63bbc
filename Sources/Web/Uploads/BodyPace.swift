import Findings
import HTTPTypes

/// Ends bodies that trickle: a sender who gives a byte now and then is never idle, and could hold a connection for days.
struct BodyPace {
  /// Seconds in which nobody is hurried.
  static let patience = 60.0
  /// Bytes in a second that even a thin line carries.
  static let least = 4096.0

  private let clock = ContinuousClock()
  private let begun: ContinuousClock.Instant
  private var bytes = 0

  init() { begun = clock.now }

  /// Notes that bytes arrived.
  ///
  /// - Throws: 408 if the whole body so far came more slowly than it may.
  mutating func note(_ count: Int) throws(ServiceFault) {
    bytes += count
    let seconds = (clock.now - begun) / .seconds(1)
    guard seconds <= BodyPace.patience || Double(bytes) >= seconds * BodyPace.least else {
      throw ServiceFault(.requestTimeout, .bodyTooSlow, headers: [.connection: "close"])
    }
  }
}
