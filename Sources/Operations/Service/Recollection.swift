import Synchronization

/// Remembers what was worked out from the database until something is written to it: reading a round means decoding a thousand
/// communities, and hundreds ask for the same one in a second.
final class Recollection<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let capacity: Int
  private let kept = Mutex<(generation: Int, values: [Key: Value])>((0, [:]))

  /// A memory for so many values; a full one forgets all.
  init(capacity: Int) { self.capacity = capacity }

  /// The value of a key at a generation of the database; it is made if it is not known, perhaps by several at once.
  ///
  /// - Parameter generation: read before anything that `make` reads.
  func value(_ key: Key, at generation: Int, _ make: () throws -> Value) rethrows -> Value {
    if let value = kept.withLock({ $0.generation == generation ? $0.values[key] : nil }) { return value }
    let value = try make()
    kept.withLock { kept in
      if kept.generation < generation || kept.values.count >= capacity { kept = (generation, [:]) }
      if kept.generation == generation { kept.values[key] = value }
    }
    return value
  }
}
