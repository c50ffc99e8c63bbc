import Findings
import Foundation
import Operations
import Scoring
import TestSupport
import Testing
import Titles

/// Indicators rounded before they count (`round_indicators`): every leaf, answered or reviewed, and the halves from them.
@Suite struct RoundedIndicatorTests {
  private static func rate(_ name: String, _ settings: [String: String]) async throws
    -> RatingResult
  {
    let folder = RatingFixture.repository.appendingPathComponent("Scoring/" + name)
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kaoping-round-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: folder, to: copy)
    let file = copy.appendingPathComponent("standard.csv")
    var text = try String(contentsOf: file, encoding: .utf8)
    let columns = text.prefix { $0 != "\n" }.split(separator: ",").count
    for (key, value) in settings {
      text += "\(key),\(value)" + String(repeating: ",", count: columns - 2) + "\n"
    }
    try Data(text.utf8).write(to: file)
    let city =
      name == "example-city-2014"
      ? try RatingFixture.reference("city-11-defects-on") : folder.appendingPathComponent("example")
    return try await Workbench(version: "test").rate(
      RatingRequest(
        city: city.path, standard: copy.path, survey: StandardReferenceTests.survey(of: name),
        titles: 10, seed: 1,
        replications: 0))
  }

  /// The total is the sum of the leaves' rounded points, as a person adds them up on paper.
  @Test(arguments: [1, 2]) func theTotalIsTheSumOfRoundedPoints(_ decimals: Int) async throws {
    let result = try await Self.rate("kp-2014", ["round_indicators": "\(decimals)"])
    let plain = try await Self.rate("kp-2014", [:])
    var moved = 0
    for (place, community) in result.roster.communities.enumerated() {
      let breakdown = try #require(result.breakdown(community.id, .english))
      let before = try #require(plain.breakdown(community.id, .english))
      let leaves = breakdown.lines.filter { $0.rule != nil }
      let old = before.lines.filter { $0.rule != nil }
      var sum = 0.0
      var isWhole = true
      for (leaf, was) in zip(leaves, old) {
        guard let earned = leaf.earned, let unrounded = was.earned else {
          isWhole = false
          continue
        }
        #expect(abs(earned - rounded(unrounded, decimals)) < 1e-9, "\(community.name) \(leaf.code)")
        sum += earned
      }
      guard isWhole, let score = result.communities[place].score?.score else { continue }
      #expect(abs(min(sum, 100) - score) < 1e-9, "\(community.name)")
      if score != plain.communities[place].score?.score { moved += 1 }
    }
    #expect(moved > 5)
  }

  @Test func responsesScoredAsWholesHaveNothingToRound() async throws {
    do {
      _ = try await Self.rate("example-city-2014", ["round_indicators": "1"])
      Issue.record("rated by a rule that says nothing")
    } catch let refusal as Refusal {
      #expect(refusal.findings.contains { $0.code == .roundingOfWholes && $0.location?.row != nil })
    }
  }
}
