import Apportionment
import Findings
import Foundation
import Operations
import Scoring
import TestSupport
import Testing
import Titles

/// Equal totals from the files to the list: what an auditor reckons by hand is what the program calls equal, and a tie is
/// reported and never broken in silence (docs/decisions/0017).
@Suite struct TieAtLineTests {
  /// A standard of reviewed indicators alone, laid out in a folder with a city of one district.
  struct City {
    var settings: [String: String] = [:]
    /// Indicators with their points and rule.
    var indicators: [(code: String, points: String, rule: String)]
    /// Lines of `reviews.csv`: reviewer, unit, indicator, score.
    var reviews: [(String, String, String, String)]
    /// Lines of `measures.csv` for rule R2: unit, indicator, events.
    var events: [(String, String, String)] = []
    var units: [String]

    func rate(titles: Int) async throws -> RatingResult {
      let manager = FileManager.default
      let root = manager.temporaryDirectory.appendingPathComponent("kaoping-tie-\(UUID().uuidString)")
      defer { try? manager.removeItem(at: root) }
      for (folder, files) in [("standard", standardFiles), ("city", cityFiles)] {
        let path = root.appendingPathComponent(folder)
        try manager.createDirectory(at: path, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: path.appendingPathComponent(name)) }
      }
      return try await Workbench(version: "test").rate(
        RatingRequest(
          city: root.path + "/city", standard: root.path + "/standard", survey: nil, titles: titles, seed: 1,
          replications: 0))
    }

