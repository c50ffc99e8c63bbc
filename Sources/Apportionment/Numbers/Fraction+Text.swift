internal import BigInt

extension Fraction {
  /// The longest text that is read as a number: far beyond 10^30 with thirty decimals, short enough to stay quick.
  private static let longestText = 400

  /// Reads a plain decimal such as `324`, `-0.75` or `1.5e30`, exactly.
  ///
  /// - Returns: nil if the text is no such number, is longer than 400 characters, or has an exponent beyond ±400.
  public init?(decimal text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= Fraction.longestText else { return nil }
    var position = 0
    var negative = false
    if bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "+") {
      negative = bytes[0] == UInt8(ascii: "-")
      position = 1
    }
    var digits = ""
    var decimals = 0
    var seenPoint = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte >= 0x30, byte <= 0x39 {
        digits.unicodeScalars.append(Unicode.Scalar(byte))
        if seenPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        break
      }
      position += 1
    }
    guard let magnitude = BigInt(digits) else { return nil }
    if position < bytes.count {
      guard bytes[position] == UInt8(ascii: "e") || bytes[position] == UInt8(ascii: "E"),
        let exponent = Int(String(decoding: bytes[(position + 1)...], as: UTF8.self)),
        (-400...400).contains(exponent)
      else { return nil }
      decimals -= exponent
    }
    let value = negative ? -magnitude : magnitude
    if decimals >= 0 {
      self.init(value, over: BigInt(10).power(decimals))
    } else {
      self.init(value * BigInt(10).power(-decimals))
    }
  }

  /// Reads a decimal or a quotient of two decimals such as `1/50`, exactly; nil if the text is neither.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: self.init(decimal: text)
    case 2:
      guard let above = Fraction(decimal: String(parts[0])), let below = Fraction(decimal: String(parts[1])),
        !below.isZero
      else { return nil }
      self = above / below
    default: return nil
    }
  }

  /// The value in decimal digits if it ends, else nil: the way a weight is printed back.
  public var terminatingDecimal: String? {
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    guard rest == 1 else { return nil }
    let places = max(twos, fives)
    return Fraction.placed(numerator * BigInt(10).power(places) / denominator, places: places)
  }

  /// The value rounded to `digits` significant decimal digits (half away from zero), without trailing zeros.
  public func decimal(digits: Int = 20) -> String {
    if isZero { return "0" }
    let magnitude = self.magnitude
    var places = digits - Fraction.wholeDigits(of: magnitude)
    var scaled = magnitude.scaled(places)
    if String(scaled).count > digits {
      places -= 1
      scaled = magnitude.scaled(places)
    }
    if places <= 0 { return (isNegative ? "-" : "") + String(scaled * BigInt(10).power(-places)) }
    var text = Fraction.placed(isNegative ? -scaled : scaled, places: places)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// The exponent of the leading digit plus one: 1 for 1…9, 0 for 0.1…0.9.
  private static func wholeDigits(of value: Fraction) -> Int {
    var estimate = String(value.numerator).count - String(value.denominator).count
    if value >= Fraction.tenTo(estimate) { estimate += 1 }
    return estimate
  }

  private static func tenTo(_ exponent: Int) -> Fraction {
    exponent >= 0 ? Fraction(BigInt(10).power(exponent)) : Fraction(1, over: BigInt(10).power(-exponent))
  }

  private func scaled(_ places: Int) -> BigInt {
    let value = self * Fraction.tenTo(places)
    return (value + Fraction(1, over: 2)).floor
  }

  static func placed(_ value: BigInt, places: Int) -> String {
    guard places > 0 else { return String(value) }
    let negative = value.sign == .minus && !value.isZero
    var digits = String(value.magnitude)
    if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
    let split = digits.index(digits.endIndex, offsetBy: -places)
    return (negative ? "-" : "") + digits[..<split] + "." + digits[split...]
  }
}

extension Fraction: CustomStringConvertible {
  /// The value as `p/q`, or `p` if it is whole.
  public var description: String { isWhole ? String(numerator) : "\(numerator)/\(denominator)" }

  /// The value as a mixed number such as `24 42/125`, for reports that are checked by hand.
  public var mixed: String {
    if isWhole || magnitude < .one { return description }
    let whole = magnitude.floor
    return (isNegative ? "-" : "") + "\(whole) \(magnitude - Fraction(whole))"
  }
}
