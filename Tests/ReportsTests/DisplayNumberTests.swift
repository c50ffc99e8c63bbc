import Reports
import Testing

@Suite struct DisplayNumberTests {
  /// A number and how it is shown; the expected texts follow from the decimal as written, by hand.
  struct Case: Sendable, CustomTestStringConvertible {
    let value: Double?
    let places: Int
    let shown: String
    var testDescription: String { "\(String(describing: value)), \(places) places" }
  }

  static let cases = [
    Case(value: 82.345, places: 2, shown: "82.35"),  // the double lies below the half
    Case(value: 82.344999, places: 2, shown: "82.34"), Case(value: 1.005, places: 2, shown: "1.01"),
    Case(value: 2.675, places: 2, shown: "2.68"), Case(value: 0.125, places: 2, shown: "0.13"),
    Case(value: 99.995, places: 2, shown: "100.00"), Case(value: 82, places: 2, shown: "82.00"),
    Case(value: 82.5, places: 0, shown: "83"), Case(value: -0.004, places: 2, shown: "0.00"),
    Case(value: -0.005, places: 2, shown: "-0.01"), Case(value: 1e-7, places: 2, shown: "0.00"),
    Case(value: 123_456.789, places: 1, shown: "123456.8"), Case(value: .nan, places: 2, shown: "–"),
    Case(value: -.infinity, places: 2, shown: "–"), Case(value: nil, places: 2, shown: "–"),
    Case(value: 1e300, places: 2, shown: "1e+300"),
  ]

  @Test(arguments: cases) func roundsHalvesUp(example: Case) {
    #expect(DisplayNumber.rounded(example.value, places: example.places) == example.shown)
  }

  @Test(arguments: [
    (0.0, "0.0%"), (1, "100.0%"), (0.0004, "<0.1%"), (0.99999, ">99.9%"), (0.5, "50.0%"), (0.9495, "95.0%"),
    (0.001, "0.1%"), (0.999, "99.9%"), (.nan, "–"),
  ]) func probabilitiesAreNeverRoundedToCertainty(probability: Double, shown: String) {
    #expect(DisplayNumber.probability(probability) == shown)
  }

  @Test(arguments: [(0.5, "50%"), (0.125, "12.5%"), (1, "100%"), (1.0 / 3, "33.33%")])
  func sharesShowNoIdleZeros(share: Double, shown: String) {
    #expect(DisplayNumber.share(share) == shown)
  }

  @Test(arguments: [
    ("27600/1001", 3, "27.572"), ("1/2", 0, "1"), ("1999/1000", 2, "2.00"), ("0/7", 2, "0.00"), ("5", 1, "5.0"),
    ("9223372036854775807/9223372036854775806", 3, "1.000"), ("1/3", 4, "0.3333"), ("2/3", 4, "0.6667"),
  ]) func fractionsAreDividedInWholeNumbers(fraction: String, places: Int, shown: String) {
    #expect(ExactFraction(fraction)?.decimals(places) == shown)
  }

  @Test(arguments: ["", "a/b", "1/0", "-1/2", "1/2/3", "1/", "99999999999999999999/3"])
  func whatIsNoFractionIsNotRead(text: String) { #expect(ExactFraction(text) == nil) }
}
