import Dispatch
import Synchronization

/// Work that goes on beside the caller's, on another core, until somebody asks for what came of it.
final class WorkBeside<Value: Sendable>: Sendable {
  private let group = DispatchGroup()
  private let outcome = Mutex<Result<Value, any Error>?>(nil)

  /// Begins the work.
  init(_ work: @escaping @Sendable () throws -> Value) {
    DispatchQueue.global(qos: .utility).async(group: group) {
      let result = Result { try work() }
      self.outcome.withLock { $0 = result }
    }
  }

  /// What came of it; waits for its end.
  func value() throws -> Value {
    group.wait()
    guard let result = outcome.withLock({ $0 }) else { preconditionFailure("the work has ended") }
    return try result.get()
  }
}
