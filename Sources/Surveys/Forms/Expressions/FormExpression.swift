/// An expression of an XLSForm column such as `relevant` or `constraint`: the part of XPath 1.0 that ODK uses.
///
/// Reference: https://getodk.github.io/xforms-spec/#xpath-functions
package indirect enum FormExpression: Hashable, Sendable {
  /// A text in quotation marks.
  case text(String)
  /// A number.
  case number(Double)
  /// `${name}`: the answer to a question.
  case question(String)
  /// `.`: the answer to the question that bears the expression.
  case current
  /// A location path such as `../age` or `/data/info/age`, by the name of its last step.
  case path(String)
  /// A call such as `selected(., 'none')`.
  case call(String, [FormExpression])
  /// A sign in front.
  case negative(FormExpression)
  /// Two operands and what stands between them.
  case binary(Operator, FormExpression, FormExpression)

  /// The operators, by their precedence from the weakest.
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case or, and
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case div, mod
    case union = "|"

    /// How strongly the operator binds; more is stronger.
    var precedence: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .equal, .unequal: 3
      case .less, .atMost, .more, .atLeast: 4
      case .plus, .minus: 5
      case .times, .div, .mod: 6
      case .union: 7
      }
    }
  }

  /// Every question that the expression names with `${…}`, in order.
  package var questions: [String] {
    switch self {
    case .text, .number, .current, .path: []
    case .question(let name): [name]
    case .call(_, let arguments): arguments.flatMap(\.questions)
    case .negative(let operand): operand.questions
    case .binary(_, let left, let right): left.questions + right.questions
    }
  }

  /// Every function that the expression calls.
  package var functions: [String] {
    switch self {
    case .text, .number, .current, .path, .question: []
    case .call(let name, let arguments): [name] + arguments.flatMap(\.functions)
    case .negative(let operand): operand.functions
    case .binary(_, let left, let right): left.functions + right.functions
    }
  }
}
