import GRDB
import Synchronization
import Titles

/// The rounds as they were last committed, so that a thousand communities are not decoded anew for every upload.
///
/// A round is known by the number of its events. Only what is committed is kept: a change that is given up leaves the number as it was.
final class RoundCache: Sendable {
  private let kept = Mutex<[String: StoredRound]>([:])

  /// The round of a name as the connection sees it; nil if there is none.
  ///
  /// - Parameter isCommitted: whether it may be kept: false within a change.
  func round(_ id: String, _ db: Database, isCommitted: Bool) throws -> StoredRound? {
    let version = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT version FROM rounds WHERE id = ?"), arguments: [id])
    if let known = kept.withLock({ $0[id] }), known.round.eventCount == version { return known }
    let stored = try RoundRows.read(db, id)
    if let stored, isCommitted { keep([stored]) }
    return stored
  }

  /// Keeps rounds that were committed, unless later ones are known.
  func keep(_ rounds: [StoredRound]) {
    kept.withLock { kept in
      for round in rounds where (kept[round.round.id]?.round.eventCount ?? -1) < round.round.eventCount {
        kept[round.round.id] = round
      }
    }
  }
}
