import Findings
import Statistics
import Surveys
import TestSupport
import Testing

@Suite struct SatisfactionEstimatorTests {
  /// Scores 0, 50, 100 for q1 and q2 (9 is no answer) and 0, 100 for q3; at least two valid answers.
  static let measure = SatisfactionMeasure(
    items: [
      .init(name: "q1", scores: [nil, 0, 50, 100, nil, nil]), .init(name: "q2", scores: [nil, 0, 50, 100, nil, nil]),
      .init(name: "q3", scores: [nil, 0, 100, nil]),
    ], decimals: 0, groups: [[0, 1], [2]], minimumValid: 2)

  /// Worked by hand: weights 1, 1, 2; scores (0+50+0)/3, (100+100)/2, 50/1 is too few, (50+50+100)/3.
  @Test func aSmallCommunityByHand() throws {
    let text =
      SurveyFixture.row("1", w: "1", "1,2,10") + SurveyFixture.row("2", c: "2", w: "1", "3,3,")
      + SurveyFixture.row("3", c: "2", w: "1", "2,9,") + SurveyFixture.row("4", c: "3", w: "2", "2,2,20")
    let table = SurveyFixture.table([text])
    let estimator = SatisfactionEstimator(table, Self.measure, frame: nil, unitCount: 2)
    let results = estimator.estimate(0..<2)
    let first = results[0]
    let overall = try #require(first.overall)
    let scores = [50.0 / 3, 100.0, 200.0 / 3]
    let mean = (scores[0] + scores[1] + 2 * scores[2]) / 4
    #expect(agree(overall.mean, mean))
    #expect(first.responses == 3)
    #expect(first.tooFew.map(\.row) == [2])
    #expect(first.tooFew.map(\.valid) == [1])
    #expect(overall.degreesOfFreedom == 2)
    // With replacement: n/(n−1) Σ Z², the Z sum to zero.
    let z = zip([1.0, 1, 2], scores).map { $0 * ($1 - mean) / 4 }
    #expect(agree(try #require(overall.standardError), (3.0 / 2 * z.reduce(0) { $0 + $1 * $1 }).squareRoot()))
    #expect(agree(try #require(first.groups[1]).mean, (0 + 2 * 100) / 3))
    #expect(agree(try #require(first.items[0]).mean, (0 + 100 + 2 * 50) / 4))
    #expect(results[1].overall == nil)
  }

  /// The order of rows and their split into blocks leave every bit of every estimate as it is.
  @Test func theOrderOfRowsDoesNotMatter() {
    var random = SeededGenerator(seed: 5)
    var rows = (0..<300).map { index in
      SurveyFixture.row(
        "R\(index)", index % 2 == 0 ? "A" : "B", h: "\(random.next() % 3)", c: "\(random.next() % 5)",
        w: ["1.25", "3.3333", "0.1"][Int(random.next() % 3)],
        "\(1 + random.next() % 3),\(["", "1", "2", "3", "9"][Int(random.next() % 5)]),\(["10", "20", ""][Int(random.next() % 3)])"
      )
    }
    func estimate() -> [CommunitySatisfaction] {
      let table = SurveyFixture.table([rows[..<100].joined(), rows[100...].joined()])
      return SatisfactionEstimator(table, Self.measure, frame: nil, unitCount: 2).estimate(0..<2)
    }
    let before = estimate()
    rows.shuffle(using: &random)
    let after = estimate()
    #expect(before.map(\.overall) == after.map(\.overall))
    #expect(before.map(\.groups) == after.map(\.groups))
    #expect(before.map(\.items) == after.map(\.items))
  }
}
