import Findings
import Foundation
import Operations
import Sheets
import TestSupport
import Testing
import Titles

/// A small city with exact rational results, from answers to titles: `References/mini-city-a`.
///
/// Its rules as a standard: one survey item of five steps; two reviewed indicators of 100 points weighted 3 : 2, an unrated one
/// re-based; halves averaged; equal totals at the line left to people.
@Suite struct MiniCityTests {
  static let standard = [
    "standard.csv": """
    key,value
    name_zh,小城
    name_en,Mini city
    year,2014
    titles,10
    satisfaction_weight,0.5
    department_weight,0.5
    satisfaction_indicator,S
    department_indicator,D
    scale_map,1:0;2:25;3:50;4:75;5:100
    minimum_valid_answers,1
    minimum_responses,1
    advised_responses,1
    confidence,0.95
    maximum_unusable_share,0.05
    missing_reviews,rebase
    tie_rules,none
    quota_tie_rules,none
    display_decimals,2

    """,
    "indicators.csv": """
    code,parent,name_zh,name_en,points,weight,direction,method,rater,rule,kind
    S,,居民,Residents,100,0.5,1,,,,
    q,S,满意度,Satisfaction,100,,1,survey,,R7,
    D,,部门,Departments,100,0.5,1,,,,
    department_a,D,甲,A,100,3,1,site,甲,R6,
    department_b,D,乙,B,100,2,1,site,乙,R6,

    """,
    "rules.csv": """
    rule,indicator,parameter,value
    R6,,raters,mean
    R6,,repeated,first
    R7,,response_score,item-means
    R7,,repeated,first

    """,
    "conditions.csv": """
    code,name_zh,name_en,basis,certifier
    V1,不参加,Excluded,案例规则,案例

    """,
  ]
  static let survey = [
    "survey.csv": """
    type,name,label,role
    text,community,社区,unit
    select_one steps,q,满意度,item

    """,
    "choices.csv": """
    list_name,name,label
    steps,1,1
    steps,2,2
    steps,3,3
    steps,4,4
    steps,5,5

    """,
    "settings.csv": "form_title,version\n小城,1\n",
  ]

  static func write(_ files: [String: String], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
  }

  static func result(decisions: String? = nil) async throws -> RatingResult {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-mini-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try write(standard, to: root.appendingPathComponent("standard"))
    try write(survey, to: root.appendingPathComponent("survey"))
    let data = try Data(contentsOf: RatingFixture.reference("mini-city-a").appendingPathComponent("data.csv"))
    var findings: [Finding] = []
    let table = try #require(CSVSheet.read(Array(data), file: "data.csv", findings: &findings))
    var roster = "community_id,district\n"
    var answers = "community,q\n"
    var reviews = "review_id,department,reviewer,community_id,indicator,score,max\n"
    var events = "event_id,community_id,code,status\n"
    for row in table.rows {
      let id = table.text(row, "community")
      roster += "\(id),\(table.text(row, "district"))\n"
      for step in 1...5 {
        let count = try #require(Int(table.text(row, "answers_\(step)")))
        answers += String(repeating: "\(id),\(step)\n", count: count)
      }
      for department in ["department_a", "department_b"] where !table.text(row, department).isEmpty {
        reviews += "\(id)\(department),,\(department),\(id),\(department),\(table.text(row, department)),100\n"
      }
      if table.text(row, "excluded") == "yes" { events += "E\(id),\(id),V1,confirmed\n" }
    }
    let city = root.appendingPathComponent("city")
    try write(["roster.csv": roster, "reviews.csv": reviews, "veto.csv": events], to: city)
    if let decisions { try write(["decisions.csv": decisions], to: city) }
    try write(["all.csv": answers], to: city.appendingPathComponent("responses"))
    return try await Workbench(version: "test").rate(
      RatingRequest(
        city: city.path, standard: root.appendingPathComponent("standard").path,
        survey: root.appendingPathComponent("survey").path, titles: 10, seed: 1, replications: 0))
  }

