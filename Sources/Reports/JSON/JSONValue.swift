/// A JSON document as a value, written with sorted keys so that the same value gives the same bytes.
///
/// A missing value is written as `null`, never left out, and so is a number that is infinite or not a number: JSON has no
/// such numbers, and whoever makes one owes a finding that says why. The writer is our own because Foundation's encoder leaves
/// out nil, and took a third of the time of a whole rating (docs/decisions/0003).
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

  /// The document as indented UTF-8 with a final line break.
  public func bytes() -> [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    writer.endFile()
    return writer.bytes
  }

  /// Appends the value as one line, without a line break: for files with a record a line.
  public func appendLine(to bytes: inout [UInt8]) {
    var writer = JSONWriter(.line)
    writer.value(self)
    bytes += writer.bytes
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
