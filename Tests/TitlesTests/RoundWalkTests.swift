import Findings
import Foundation
import TestSupport
import Testing
import Titles

/// Every state by every event by every role, against docs/permissions.md.
@Suite struct RoundWalkTests {
  /// Every role with its usual scope, and a scope of somebody else's where the role has one.
  static let actors: [(actor: RoundActor, isForeign: Bool)] =
    [
      (RoundActor("admin", RoleGrant(.administrator)), false), (RoundScript.members[0], false),
      (RoundScript.members[1], false), (RoundScript.office, false), (RoundScript.reviewer, false),
      (RoundScript.evaluator, false), (RoundActor("auditor", RoleGrant(.auditor)), false), (RoundScript.anyone, false),
    ] + RoundScript.districts.map { (RoundScript.clerk($0), false) } + [
      (RoundScript.clerk("999999"), true),
      (RoundActor("r2", RoleGrant(.reviewer, .department("别的局"))), true),
      (RoundActor("t2", RoleGrant(.thirdParty, .study("another"))), true),
    ]

  /// The rounds of the script, and each phase's first one with the award carried on.
  static func rounds() throws -> [RoundScript.Snapshot] {
    let snapshots = try RoundScript.whole().snapshots
    var seen: Set<RoundPhase> = []
    var rounds = snapshots
    for snapshot in snapshots where seen.insert(snapshot.round.phase).inserted && !snapshot.round.districts.isEmpty {
      var round = snapshot.round
      for (kind, actor) in [
        (RoundAction.Kind.scoreDistricts, RoundScript.office), (.nominateDistricts, RoundScript.office),
        (.confirmDistricts, RoundScript.members[2]), (.confirmDistricts, RoundScript.members[1]),
      ] {
        guard let action = RoundSamples.actions(kind, round, snapshot.day).first,
          let next = try? round.applying(RoundEvent(action, by: actor, on: snapshot.day))
        else { break }
        round = next
        rounds.append(RoundScript.Snapshot(round: round, day: snapshot.day))
      }
    }
    if let draft = snapshots.first {
      let cancelled = try draft.round.applying(
        RoundEvent(.cancel(document: "d", reason: "r"), by: RoundScript.members[0], on: draft.day))
      rounds.append(RoundScript.Snapshot(round: cancelled, day: draft.day))
    }
    return rounds
  }

  private struct Cell: Hashable {
    var phase: RoundPhase
    var action: RoundAction.Kind
    var role: Role
  }

  @Test func whatTheMatrixGrantsIsPossibleAndNothingElse() throws {
    let matrix = try PermissionMatrix()
    #expect(Set(matrix.lines.map(\.action)) == Set(RoundAction.Kind.allCases.map(\.rawValue)))
    var possible: Set<Cell> = []
    var tried: Set<Cell> = []
    for snapshot in try Self.rounds() {
      for kind in RoundAction.Kind.allCases {
        let samples = RoundSamples.actions(kind, snapshot.round, snapshot.day)
        for (actor, isForeign) in Self.actors {
          let cell = Cell(phase: snapshot.round.phase, action: kind, role: actor.grant.role)
          tried.insert(cell)
          let said = matrix.cell(kind, cell.phase, cell.role)
          for action in kind == .declareRecusal ? [RoundSamples.recusal(actor)] : samples {
            do throws(RoundRefusal) {
              let next = try snapshot.round.applying(RoundEvent(action, by: actor, on: snapshot.day))
              possible.insert(cell)
              #expect(next.eventCount == snapshot.round.eventCount + 1)
              #expect(said == "✓" || said == "own", "\(cell) happened, the page says \(said ?? "nothing")")
              #expect(!(isForeign && said == "own"), "\(cell) reached another's scope")
            } catch {
              // A refusal has a reason in both languages.
              #expect(error.finding.severity == .error)
              #expect(!error.finding.message(.chinese).isEmpty && !error.finding.remedy(.english).isEmpty)
              if said == "–" {
                let expected: Set<FindingCode> = [.roleMayNot, .wrongPhase, .outOfScope, .recused]
                #expect(expected.contains(error.finding.code), "\(cell): \(error.finding.code)")
              }
            }
          }
        }
      }
    }
    for phase in RoundPhase.allCases {
      for action in RoundAction.Kind.allCases {
        for role in Role.allCases {
          let cell = Cell(phase: phase, action: action, role: role)
          #expect(matrix.cell(action, phase, role) == "–" || possible.contains(cell), "\(cell) never happened")
        }
      }
    }
    #expect(Set(tried.map(\.phase)) == Set(RoundPhase.allCases))
  }

  /// Random actions by random people from every round: nothing traps, refusals change nothing, invariants hold. `make soak` tries a
  /// million.
  @Test func randomEventsNeverBreakTheRules() throws {
    let count = ProcessInfo.processInfo.environment["KAOPING_SOAK_EVENTS"].flatMap(Int.init) ?? 20_000
    var generator = SeededGenerator(seed: 2014)
    let starts = try RoundScript.whole().snapshots
    var (round, day) = (starts[0].round, starts[0].day)
    var accepted = 0
    for index in 0..<count {
      if index.isMultiple(of: 200), let start = starts.randomElement(using: &generator) {
        (round, day) = (start.round, start.day)
      }
      guard let kind = RoundAction.Kind.allCases.randomElement(using: &generator),
        let actor = Self.actors.randomElement(using: &generator)?.actor
      else { continue }
      let samples = kind == .declareRecusal ? [RoundSamples.recusal(actor)] : RoundSamples.actions(kind, round, day)
      guard let action = samples.randomElement(using: &generator) else { continue }
      guard let next = try? round.applying(RoundEvent(action, by: actor, on: day)) else { continue }
      accepted += 1
      Self.checkInvariants(next, before: round)
      round = next
      day = day + Int.random(in: 0...5, using: &generator)
      if day.year > 2025 { (round, day) = (starts[0].round, starts[0].day) }
    }
    #expect(accepted > count / 100)
  }

  static func checkInvariants(_ round: TitleRound, before: TitleRound) {
    for district in round.districts {
      #expect((round.shortlist(district) ?? []).count <= district.seats)
      #expect(Set(round.shortlist(district) ?? []).count == (round.shortlist(district) ?? []).count)
    }
    #expect(Set(round.confirmations).count == round.confirmations.count)
    #expect(Set(round.confirmations).isDisjoint(with: round.preparers))
    if round.phase == .confirmed { #expect(round.confirmations.count == 2) }
    if let named = before.naming { #expect(round.naming == named) }
    #expect(round.uploads.material.prefix(before.uploads.material.count) == before.uploads.material[...])
    #expect(round.uploads.currentCount >= before.uploads.currentCount)
    #expect(round.objections.count >= before.objections.count)
    #expect(round.holders.count >= before.holders.count)
  }

  @Test func foldingTheEventsGivesTheSameRound() throws {
    let script = try RoundScript.whole()
    let start = TitleRound(id: "2014", year: 2014, title: "和谐社区（村）")
    #expect(try TitleRound.folding(script.events, from: start) == script.round)
    let encoder = JSONEncoder()
    let decoded = try JSONDecoder().decode(TitleRound.self, from: try encoder.encode(script.round))
    #expect(decoded == script.round)
    for event in script.events {
      #expect(try JSONDecoder().decode(RoundEvent.self, from: try encoder.encode(event)) == event)
    }
  }
}
