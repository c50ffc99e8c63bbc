import Synchronization

/// What was read from the frozen files of the rounds that were asked for last; it is read again only when these files change.
final class RoundShelf<Value: Sendable>: Sendable {
  private let kept = Mutex<[String: (digest: String, value: Value)]>([:])

  /// The value of a round whose files have this digest; `read` makes it if it is not there.
  func value(_ round: String, digest: String, read: () throws -> Value) throws -> Value {
    if let known = kept.withLock({ $0[round] }), known.digest == digest { return known.value }
    let value = try read()
    kept.withLock { shelf in
      // A handful of rounds are alive at a time; more are not worth their memory.
      if shelf.count >= 4 { shelf.removeAll() }
      shelf[round] = (digest, value)
    }
    return value
  }
}
