import Store
import Titles

/// Checks on the spot and witnesses of the log, for pages.
extension ServiceDesk {
  /// The newest draw of a round; nil before there is one.
  public func spotChecks(of round: String) throws -> SpotCheckDraw? { try rounds.spotChecks(round) }

  /// The names of those who may be drawn to check: whoever may enter a check and is not disabled.
  public func possibleCheckers() throws -> [String] {
    let roles = RoundRule.of(.spotCheck).grants
    return try store.users().filter { user in !user.isDisabled && user.grants.contains { roles[$0.role] != nil } }
      .map(\.name)
  }

  /// Draws the checks on the spot.
  public func drawSpotChecks(
    _ round: String, seed: String, count: Int, checkers: [String], by person: SignedInPerson
  ) async throws -> SpotCheckDraw {
    let actor = try actor(person)
    return try await inTurn {
      try rounds.drawSpotChecks(round, seed: seed, count: count, checkers: checkers, by: actor).value
    }
  }
}
