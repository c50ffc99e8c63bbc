/// A time as exports write it: `2014-09-30 14:33:46`, with `T` or a space, with or without seconds, fraction and zone.
///
/// Times of one zone compare as text once the separator is the same; that is all the scanner needs.
enum Timestamp {
  /// Whether `text` is such a time.
  static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 16 else { return false }
    for (index, place) in pattern.enumerated() {
      let byte = text[index]
      switch place {
      case UInt8(ascii: "0"): guard byte &- UInt8(ascii: "0") < 10 else { return false }
      case UInt8(ascii: "T"): guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "T") else { return false }
      default: guard byte == place else { return false }
      }
    }
    let month = two(text, 5)
    let day = two(text, 8)
    return (1...12).contains(month) && (1...31).contains(day) && two(text, 11) < 24 && two(text, 14) < 60
  }

  private static let pattern = Array("0000-00-00T00:00".utf8)

  private static func two(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    Int(text[at] &- UInt8(ascii: "0")) * 10 + Int(text[at + 1] &- UInt8(ascii: "0"))
  }

  /// Whether the time `a` is before the time `b`; both are times.
  static func isBefore(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<min(a.count, b.count, 19) where index != 10 {
      if a[index] != b[index] { return a[index] < b[index] }
    }
    return false
  }

  /// Whether the time's day lies in `days` (ISO dates as bytes).
  static func isWithin(_ text: UnsafeBufferPointer<UInt8>, _ first: [UInt8], _ last: [UInt8]) -> Bool {
    for index in 0..<10 where text[index] != first[index] {
      if text[index] < first[index] { return false }
      break
    }
    for index in 0..<10 where text[index] != last[index] {
      if text[index] > last[index] { return false }
      break
    }
    return true
  }
}
