import Findings
import Scoring
import Sheets
import TestSupport
import Testing

/// A standard with one reviewed leaf `A` of 10 points under a rule, and the points that evidence earns it.
struct RuleFixture {
  /// What to add to the tables.
  var rule: String
  /// Lines of `rules.csv` without the rule's name: `indicator,parameter,value`.
  var parameters: [String] = []
  /// Lines of `criteria.csv` without the indicator: `code,points,cap`.
  var criteria: [String] = []
  /// +1 or −1.
  var direction = 1
  /// Lines of `measures.csv` without identifiers: `reviewer,criterion,value,denominator,document`; of reviews `reviewer,score`.
  var evidence: [String]
  /// The unit's setting.
  var setting = ""
  /// The standard's policy for what nobody rated.
  var missing = "rebase"

  static let settings = """
    key,value
    name_zh,标准
    name_en,Standard
    year,2014
    reading,points
    full_score,10
    titles,1
    satisfaction_weight,0
    department_weight,1
    confidence,0.95
    maximum_unusable_share,0.05
    tie_rules,none
    quota_tie_rules,none
    display_decimals,2

    """

  func standard() -> (standard: ScoringStandard?, findings: [Finding]) {
    var findings: [Finding] = []
    let needed = ["R3": "R3,,grades,A:1;B:0.8;C:0.6;D:0", "R6": "R6,,repeated,first"]
    var rules = "rule,indicator,parameter,value\n" + parameters.map { "\(rule),\($0)\n" }.joined()
    if let line = needed[rule], !parameters.contains(where: { $0.contains(",grades,") || $0.contains(",repeated,") }) {
      rules += line + "\n"
    }
    if rule == "R6", !parameters.contains(where: { $0.contains(",raters,") }) { rules += "R6,,raters,mean\n" }
    let standard = ScoringStandard.read(
      settings: sheet(Self.settings + "missing_reviews,\(missing)\n", file: "standard.csv"),
      indicators: sheet(
        "code,parent,name_zh,name_en,points,weight,direction,method,rater,rule,kind\nA,,甲,A,10,,\(direction),M1,甲,\(rule),\n",
        file: "indicators.csv"),
      rules: sheet(rules, file: "rules.csv"), conditions: nil,
      criteria: criteria.isEmpty
        ? nil
        : sheet(
          "indicator,code,name_zh,name_en,points,cap\n"
            + criteria.map { part in
              let cells = part.split(separator: ",", omittingEmptySubsequences: false)
              return "A,\(cells[0]),项,Item,\(cells.count > 1 ? cells[1] : ""),\(cells.count > 2 ? cells[2] : "")\n"
            }.joined(), file: "criteria.csv"), findings: &findings)
    return (standard, findings)
  }

  /// The leaf's outcome and the findings on the evidence.
  func outcome() throws -> (outcome: LeafOutcome, findings: [Finding]) {
    let read = standard()
    let standard = try #require(read.standard, "\(read.findings.map(\.code))")
    var findings: [Finding] = []
    var book = EvidenceBook(standard, units: [UnitProfile(id: "c1", name: "One", setting: setting)])
    if rule == "R6" {
      let rows = evidence.enumerated().map { "V\($0),,\($1.replacing(",", with: ",c1,A,", maxReplacements: 1)),10\n" }
      book.readReviews(
        sheet(
          "review_id,department,reviewer,community_id,indicator,score,max\n" + rows.joined(), file: "reviews.csv"),
        findings: &findings)
    } else {
      let rows = evidence.enumerated().map { "M\($0),c1,A,\($1)\n" }
      book.readMeasures(
        sheet(
          "measure_id,community_id,indicator,reviewer,criterion,value,denominator,document\n" + rows.joined(),
          file: "measures.csv"), findings: &findings)
    }
    return (book.outcomes(0)[0], findings)
  }
}
