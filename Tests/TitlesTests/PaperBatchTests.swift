import Findings
import Foundation
import TestSupport
import Testing
import Titles

/// R9: paper forms entered twice by different people.
@Suite struct PaperBatchTests {
  static let people = ["li", "wang", "zhao", "sun"].map {
    RoundActor($0, RoleGrant(.districtOffice, .district("329905")))
  }
  static let strangers = [
    RoundActor("qian", RoleGrant(.districtOffice, .district("329904"))), RoundActor("a", RoleGrant(.auditor)),
    RoundActor("", RoleGrant(.public)), RoundActor("adm", RoleGrant(.administrator)),
  ]
  static let batch = PaperBatch(id: "B01", round: "2014", kind: .responses, scope: .district("329905"))

  static func typing(_ actor: RoundActor, _ differences: [PaperBatch.Difference] = []) -> PaperAction {
    .type(PaperBatch.Typing(user: actor.user, sha256: "00", forms: 3), differences: differences)
  }

  static let difference = PaperBatch.Difference(form: "7", item: "q03", first: "4", second: "5")

  /// A batch in each stage, with what a walk may do to it.
  static func stages() throws -> [PaperBatch.Stage: PaperBatch] {
    let once = try batch.applying(typing(people[0]), by: people[0])
    let differing = try once.applying(typing(people[1], [difference]), by: people[1])
    let agreed = try differing.applying(
      .resolve(form: "7", item: "q03", value: "4", reason: "paper"), by: people[2])
    return [
      .opened: batch, .typedOnce: once, .differing: differing, .agreed: agreed,
      .approved: try agreed.applying(.approve(upload: 3), by: people[2]),
      .discarded: try once.applying(.discard(reason: "lost"), by: people[0]),
    ]
  }

  /// Every action from every stage by everybody: what the table grants happens, nothing else.
  @Test func everyActionFromEveryStageByEverybody() throws {
    let samples: [PaperAction.Kind: (RoundActor) -> PaperAction] = [
      .type: { Self.typing($0, [Self.difference]) },
      .resolve: { _ in .resolve(form: "7", item: "q03", value: "5", reason: "paper") },
      .approve: { _ in .approve(upload: 9) }, .sendBack: { _ in .sendBack(reason: "r") },
      .discard: { _ in .discard(reason: "r") },
    ]
    let stages = try Self.stages()
    #expect(Set(stages.keys) == Set(PaperBatch.Stage.allCases))
    for (stage, batch) in stages {
      #expect(batch.stage == stage)
      for kind in PaperAction.Kind.allCases {
        let rule = PaperRule.of(kind)
        for actor in Self.people + Self.strangers {
          guard let action = samples[kind]?(actor) else { continue }
          let hasTyped = batch.typings.contains { $0.user == actor.user }
          let isGranted =
            Self.people.contains(actor) && rule.stages.contains(stage) && (rule.isOpenToTypists || !hasTyped)
          do throws(RoundRefusal) {
            let next = try batch.applying(action, by: actor)
            #expect(isGranted, "\(stage) \(kind) \(actor.user)")
            #expect(rule.stagesAfter.contains(next.stage) && next.eventCount == batch.eventCount + 1)
          } catch {
            #expect(!isGranted, "\(stage) \(kind) \(actor.user): \(error.finding.code.code)")
            #expect(!error.finding.message(.chinese).isEmpty)
          }
        }
      }
    }
  }

