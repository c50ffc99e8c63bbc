import Glibc

/// The number that a decimal text stands for.
enum NumberText {
  private static let powers: [Double] = (0...22).map { pow(10, Double($0)) }

  /// The nearest number to the text of `bytes`; nil if it is no decimal number or has no finite value.
  ///
  /// Up to 15 digits and 22 decimal places are exact in one division (Clinger 1990), which is nearly every cell; the rest goes
  /// to the standard library.
  static func value(_ bytes: [UInt8]) -> Double? {
    var digits: UInt64 = 0
    var count = 0
    var decimals = 0
    var hasPoint = false
    var at = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { at = 1 }
    while at < bytes.count {
      let byte = bytes[at]
      if byte >= 0x30, byte <= 0x39 {
        digits = digits &* 10 &+ UInt64(byte & 0x0F)
        count += 1
        if hasPoint { decimals += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return slow(bytes)
      }
      at += 1
    }
    guard count > 0, count <= 15 else { return slow(bytes) }
    let value = decimals == 0 ? Double(digits) : Double(digits) / powers[decimals]
    return isNegative ? -value : value
  }

  private static func slow(_ bytes: [UInt8]) -> Double? {
    // Double's own reader also takes "nan", "inf" and hexadecimal.
    guard
      bytes.allSatisfy({ byte in
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
          true
        default: false
        }
      }), let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }
}
