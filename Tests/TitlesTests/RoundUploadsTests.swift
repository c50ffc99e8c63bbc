import Findings
import Foundation
import Testing
import Titles

/// What a round knows of its files: material one by one, evidence by number; and that rounds of older versions are read as the same.
@Suite struct RoundUploadsTests {
  typealias Script = RoundScript

  /// The script's round while it collects, after more files.
  private static func round(with files: [RoundUpload]) throws -> TitleRound {
    let (start, event) = try TitleRoundTests.before(.closeCollection)
    return try files.reduce(start) { round, file in
      try round.applying(RoundEvent(.upload(file: file), by: Script.office, on: event.day))
    }
  }

  private static let papers = [
    Script.upload(7, .evidence, .all), Script.upload(8, .evidence, .district("320401")),
    Script.upload(9, .evidence, .all, supersedes: 7), Script.upload(12, .document, .all),
  ]

  @Test func evidenceIsCountedAndMaterialIsListed() throws {
    let round = try Self.round(with: Self.papers)
    #expect(round.uploads.material.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(round.uploads.currentMaterial.map(\.number) == [1, 2, 3, 4, 6])
    #expect((round.uploads.evidence, round.uploads.documents) == (2, 1), "one took the place of another")
    #expect(round.uploads.currentCount == 8)
    #expect(round.uploads.last == 12)
  }

  @Test func aThousandPiecesOfEvidenceAreNoLongerState() throws {
    let many = (7..<1007).map { Script.upload($0, .evidence, .all) }
    let few = try JSONEncoder().encode(try Self.round(with: Self.papers)).count
    #expect(try JSONEncoder().encode(try Self.round(with: many)).count < few + 20)
  }

  @Test func numbersGrowAndOnlyWhatIsThereIsReplaced() throws {
    let round = try Self.round(with: Self.papers)
    let (_, event) = try TitleRoundTests.before(.closeCollection)
    func refusal(_ file: RoundUpload) -> FindingCode? {
      TitleRoundTests.refusal(round, RoundEvent(.upload(file: file), by: Script.office, on: event.day))
    }
    #expect(refusal(Script.upload(12, .evidence, .all)) == .uploadNotWelcome)
    #expect(refusal(Script.upload(10, .evidence, .all)) == .uploadNotWelcome, "numbers are given in order")
    #expect(refusal(Script.upload(13, .evidence, .all, supersedes: 13)) == .unknownInRound)
    #expect(refusal(Script.upload(13, .responses, .district("320402"), supersedes: 1)) == .unknownInRound)
    #expect(refusal(Script.upload(13, .reviews, .department("民政局"), supersedes: 5)) == .unknownInRound)
    #expect(refusal(Script.upload(13, .reviews, .department("民政局"), supersedes: 6)) == nil)
  }

  @Test func requiredEvidenceIsMissedUntilItIsThere() throws {
    let script = try Script.whole()
    let place = try #require(script.events.firstIndex { $0.action.kind == .freeze })
    guard case .freeze(let standard, let survey, let basis, let admission, _) = script.events[place].action else {
      Issue.record("the script freezes")
      return
    }
    var events = script.events
    events[place].action = .freeze(
      standard: standard, questionnaire: survey, basis: basis, admission: admission, required: [.evidence])
    let end = try #require(events.firstIndex { $0.action.kind == .closeCollection })
    let start = TitleRound(id: "2014", year: 2014, title: "和谐社区（村）")
    let round = try TitleRound.folding(events[..<end], from: start)
    #expect(round.missingMaterial == ["evidence"])
    let file = RoundAction.upload(file: Script.upload(7, .evidence, .all))
    #expect(try round.applying(RoundEvent(file, by: Script.office, on: events[end].day)).missingMaterial.isEmpty)
  }

  /// A round's state as versions to 0.1.0 wrote it: every file in one list, every repetition of a recusal.
  @Test func statesOfOlderVersionsAreReadAsTheSame() throws {
    let (start, event) = try TitleRoundTests.before(.closeCollection)
    let recusals = ["曾任职", "亲属"].map {
      RoundAction.declareRecusal(user: "li", communities: [Script.k(7)], reason: $0)
    }
    let round = try recusals.reduce(try Self.round(with: Self.papers)) {
      try $0.applying(RoundEvent($1, by: Script.members[1], on: event.day))
    }
    #expect(round.recusals.map(\.reason) == ["曾任职", "亲属"], "of the script, and the last of these")
    #expect(round.eventCount == start.eventCount + 6)
    let encoder = JSONEncoder()
    var old = try #require(
      try JSONSerialization.jsonObject(with: try encoder.encode(round)) as? [String: Any])
    let files = start.uploads.material + Self.papers
    old["uploads"] = try JSONSerialization.jsonObject(with: try encoder.encode(files))
    var declared = try #require(old["recusals"] as? [[String: Any]])
    declared.insert(["user": "li", "communities": declared[1]["communities"]!, "reason": "曾任职"], at: 1)
    old["recusals"] = declared
    #expect(try JSONDecoder().decode(TitleRound.self, from: try JSONSerialization.data(withJSONObject: old)) == round)
  }
}
