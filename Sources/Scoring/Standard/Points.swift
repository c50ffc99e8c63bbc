/// Points (分值) in exact thousandths, so that sums of points compare exactly.
public struct Points: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Thousandths of a point.
  public var thousandths: Int

  /// Points of so many thousandths.
  public init(thousandths: Int) { self.thousandths = thousandths }

  /// The points that `text` writes: an unsigned decimal with at most three decimals; nil otherwise.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 9, whole.allSatisfy({ ("0"..."9").contains($0) })
    else {
      return nil
    }
    var decimals = parts.count == 2 ? String(parts[1]) : "0"
    guard !decimals.isEmpty, decimals.count <= 3, decimals.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
    decimals += String(repeating: "0", count: 3 - decimals.count)
    guard let whole = Int(whole), let fraction = Int(decimals) else { return nil }
    thousandths = whole * 1000 + fraction
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
