/// Too many people wait for results that are computed again.
public struct RecomputationBusy: Error {}

/// Results that were computed again from stored inputs. One is computed at a time, so that a page never takes the machine from the
/// others, and the last few are kept while people look at them. Nothing of it is stored.
actor RecomputationShelf<Value: Sendable> {
  /// Results that are kept.
  private let mostKept = 8
  /// Computations that may wait.
  private let mostWaiting = 12

  private var kept: [(key: String, task: Task<Value, any Error>)] = []
  private var last: Task<Value, any Error>?
  private var waiting = 0

  /// The result of this name, computed if it is not at hand. Whoever asks for the same meanwhile gets the same.
  ///
  /// - Parameter key: everything that the result depends on.
  /// - Throws: `RecomputationBusy` if too many wait; else what the computation throws, which is not kept.
  func result(
    _ key: String, _ compute: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    if let place = kept.firstIndex(where: { $0.key == key }) {
      let entry = kept.remove(at: place)
      kept.append(entry)
      return try await entry.task.value
    }
    guard waiting < mostWaiting else { throw RecomputationBusy() }
    waiting += 1
    defer { waiting -= 1 }
    let before = last
    let task = Task {
      _ = await before?.result
      return try await compute()
    }
    last = task
    kept.append((key, task))
    if kept.count > mostKept { kept.removeFirst() }
    do {
      return try await task.value
    } catch {
      kept.removeAll { $0.key == key }
      throw error
    }
  }
}
