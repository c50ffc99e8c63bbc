import Findings
import Surveys
import TestSupport
import Testing

@Suite struct QuestionnaireTests {
  @Test func rolesAndChoicesAreRead() {
    let form = SurveyFixture.questionnaire()
    #expect(form.question(.unit)?.name == "place")
    #expect(form.question(.start)?.name == "start")
    #expect(form.question(named: "q1")?.choices.map(\.code) == ["1", "2", "3", "9"])
    #expect(form.question(named: "q1")?.choices.last?.missing == "dont-know")
    #expect(form.fieldwork == "2014-09-01"..."2014-09-30")
  }

  struct Fault: CustomTestStringConvertible {
    var testDescription: String
    var survey: String
    var code: FindingCode
  }

  static let faults = [
    Fault(
      testDescription: "unknown list", survey: "type,name,role\ntext,u,unit\nselect_one none,q,item\n",
      code: .choiceListMissing),
    Fault(
      testDescription: "item without choices", survey: "type,name,role\ntext,u,unit\ninteger,q,item\n",
      code: .itemWithoutChoices),
    Fault(testDescription: "no unit", survey: "type,name,role\nselect_one five,q,item\n", code: .roleMissing),
    Fault(testDescription: "no item", survey: "type,name,role\ntext,u,unit\n", code: .roleMissing),
    Fault(
      testDescription: "unknown role", survey: "type,name,role\ntext,u,unit\nselect_one five,q,item\ntext,x,boss\n",
      code: .valueUnknown),
    Fault(
      testDescription: "name twice", survey: "type,name,role\ntext,u,unit\nselect_one five,q,item\ntext,q,\n",
      code: .keyTwice),
    Fault(
      testDescription: "role twice", survey: "type,name,role\ntext,u,unit\ntext,v,unit\nselect_one five,q,item\n",
      code: .keyTwice),
  ]

  @Test(arguments: faults) func faultyFormsAreRefused(_ fault: Fault) {
    var findings: [Finding] = []
    let form = Questionnaire.read(
      survey: sheet(fault.survey), choices: SurveyFixture.choices, settings: SurveyFixture.settings,
      findings: &findings)
    #expect(form == nil)
    #expect(findings.map(\.code).contains(fault.code))
  }
}
