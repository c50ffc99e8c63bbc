import Foundation

/// A JSON document as a value, written by Foundation with sorted keys.
///
/// A missing value is written as `null`, never left out, and so is a number that is infinite or not a number: JSON has no
/// such numbers, and whoever makes one owes a finding that says why.
public enum JSONValue: Hashable, Sendable {
  /// A JSON null.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A number, written as the shortest decimal that reads back the same.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// A record; written in the order of its sorted keys.
  case object([String: JSONValue])

  /// A text, or null.
  public static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  /// A number, or null.
  public static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
  /// A whole number, or null.
  public static func optional(_ integer: Int?) -> JSONValue { integer.map(JSONValue.integer) ?? .null }

  /// The document as indented UTF-8 with a final line break; the same value gives the same bytes.
  public func bytes() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [0x0A]
    } catch {
      preconditionFailure("every JSONValue can be encoded: \(error)")
    }
  }
}

extension JSONValue: Encodable {
  /// Encodes the value; infinite and undefined numbers as null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value):
      if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A null.
  public init(nilLiteral: ()) { self = .null }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// A record.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
