public import Seals
import Store
public import Titles

/// Those who watch over the log from outside, for pages.
extension ServiceDesk {
  /// How far a round's history is witnessed.
  public struct Watching: Sendable {
    /// The keys, with the number of districts.
    public var list: WitnessList
    /// The best witnessed head, and who has cosigned it; nil if nobody has.
    public var best: (head: SignedTreeHead, standing: WitnessList.Standing)?
  }

  /// The keys that watch over the log.
  public func witnesses() throws -> [WitnessList.Witness] { try store.witnesses() }

  /// How far the history of a round is witnessed.
  public func watching(over round: TitleRound) throws -> Watching {
    let list = try rounds.witnessList(of: round)
    let size = (try store.lastLeaf(of: "round.confirm", round: round.id) ?? 0) + 1
    return Watching(list: list, best: try rounds.bestWitnessed(list, from: size))
  }

  /// Registers a key that watches over the log.
  public func addWitness(_ key: VerifierKey, holder: String, by person: SignedInPerson) async throws {
    let actor = try actor(person)
    _ = try await inTurn { try rounds.addWitness(key, holder: holder, by: actor) }
  }

  /// Takes the cosignatures of a head.
  ///
  /// - Returns: how many of them are new.
  public func take(cosigned head: SignedTreeHead, by person: SignedInPerson) async throws -> Int {
    let actor = try actor(person)
    return try await inTurn { try rounds.take(cosigned: head, by: actor).value }
  }
}
