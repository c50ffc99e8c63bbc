import Findings

extension Questionnaire {
  /// The limits of a question's numbers: of its `parameters`, or of a constraint such as `. >= 16 and . <= 110`; nil if it
  /// has none.
  package func limits(_ place: Int) -> ClosedRange<Double>? {
    if let range = range(place) { return range }
    guard let rule = try? FormExpression.parse(questions[place].constraint).get() else { return nil }
    var low: Double?
    var high: Double?
    func visit(_ rule: FormExpression) {
      guard case .binary(let infix, let left, let right) = rule else { return }
      switch (infix, left, right) {
      case (.and, _, _):
        visit(left)
        visit(right)
      case (.atLeast, .current, .number(let number)): low = number
      case (.more, .current, .number(let number)): low = number
      case (.atMost, .current, .number(let number)): high = number
      case (.less, .current, .number(let number)): high = number
      default: break
      }
    }
    visit(rule)
    guard let low, let high, low <= high else { return nil }
    return low...high
  }

  /// A questionnaire without questions.
  package static let empty = Questionnaire(title: Bilingual("", ""), version: "", questions: [], fieldwork: nil)
}
