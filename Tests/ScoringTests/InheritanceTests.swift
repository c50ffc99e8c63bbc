import Findings
import Scoring
import Sheets
import TestSupport
import Testing

/// A district's rules over a city's guiding standard: what may change, what is locked, what is printed.
@Suite struct InheritanceTests {
  static let settings = """
    key,value,locked
    name_zh,指导标准,
    name_en,Guiding,
    year,2014,
    standard_level,guiding,
    reading,points,
    titles,3,
    satisfaction_weight,0.5,yes
    department_weight,0.5,yes
    scale_map,1:0;2:50;3:100,yes
    minimum_valid_answers,1,
    minimum_responses,1,
    advised_responses,2,
    confidence,0.95,
    maximum_unusable_share,0.05,
    missing_reviews,block,
    tie_rules,none,
    quota_tie_rules,none,
    display_decimals,2,

    """
  static let indicators = """
    code,parent,name_zh,name_en,points,weight,direction,method,rater,rule,kind,locked
    C,,一级,First,100,,1,,,,,points
    q1,C,问,Question,50,,1,M6,居民,R7,,yes
    A,C,甲,A,30,,1,M5,甲,R4,,rule
    B,C,乙,B,20,,1,M1,乙,R6,,

    """
  static let rules = """
    rule,indicator,parameter,value,locked
    R4,,target,80,yes
    R4,,step,5,
    R4,,deduction,1,
    R6,,raters,mean,
    R6,,repeated,first,
    R7,,response_score,item-means,yes
    R7,,repeated,first,

    """
  static let conditions = """
    code,name_zh,name_en,basis,certifier,method,locked
    V1,条件,Condition,某法第一条,某局,以决定书认定,method;basis

    """

  static func tables(_ sheets: [StandardTable.Kind: String], name: String) -> StandardTables {
    var findings: [Finding] = []
    let tables = sheets.map { StandardTable($0, sheet($1, file: name + "/" + $0.rawValue), findings: &findings) }
    return StandardTables(tables, name: name)
  }

  static let parent = tables(
    [.settings: settings, .indicators: indicators, .rules: rules, .conditions: conditions], name: "city")

  static func extend(_ sheets: [StandardTable.Kind: String]) -> (tables: StandardTables, findings: [Finding]) {
    var own = sheets
    own[.settings] = "key,value\nextends,city\nstandard_level,implementing\n" + (sheets[.settings] ?? "")
    var findings: [Finding] = []
    let merged = tables(own, name: "district").extending(parent, findings: &findings)
    _ = ScoringStandard.read(merged, findings: &findings)
    return (merged, findings)
  }

  @Test func theGuidingStandardIsSound() {
    var findings: [Finding] = []
    #expect(ScoringStandard.read(Self.parent, findings: &findings) != nil)
    #expect(findings.isEmpty, "\(findings.map(\.code))")
  }

  @Test func whatIsNotLockedMayChange() throws {
    let (tables, findings) = Self.extend([
      .settings: "minimum_responses,20\n",
      .indicators: "code,parent,name_zh,name_en,points,rule,direction\nB,,,,15,,\nE,C,环,E,5,R4,1\n",
      .rules: "rule,indicator,parameter,value\nR4,E,step,2\n",
    ])
    #expect(findings.isEmpty, "\(findings.map(\.code))")
    let changes = StandardDifference(Self.parent, tables).changes
    #expect(changes.contains { $0.key == "minimum_responses" && $0.before == "1" && $0.after == "20" })
    #expect(changes.contains { $0.key == "B" && $0.column == "points" && $0.before == "20" && $0.after == "15" })
    #expect(changes.contains { $0.key == "E" && $0.kind == .added })
    #expect(changes.contains { $0.key == "R4 E step" && $0.kind == .added })
    #expect(changes.count == 5)
  }

  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var sheets: [StandardTable.Kind: String]
    var row: Int
  }

  static let faults = [
    Fault(
      testDescription: "the 50/50", sheets: [.settings: "satisfaction_weight,0.6\ndepartment_weight,0.4\n"], row: 4),
    Fault(testDescription: "the reading of the halves", sheets: [.settings: "reading,halves\n"], row: 4),
    Fault(testDescription: "a locked setting", sheets: [.settings: "scale_map,1:0;2:60;3:100\n"], row: 4),
    Fault(testDescription: "the points of a locked first level", sheets: [.indicators: "code,points\nC,90\n"], row: 2),
    Fault(testDescription: "a locked row", sheets: [.indicators: "code,rater\nq1,网络\n"], row: 2),
    Fault(testDescription: "a locked rule", sheets: [.indicators: "code,rule\nA,R6\n"], row: 2),
    Fault(testDescription: "removing a locked row", sheets: [.indicators: "code,remove\nq1,yes\n"], row: 2),
    Fault(
      testDescription: "a locked parameter", sheets: [.rules: "rule,indicator,parameter,value\nR4,,target,70\n"], row: 2
    ),
    Fault(
      testDescription: "a locked parameter round the back",
      sheets: [.rules: "rule,indicator,parameter,value\nR4,A,target,70\n"], row: 2),
    Fault(testDescription: "the method of a condition", sheets: [.conditions: "code,method\nV1,口头认定\n"], row: 2),
    Fault(testDescription: "the basis of a condition", sheets: [.conditions: "code,basis\nV1,惯例\n"], row: 2),
    Fault(testDescription: "the lock itself", sheets: [.conditions: "code,locked\nV1,none\n"], row: 2),
  ]

  @Test(arguments: faults) func whatIsLockedStays(_ fault: Fault) {
    let findings = Self.extend(fault.sheets).findings
    let match = findings.first { $0.code == .lockedByParent }
    #expect(match?.location?.row == fault.row, "\(findings.map(\.code))")
    #expect(match?.location?.file.hasPrefix("district/") == true)
  }

  @Test func aGuidingStandardMustLockItsHalves() {
    var findings: [Finding] = []
    let unlocked = Self.settings.replacing("weight,0.5,yes", with: "weight,0.5,")
    let tables = Self.tables([.settings: unlocked, .indicators: Self.indicators, .rules: Self.rules], name: "city")
    #expect(ScoringStandard.read(tables, findings: &findings) == nil)
    #expect(findings.map(\.code) == [.halvesNotLocked, .halvesNotLocked])
    #expect(findings.compactMap(\.location?.row) == [8, 9])
  }

  @Test func pointsInsideOneTableKeepTheHalves() {
    var findings: [Finding] = []
    let uneven = Self.indicators.replacing("Question,50", with: "Question,51").replacing("B,20", with: "B,19")
    let tables = Self.tables([.settings: Self.settings, .indicators: uneven, .rules: Self.rules], name: "city")
    #expect(ScoringStandard.read(tables, findings: &findings) == nil)
    #expect(findings.map(\.code) == [.halfDiffers])
  }

  @Test func aTotalOtherThanTheFullScoreIsRefused() {
    var findings: [Finding] = []
    let settings = Self.settings + "full_score,120,\n"
    let tables = Self.tables([.settings: settings, .indicators: Self.indicators, .rules: Self.rules], name: "city")
    #expect(ScoringStandard.read(tables, findings: &findings) == nil)
    #expect(findings.map(\.code) == [.totalDiffers])
  }
}
