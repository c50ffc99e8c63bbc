/// Cuts an expression into tokens.
struct ExpressionLexer {
  /// A token of an expression.
  enum Token: Hashable {
    case text(String)
    case number(Double)
    case question(String)
    /// A name, a function's name, or a word that may be an operator.
    case name(String)
    /// A sign of one or two characters.
    case sign(String)
  }

  /// The tokens of `text`, or what is wrong with it.
  static func tokens(_ text: String) -> Result<[Token], ExpressionFault> {
    var lexer = ExpressionLexer(characters: Array(text))
    var tokens: [Token] = []
    while true {
      switch lexer.next() {
      case .success(nil): return .success(tokens)
      case .success(let token?): tokens.append(token)
      case .failure(let fault): return .failure(fault)
      }
    }
  }

  private let characters: [Character]
  private var position = 0

  private init(characters: [Character]) { self.characters = characters }

  private var character: Character? { position < characters.count ? characters[position] : nil }

  private mutating func next() -> Result<Token?, ExpressionFault> {
    while let character, character.isWhitespace { position += 1 }
    guard let character else { return .success(nil) }
    switch character {
    case "'", "\"": return quoted(character)
    case "$": return reference()
    case _ where character.isASCII && character.isNumber: return .success(number())
    case ".":
      if position + 1 < characters.count, characters[position + 1].isNumber { return .success(number()) }
      return .success(sign())
    case _ where ExpressionLexer.startsName(character): return .success(.name(name()))
    case _ where ExpressionLexer.signs.contains(character): return .success(sign())
    default: return .failure(.strayCharacter(String(character)))
    }
  }

  private static let signs: Set<Character> = [
    "(", ")", "[", "]", ",", "/", "=", "!", "<", ">", "+", "-", "*", "|", "@", ":",
  ]

  private static func startsName(_ character: Character) -> Bool { character.isLetter || character == "_" }

  private mutating func quoted(_ mark: Character) -> Result<Token?, ExpressionFault> {
    position += 1
    let start = position
    while let character, character != mark { position += 1 }
    guard character != nil else { return .failure(.openQuotation) }
    defer { position += 1 }
    return .success(.text(String(characters[start..<position])))
  }

  private mutating func reference() -> Result<Token?, ExpressionFault> {
    guard position + 1 < characters.count, characters[position + 1] == "{" else {
      return .failure(.strayCharacter("$"))
    }
    position += 2
    let start = position
    while let character, character != "}" { position += 1 }
    guard character != nil else { return .failure(.openReference) }
    defer { position += 1 }
    var name = String(characters[start..<position])
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    // `last-saved#` asks for the answer of the form that was filled in before.
    if name.hasPrefix("last-saved#") { name.removeFirst(11) }
    guard let first = name.first, ExpressionLexer.startsName(first), !name.contains(where: { "${ ".contains($0) })
    else {
      return .failure(.openReference)
    }
    return .success(.question(name))
  }

  private mutating func number() -> Token {
    let start = position
    while let character, character.isASCII, character.isNumber || character == "." { position += 1 }
    return .number(Double(String(characters[start..<position])) ?? 0)
  }

  /// A name of XML, with a prefix such as `jr:`; a hyphen belongs to it, as XPath says.
  private mutating func name() -> String {
    let start = position
    while let character {
      let isInside = character.isLetter || character.isNumber || "_-.".contains(character)
      let isPrefix =
        character == ":" && position + 1 < characters.count && ExpressionLexer.startsName(characters[position + 1])
      guard isInside || isPrefix else { break }
      position += 1
    }
    return String(characters[start..<position])
  }

  private mutating func sign() -> Token {
    let pair = String(characters[position..<min(position + 2, characters.count)])
    if ["!=", "<=", ">=", "..", "//", "::"].contains(pair) {
      position += 2
      return .sign(pair)
    }
    defer { position += 1 }
    return .sign(String(characters[position]))
  }
}

/// What is wrong with an expression.
package enum ExpressionFault: Error, Hashable, Sendable {
  case openQuotation, openReference, openParenthesis, endsEarly
  case strayCharacter(String)
  case unexpected(String)
  /// Parentheses inside parentheses beyond reason.
  case tooDeep
}
