import Findings
import Foundation
import Operations
import Testing
import Titles

/// Conditions, recusals, variants, self-scores and decisions in a city of the guiding standard.
@Suite struct EligibilityTests {
  /// The example city of `kp-2014` with files replaced.
  static func rate(_ files: [String: String], titles: Int = 10) async throws -> RatingResult {
    let city = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-kp-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: city) }
    let standard = RatingFixture.repository.appendingPathComponent("Scoring/kp-2014")
    try FileManager.default.copyItem(at: standard.appendingPathComponent("example"), to: city)
    for (name, text) in files { try Data(text.utf8).write(to: city.appendingPathComponent(name)) }
    return try await Workbench(version: "test").rate(
      RatingRequest(
        city: city.path, standard: standard.path, survey: StandardReferenceTests.survey(of: "kp-2014"), titles: titles,
        seed: 1, replications: 0))
  }

  static let header = "event_id,community_id,code,date,document,reply,status\n"

  struct Event: CustomTestStringConvertible {
    var testDescription: String
    var row: String
    var bars: Bool
    var code: FindingCode?
  }

  static let events = [
    Event(
      testDescription: "confirmed", row: "E1,329911000001,V01,2014-05-01,批复1号,有回复,confirmed", bars: true, code: nil),
    Event(
      testDescription: "withdrawn", row: "E1,329911000001,V01,2014-05-01,批复1号,有回复,withdrawn", bars: false, code: nil),
    Event(
      testDescription: "pending", row: "E1,329911000001,V01,2014-05-01,批复1号,有回复,pending", bars: false,
      code: .pendingEvent),
    Event(
      testDescription: "on the first day of the window", row: "E1,329911000001,V01,2013-10-31,批复1号,有回复,confirmed",
      bars: true, code: nil),
    Event(
      testDescription: "a day before the window", row: "E1,329911000001,V01,2013-10-30,批复1号,有回复,confirmed", bars: false,
      code: .eventOutsideWindow),
    Event(
      testDescription: "after the assessment date", row: "E1,329911000001,V01,2014-11-01,批复1号,有回复,confirmed",
      bars: false, code: .eventOutsideWindow),
    Event(
      testDescription: "a condition without a window", row: "E1,329911000001,V05,2001-01-01,批复1号,有回复,confirmed",
      bars: true, code: nil),
  ]

  @Test(arguments: events) func eventsBarAsTheirConditionSays(_ event: Event) async throws {
    let result = try await Self.rate(["veto.csv": Self.header + event.row + "\n"])
    let isBarred: Bool = if case .condition = result.communities[0].exclusion { true } else { false }
    #expect(isBarred == event.bars)
    if let code = event.code { #expect(result.findings.contains { $0.code == code }) }
  }

  @Test(arguments: [
    "E1,329911000001,V01,,批复1号,有回复,confirmed", "E1,329911000001,V01,2014-02-30,批复1号,有回复,confirmed",
    "E1,329911000001,V01,2014-05-01,,有回复,confirmed", "E1,329911000001,V01,2014-05-01,批复1号,,confirmed",
  ])
  func halfARecordBarsNobody(_ row: String) async throws {
    do {
      _ = try await Self.rate(["veto.csv": Self.header + row + "\n"])
      Issue.record("rated with half a record")
    } catch let refusal as Refusal {
      #expect(refusal.findings.contains { $0.code == .eventIncomplete && $0.location?.row == 2 })
    }
  }

  @Test func anUnknownVariantIsRefused() async throws {
    let text = try String(
      contentsOf: RatingFixture.repository.appendingPathComponent("Scoring/kp-2014/example/roster.csv"),
      encoding: .utf8)
    do {
      _ = try await Self.rate(["roster.csv": text.replacing(",community,", with: ",township,")])
      Issue.record("rated without a variant")
    } catch let refusal as Refusal {
      #expect(refusal.findings.contains { $0.code == .variantUnknown })
    }
    let silent = try await Self.rate(["roster.csv": text.replacing("村改居", with: "")])
    #expect(silent.findings.contains { $0.code == .variantWithoutReason })
  }

  @Test func aRecusedReviewerDoesNotCount() async throws {
    let before = try await Self.rate(["recusals.csv": "reviewer,community_id\n"])
    let entry = try #require(
      before.breakdown("329911000001", .english)?.lines.first { $0.rule == "R6" && !$0.raters.isEmpty })
    let rater = entry.raters[0].rater
    let after = try await Self.rate(["recusals.csv": "reviewer,community_id\n\(rater),329911000001\n"])
    let line = try #require(after.breakdown("329911000001", .english)?.lines.first { $0.code == entry.code })
    #expect(!line.raters.contains { $0.rater == rater })
    #expect(after.findings.contains { $0.code == .recusedReviewer })
  }

  /// The order of the rows changes no byte of the ranking.
  @Test func rowsMayStandInAnyOrder() async throws {
    let example = RatingFixture.repository.appendingPathComponent("Scoring/kp-2014/example")
    var turned: [String: String] = [:]
    for file in ["measures.csv", "responses/1.csv", "responses/17.csv"] {
      guard let text = try? String(contentsOf: example.appendingPathComponent(file), encoding: .utf8) else { continue }
      let lines = text.split(separator: "\n")
      turned[file] = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    }
    #expect(turned.count == 3)
    let before = try await Self.rate([:])
    let after = try await Self.rate(turned)
    #expect(before.rankingTable() == after.rankingTable())
  }
}