  /// Random actions by random people; `make soak` tries a million. The same person never does both typings, nor one and a decision.
  @Test func randomActionsNeverBreakTheRules() throws {
    let count = ProcessInfo.processInfo.environment["KAOPING_SOAK_EVENTS"].flatMap(Int.init) ?? 20_000
    var generator = SeededGenerator(seed: 1918)
    var batch = Self.batch
    var accepted = 0
    for index in 0..<count {
      if index.isMultiple(of: 40) { batch = Self.batch }
      guard let actor = (Self.people + Self.strangers).randomElement(using: &generator) else { continue }
      let few = (0..<Int.random(in: 0...2, using: &generator)).map {
        PaperBatch.Difference(form: "\($0)", item: $0 == 0 ? "" : "q1", first: "1", second: "2")
      }
      let action: PaperAction =
        switch Int.random(in: 0..<10, using: &generator) {
        case 0...4: Self.typing(Bool.random(using: &generator) ? actor : Self.people[0], few)
        case 5...6:
          .resolve(
            form: "\(Int.random(in: 0...2, using: &generator))", item: Bool.random(using: &generator) ? "" : "q1",
            value: ["keep", "3", ""].randomElement(using: &generator) ?? "",
            reason: Bool.random(using: &generator) ? "r" : " ")
        case 7: .approve(upload: index)
        case 8: .sendBack(reason: "r")
        default: .discard(reason: "")
        }
      guard let next = try? batch.applying(action, by: actor) else { continue }
      accepted += 1
      let typists = next.typings.map(\.user)
      #expect(typists.count <= 2 && Set(typists).count == typists.count)
      #expect(!typists.contains(next.approvedBy))
      for difference in next.differences where difference.decided != nil {
        #expect(!typists.contains(difference.decidedBy) && !difference.reason.isEmpty)
      }
      #expect(next.stage != .approved || typists.count == 2 && next.openDifferences.isEmpty)
      #expect(
        (next.stage == .agreed) == (typists.count == 2 && next.openDifferences.isEmpty && next.upload == nil)
          || next.stage == .discarded)
      batch = next
    }
    #expect(accepted > count / 20)
  }

  /// What is compared, and what counts afterwards.
  @Test func differencesAreFoundAndDecided() throws {
    typealias Form = TypedForms.Form
    let first = try #require(
      TypedForms(
        columns: ["id", "q1", "q2"],
        forms: [
          Form(number: "1", cells: ["4", "5"]), Form(number: "2", cells: ["1", ""]),
          Form(number: "3", cells: ["2", "2"]),
        ]))
    // The same columns in another order, one answer otherwise, form 3 missing, form 4 added.
    let second = try #require(
      TypedForms(
        columns: ["id", "q2", "q1"],
        forms: [
          Form(number: "2", cells: ["", "3"]), Form(number: "1", cells: ["5", "4"]),
          Form(number: "4", cells: ["9", "8"]),
        ]))
    var found = first.differences(from: second)
    #expect(found.map(\.form) == ["2", "3", "4"] && found.map(\.item) == ["q1", "", ""])
    #expect(found[0].first == "1" && found[0].second == "3")
    #expect(first.differences(from: first).isEmpty)
    for (index, value) in ["3", "drop", "keep"].enumerated() { found[index].decided = value }
    let agreed = first.agreed(with: second, found)
    #expect(
      agreed == [
        Form(number: "1", cells: ["4", "5"]), Form(number: "2", cells: ["3", ""]),
        Form(number: "4", cells: ["8", "9"]),
      ])
    #expect(TypedForms(columns: ["id"], forms: [Form(number: "1", cells: []), Form(number: "1", cells: [])]) == nil)
  }

  /// docs/paper.md has the table that the code has.
  @Test func theTableOfTheDocumentationIsTheCodes() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appendingPathComponent("docs/paper.md"), encoding: .utf8)
    for rule in PaperRule.all {
      let stages = PaperBatch.Stage.allCases.filter(rule.stages.contains)
      let cells = [
        "`\(rule.action.rawValue)`", stages.map(\.name.chinese).joined(separator: "、"),
        rule.stages.map(\.rawValue).sorted().joined(separator: ", "),
        rule.stagesAfter.map(\.rawValue).sorted().joined(separator: ", "), rule.isOpenToTypists ? "yes" : "no",
        rule.requires.chinese, rule.requires.english,
      ]
      #expect(page.contains("| " + cells.joined(separator: " | ") + " |"), "\(rule.action)")
    }
  }

  @Test func aRoundIsWrittenTheSameWayEachTime() throws {
    let round = try RoundScript.whole().round
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = try encoder.encode(round)
    let again = try encoder.encode(try JSONDecoder().decode(TitleRound.self, from: text))
    #expect(text == again)
    let start = TitleRound(id: round.id, year: round.year, title: round.title)
    #expect(try encoder.encode(try TitleRound.folding(try RoundScript.whole().events, from: start)) == text)
  }
}
