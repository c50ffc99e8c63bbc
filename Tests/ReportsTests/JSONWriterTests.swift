import Reports
import Testing

@Suite struct JSONWriterTests {
  /// Every kind of value, empty and nested parts, and texts that need escaping.
  static let document: JSONValue = [
    "a": [], "b": .object([:]), "c": [1, [2, .number(0.5)], ["x": nil]], "d": "quote \" \\ and \n\u{1}",
    "e": ["f": ["g": true]], "h": .number(.nan), "社区": "名",
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func membersAreThoseOfTheValue() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.endArray()
    writer.key("b")
    writer.beginObject()
    writer.endObject()
    writer.member("c", [1, [2, .number(0.5)], ["x": nil]])
    writer.member("d", "quote \" \\ and \n\u{1}")
    writer.key("e")
    writer.beginObject()
    writer.key("f")
    writer.beginObject()
    writer.member("g", true)
    writer.endObject()
    writer.endObject()
    writer.member("h", Double.nan)
    writer.key("社区")
    writer.value("名")
    writer.endObject()
    writer.endFile()
    #expect(Self.text(writer.bytes) == Self.text(Self.document.bytes()))
  }

  @Test func missingValuesAreNull() {
    var writer = JSONWriter(.line)
    writer.beginArray()
    writer.value(nil as Bool?)
    writer.value(nil as Int?)
    writer.value(nil as Double?)
    writer.value(nil as String?)
    writer.value(-Double.infinity)
    writer.endArray()
    #expect(Self.text(writer.bytes) == "[null,null,null,null,null]")
  }

  @Test(arguments: [0, 7, 10, -10, 1_234_567_890, .max, .min]) func wholeNumbersKeepTheirDigits(_ number: Int) {
    var writer = JSONWriter(.line)
    writer.value(number)
    #expect(Self.text(writer.bytes) == number.description)
  }

  @Test func everyLevelIsIndentedByOneSpace() {
    let depth = 100
    var writer = JSONWriter()
    for _ in 0..<depth { writer.beginArray() }
    writer.value(1)
    for _ in 0..<depth { writer.endArray() }
    let inward = (0..<depth).map { String(repeating: " ", count: $0) + "[" }
    let outward = (0..<depth).reversed().map { String(repeating: " ", count: $0) + "]" }
    let lines = inward + [String(repeating: " ", count: depth) + "1"] + outward
    #expect(Self.text(writer.bytes) == lines.joined(separator: "\n"))
  }

  @Test(arguments: 0...4) func piecesMakeOneDocument(_ cut: Int) {
    let numbers: [JSONValue] = [0, 1, 2, 3]
    var head = JSONWriter()
    head.beginObject()
    head.key("numbers")
    head.beginArray()
    for number in numbers[..<cut] { head.value(number) }
    var tail = JSONWriter(depth: 2, isFirst: cut == 0)
    for number in numbers[cut...] { tail.value(number) }
    tail.endArray()
    tail.endObject()
    tail.endFile()
    let whole: JSONValue = ["numbers": .array(numbers)]
    #expect(Self.text(head.bytes + tail.bytes) == Self.text(whole.bytes()))
  }
}
