/// Points (分值) in exact thousandths, so that sums of points compare exactly.
public struct Points: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Thousandths of a point.
  public var thousandths: Int

  /// Points of so many thousandths.
  public init(thousandths: Int) { self.thousandths = thousandths }

  /// The points that `text` writes: an unsigned decimal with at most three decimals; nil otherwise.
  public init?(_ text: String) {
    var thousandths = 0
    var digits = 0
    var decimals: Int?
    for byte in text.utf8 {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      thousandths = thousandths * 10 + Int(digit)
      if let places = decimals { decimals = places + 1 } else { digits += 1 }
      guard digits <= 9, decimals ?? 0 <= 3 else { return nil }
    }
    // Neither ".5" nor "5." is a decimal here.
    guard digits > 0, decimals != 0 else { return nil }
    for _ in (decimals ?? 0)..<3 { thousandths *= 10 }
    self.thousandths = thousandths
  }

  /// The points as a number.
  public var value: Double { Double(thousandths) / 1000 }

  /// The points as the shortest decimal.
  public var description: String {
    var text = String(thousandths / 1000)
    let fraction = thousandths % 1000
    if fraction > 0 {
      var digits = String(String(fraction + 1000).dropFirst())
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text
  }

  /// No points.
  public static let zero = Points(thousandths: 0)

  /// Fewer points come first.
  public static func < (a: Points, b: Points) -> Bool { a.thousandths < b.thousandths }
  /// The sum of points.
  public static func + (a: Points, b: Points) -> Points { Points(thousandths: a.thousandths + b.thousandths) }
}
