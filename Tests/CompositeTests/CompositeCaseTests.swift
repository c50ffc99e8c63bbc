import Apportionment
import Findings
import Foundation
import Scoring
import Sheets
import TestSupport
import Testing

/// Whole indices against other programs and publications (each case's source.md).
@Suite struct CompositeCaseTests {
  static let pipeline = [
    "order": "denominate,impute,screen,treat,normalise", "denominate": "yes", "impute": "mean-group:EurAsia_group",
    "screen": "0.9", "treat": "winsorise:points=5",
  ]

  @Test(arguments: [("treated", "expected_treated.csv"), ("normalised", "expected_normalised.csv")])
  func theChainEqualsCOINr(_ dataset: String, _ file: String) throws {
    let reference = try CompositeCase("asem-pipeline")
    let run = try reference.run(Self.pipeline)
    let expected = try reference.sheet(file)
    let table = try unwrap(run.dataset(dataset))
    for (unit, row) in expected.rows.enumerated() {
      for (leaf, node) in run.tree.leaves.enumerated() {
        let value = try unwrap(table.columns[leaf][unit])
        #expect(agree(value, try unwrap(Double(expected.text(row, run.tree.nodes[node].code)))))
      }
    }
  }

  @Test func theScoresEqualCOINr() throws {
    let reference = try CompositeCase("asem-pipeline")
    let run = try reference.run(Self.pipeline)
    let expected = try reference.sheet("expected_scores.csv")
    for (unit, row) in expected.rows.enumerated() {
      #expect(run.ranks[run.tree.top][unit] == Int(expected.text(row, "rank")))
      for group in run.tree.groups {
        let value = try unwrap(run.scores[group][unit])
        #expect(agree(value, try unwrap(Double(expected.text(row, run.tree.nodes[group].code)))))
      }
    }
    let steps = try unwrap(try reference.json()["steps"] as? [[String: Any]])
    let treated = try unwrap(steps.first { $0["step"] as? String == "treat" }?["treated"] as? [String: [String: Any]])
    for (leaf, outcome) in zip(run.tree.leaves, run.treated) {
      let entry = treated[run.tree.nodes[leaf].code]
      #expect(outcome.kind == entry?["kind"] as? String)
      #expect(outcome.points == entry?["points"] as? Int ?? 0)
    }
  }

  static let scenarios: [(String, [String: String])] = [
    ("gmean", ["normalise": "minmax:1,100", "aggregate": "geometric"]), ("zscore", ["normalise": "zscore"]),
    ("prank", ["normalise": "percentile"]),
    ("mixed", ["normalise": "minmax:1,100", "aggregate": "arithmetic,geometric,harmonic"]),
    ("weights", ["weights": "Conn=3,Instit=0.5"]),
  ]

  @Test(arguments: scenarios) func aScenarioEqualsCOINr(_ name: String, _ settings: [String: String]) throws {
    let reference = try CompositeCase("asem-scenarios")
    let (nominal, run) = (try reference.run([:]), try reference.run(settings))
    let expected = try unwrap(try reference.json()["scenarios"] as? [String: [String: Any]])[name]
    let index = try unwrap(expected?["index"] as? [String: Double])
    let ranks = try unwrap(expected?["rank"] as? [String: Int])
    let top = run.tree.top
    for (unit, code) in run.units.enumerated() {
      #expect(agree(try unwrap(run.scores[top][unit]), try unwrap(index[code])))
      #expect(run.ranks[top][unit] == ranks[code])
    }
    let against = try unwrap(expected?["against_nominal"] as? [String: Any])
    let found = ScenarioComparison(
      nominal: nominal.scores[top], other: run.scores[top], nominalRanks: nominal.ranks[top],
      otherRanks: run.ranks[top],
      lines: run.units.map { _ in 10 }, shift: 5)
    #expect(agree(try unwrap(found.spearman), try unwrap(against["spearman_with_nominal"] as? Double)))
    #expect(agree(found.meanShift, try unwrap(against["mean_absolute_rank_shift"] as? Double)))
    #expect(found.largestShift == against["largest_absolute_rank_shift"] as? Int)
    #expect(found.movers == against["units_shifting_5_or_more"] as? Int)
    let line = try unwrap(against["enters_the_first"] as? [String: Any])
    #expect(Set(found.enters.map { run.units[$0] }) == Set(try unwrap(line["units"] as? [String])))
    #expect(Set(found.leaves.map { run.units[$0] }) == Set(try unwrap(line["leaves"] as? [String])))
  }

  static let development = """
    code,parent,direction,weight,goalpost_lower,goalpost_upper,goalpost_log,aggregation
    life_expectancy,hdi,1,1,20,85,,
    expected_years_of_schooling,education,1,1,0,18,,
    mean_years_of_schooling,education,1,1,0,15,,
    gni_per_capita,hdi,1,1,100,75000,yes,
    education,hdi,1,1,,,,arithmetic
    hdi,,1,1,,,,geometric
    """

  @Test func theHumanDevelopmentIndexIsThePublishedOne() throws {
    let reference = try CompositeCase("hdi2022")
    let run = try reference.run(
      ["normalise": "goalposts", "rank-decimals": "3"], indicators: sheet(Self.development, file: "indicators.csv"))
    let expected = try unwrap(try reference.json()["expected"] as? [String: [String: Any]])
    let ranks = try unwrap(try reference.json()["rank_from_three_decimals"] as? [String: Int])
    let top = run.tree.top
    #expect(run.units.count == 193)
    for (unit, code) in run.units.enumerated() {
      let score = try unwrap(run.scores[top][unit])
      #expect(agree(score, try unwrap(expected[code]?["hdi"] as? Double)))
      #expect((score * 1000).rounded() / 1000 == expected[code]?["published_hdi"] as? Double)
      #expect(run.ranks[top][unit] == ranks[code])
    }
  }

  static let city = """
    code,parent,direction,weight,counts,normalisation
    survey,composite,1,1,answers_*,"scaled:1,5,100"
    department,composite,1,1,,
    department_a,department,1,3,,none
    department_b,department,1,2,,none
    composite,,,,,
    """

  @Test func theSmallCityIsExact() throws {
    let reference = try CompositeCase("mini-city-a")
    let run = try reference.run([:], indicators: sheet(Self.city, file: "indicators.csv"))
    let exact = try unwrap(ExactScores(run))
    let expected = try unwrap(try reference.json()["expected"] as? [String: Any])
    let communities = try unwrap(expected["communities"] as? [String: [String: Any]])
    for (unit, code) in run.units.enumerated() {
      guard let entry = communities[code] else { continue }
      for name in ["survey", "department", "composite"] {
        let node = try unwrap(run.tree.index(of: name))
        let text = try unwrap((entry[name] as? [String: String])?["exact"])
        let score = try unwrap(exact.scores[node][unit])
        #expect(score.description == text, "\(code) \(name)")
        #expect(agree(try unwrap(run.scores[node][unit]), try unwrap(Double(score.decimal()))))
      }
    }
  }
}
