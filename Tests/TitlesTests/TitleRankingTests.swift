import Scoring
import Statistics
import TestSupport
import Testing
import Titles

@Suite struct TitleRankingTests {
  /// A candidate whose composite is exactly `score` (residents' half only, standard error `error`).
  static func candidate(_ place: Int, _ score: Double, error: Double = 1, department: Double? = nil)
    -> TitleRanking.Candidate
  {
    TitleRanking.Candidate(
      place: place, id: "c\(place)", score: CompositeScore(score: score, standardError: error, degreesOfFreedom: 9),
      satisfaction: score, department: department)
  }

  @Test func ranksAreCompetitionRanks() throws {
    let ranking = try TitleRanking(
      [3.0, 5, 5, 1, 4].enumerated().map { Self.candidate($0, $1) }, seats: 3, tieRules: [])
    #expect(ranking.outcomes.map(\.place) == [1, 2, 4, 0, 3])
    #expect(ranking.outcomes.map(\.rank) == [1, 1, 3, 4, 5])
    #expect(ranking.outcomes.map(\.isInQuota) == [true, true, true, false, false])
    #expect(ranking.tieAtLine == nil)
    #expect(ranking.lineScore == 4)
  }

  @Test func aTieAtTheLineIsLeftToPeople() throws {
    let ranking = try TitleRanking(
      [9.0, 7, 7, 7, 1].enumerated().map { Self.candidate($0, $1) }, seats: 3, tieRules: [])
    #expect(ranking.outcomes.map(\.isInQuota) == [true, nil, nil, nil, false])
    #expect(ranking.tieAtLine?.places == [1, 2, 3])
    #expect(ranking.tieAtLine?.titles == 2)
  }

  @Test func rulesOfTheStandardDecideInTheirOrder() throws {
    let candidates = [
      Self.candidate(0, 7, department: 10), Self.candidate(1, 7, department: 30), Self.candidate(2, 7, department: 20),
    ]
    let ranking = try TitleRanking(candidates, seats: 1, tieRules: [.satisfaction, .department])
    #expect(ranking.outcomes.map(\.place) == [1, 2, 0])
    #expect(ranking.outcomes.map(\.isInQuota) == [true, false, false])
    #expect(ranking.decided.map(\.rule) == [.department, .department])
    #expect(ranking.decided.map(\.isAtLine) == [true, false])
  }

  /// Rounding in the twelfth digit is no difference of the data.
  @Test func scoresThatDifferByRoundingAreEqual() throws {
    let ranking = try TitleRanking(
      [Self.candidate(0, 80.1 + 0.2), Self.candidate(1, 80.3)], seats: 1, tieRules: [])
    #expect(ranking.tieAtLine?.titles == 1)
  }

  @Test func probabilitiesAddUpToTheSeats() throws {
    var random = SeededGenerator(seed: 9)
    let candidates = (0..<60).map { Self.candidate($0, 80 + 10 * random.unit(), error: 0.3 + 2 * random.unit()) }
    let ranking = try TitleRanking(candidates, seats: 13, tieRules: [.communityCode])
    #expect(agree(ranking.outcomes.compactMap(\.probability).reduce(0, +), 13))
  }

  @Test(arguments: [0, 5, 9]) func anyNumberOfSeatsIsPossible(_ seats: Int) throws {
    let ranking = try TitleRanking((0..<5).map { Self.candidate($0, Double($0)) }, seats: seats, tieRules: [])
    #expect(ranking.outcomes.count { $0.isInQuota == true } == min(seats, 5))
    #expect((ranking.lineScore == nil) == (seats == 0))
    #expect(try TitleRanking([], seats: seats, tieRules: []).outcomes.isEmpty)
  }
}
