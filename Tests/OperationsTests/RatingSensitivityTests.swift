import Findings
import Foundation
import Operations
import Reports
import Scoring
import Statistics
import TestSupport
import Testing
import Titles

/// A rated city as the subject of a sensitivity analysis: the nominal result is the published list, and the variants are what
/// rating by other rules would give.
@Suite struct RatingSensitivityTests {
  struct Case: CustomTestStringConvertible {
    var standard: String
    var hasSurvey: Bool
    var titles: Int
    var testDescription: String { standard }
  }

  /// Every standard with its example; those that give bands get titles here, so that there is a list.
  static let cases = [
    Case(standard: "kp-2014", hasSurvey: true, titles: 10),
    Case(standard: "advanced-district-2014", hasSurvey: true, titles: 3),
    Case(standard: "department-review-2014", hasSurvey: true, titles: 5),
    Case(standard: "two-way-assessment-2014", hasSurvey: true, titles: 5),
    Case(standard: "community-worker-2021", hasSurvey: true, titles: 9),
    Case(standard: "social-organisation-2019", hasSurvey: false, titles: 8),
    Case(standard: "monitoring-point-2021", hasSurvey: false, titles: 6),
    Case(standard: "task-progress-2023", hasSurvey: false, titles: 5),
  ]

  private static func rate(
    _ name: String, hasSurvey: Bool = true, titles: Int, maps: [String] = [], settings: [String: String] = [:],
    roots: [String] = []
  ) async throws -> RatingResult {
    let folder = RatingFixture.repository.appendingPathComponent("Scoring/" + name)
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-sens-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.copyItem(at: folder, to: copy)
    let file = copy.appendingPathComponent("standard.csv")
    var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    for (key, value) in settings {
      lines.removeAll { $0.hasPrefix(key + ",") }
      lines.append("\(key),\(value),,")
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    if roots.count == 2 {
      // The roots carry the shares of the halves too.
      let tree = copy.appendingPathComponent("indicators.csv")
      var rows = try String(contentsOf: tree, encoding: .utf8).split(separator: "\n").map(String.init)
      for (code, share) in zip(["P", "E"], roots) {
        for index in rows.indices where rows[index].hasPrefix(code + ",,") {
          var cells = rows[index].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
          cells[5] = share
          rows[index] = cells.joined(separator: ",")
        }
      }
      try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: tree)
    }
    return try await Workbench(version: "test").rate(
      RatingRequest(
        city: folder.appendingPathComponent("example").path, standard: copy.path,
        survey: hasSurvey ? StandardReferenceTests.survey(of: name) : nil, titles: titles, seed: 1, replications: 0,
        answerMaps: maps))
  }

  @Test(arguments: cases) func theNominalListIsThePublishedOne(_ test: Case) async throws {
    let result = try await Self.rate(test.standard, hasSurvey: test.hasSurvey, titles: test.titles)
    var study = result.sensitivityStudy()
    study.study.factors = [.weightNoise(level: nil, amount: 0.1)]
    let found = try study.study.run(.init(replications: 2))
    for (place, community) in result.communities.enumerated() {
      let unit = found.units[place]
      #expect(unit.rank == community.outcome?.rank, "\(result.roster.communities[place].name)")
      guard let outcome = community.outcome, let score = community.score else { continue }
      #expect(agree(try #require(unit.score), score.score))
      switch outcome.isInQuota {
      case true?: #expect(unit.title == 1)
      case false?: #expect(unit.title == 0)
      case nil: #expect(unit.title > 0 && unit.title < 1)
      }
    }
  }

  /// With one other answer map as the only choice, a unit's share of variants is the mean of two lists, the second of which is
  /// that of a standard with the other map.
  @Test(arguments: ["pass-at-60", "top-two", "1:0;2:10;3:30;4:90;5:100"])
  func anAnswerMapIsThatOfAnotherStandard(_ map: String) async throws {
    let result = try await Self.rate("kp-2014", titles: 10, maps: [map])
    var study = result.sensitivityStudy()
    study.study.factors = [.data]
    let found = try study.study.run(.init())
    #expect(found.isExact && found.variants == 2)
    let scores = ["pass-at-60": "1:0;2:30;3:60;4:80;5:100", "top-two": "1:0;2:0;3:0;4:100;5:100"][map] ?? map
    let other = try await Self.rate("kp-2014", titles: 10, settings: ["scale_map": scores])
    for place in result.communities.indices {
      let lists = [result, other].map { $0.communities[place].outcome?.isInQuota == true ? 1.0 : 0 }
      #expect(found.units[place].titleShare == (lists[0] + lists[1]) / 2, "\(result.roster.communities[place].name)")
    }
  }

  /// If nothing varies but the residents' sampling error, the share of variants with a title is P(within quota), which the
  /// rating computes exactly.
  @Test func samplingAloneGivesTheProbabilities() async throws {
    let result = try await Self.rate("kp-2014", titles: 10)
    var study = result.sensitivityStudy()
    study.study.finish?.cap = nil
    study.study.factors = [.partSampling]
    let replications = 4000
    let found = try study.study.run(.init(replications: replications, seed: 4))
    for (place, community) in result.communities.enumerated() {
      guard let probability = community.outcome?.probability else { continue }
      let error = (max(probability * (1 - probability), 1e-3) / Double(replications)).squareRoot()
      #expect(abs(found.units[place].titleShare - probability) < 5 * error, "\(result.roster.communities[place].name)")
    }
  }

