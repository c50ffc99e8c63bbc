/// Reads a decimal number from bytes, correctly rounded.
enum DecimalText {
  /// The powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// The number that `text` writes, or nil if it writes none. `1e3` and `0x1p3` are numbers, `inf` and `nan` are not.
  ///
  /// Plain digits with at most one point and a mantissa below 2^53 take the fast way: one exact integer over one exact power
  /// of ten is correctly rounded by a single division (Clinger 1990). All others go through the standard library.
  static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var decimals = -1
    var index = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits += 1
        if decimals >= 0 { decimals += 1 }
      } else if text[index] == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else {
        return general(text)
      }
      index += 1
    }
    guard digits > 0, digits <= 18, mantissa < 1 << 53 else { return general(text) }
    let value = decimals > 0 ? Double(mantissa) / powers[decimals] : Double(mantissa)
    return isNegative ? -value : value
  }

  private static func general(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
