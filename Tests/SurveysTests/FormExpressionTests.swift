import Surveys
import Testing

/// Expressions of XLSForms: values by hand from the functions' definitions (https://docs.getodk.org/form-operators-functions).
@Suite struct FormExpressionTests {
  struct Case: CustomTestStringConvertible {
    var text: String
    var value: ExpressionEvaluator.Value?
    var testDescription: String { text }
  }

  static let answers = [
    "age": "34", "identity": "3", "issues": "none parking", "empty": "", "day": "2014-09-30", "name": "Anna",
  ]

  static let cases: [Case] = [
    Case(text: "1 + 2 * 3", value: .number(7)), Case(text: "(1 + 2) * 3", value: .number(9)),
    Case(text: "7 mod 4 - -1", value: .number(4)), Case(text: "10 div 4", value: .number(2.5)),
    Case(text: "${age} >= 16 and ${age} <= 110", value: .boolean(true)),
    Case(text: "${identity} = '3'", value: .boolean(true)), Case(text: "${identity} = 3", value: .boolean(true)),
    Case(text: "${identity} != '3' or ${age} < 18", value: .boolean(false)),
    Case(text: "not(selected(${issues}, 'none') and count-selected(${issues}) > 1)", value: .boolean(false)),
    Case(text: "selected(${issues}, 'park')", value: .boolean(false)),
    Case(text: "selected-at(${issues}, 1)", value: .text("parking")),
    Case(text: "count-selected(${empty})", value: .number(0)),
    Case(text: "if(${age} > 60, 'old', 'young')", value: .text("young")),
    Case(text: "coalesce(${empty}, ${name})", value: .text("Anna")),
    Case(text: "string-length(${name}) = 4", value: .boolean(true)),
    Case(text: "concat(${name}, '-', ${age})", value: .text("Anna-34")),
    Case(text: "regex(${name}, '[A-Z][a-z]+')", value: .boolean(true)),
    Case(text: "round(3.14159, 2)", value: .number(3.14)),
    Case(text: "int(-3.7)", value: .number(-3)), Case(text: "max(3, ${age}, 5)", value: .number(34)),
    Case(text: "substr(${name}, 1, 3)", value: .text("nn")), Case(text: "${day} < '2014-10-01'", value: .boolean(true)),
    Case(text: "translate('abc', 'ac', 'xy')", value: .text("xby")),
    Case(text: "number(${empty}) > 3", value: .boolean(false)),
    Case(text: "${empty} = ''", value: .boolean(true)),
    Case(text: "checklist(1, 2, true(), false())", value: .boolean(true)),
    // What depends on more than the response has no value, unless the rest decides.
    Case(text: "today() > ${day}", value: nil), Case(text: "${unknown} = 1", value: nil),
    Case(text: "${unknown} = 1 or ${age} = 34", value: .boolean(true)),
    Case(text: "${unknown} = 1 and ${age} = 35", value: .boolean(false)),
    Case(text: "pulldata('f', 'a', 'b', 'c')", value: nil), Case(text: "../age + 1", value: .number(35)),
    Case(text: "/data/info/age = 34", value: .boolean(true)),
  ]

  @Test(arguments: cases) func expressionsHaveTheirValues(_ wanted: Case) throws {
    let expression = try FormExpression.parse(wanted.text).get()
    let evaluator = ExpressionEvaluator { Self.answers[$0] }
    #expect(evaluator.value(expression) == wanted.value)
  }

  @Test func aDotIsTheAnswerThatIsChecked() throws {
    let rule = try FormExpression.parse(". >= 16 and . <= 110").get()
    for (age, holds) in [("15", false), ("16", true), ("110", true), ("208", false)] {
      #expect(ExpressionEvaluator(current: age) { _ in nil }.holds(rule) == holds)
    }
  }

  @Test(arguments: [
    "${a", "(1 + 2", "1 +", "'open", "f(1,", "1 2", "a ? b", "${a b} = 1", String(repeating: "(", count: 500),
  ])
  func faultyExpressionsAreRefused(_ text: String) {
    if case .success = FormExpression.parse(text) { Issue.record("took \(text.prefix(20))") }
  }
}
