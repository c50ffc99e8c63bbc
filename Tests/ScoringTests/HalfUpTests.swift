import Scoring
import TestSupport
import Testing

/// Rounding where a standard asks for it: half up in decimals, whatever the doubles next to a half (docs/decisions/0017).
@Suite struct HalfUpTests {
  struct Case: CustomTestStringConvertible {
    var value: Double
    var decimals: Int
    var rounded: Double
    var testDescription: String { "\(value) to \(decimals) decimals" }
  }

  static let cases = [
    Case(value: 2.675, decimals: 2, rounded: 2.68), Case(value: 1.005, decimals: 2, rounded: 1.01),
    Case(value: 82.345, decimals: 2, rounded: 82.35), Case(value: 82.3449, decimals: 2, rounded: 82.34),
    Case(value: (82.35 + 82.34) / 2, decimals: 2, rounded: 82.35), Case(value: 0.1 + 0.7, decimals: 1, rounded: 0.8),
    Case(value: 79.5, decimals: 0, rounded: 80), Case(value: 79.4999, decimals: 0, rounded: 79),
    Case(value: 100.0 / 3, decimals: 4, rounded: 33.3333), Case(value: 200.0 / 3, decimals: 4, rounded: 66.6667),
    Case(value: 999.9999995, decimals: 6, rounded: 1000), Case(value: 0, decimals: 3, rounded: 0),
  ]

  @Test(arguments: cases) func halfGoesUp(_ test: Case) {
    #expect(rounded(test.value, test.decimals) == test.rounded)
  }

  /// Every decimal that ends in a 5 goes up, and the decimals next to it go their own way, also after arithmetic that ends a few
  /// units in the last place beside them.
  @Test(arguments: 0...6) func everyHalfWayDecimalGoesUp(_ decimals: Int) throws {
    var random = SeededGenerator(seed: UInt64(decimals) + 1)
    let scale = (0..<decimals).reduce(1) { power, _ in power * 10 }
    for _ in 0..<2000 {
      let units = Int(random.unit() * Double(1000 * scale))
      let digits = String(String(units + 10 * scale * 1000).dropFirst())
      let text = String(digits.dropLast(decimals)) + "." + digits.suffix(decimals)
      let half = try #require(Double(text + "5"))
      let above = try #require(Double("\((units + 1) / scale).\(String((units + 1) % scale + scale).dropFirst())0"))
      #expect(rounded(half, decimals) == above)
      #expect(rounded(half.nextDown.nextDown, decimals) == above)
      // A third of three times the number is the number but for its last bits.
      #expect(rounded((half / 3 + half / 3) + half / 3, decimals) == above)
      let below = try #require(Double(text + "49"))
      #expect(rounded(below, decimals) == (try #require(Double(text + "0"))))
    }
  }
}
