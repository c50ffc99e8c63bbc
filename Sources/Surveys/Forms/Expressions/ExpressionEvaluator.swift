/// Evaluates expressions over one response, as ODK's form fillers do; what cannot be known (today's date, another file) has
/// no value, and neither has anything that depends on it.
package struct ExpressionEvaluator {
  /// A value of XPath. An unanswered question is the empty text.
  package enum Value: Hashable, Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    /// The values of all answers of a repeat.
    case list([String])
  }

  /// The answer to a question as its code, codes with spaces between them, or number; "" if there is none, nil if the file
  /// has no such question.
  private let answer: (String) -> String?
  /// The answer to the question that bears the expression.
  private let current: String

  /// An evaluator over answers; `current` is what `.` means.
  package init(current: String = "", answer: @escaping (String) -> String?) {
    self.current = current
    self.answer = answer
  }

  /// Whether the expression holds; nil if it cannot be known.
  package func holds(_ expression: FormExpression) -> Bool? { value(expression).map(ExpressionEvaluator.boolean) }

  /// The value; nil if it cannot be known.
  package func value(_ expression: FormExpression) -> Value? {
    switch expression {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .question(let name), .path(let name): return answer(name).map(Value.text)
    case .current: return .text(current)
    case .negative(let operand): return number(operand).map { .number(-$0) }
    case .binary(let infix, let left, let right): return binary(infix, left, right)
    case .call(let name, let arguments): return call(name, arguments)
    }
  }

  // MARK: Conversions, XPath 1.0 section 4

  static func boolean(_ value: Value) -> Bool {
    switch value {
    case .boolean(let value): value
    case .number(let value): value != 0 && !value.isNaN
    case .text(let text): !text.isEmpty
    case .list(let list): !list.isEmpty
    }
  }

  static func number(_ value: Value) -> Double {
    switch value {
    case .boolean(let value): value ? 1 : 0
    case .number(let value): value
    case .text(let text): text.allSatisfy { $0.isASCII && !$0.isLetter } ? Double(text) ?? .nan : .nan
    case .list(let list): number(.text(list.first ?? ""))
    }
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    case .text(let text): text
    case .list(let list): list.first ?? ""
    }
  }

  func number(_ expression: FormExpression) -> Double? { value(expression).map(ExpressionEvaluator.number) }
  func text(_ expression: FormExpression) -> String? { value(expression).map(ExpressionEvaluator.text) }

  // MARK: Operators

  private func binary(_ infix: FormExpression.Operator, _ left: FormExpression, _ right: FormExpression) -> Value? {
    switch infix {
    case .or:
      let (a, b) = (holds(left), holds(right))
      if a == true || b == true { return .boolean(true) }
      return a == nil || b == nil ? nil : .boolean(false)
    case .and:
      let (a, b) = (holds(left), holds(right))
      if a == false || b == false { return .boolean(false) }
      return a == nil || b == nil ? nil : .boolean(true)
    case .equal, .unequal:
      guard let a = value(left), let b = value(right) else { return nil }
      return .boolean(ExpressionEvaluator.equal(a, b) == (infix == .equal))
    case .less: return compare(left, right, <)
    case .atMost: return compare(left, right, <=)
    case .more: return compare(left, right, >)
    case .atLeast: return compare(left, right, >=)
    case .plus: return arithmetic(left, right, +)
    case .minus: return arithmetic(left, right, -)
    case .times: return arithmetic(left, right, *)
    case .div: return arithmetic(left, right, /)
    case .mod: return arithmetic(left, right) { $0.truncatingRemainder(dividingBy: $1) }
    case .union: return value(left) ?? value(right)
    }
  }

  private static func equal(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.boolean, _), (_, .boolean): boolean(a) == boolean(b)
    case (.number, _), (_, .number): number(a) == number(b)
    default: text(a) == text(b)
    }
  }

  private func compare(
    _ left: FormExpression, _ right: FormExpression, _ test: (Double, Double) -> Bool
  ) -> Value? {
    guard let a = value(left), let b = value(right) else { return nil }
    // Dates compare as days; ISO 8601 texts of one length compare as texts do.
    if case .text(let x) = a, case .text(let y) = b, x.count == y.count, x.contains("-"), !x.hasPrefix("-") {
      return .boolean(test(x < y ? -1 : x > y ? 1 : 0, 0))
    }
    return .boolean(test(ExpressionEvaluator.number(a), ExpressionEvaluator.number(b)))
  }

  private func arithmetic(
    _ left: FormExpression, _ right: FormExpression, _ compute: (Double, Double) -> Double
  ) -> Value? {
    guard let a = number(left), let b = number(right) else { return nil }
    return .number(compute(a, b))
  }
}
