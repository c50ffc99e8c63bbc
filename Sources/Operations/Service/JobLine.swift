/// Long work, one piece at a time, in the order in which it was asked for: fifty people who score at once make each other wait, not
/// everyone else.
public actor JobLine {
  /// Pieces that may wait; the next is turned away.
  public static let longest = 50

  private var last: Task<Void, Never>?
  private var cancellations: [String: @Sendable () -> Void] = [:]
  /// Pieces that wait or are worked on.
  public private(set) var length = 0

  /// A line with nobody in it.
  public init() {}

  /// Does a piece of work in its turn and gives what came of it. It can be cancelled by its name while it waits; once it runs, it
  /// sees the cancellation where it looks for it.
  ///
  /// - Throws: `Full` if too many wait, `CancellationError`, and whatever the work throws.
  public func run<Value: Sendable>(
    _ name: String, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard length < JobLine.longest else { throw Full() }
    length += 1
    let before = last
    let task = Task {
      await before?.value
      try Task.checkCancellation()
      return try await work()
    }
    cancellations[name] = { task.cancel() }
    last = Task { _ = await task.result }
    let result = await task.result
    cancellations[name] = nil
    length -= 1
    return try result.get()
  }

  /// Asks a piece of work to stop; false if it is not in the line.
  public func cancel(_ name: String) -> Bool {
    guard let cancel = cancellations[name] else { return false }
    cancel()
    return true
  }

  /// Too many wait.
  public struct Full: Error {}
}
