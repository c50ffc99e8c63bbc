extension ExpressionEvaluator {
  /// The value of a call; nil for functions whose value depends on more than the response.
  func call(_ name: String, _ arguments: [FormExpression]) -> Value? {
    switch name {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "not": return first(arguments).flatMap(holds).map { .boolean(!$0) }
    case "boolean": return first(arguments).flatMap(holds).map { .boolean($0) }
    case "if":
      guard arguments.count == 3, let test = holds(arguments[0]) else { return nil }
      return value(arguments[test ? 1 : 2])
    case "coalesce":
      guard arguments.count == 2, let head = value(arguments[0]) else { return nil }
      return ExpressionEvaluator.text(head).isEmpty ? value(arguments[1]) : head
    case "once": return first(arguments).flatMap(value)
    case "number", "int", "round", "floor", "ceiling", "abs": return numeric(name, arguments)
    case "sum", "min", "max", "count", "count-non-empty": return aggregate(name, arguments)
    case "selected", "count-selected", "selected-at": return selection(name, arguments)
    case "checklist", "weighted-checklist": return checklist(name, arguments)
    default: return textual(name, arguments)
    }
  }

  private func first(_ arguments: [FormExpression]) -> FormExpression? {
    arguments.count == 1 ? arguments[0] : nil
  }

  private func numeric(_ name: String, _ arguments: [FormExpression]) -> Value? {
    guard let operand = arguments.first.flatMap(number) else { return nil }
    switch name {
    case "int": return .number(operand.rounded(.towardZero))
    case "floor": return .number(operand.rounded(.down))
    case "ceiling": return .number(operand.rounded(.up))
    case "abs": return .number(abs(operand))
    case "round":
      guard arguments.count == 2 else { return .number(operand.rounded()) }
      guard let places = number(arguments[1]), abs(places) <= 15 else { return nil }
      let scale = (0..<Int(abs(places))).reduce(1.0) { power, _ in power * 10 }
      return .number(places < 0 ? (operand / scale).rounded() * scale : (operand * scale).rounded() / scale)
    default: return .number(operand)
    }
  }

  private func aggregate(_ name: String, _ arguments: [FormExpression]) -> Value? {
    var texts: [String] = []
    for argument in arguments {
      guard let found = value(argument) else { return nil }
      if case .list(let list) = found { texts += list } else { texts.append(ExpressionEvaluator.text(found)) }
    }
    let numbers = texts.filter { !$0.isEmpty }.map { ExpressionEvaluator.number(.text($0)) }
    switch name {
    case "sum": return .number(numbers.reduce(0, +))
    case "min": return numbers.min().map { .number($0) } ?? .text("")
    case "max": return numbers.max().map { .number($0) } ?? .text("")
    case "count": return .number(Double(texts.count))
    default: return .number(Double(numbers.count))
    }
  }

  /// Codes of a `select_multiple` stand in one text with spaces between them.
  private func selection(_ name: String, _ arguments: [FormExpression]) -> Value? {
    guard let list = arguments.first.flatMap(text) else { return nil }
    let codes = list.split(whereSeparator: \.isWhitespace).map(String.init)
    switch name {
    case "count-selected": return .number(Double(codes.count))
    case "selected":
      guard arguments.count == 2, let code = text(arguments[1]) else { return nil }
      return .boolean(codes.contains(code))
    default:
      guard arguments.count == 2, let index = number(arguments[1]), index >= 0, index < Double(codes.count) else {
        return .text("")
      }
      return .text(codes[Int(index)])
    }
  }

  /// `checklist(min, max, …)`: whether the number of true arguments lies between the limits, −1 being none.
  private func checklist(_ name: String, _ arguments: [FormExpression]) -> Value? {
    guard arguments.count > 2, let low = number(arguments[0]), let high = number(arguments[1]) else { return nil }
    var count = 0.0
    let isWeighted = name == "weighted-checklist"
    var index = 2
    while index < arguments.count {
      guard let isTrue = holds(arguments[index]) else { return nil }
      var weight = 1.0
      if isWeighted {
        guard index + 1 < arguments.count, let given = number(arguments[index + 1]) else { return nil }
        weight = given
        index += 1
      }
      if isTrue { count += weight }
      index += 1
    }
    return .boolean((low < 0 || count >= low) && (high < 0 || count <= high))
  }

  private func textual(_ name: String, _ arguments: [FormExpression]) -> Value? {
    var texts: [String] = []
    for argument in arguments {
      guard let found = text(argument) else { return nil }
      texts.append(found)
    }
    switch (name, texts.count) {
    case ("string", 1): return .text(texts[0])
    case ("string-length", 0): return textual("string-length", [.current])
    case ("string-length", 1): return .number(Double(texts[0].count))
    case ("normalize-space", 1):
      return .text(texts[0].split(whereSeparator: \.isWhitespace).joined(separator: " "))
    case ("concat", _): return .text(texts.joined())
    case ("join", 1...): return .text(texts.dropFirst().joined(separator: texts[0]))
    case ("contains", 2): return .boolean(texts[0].contains(texts[1]))
    case ("starts-with", 2): return .boolean(texts[0].hasPrefix(texts[1]))
    case ("ends-with", 2): return .boolean(texts[0].hasSuffix(texts[1]))
    case ("translate", 3): return .text(translate(texts[0], texts[1], texts[2]))
    case ("substr", 2), ("substr", 3):
      let characters = Array(texts[0])
      let start = index(texts[1], characters.count)
      let end = texts.count == 3 ? index(texts[2], characters.count) : characters.count
      return .text(start < end ? String(characters[start..<end]) : "")
    case ("regex", 2):
      guard let pattern = try? Regex(texts[1]) else { return nil }
      return .boolean(texts[0].wholeMatch(of: pattern) != nil)
    case ("date", 1), ("date-time", 1): return .text(texts[0])
    default: return nil
    }
  }

  private func index(_ text: String, _ count: Int) -> Int {
    guard let number = Double(text), !number.isNaN else { return 0 }
    return Int(min(max(number < 0 ? number + Double(count) : number, 0), Double(count)))
  }

  private func translate(_ text: String, _ from: String, _ to: String) -> String {
    let (source, target) = (Array(from), Array(to))
    return String(
      text.compactMap { character -> Character? in
        guard let index = source.firstIndex(of: character) else { return character }
        return index < target.count ? target[index] : nil
      })
  }
}