  static func expected() throws -> [String: Any] {
    let data = try Data(contentsOf: RatingFixture.reference("mini-city-a").appendingPathComponent("expected.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    return try #require(json["expected"] as? [String: Any])
  }

  @Test func scoresPlacesAndTitlesAreThoseOfTheCase() async throws {
    let result = try await Self.result()
    let expected = try Self.expected()
    var findings: [Finding] = []
    let table = try #require(CSVSheet.read(result.rankingTable(), file: "ranking.csv", findings: &findings))
    let rows = Dictionary(uniqueKeysWithValues: table.rows.map { (table.text($0, "community_id"), $0) })
    let communities = try #require(expected["communities"] as? [String: [String: Any]])
    #expect(communities.count >= 20)
    for (id, want) in communities {
      let row = try #require(rows[id])
      for (column, key) in [
        ("satisfaction", "survey"), ("department", "department"), ("score", "composite"),
        ("distance_to_line", "distance_to_the_line"),
      ] {
        guard let number = want[key] as? [String: Any], let text = number["decimal"] as? String else { continue }
        let got = try #require(Double(table.text(row, column)), "\(column) of \(id)")
        #expect(agree(got, try #require(Double(text)), relative: 1e-12, absolute: 1e-11), "\(column) of \(id)")
      }
      if let place = want["place_in_district"] as? Int { #expect(table.text(row, "rank") == String(place)) }
    }
    let districts = try #require(expected["districts"] as? [String: [String: Any]])
    for (name, want) in districts {
      let index = try #require(result.roster.districts.firstIndex { $0.name == name })
      #expect(result.quotas.seats[index] == want["titles"] as? Int)
      let titled = result.communities.indices.filter {
        result.roster.communities[$0].district == index && result.communities[$0].outcome?.isInQuota == true
      }
      #expect(Set(titled.map { result.roster.communities[$0].id }) == Set(want["titles_to"] as? [String] ?? []))
      let tied = result.rankings[index].tieAtLine?.places.map { result.roster.communities[$0].id } ?? []
      #expect(Set(tied) == Set(want["tied_at_the_line"] as? [String] ?? []))
      #expect(result.rankings[index].tieAtLine?.titles ?? 0 == want["titles_among_the_tied"] as? Int)
    }
    #expect(result.needsDecision)
  }

  /// What the leading group decides about the tie is taken if it fits: as many as there are titles, from among the tied.
  @Test func aRecordedDecisionSettlesTheTie() async throws {
    let decided = try await Self.result(decisions: "community_id,document,date\nnorth-03,纪要1号,2014-12-01\n")
    #expect(!decided.needsDecision)
    let titled = decided.communities.indices.filter { decided.communities[$0].outcome?.isInQuota == true }
    let names = titled.map { decided.roster.communities[$0].id }
    #expect(names.contains("north-03") && !names.contains("north-01") && names.count == 10)
    #expect(decided.rankings[0].lineDecision == .people(document: "纪要1号", date: "2014-12-01"))
    for faulty in ["north-05,纪要1号,2014-12-01", "north-01,纪要1号,\nnorth-03,纪要1号,", "north-03,,"] {
      await #expect(throws: Refusal.self) {
        _ = try await Self.result(decisions: "community_id,document,date\n\(faulty)\n")
      }
    }
  }

  /// Who is certainly in or out is told apart from who is not; the tied at the line are in the grey zone.
  @Test func theLineSaysWhoCannotBeToldApart() async throws {
    let result = try await Self.result()
    for ranking in result.rankings {
      #expect(ranking.outcomes.allSatisfy { $0.line != nil })
      for outcome in ranking.outcomes {
        switch outcome.line {
        case .certainlyIn: #expect(outcome.isInQuota == true)
        case .certainlyOut: #expect(outcome.isInQuota == false)
        case .notDistinguishable, nil: break
        }
        if outcome.isInQuota == nil { #expect(outcome.line == .notDistinguishable) }
      }
    }
    #expect(result.rankings[0].lineDecision == .open)
    #expect(result.rankings[1].lineDecision == .score)
  }
}
