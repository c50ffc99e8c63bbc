import Store
import Titles

/// The clock that sessions, access tokens and tries to sign in live by. It begins at the later of the machine's time and the last entry
/// of the log, and from then on runs by a clock that nobody sets: putting the machine's clock back gives no session more time, revives
/// none, and lets nobody wait longer at an address that many share.
struct SteadyClock: Sendable {
  private let surroundings: Surroundings
  private let origin: Int

  /// - Throws: `StoreFailure` if the log cannot be read.
  init(_ rounds: EvaluationDesk) throws {
    surroundings = rounds.surroundings
    let now = surroundings.now().seconds
    let last = try rounds.store.lastMoment()?.seconds ?? now
    origin = max(now, last) - (surroundings.elapsed?() ?? 0)
  }

  /// Seconds since 1970, as far as can be known.
  var seconds: Int { surroundings.elapsed.map { origin + $0() } ?? surroundings.now().seconds }
}
