/// A time as exports write it: `2014-09-30 14:33:46`, with `T` or a space, with or without seconds, fraction and zone.
///
/// Times of one zone compare as text once the separator is the same; that is all the scanner needs. Each response has two, so
/// they are read eight bytes at a time: the day fills the first ten bytes, the separator the eleventh.
enum Timestamp {
  /// Whether `text` is such a time.
  static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 16, text[10] == UInt8(ascii: " ") || text[10] == UInt8(ascii: "T") else { return false }
    // "0000-00-" and "00", the separator, "00:00", each with its first character in the lowest byte.
    guard matches(word(text, 0) ^ 0x2D30_302D_3030_3030, marks: 0xFF00_00FF_0000_0000),
      matches((word(text, 8) ^ 0x3030_3A30_3000_3030) & withoutSeparator, marks: 0x0000_FF00_0000_0000)
    else { return false }
    return (1...12).contains(two(text, 5)) && (1...31).contains(two(text, 8)) && two(text, 11) < 24
      && two(text, 14) < 60
  }

  /// Whether each byte, less its pattern, is a digit's value, and 0 where the pattern has a mark.
  private static func matches(_ difference: UInt64, marks: UInt64) -> Bool {
    // A byte above 9 reaches the upper half when 6 is added; a carry comes only from a byte that is there already.
    difference & marks == 0 && (difference | (difference &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0 == 0
  }

  /// All bytes of the second word but the separator's.
  private static let withoutSeparator: UInt64 = 0xFFFF_FFFF_FF00_FFFF

  /// Eight bytes from `at` on, the first in the lowest byte.
  private static func word(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  private static func two(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    Int(text[at] &- UInt8(ascii: "0")) * 10 + Int(text[at + 1] &- UInt8(ascii: "0"))
  }

  /// Whether the time `a` is before the time `b`; both are times.
  static func isBefore(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
    let (day, otherDay) = (word(a, 0).byteSwapped, word(b, 0).byteSwapped)
    if day != otherDay { return day < otherDay }
    let (time, otherTime) = (word(a, 8) & withoutSeparator, word(b, 8) & withoutSeparator)
    if time != otherTime { return time.byteSwapped < otherTime.byteSwapped }
    for index in 16..<max(16, min(a.count, b.count, 19)) where a[index] != b[index] { return a[index] < b[index] }
    return false
  }

  /// Whether the time's day lies in `days` (ISO dates as bytes).
  static func isWithin(_ text: UnsafeBufferPointer<UInt8>, _ days: ClosedRange<Day>) -> Bool {
    days.contains(Day(text))
  }

  /// An ISO date's ten bytes as numbers that compare as the text does.
  struct Day: Hashable, Comparable {
    private let front: UInt64
    private let back: UInt16

    /// The day at the beginning of `text`, which has at least ten bytes.
    init(_ text: UnsafeBufferPointer<UInt8>) {
      front = word(text, 0).byteSwapped
      back = UInt16(text[8]) << 8 | UInt16(text[9])
    }

    /// The day that an ISO date writes; nil for text of another length.
    init?(_ date: String) {
      let bytes = Array(date.utf8)
      guard bytes.count == 10 else { return nil }
      self = bytes.withUnsafeBufferPointer { Day($0) }
    }

    static func < (a: Day, b: Day) -> Bool { a.front == b.front ? a.back < b.back : a.front < b.front }
  }
}
