import Findings
import Foundation
import Operations
import Scoring
import Sheets
import TestSupport
import Testing
import Titles

/// Every standard of the founding documents against an independent program, on its example and on generated cities: see
/// References/source.md.
@Suite struct StandardReferenceTests {
  struct Case: CustomTestStringConvertible {
    var standard: String
    var hasSurvey: Bool
    var city: String?
    var titles: Int?
    var testDescription: String { city ?? standard }
  }

  static let cases = [
    Case(standard: "kp-2014", hasSurvey: true, titles: 10),
    Case(standard: "advanced-district-2014", hasSurvey: true),
    Case(standard: "department-review-2014", hasSurvey: true),
    Case(standard: "two-way-assessment-2014", hasSurvey: true),
    Case(standard: "community-worker-2021", hasSurvey: true),
    Case(standard: "social-organisation-2019", hasSurvey: false),
    Case(standard: "monitoring-point-2021", hasSurvey: false),
    Case(standard: "task-progress-2023", hasSurvey: false),
    Case(standard: "kp-2014", hasSurvey: true, city: "kp-2014-seed-1", titles: 4),
    Case(standard: "kp-2014", hasSurvey: true, city: "kp-2014-seed-2", titles: 4),
    Case(standard: "kp-2014-donghu", hasSurvey: true, city: "kp-2014-donghu-seed-7", titles: 4),
    Case(standard: "community-worker-2021", hasSurvey: true, city: "community-worker-2021-seed-3", titles: 4),
    Case(standard: "monitoring-point-2021", hasSurvey: false, city: "monitoring-point-2021-seed-4", titles: 4),
    Case(standard: "two-way-assessment-2014", hasSurvey: true, city: "two-way-assessment-2014-seed-5", titles: 4),
    Case(standard: "social-organisation-2019", hasSurvey: false, city: "social-organisation-2019-seed-6", titles: 4),
  ]

  /// A district's rules use the questionnaire of the standard that they extend.
  static func survey(of standard: String) -> String {
    RatingFixture.repository.appendingPathComponent(
      "Surveys/" + standard.replacing("kp-2014-donghu", with: "kp-2014")
    ).path
  }

  @Test(arguments: cases) func everyNumberAgreesToNineDigits(_ test: Case) async throws {
    let standard = RatingFixture.repository.appendingPathComponent("Scoring/" + test.standard)
    let city =
      try test.city.map { try RatingFixture.reference("cities/" + $0) } ?? standard.appendingPathComponent("example")
    let expected =
      test.city == nil
      ? try RatingFixture.reference("standards/\(test.standard).csv") : city.appendingPathComponent("expected.csv")
    let result = try await Workbench(version: "test").rate(
      RatingRequest(
        city: city.path, standard: standard.path, survey: test.hasSurvey ? Self.survey(of: test.standard) : nil,
        titles: test.titles, seed: 1, replications: 0))
    var findings: [Finding] = []
    let ours = try #require(CSVSheet.read(result.rankingTable(), file: "ranking.csv", findings: &findings))
    let theirs = try #require(
      CSVSheet.read(Array(try Data(contentsOf: expected)), file: "expected.csv", findings: &findings))
    #expect(ours.rows.count == theirs.rows.count && !ours.rows.isEmpty)
    for (row, want) in zip(ours.rows, theirs.rows) {
      for column in theirs.header {
        let (got, reference) = (ours.text(row, column), theirs.text(want, column))
        if let number = Double(got), let value = Double(reference) {
          #expect(agree(number, value), "\(column) of \(row.cells[0]): \(got), expected \(reference)")
        } else {
          #expect(got == reference, "\(column) of \(row.cells[0])")
        }
      }
    }
  }

  /// The parts of a breakdown are those of the total: the leaves' contributions add up to it.
  @Test(arguments: cases.filter { $0.standard != "two-way-assessment-2014" })
  func contributionsAddUpToTheTotal(_ test: Case) async throws {
    let standard = RatingFixture.repository.appendingPathComponent("Scoring/" + test.standard)
    let city =
      try test.city.map { try RatingFixture.reference("cities/" + $0) } ?? standard.appendingPathComponent("example")
    let result = try await Workbench(version: "test").rate(
      RatingRequest(
        city: city.path, standard: standard.path, survey: test.hasSurvey ? Self.survey(of: test.standard) : nil,
        titles: test.titles, seed: 1, replications: 0, keepsCounts: true))
    for community in result.roster.communities {
      let breakdown = try #require(result.breakdown(community.id, .english))
      guard let score = breakdown.total.score else { continue }
      let parents = Set(
        breakdown.lines.indices.dropLast().filter { breakdown.lines[$0 + 1].depth > breakdown.lines[$0].depth })
      let leaves = breakdown.lines.indices.filter { !parents.contains($0) }.map { breakdown.lines[$0] }
      let sum = leaves.reduce(0) { $0 + ($1.contribution ?? 0) }
      let isCapped = (breakdown.total.bonus ?? 0) > 0 && score >= breakdown.total.fullScore
      // A total that the standard rounds lies within half a unit of its last decimal.
      let tolerance = result.standard.rounding.total == nil ? 1e-9 : 0.05 + 1e-9
      #expect(isCapped || abs(sum - score) <= tolerance * 1, "\(community.id): \(sum), total \(score)")
      for line in leaves {
        let counted = line.answers?.counts.filter { !$0.missing }.reduce(0) { $0 + $1.count } ?? 0
        if let answers = line.answers, !answers.counts.isEmpty { #expect(answers.n <= counted + answers.counts.count) }
      }
    }
  }
}
