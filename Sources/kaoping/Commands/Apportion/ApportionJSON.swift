import Apportionment
import Findings
import Reports

extension Fraction {
  /// The contract's form: numerator and denominator in decimal digits.
  var json: JSONValue { ["numerator": .string(numeratorText), "denominator": .string(denominatorText)] }

  /// The weight as it is printed back: a decimal where one exists.
  var weightText: String { terminatingDecimal ?? description }
}

extension RootOfFraction {
  /// A fraction; where the value is a root, `root` says which one is to be taken of it.
  var json: JSONValue {
    var members: [String: JSONValue] = [
      "numerator": .string(radicand.numeratorText), "denominator": .string(radicand.denominatorText),
    ]
    if root > 1 { members["root"] = .integer(root) }
    return .object(members)
  }
}

extension PlainText {
  /// The text in `language`.
  subscript(_ language: Language) -> String { language == .chinese ? chinese : english }
}

extension JSONValue {
  /// A decimal of the room as a JSON number.
  static func decimal(_ text: String?) -> JSONValue { text.flatMap(Double.init).map(JSONValue.number) ?? .null }
}

extension LotDraw {
  /// The record of the draw.
  func json(_ language: Language) -> JSONValue {
    [
      // A seed may exceed what JSON readers hold exactly, so it is a text like the numbers.
      "seed": .string(String(seed)), "candidates": .array(candidates.map(JSONValue.string)),
      "numbers": .array(numbers.map { .string(String($0)) }), "drawn": .array(drawn.map(JSONValue.string)),
      "procedure": .string(LotDraw.procedure[language]),
    ]
  }
}

extension Disproportionality {
  /// The indices as numbers.
  var json: JSONValue {
    [
      "loosemore_hanby": .decimal(loosemoreHanby.decimal()), "gallagher": .decimal(gallagher.decimal()),
      "sainte_lague": .decimal(sainteLague?.decimal()), "dhondt": .decimal(dhondt?.decimal()),
      "rae": .decimal(rae.decimal()),
    ]
  }
}

extension SeatWarning {
  func json(_ language: Language) -> JSONValue {
    [
      "kind": .string(kind.rawValue), "units": .array(units.map(JSONValue.string)), "text": .string(text[language]),
    ]
  }
}