    private var standardFiles: [String: String] {
      var all = [
        "name_zh": "标准", "name_en": "Standard", "year": "2014", "reading": "points", "titles": "1",
        "satisfaction_weight": "0", "department_weight": "1", "confidence": "0.95", "maximum_unusable_share": "0.05",
        "tie_rules": "none", "quota_tie_rules": "none", "display_decimals": "2", "missing_reviews": "block",
      ]
      all.merge(settings) { $1 }
      let total = indicators.compactMap { Points($0.points) }.reduce(.zero, +)
      all["full_score"] = total.description
      return [
        "standard.csv": "key,value\n" + all.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)\n" }.joined(),
        "indicators.csv": "code,parent,name_zh,name_en,points,weight,direction,method,rater,rule,kind\n"
          + indicators.map { "\($0.code),,甲,A,\($0.points),,1,M1,甲,\($0.rule),\n" }.joined(),
        "rules.csv": "rule,indicator,parameter,value\nR6,,raters,mean\nR6,,repeated,first\nR2,,deduction,0.5\n",
        "SOURCE.md": "test\n",
      ]
    }

    private var cityFiles: [String: String] {
      [
        "roster.csv": "community_id,district,kind\n" + units.map { "\($0),D,\n" }.joined(),
        "reviews.csv": "review_id,department,reviewer,community_id,indicator,score,max\n"
          + reviews.enumerated().map { index, review in
            let points = indicators.first { $0.code == review.2 }?.points ?? ""
            return "V\(index),,\(review.0),\(review.1),\(review.2),\(review.3),\(points)\n"
          }.joined(),
        "measures.csv": "measure_id,community_id,indicator,reviewer,criterion,value,denominator,document,date\n"
          + events.enumerated().map { "M\($0),\($1.0),\($1.1),,,\($1.2),,记录,\n" }.joined(),
      ]
    }
  }

  /// Two units of 9 points: 4.5 + 4.5 and 5 + 4, with one event each way.
  private static func pair(_ rules: String, events: [(String, String, String)]) -> City {
    City(
      settings: ["tie_rules": rules],
      indicators: [("A", "5", "R6"), ("B", "5", "R6"), ("E", "3", "R2"), ("F", "3", "R2")],
      reviews: [
        ("r", "u1", "A", "4.5"), ("r", "u1", "B", "4.5"), ("r", "u2", "A", "5"), ("r", "u2", "B", "4"),
      ], events: events, units: ["u1", "u2"])
  }

  @Test func anIndicatorDecidesFromTheFilesOn() async throws {
    let result = try await Self.pair("indicator:B", events: []).rate(titles: 1)
    #expect(result.communities.map { $0.outcome?.isInQuota } == [true, false])
    #expect(result.rankings[0].lineDecision == .rule(.indicator(["B"])))
    let other = try await Self.pair("indicator:A", events: []).rate(titles: 1)
    #expect(other.communities.map { $0.outcome?.isInQuota } == [false, true])
  }

  /// Both lose half a point: u1 by two events of which the second is below the floor of nothing, u2 by one on each indicator.
  @Test func fewerEventsDecideFromTheFilesOn() async throws {
    let events = [("u1", "E", "2"), ("u2", "E", "1"), ("u2", "F", "1"), ("u1", "F", "0")]
    let tied = try await Self.pair("fewer_events", events: events).rate(titles: 1)
    #expect(tied.needsDecision && tied.findings.contains { $0.code == .lineTied })
    var more = Self.pair("fewer_events", events: events + [("u2", "F", "1")])
    more.reviews[3].3 = "4.5"
    let decided = try await more.rate(titles: 1)
    // u2 has three events and half a point more on B: the totals are equal again.
    #expect(decided.communities.map { $0.outcome?.isInQuota } == [true, false])
    #expect(decided.rankings[0].lineDecision == .rule(.fewerEvents))
    #expect(decided.findings.contains { $0.code == .lineDecidedByRule })
  }

  /// A third of a point from three raters: 82.345 and 82.3449… are told apart unless the standard rounds.
  @Test func theRoundedTotalDecidesWhereTheStandardRounds() async throws {
    func city(_ round: String?) -> City {
      City(
        settings: round.map { ["round_total": $0] } ?? [:], indicators: [("A", "100", "R6")],
        reviews: [
          ("a", "u1", "A", "82.35"), ("b", "u1", "A", "82.34"), ("a", "u2", "A", "82.345"), ("a", "u3", "A", "82.344"),
        ], units: ["u1", "u2", "u3"])
    }
    // Unrounded, (82.35 + 82.34) / 2 = 82.345 is u2's total and no double says so.
    let plain = try await city(nil).rate(titles: 1)
    #expect(plain.rankings[0].tieAtLine?.places == [0, 1])
    #expect(plain.communities.map { $0.outcome?.rank } == [1, 1, 3])
    // To two decimals half goes up: 82.35, 82.35, 82.34.
    let rounded = try await city("2").rate(titles: 1)
    #expect(rounded.communities.map { $0.score?.score } == [82.35, 82.35, 82.34])
    #expect(rounded.rankings[0].tieAtLine?.places == [0, 1])
    // To one decimal all three are equal.
    let coarse = try await city("1").rate(titles: 1)
    #expect(coarse.communities.map { $0.score?.score } == [82.3, 82.3, 82.3])
    #expect(coarse.rankings[0].tieAtLine?.places == [0, 1, 2])
  }

  /// In generated cities two totals are equal for the program where they are equal in exact fractions, and nowhere else.
  @Test(arguments: [1, 2, 3]) func equalityIsThatOfExactFractions(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    func below(_ bound: Int) -> Int { min(bound - 1, Int(random.unit() * Double(bound))) }
    let indicators = (0..<6).map { (code: "I\($0)", points: "\(2 + $0 % 3).5", rule: "R6") }
    let units = (0..<120).map { "u\($0)" }
    var exact = [Fraction](repeating: Fraction(0), count: units.count)
    var reviews: [(String, String, String, String)] = []
    for (place, unit) in units.enumerated() {
      for indicator in indicators {
        let raters = 1 + below(7)
        var sum = Fraction(0)
        for rater in 0..<raters {
          // Tenths near the full points, so that many totals meet.
          let tenths = 18 + below(4)
          sum = sum + Fraction(tenths, over: 10)
          reviews.append(("r\(rater)", unit, indicator.code, "\(tenths / 10).\(tenths % 10)"))
        }
        exact[place] = exact[place] + sum / Fraction(raters)
      }
    }
    let result = try await City(indicators: indicators, reviews: reviews, units: units).rate(titles: 40)
    var ties = 0
    for a in units.indices {
      let better = exact.count { $0 > exact[a] }
      #expect(result.communities[a].outcome?.rank == better + 1, "\(units[a])")
      ties += exact.count { $0 == exact[a] } - 1
    }
    #expect(ties > 0, "a city without ties proves nothing")
    let line = exact.sorted(by: >)
    #expect((result.rankings[0].tieAtLine != nil) == (line[39] == line[40]))
  }
}
