import Findings
import Scoring
import Sheets
import TestSupport
import Testing

@Suite struct DepartmentReviewsTests {
  static let header = "review_id,department,reviewer,community_id,indicator,score,max\n"

  static func reviews(
    _ rows: String
  ) throws -> (scores: [DepartmentScore], used: Int, findings: [Finding]) {
    let standard = try #require(ScoringStandardTests.read().standard)
    var findings: [Finding] = []
    var book = EvidenceBook(
      standard, units: [UnitProfile(id: "c1", name: "One"), UnitProfile(id: "c2", name: "Two")])
    book.readReviews(sheet(header + rows, file: "reviews.csv"), findings: &findings)
    let scores = book.units.indices.map { unit in
      let score = DepartmentScore(book.outcomes(unit), standard.trees[0], standard)
      score.reportGaps(standard.trees[0], standard, name: book.units[unit].name, &findings)
      return score
    }
    return (scores, book.used, findings)
  }

  @Test func raterMeansAreAddedAndDividedByThePoints() throws {
    let (scores, used, findings) = try Self.reviews(
      """
      1,甲,x,c1,A,7.5,7.5
      2,甲,y,c1,A,6,7.5
      3,乙,z,c1,B,1,2.5
      4,甲,x,c2,A,0,7.5
      5,乙,z,c2,B,0,2.5

      """)
    #expect(findings.isEmpty)
    #expect(agree(try #require(scores[0].score), 100 * (6.75 + 1) / 10))
    #expect(scores[1].score == 0)
    #expect(used == 5)
  }

  @Test func anUnratedIndicatorIsNotZero() throws {
    let (scores, _, findings) = try Self.reviews("1,甲,x,c1,A,6,7.5\n")
    #expect(agree(try #require(scores[0].score), 80))
    #expect(scores[1].score == nil)
    #expect(findings.map(\.code) == [.notReviewed, .noReviews])
  }

  @Test func everyFaultyReviewIsFound() throws {
    let (scores, _, findings) = try Self.reviews(
      """
      1,甲,x,c1,A,6,7.5
      2,甲,x,c1,A,5,7.5
      3,甲,y,c9,A,5,7.5
      4,甲,y,c1,A,7.6,7.5
      5,甲,y,c1,A,-1,7.5
      6,甲,y,c1,A,nan,7.5
      7,甲,y,c1,Q,1,1
      8,乙,z,c1,B,1,3
      9,乙,z,c2,B,2.5,2.5
      10,甲,x,c2,A,7.5,7.5

      """)
    #expect(
      findings.map(\.code) == [
        .repeatedReview, .reviewOfUnknownCommunity, .reviewOutOfRange, .reviewOutOfRange, .reviewOutOfRange,
        .unknownIndicator, .otherMaximum,
      ])
    #expect(findings.compactMap(\.location?.row) == [3, 4, 5, 6, 7, 8, 9])
    #expect(agree(try #require(scores[0].score), 100 * 7 / 10))
    #expect(scores[1].score == 100)
  }
}
