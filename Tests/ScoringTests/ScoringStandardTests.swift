import Findings
import Scoring
import Sheets
import TestSupport
import Testing

@Suite struct ScoringStandardTests {
  static let settings = """
    key,value
    name_zh,标准
    name_en,Standard
    year,2014
    titles,3
    satisfaction_weight,0.5
    department_weight,0.5
    satisfaction_indicator,S
    department_indicator,D
    scale_map,1:0;2:50;3:100
    minimum_valid_answers,1
    minimum_responses,1
    advised_responses,2
    confidence,0.95
    maximum_unusable_share,0.05
    missing_reviews,rebase
    tie_rules,none
    quota_tie_rules,none
    display_decimals,2

    """
  static let indicators = """
    code,parent,name_zh,name_en,points,weight,direction,method,rater,rule,kind
    S,,居民,Residents,100,0.5,1,,,,
    q1,S,一,One,60,,1,survey,,R7,
    q2,S,二,Two,40,,1,survey,,R7,
    D,,部门,Departments,10,0.5,1,,,,
    A,D,甲,A,7.5,,1,site,甲,R6,
    B,D,乙,B,2.5,,1,site,乙,R6,

    """
  static let rules = """
    rule,indicator,parameter,value
    R6,,raters,mean
    R6,,repeated,first
    R7,,response_score,mean-of-valid-answers
    R7,,repeated,first

    """
  static let conditions = "code,name_zh,name_en,basis,certifier\nV1,条件,Condition,某法第一条,某局\n"

  static func read(
    settings: String = settings, indicators: String = indicators, rules: String = rules,
    conditions: String = conditions
  ) -> (standard: ScoringStandard?, findings: [Finding]) {
    var findings: [Finding] = []
    let standard = ScoringStandard.read(
      settings: sheet(settings, file: "standard.csv"), indicators: sheet(indicators, file: "indicators.csv"),
      rules: sheet(rules, file: "rules.csv"), conditions: sheet(conditions, file: "conditions.csv"),
      findings: &findings)
    return (standard, findings)
  }

  @Test func aSoundStandardIsRead() throws {
    let (standard, findings) = Self.read()
    #expect(findings.isEmpty)
    let sound = try #require(standard)
    #expect(sound.leaves(of: "D").map(\.points.description) == ["7.5", "2.5"])
    #expect(sound.weights.satisfaction == Points(thousandths: 500))
    #expect(sound.scaleMap.map(\.score.value) == [0, 50, 100])
  }

  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var standard: @Sendable () -> (standard: ScoringStandard?, findings: [Finding])
    var code: FindingCode
    var row: Int?

    /// The sound standard with `old` replaced by `new` in one of its tables.
    init(_ description: String, _ code: FindingCode, row: Int?, _ table: String, _ old: String, _ new: String) {
      testDescription = description
      self.code = code
      self.row = row
      standard = {
        switch table {
        case "settings": read(settings: ScoringStandardTests.settings.replacing(old, with: new))
        case "indicators": read(indicators: ScoringStandardTests.indicators.replacing(old, with: new))
        case "rules": read(rules: ScoringStandardTests.rules.replacing(old, with: new))
        default: read(conditions: ScoringStandardTests.conditions.replacing(old, with: new))
        }
      }
    }
  }

  static let faults: [Fault] = [
    Fault(
      "weights above 1", .weightsDoNotAddUp, row: 6, "settings", "satisfaction_weight,0.5", "satisfaction_weight,0.6"),
    Fault("points that do not add up", .pointsDoNotAddUp, row: 2, "indicators", "One,60", "One,61"),
    Fault("half a point too much", .pointsDoNotAddUp, row: 5, "indicators", "甲,A,7.5", "甲,A,8"),
    Fault("unknown parent", .unknownParent, row: 4, "indicators", "q2,S", "q2,T"),
    Fault("cycle", .cycle, row: 5, "indicators", "D,,部门", "D,A,部门"),
    Fault("rule on a parent", .ruleOnParent, row: 5, "indicators", "10,0.5,1,,,,", "10,0.5,1,,,R6,"),
    Fault("leaf without a rule", .ruleMissing, row: 6, "indicators", "甲,R6,", "甲,,"),
    Fault("unknown rule", .valueUnknown, row: 6, "indicators", "甲,R6,", "甲,R99,"),
    Fault("no points", .numberExpected, row: 6, "indicators", "甲,A,7.5", "甲,A,many"),
    Fault("negative points", .numberExpected, row: 6, "indicators", "甲,A,7.5", "甲,A,-7.5"),
    Fault("code twice", .keyTwice, row: 7, "indicators", "B,D,乙", "A,D,乙"),
    Fault("survey rule in the departments' half", .wrongRule, row: 6, "indicators", "甲,R6,", "甲,R7,"),
    Fault("root weight that differs", .weightDiffers, row: 2, "indicators", "Residents,100,0.5", "Residents,100,0.4"),
    Fault(
      "half without its root", .unknownRoot, row: 9, "settings", "department_indicator,D", "department_indicator,E"),
    Fault("condition without a basis", .conditionWithoutBasis, row: 2, "conditions", "某法第一条", ""),
    Fault("misspelt setting", .settingUnknown, row: 14, "settings", "confidence", "confidense"),
    Fault("missing setting", .settingMissing, row: nil, "settings", "confidence", "confidense"),
    Fault("confidence of 1", .valueUnknown, row: 14, "settings", "confidence,0.95", "confidence,1"),
    Fault("score above 100", .valueUnknown, row: 10, "settings", "3:100", "3:101"),
    Fault("unknown tie rule", .valueUnknown, row: 17, "settings", "tie_rules,none", "tie_rules,age"),
    Fault("unknown rule parameter", .ruleParameterUnknown, row: 2, "rules", "R6,,raters", "R6,,judges"),
    Fault("rule value that is not understood", .valueUnknown, row: 2, "rules", "raters,mean", "raters,best"),
    Fault("rule parameter left out", .ruleParameterMissing, row: nil, "rules", "R6,,raters,mean\n", ""),
  ]

  @Test(arguments: faults) func faultyStandardsAreRefused(_ fault: Fault) {
    let (standard, findings) = fault.standard()
    #expect(standard == nil)
    let match = findings.first { $0.code == fault.code }
    #expect(match != nil, "\(findings.map(\.code))")
    #expect(match?.location?.row == fault.row)
    #expect(match?.severity == .error)
  }
}
