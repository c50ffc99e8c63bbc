/// A moment of an interview as exports write it, in seconds: `2014-09-30 14:33:46`, with `T` or a space, with or without
/// seconds, a fraction (passed over) and a zone.
package enum InterviewTime {
  /// The seconds since 1970-01-01, in the zone that the text names or, without one, in its own unnamed zone; nil if the text
  /// is no such time.
  package static func seconds(_ text: String) -> Int? {
    var bytes = Array(text.utf8)
    if bytes.count == 16 { bytes += Array(":00".utf8) }
    func number(_ start: Int, _ length: Int) -> Int? {
      guard start + length <= bytes.count else { return nil }
      return bytes[start..<(start + length)].reduce(Int?(0)) { sum, byte in
        guard let sum, (0x30...0x39).contains(byte) else { return nil }
        return sum * 10 + Int(byte - 0x30)
      }
    }
    func stands(_ character: Character, at index: Int) -> Bool {
      index < bytes.count && bytes[index] == character.asciiValue
    }
    guard let year = number(0, 4), let month = number(5, 2), let day = number(8, 2), let hour = number(11, 2),
      let minute = number(14, 2), stands("-", at: 4), stands("-", at: 7), stands("T", at: 10) || stands(" ", at: 10),
      stands(":", at: 13), (1...12).contains(month), day >= 1, day <= length(of: month, year), hour < 24, minute < 60
    else { return nil }
    var second = 0
    var rest = 16
    if stands(":", at: 16) {
      guard let found = number(17, 2), found < 61 else { return nil }
      second = found
      rest = 19
    }
    if stands(".", at: rest) {
      rest += 1
      while rest < bytes.count, (0x30...0x39).contains(bytes[rest]) { rest += 1 }
    }
    guard let zone = zone(String(decoding: bytes[rest...], as: UTF8.self)) else { return nil }
    return days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - zone
  }

  /// The seconds by which a zone is ahead of UTC: `Z`, `+08:00`, `+0800`, `+08`; 0 if there is none.
  private static func zone(_ text: String) -> Int? {
    if text.isEmpty || text == "Z" { return 0 }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard [2, 4].contains(digits.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let hours = Int(digits.prefix(2)), let minutes = digits.count == 4 ? Int(digits.suffix(2)) : 0
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func length(of month: Int, _ year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : ([4, 6, 9, 11].contains(month) ? 30 : 31)
  }

  /// The days from 1970-01-01 in the Gregorian calendar, counting years from March so that the leap day comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + inYear - 719_468
  }
}
