import Scoring
import TestSupport
import Testing
import Titles

/// What decides between equal totals: every rule, in the order of the standard.
@Suite struct TieRuleTests {
  private static let overall = TieRule.indicator(["C9", "V9"])
  private static let safety = TieRule.indicator(["C4-S1", "V4-S1"])

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    /// The rules as a standard writes them.
    var rules: String
    /// For each of two candidates of one total: residents, departments, share of C9|V9, share of C4-S1|V4-S1, events.
    var first: (Double?, Double?, Double?, Double?, Double?)
    var second: (Double?, Double?, Double?, Double?, Double?)
    /// The place of the better one, and what decided; nil where they stay tied.
    var winner: Int?
    var decidedBy: TieRule?
  }

  static let cases = [
    Case(
      testDescription: "the residents' half comes first", rules: "satisfaction;indicator:C9|V9;fewer_events",
      first: (80, 90, 0.9, 0.9, 0), second: (85, 85, 0.8, 0.8, 5), winner: 1, decidedBy: .satisfaction),
    Case(
      testDescription: "an indicator where the halves are equal", rules: "satisfaction;indicator:C9|V9",
      first: (80, 80, 0.9, 0.5, 3), second: (80, 80, 0.8, 0.9, 0), winner: 0, decidedBy: overall),
    Case(
      testDescription: "the second indicator where the first is equal",
      rules: "satisfaction;indicator:C9|V9;indicator:C4-S1|V4-S1;fewer_events",
      first: (80, 80, 0.9, 0.7, 0), second: (80, 80, 0.9, 0.75, 4), winner: 1, decidedBy: safety),
    Case(
      testDescription: "fewer events", rules: "satisfaction;indicator:C9|V9;fewer_events",
      first: (80, 80, 0.9, 0.7, 2), second: (80, 80, 0.9, 0.7, 1), winner: 1, decidedBy: .fewerEvents),
    Case(
      testDescription: "fewer events before an indicator if the standard says so",
      rules: "fewer_events;indicator:C9|V9",
      first: (80, 80, 0.9, 0.7, 2), second: (80, 80, 0.1, 0.7, 1), winner: 1, decidedBy: .fewerEvents),
    Case(
      testDescription: "an indicator that one of them lacks cannot decide", rules: "indicator:C9|V9;fewer_events",
      first: (80, 80, nil, nil, 1), second: (80, 80, 0.9, 0.7, 2), winner: 0, decidedBy: .fewerEvents),
    Case(
      testDescription: "a difference of rounding decides nothing", rules: "indicator:C9|V9",
      first: (80, 80, 0.1 + 0.2, 0, 0), second: (80, 80, 0.3, 0, 0), winner: nil, decidedBy: nil),
    Case(
      testDescription: "what all rules leave equal is for people", rules: "satisfaction;indicator:C9|V9;fewer_events",
      first: (80, 80, 0.9, 0.7, 1), second: (80, 80, 0.9, 0.2, 1), winner: nil, decidedBy: nil),
  ]

  private static func candidate(
    _ place: Int, _ values: (Double?, Double?, Double?, Double?, Double?)
  ) -> TitleRanking.Candidate {
    var tieValues: [TieRule: Double] = [:]
    tieValues[overall] = values.2
    tieValues[safety] = values.3
    tieValues[.fewerEvents] = values.4.map { -$0 }
    return TitleRanking.Candidate(
      place: place, id: "c\(place)", score: CompositeScore(score: 80, standardError: 1, degreesOfFreedom: 9),
      satisfaction: values.0, department: values.1, tieValues: tieValues)
  }

  @Test(arguments: cases) func theFirstRuleThatTellsThemApartDecides(_ test: Case) throws {
    let rules = test.rules.split(separator: ";").compactMap { TieRule(rawValue: String($0)) }
    #expect(rules.map(\.rawValue).joined(separator: ";") == test.rules)
    for isReversed in [false, true] {
      let candidates = [Self.candidate(0, test.first), Self.candidate(1, test.second)]
      let ranking = try TitleRanking(isReversed ? candidates.reversed() : candidates, seats: 1, tieRules: rules)
      guard let winner = test.winner else {
        #expect(ranking.tieAtLine?.titles == 1)
        #expect(ranking.outcomes.allSatisfy { $0.rank == 1 && $0.isInQuota == nil })
        continue
      }
      #expect(ranking.outcomes.map(\.place) == [winner, 1 - winner])
      #expect(ranking.outcomes.map(\.isInQuota) == [true, false])
      #expect(ranking.decided.map(\.rule) == [test.decidedBy])
      #expect(ranking.lineDecision == test.decidedBy.map { .rule($0) })
    }
  }

  /// A sensitivity analysis breaks the ties of its variants by the same rules.
  @Test func theRulesAloneGiveAnOrder() {
    let candidates = [
      Self.candidate(4, (80, 80, 0.9, 0.7, 1)), Self.candidate(7, (80, 80, 0.9, 0.7, 1)),
      Self.candidate(2, (70, 90, 0.9, 0.7, 0)), Self.candidate(9, (90, 70, 0.1, 0.7, 0)),
    ]
    let ranks = TitleRanking.tieRanks(candidates, [.satisfaction, Self.overall, .fewerEvents])
    #expect(ranks.map(\.place) == [9, 4, 7, 2])
    #expect(ranks.map(\.rank) == [1, 2, 2, 4])
  }
}
