extension FormExpression {
  /// Reads an expression by precedence climbing.
  package static func parse(_ text: String) -> Result<FormExpression, ExpressionFault> {
    switch ExpressionLexer.tokens(text) {
    case .failure(let fault): return .failure(fault)
    case .success(let tokens):
      var parser = ExpressionParser(tokens: tokens)
      return parser.parse()
    }
  }
}

/// Builds an expression from its tokens.
private struct ExpressionParser {
  let tokens: [ExpressionLexer.Token]
  private var position = 0
  private var depth = 0

  /// Deeper expressions are no questionnaire's, and would exhaust the stack.
  private static let deepest = 60

  init(tokens: [ExpressionLexer.Token]) { self.tokens = tokens }

  private var token: ExpressionLexer.Token? { position < tokens.count ? tokens[position] : nil }

  mutating func parse() -> Result<FormExpression, ExpressionFault> {
    do throws(ExpressionFault) {
      let expression = try expression(above: 0)
      if let token { throw .unexpected(ExpressionParser.text(token)) }
      return .success(expression)
    } catch {
      return .failure(error)
    }
  }

  private static func text(_ token: ExpressionLexer.Token) -> String {
    switch token {
    case .text(let text): "'\(text)'"
    case .number(let number): "\(number)"
    case .question(let name): "${\(name)}"
    case .name(let name), .sign(let name): name
    }
  }

  /// The operator at the position; words are operators only between operands.
  private var infix: FormExpression.Operator? {
    switch token {
    case .name(let word) where ["or", "and", "div", "mod"].contains(word): FormExpression.Operator(rawValue: word)
    case .sign(let sign): FormExpression.Operator(rawValue: sign)
    default: nil
    }
  }

  private mutating func expression(above precedence: Int) throws(ExpressionFault) -> FormExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth < ExpressionParser.deepest else { throw .tooDeep }
    var left = try operand()
    while let infix, infix.precedence > precedence {
      position += 1
      left = .binary(infix, left, try expression(above: infix.precedence))
    }
    return left
  }

  private mutating func operand() throws(ExpressionFault) -> FormExpression {
    guard let token else { throw .endsEarly }
    position += 1
    switch token {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .question(let name): return try trailing(.question(name))
    case .name(let name):
      if self.token == .sign("(") { return try trailing(.call(name, try arguments())) }
      return try path(name)
    case .sign("-"): return .negative(try expression(above: FormExpression.Operator.times.precedence))
    case .sign("("):
      let inner = try expression(above: 0)
      guard self.token == .sign(")") else { throw .openParenthesis }
      position += 1
      return try trailing(inner)
    case .sign("."): return try trailing(.current)
    case .sign(".."), .sign("/"), .sign("//"), .sign("@"), .sign("*"): return try path("")
    case .sign(let sign): throw .unexpected(sign)
    }
  }

  private mutating func arguments() throws(ExpressionFault) -> [FormExpression] {
    position += 1
    var arguments: [FormExpression] = []
    if token == .sign(")") {
      position += 1
      return []
    }
    while true {
      arguments.append(try expression(above: 0))
      guard let token else { throw .openParenthesis }
      position += 1
      if token == .sign(")") { return arguments }
      guard token == .sign(",") else { throw .unexpected(ExpressionParser.text(token)) }
    }
  }

  /// Steps behind an operand, such as `[position() = 1]/name`; the last step's name is what counts.
  private mutating func trailing(_ operand: FormExpression) throws(ExpressionFault) -> FormExpression {
    var result = operand
    while token == .sign("[") || token == .sign("/") || token == .sign("//") {
      if token == .sign("[") {
        position += 1
        _ = try expression(above: 0)
        guard token == .sign("]") else { throw .openParenthesis }
        position += 1
      } else {
        position += 1
        result = try step()
      }
    }
    return result
  }

  private mutating func step() throws(ExpressionFault) -> FormExpression {
    guard let token else { throw .endsEarly }
    position += 1
    switch token {
    case .name(let name): return .path(name)
    case .question(let name): return .question(name)
    case .sign(".."), .sign("."), .sign("*"): return .path("")
    case .sign("@"): return try step()
    default: throw .unexpected(ExpressionParser.text(token))
    }
  }

  private mutating func path(_ first: String) throws(ExpressionFault) -> FormExpression {
    // A leading slash stands alone or before a step.
    if first.isEmpty, position > 0, [.sign("/"), .sign("//"), .sign("@")].contains(tokens[position - 1]) {
      return try trailing(try step())
    }
    return try trailing(.path(first))
  }
}