  @Test func theUsualAnalysisSpeaksOfTheWholeList() async throws {
    var findings: [Finding] = []
    let result = try await Self.rate("kp-2014", titles: 10, maps: AnswerMap.usual)
    let analysis = try #require(
      result.usualSensitivity(.init(replications: 60, seed: 3, wantsIndices: true, bootstrap: 20), &findings))
    // Titles are given to somebody in every variant.
    let shares = analysis.result.units.reduce(0) { $0 + $1.titleShare }
    #expect(agree(shares, 10))
    #expect(analysis.result.titleIndices?.indices?.count == analysis.study.factors.count)
    #expect(analysis.result.parts.map(\.nominal) == [0.5, 0.5])
    #expect(agree(analysis.result.parts.compactMap(\.effective).reduce(0, +), 1))
    #expect(analysis.stability.contains { $0.name == "top" })
    let again = try #require(
      result.usualSensitivity(.init(replications: 60, seed: 3, wantsIndices: true, bootstrap: 20), &findings))
    #expect(again.result.units == analysis.result.units)
    let document = String(decoding: ResultDocument(result, .english).file.bytes, as: UTF8.self)
    #expect(!document.contains("\"sensitivity\""), "a result without the analysis is the same to the byte")
  }

  /// Bonus points are points: with every normalisation they lift a unit by no more than they are worth.
  @Test(arguments: [
    NormalisationRule.minMax(lower: 0, upper: 1), .percentileRank(.average), .zScore(mean: 0, deviation: 1),
  ])
  func bonusPointsKeepTheirSize(_ rule: NormalisationRule) async throws {
    let result = try await Self.rate("kp-2014", titles: 10)
    var study = result.sensitivityStudy()
    study.study.factors = [.normalisation([rule])]
    let bonus = try #require(study.study.finish?.bonus)
    #expect(bonus.contains { $0 > 0 })
    let with = try study.study.run(.init())
    study.study.finish?.bonus = bonus.map { _ in 0 }
    let without = try study.study.run(.init())
    for (unit, other) in zip(with.units, without.units) {
      guard let median = unit.median, let before = other.median else { continue }
      // Two points of a hundred pass a few of sixteen units and not all of them.
      #expect(abs(median - before) <= 6)
    }
  }

  /// The range of a half's share within which the list stands is what rating with other shares finds.
  @Test func theListChangesWhereTheAnalysisSaysSo() async throws {
    var findings: [Finding] = []
    let result = try await Self.rate("two-way-assessment-2014", titles: 5)
    var study = result.sensitivityStudy()
    study.study.factors = [.weightNoise(level: 1, amount: 0.1)]
    let analysis = try #require(result.analyse(study, .init(replications: 2), &findings))
    let range = try #require(analysis.stability.first { $0.name == "top" }?.found.ranges.first)
    func list(_ share: Double) async throws -> [Bool?] {
      let thousandths = Int((share * 1000).rounded())
      let (own, other) = (Points(thousandths: thousandths), Points(thousandths: 1000 - thousandths))
      return try await Self.rate(
        "two-way-assessment-2014", titles: 5,
        settings: ["satisfaction_weight": own.description, "department_weight": other.description],
        roots: [own.description, other.description]
      ).communities.map { $0.outcome?.isInQuota }
    }
    let nominal = result.communities.map { $0.outcome?.isInQuota }
    for (end, step) in [(range.lower, -0.003), (range.upper, 0.003)] {
      guard let end, end > 0.01, end < 0.99 else { continue }
      #expect(try await list(end + step) != nominal)
      #expect(try await list(end - step) == nominal)
    }
  }

  @Test func twoStandardsAreComparedOnOneCity() async throws {
    var findings: [Finding] = []
    let before = try await Self.rate("kp-2014", titles: 10)
    let after = try await Self.rate("kp-2014", titles: 12, settings: ["scale_map": "1:0;2:0;3:0;4:100;5:100"])
    let comparison = try #require(ListComparison(before, after, &findings))
    for place in before.communities.indices {
      let (old, new) = (before.communities[place].outcome?.isInQuota, after.communities[place].outcome?.isInQuota)
      #expect(comparison.enters.contains(place) == (new == true && old != true))
      #expect(comparison.leaves.contains(place) == (old == true && new != true))
    }
    #expect(comparison.enters.count - comparison.leaves.count == 2)
    #expect(try #require(ListComparison(before, before, &findings)).enters.isEmpty)
  }

  @Test func faultyMapsAreFindings() async throws {
    for map in ["nonsense", "1:0;2:50", "1:0;2:25;3:50;4:75;5:101"] {
      let refusal = await #expect(throws: Refusal.self) {
        _ = try await Self.rate("kp-2014", titles: 10, maps: [map])
      }
      #expect(refusal?.findings.contains { $0.code == .answerMapUnfit && $0.found == map } == true)
    }
  }
}
