import Dispatch

/// Where passwords are hashed: at most two at a time, at most thirty-two waiting, on threads of their own.
///
/// A hash keeps a core busy for 70 ms and takes 19 MiB. On the threads that answer requests two of them would stop a machine of two
/// cores; without a bound two hundred sign-ins at once would take 4 GiB.
public actor HashingDesk {
  /// Hashes that may run at once.
  public static let most = 2
  /// Those that may wait; the next is turned away.
  public static let longestQueue = 32

  private let threads = DispatchQueue(label: "kaoping.hashing", attributes: .concurrent)
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var decoy: PasswordHash?

  /// A desk with nobody at it.
  public init() {}

  /// How many wait, for the metrics.
  public var queueLength: Int { waiting.count }

  /// Hashes a password.
  ///
  /// - Throws: `.busy` if the queue is full, `.outOfMemory` if there is no memory.
  public func hash(_ password: String) async throws(HashingError) -> PasswordHash {
    try await run { () throws(HashingError) in try PasswordHash(of: password) }
  }

  /// Whether the password fits the hash. Without a hash it takes just as long and says no, so that nobody learns from the time which
  /// users exist.
  ///
  /// - Throws: `.busy` if the queue is full, `.outOfMemory` if there is no memory.
  public func matches(_ password: String, _ hash: PasswordHash?) async throws(HashingError) -> Bool {
    if decoy == nil { decoy = try await run { () throws(HashingError) in try PasswordHash.decoy() } }
    let decoy = decoy
    return try await run { () throws(HashingError) in
      guard let hash else {
        _ = decoy?.matches(password)
        return false
      }
      return hash.matches(password)
    }
  }

  private func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(HashingError) -> Value
  ) async throws(HashingError) -> Value {
    if running >= HashingDesk.most {
      guard waiting.count < HashingDesk.longestQueue else { throw .busy }
      // Whoever leaves hands its place over: `running` stays as it is.
      await withCheckedContinuation { waiting.append($0) }
    } else {
      running += 1
    }
    let result: Result<Value, HashingError> = await withCheckedContinuation { continuation in
      threads.async { continuation.resume(returning: Result { () throws(HashingError) in try work() }) }
    }
    if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    return try result.get()
  }
}
