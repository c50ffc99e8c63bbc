import Findings
import Foundation
import Operations
import Sheets
import TestSupport
import Testing

/// `ranking.csv` against an independent program: see References/source.md.
@Suite struct RateReferenceTests {
  @Test(arguments: ["city-11-defects-on", "city-12-defects-off"])
  func everyNumberAgreesToNineDigits(_ name: String) async throws {
    let fixture = try RatingFixture(name)
    let result = try await fixture.rate()
    var findings: [Finding] = []
    let ours = try #require(CSVSheet.read(result.rankingTable(), file: "ranking.csv", findings: &findings))
    let theirs = try #require(
      CSVSheet.read(try fixture.read("expected.csv"), file: "expected.csv", findings: &findings))
    #expect(ours.rows.count == 35)
    #expect(ours.rows.map { ours.text($0, "community_id") } == theirs.rows.map { theirs.text($0, "community_id") })
    for (row, expected) in zip(ours.rows, theirs.rows) {
      for column in theirs.header.dropFirst() {
        let (got, want) = (ours.text(row, column), theirs.text(expected, column))
        if let number = Double(got), let reference = Double(want) {
          #expect(agree(number, reference), "\(column) of \(row.cells[0]): \(got), expected \(want)")
        } else {
          #expect(got == want, "\(column) of \(row.cells[0])")
        }
      }
    }
  }

  /// The planted faults of the city with defects, as the generator recorded them in its truth file (seed 11).
  @Test func plantedFaultsAreFound() async throws {
    let result = try await RatingFixture().rate()
    let counts = Dictionary(grouping: result.findings, by: \.code.code).mapValues(\.count)
    let kept = result.files.filter { $0.name.hasPrefix("responses/") }
    let leftOut = kept.reduce(0) { $0 + $1.rows - $1.used }
    let reported = ["R101", "R102", "R103", "R104", "R106"].reduce(0) { $0 + (counts[$1] ?? 0) }
    #expect(leftOut == reported)
    #expect(!result.findings.contains { $0.severity == .error })
  }

  @Test func theSimulationAgreesWithTheExactProbabilities() async throws {
    let result = try await RatingFixture().rate(replications: 20_000)
    let check = try #require(result.simulation)
    // 35 communities: the largest of 35 deviations stays within 4.5 standard errors but in one of 5,000 seeds.
    #expect(check.largestDifference < 4.5 * check.monteCarloError)
    #expect(check.largestDifference > 0)
  }
}
