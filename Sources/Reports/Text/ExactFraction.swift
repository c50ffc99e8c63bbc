/// A fraction as the quota's working writes it, such as `27600/1001`, shown in decimals by whole-number division.
package struct ExactFraction: Hashable, Sendable {
  /// The number above the stroke; not negative.
  package let numerator: Int
  /// The number below it; positive.
  package let denominator: Int

  /// Reads `a/b` or a whole number; nil if it is neither, negative, or too large.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, let numerator = Int(first), numerator >= 0, parts.count <= 2 else { return nil }
    guard parts.count == 2 else {
      self.numerator = numerator
      denominator = 1
      return
    }
    guard let denominator = Int(parts[1]), denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The value with `places` decimals, rounded half up.
  package func decimals(_ places: Int) -> String {
    var (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    var digits: [Int] = []
    for _ in 0..<places {
      let (high, low) = rest.multipliedFullWidth(by: 10)
      let (digit, remainder) = denominator.dividingFullWidth((high, low))
      digits.append(digit)
      rest = remainder
    }
    if rest >= denominator - rest {
      var index = digits.count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 { digits[index] += 1 } else { whole += 1 }
    }
    return places == 0 ? "\(whole)" : "\(whole)." + digits.map(String.init).joined()
  }
}
