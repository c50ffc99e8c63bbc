import Foundation
import Reports
import Testing

@Suite struct JSONValueTests {
  @Test func keysAreSortedAndNothingIsLeftOut() {
    let value: JSONValue = ["b": .optional(nil as Double?), "a": [1, true, .number(0.1)], "c": .object([:]), "d": []]
    #expect(
      String(decoding: value.bytes(), as: UTF8.self)
        == "{\n \"a\": [\n  1,\n  true,\n  0.1\n ],\n \"b\": null,\n \"c\": {},\n \"d\": []\n}\n")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func undefinedNumbersAreNull(_ number: Double) {
    #expect(String(decoding: JSONValue.number(number).bytes(), as: UTF8.self) == "null\n")
  }

  /// Whatever stands in a text or a number, an independent parser reads it back.
  @Test func foundationReadsItBack() throws {
    let texts = ["", "\"", "\\", "\u{0}\u{1}\u{1F}", "\n\r\t", "社区 🏘", "</script>", "a/b"]
    let numbers = [
      0, -0.0, .leastNormalMagnitude / 8, .leastNonzeroMagnitude, 1.7976931348623157e308, 0.1 + 0.2, -12345.678,
    ]
    let value = JSONValue.object([
      "texts": .array(texts.map(JSONValue.string)), "numbers": .array(numbers.map(JSONValue.number)),
    ])
    struct Document: Decodable {
      var texts: [String]
      var numbers: [Double]
    }
    let parsed = try JSONDecoder().decode(Document.self, from: Data(value.bytes()))
    #expect(parsed.texts == texts)
    #expect(parsed.numbers == numbers)
  }
}
