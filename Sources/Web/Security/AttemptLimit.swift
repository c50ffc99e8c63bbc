/// Counts tries per key inside a sliding window, with bounded memory.
///
/// A full table forgets its oldest keys; that can only ever let a try through, never lock somebody out.
package struct AttemptLimit {
  /// Tries that are let through in one window.
  let most: Int
  /// The window's length in seconds.
  let window: Int64

  private var tries: [String: [Int64]] = [:]
  private var order: [String] = []
  private let capacity: Int

  /// A limit of `most` tries in `window` seconds, for at most `capacity` keys.
  package init(most: Int, window: Int64, capacity: Int = 10_000) {
    self.most = most
    self.window = window
    self.capacity = capacity
  }

  /// Enters a try at `now` (seconds on a clock that never runs backwards) and says how long to wait; 0 lets it through.
  package mutating func enter(_ key: String, now: Int64) -> Int64 {
    var recent = tries[key, default: []].filter { $0 > now - window && $0 <= now }
    if recent.count >= most, let first = recent.first { return max(1, first + window - now) }
    recent.append(now)
    if tries.updateValue(recent, forKey: key) == nil {
      order.append(key)
      if order.count > capacity { tries.removeValue(forKey: order.removeFirst()) }
    }
    return 0
  }
}
