import Findings
import Foundation
import Operations
import Seals
import Store
import Testing
import Titles

/// Those who watch: witnesses of the log, recusals that follow from ties, checks on the spot by lot.
@Suite struct WatchingTests {
  private func refusal(_ body: () throws -> Void) -> FindingCode? {
    do {
      try body()
      return nil
    } catch let refusal as Refusal {
      return refusal.findings.first?.code
    } catch { return nil }
  }

  @Test func onlyHeadsOfThisLogWithARegisteredKeyAreTaken() throws {
    let round = try CollectingRound()
    let desk = round.desk
    let witness = try #require(SigningKey(name: "donghu", seed: Array(1...32)))
    let head = try #require(try desk.store.head())
    let signed = try #require(head.cosigned(by: witness))
    #expect(refusal { _ = try desk.take(cosigned: signed, by: .console) } == .witnessUnsound, "nobody knows the key")
    _ = try desk.addWitness(witness.verifier, holder: "district:329912", by: .console)
    #expect(refusal { _ = try desk.addWitness(witness.verifier, holder: "auditor", by: .console) } == .witnessUnsound)
    #expect(
      refusal { _ = try desk.addWitness(desk.store.verifier, holder: "auditor", by: .console) } == .witnessUnsound)
    for holder in ["", "department:x", "everyone"] {
      let key = try #require(SigningKey(name: "k", seed: Array(2...33))).verifier
      #expect(refusal { _ = try desk.addWitness(key, holder: holder, by: .console) } == .witnessUnsound, "\(holder)")
    }
    #expect(try desk.take(cosigned: signed, by: .console).value == 1)
    #expect(try desk.take(cosigned: signed, by: .console).value == 0, "once is enough")
    let stored = try #require(try desk.store.cosignedHead())
    #expect(stored.head == head.head && stored.isSigned(by: witness.verifier))
    // A head of another history, signed by everybody, is none of this log.
    let forged = SignedTreeHead(
      TreeHead(origin: head.head.origin, size: head.head.size, root: .of("x"), time: head.head.time), by: witness)
    #expect(refusal { _ = try desk.take(cosigned: forged, by: .console) } == .witnessUnsound)
    #expect(try desk.store.verify().isSound)
  }

  @Test func whatBindsSomebodyBecomesARecusalInEveryRound() throws {
    let round = try CollectingRound()
    let desk = round.desk
    let stored = try #require(try desk.store.round("2014")?.round)
    let own = stored.communities.values.filter { $0.district == "329912" }.sorted { $0.code < $1.code }
    let (home, other) = (own[0], own[1])
    _ = try desk.declareTies(of: "office", to: [home.code], relation: "居住地", by: .console)
    #expect(
      refusal { _ = try desk.declareTies(of: "office", to: ["x"], relation: "居住地", by: .console) } == .unknownInRound)
    #expect(
      refusal { _ = try desk.declareTies(of: "nobody", to: [home.code], relation: "r", by: .console) } == .unknownUser)
    #expect(
      refusal { _ = try desk.declareTies(of: "office", to: [home.code], relation: "r", by: round.clerk) } == .roleMayNot
    )
    // The next thing that the person does enters the recusal first.
    _ = try desk.apply(Self.points(1000), to: "2014", by: round.office)
    let after = try #require(try desk.store.round("2014")?.round)
    #expect(after.recusals.map(\.user) == ["office"] && after.recusals.first?.communities == [home.id])
    #expect(after.recusals.first?.reason == "居住地")
    // What came out of the community is bound as well.
    let register = try desk.store.register()
    var merged = try #require(register.attributes(of: other.id, on: round.fixture.today))
    merged.name = "合并社区"
    _ = try desk.enter(
      [
        RegisterChange(
          .merged, effective: round.fixture.today, document: "政发〔2014〕5号", communities: [home.id, other.id],
          results: [merged], continues: other.id)
      ], by: .console)
    _ = try desk.apply(Self.points(2000), to: "2014", by: round.office)
    let bound = try #require(try desk.store.round("2014")?.round).recusals.filter { $0.user == "office" }
    #expect(Set(bound.flatMap(\.communities)) == [home.id, other.id])
    // A tie that is over binds no more in rounds to come; what was entered stays.
    #expect(try desk.declareTies(of: "office", to: [home.code], relation: "", by: .console).value.isEmpty == true)
    #expect(try desk.store.verify().isSound)
  }

  /// Something that an office may do at any time and that judges no community.
  private static func points(_ points: Int) -> RoundAction {
    .scoreDistricts(points: RoundFixture.districts.map { DistrictPoints(district: $0, items: ["减负": points]) })
  }
}
