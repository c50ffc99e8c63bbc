extension Moment {
  /// Reads a day or moment in any of the forms that files show: ISO 8601; `2014/9/1 9:05`; `2014.9.1`; `20140901 090500`;
  /// `2014年9月1日 下午3:05`; `二〇一四年九月一日`; `1 Sep 2014 3:05 PM`; `1-Sep-14`; a spreadsheet's serial number; and, if `order` is
  /// known or the numbers leave no doubt, `1/9/2014`.
  ///
  /// - Returns: nil for anything else, and for a date that no calendar has.
  package init?(_ text: String, order: Order? = nil) {
    let narrow = text.narrowed.trimmingBlanks
    guard (4...60).contains(narrow.utf8.count) else { return nil }
    guard
      let found = Moment.plain(narrow) ?? Moment.compact(narrow) ?? Moment.chinese(narrow) ?? Moment.english(narrow)
        ?? Moment.numeric(narrow, order) ?? Double(narrow).flatMap({ Moment(serial: $0) })
    else { return nil }
    self = found
  }

  /// Whether only knowing the order of day and month could tell what the text means.
  package static func isAmbiguous(_ text: String) -> Bool {
    let narrow = text.narrowed.trimmingBlanks
    return Moment(narrow) == nil && numeric(narrow, .dayFirst) != nil
  }

  /// The order that the values of a column leave as the only possible one; nil if none or both are possible.
  package static func order(of texts: some Sequence<String>) -> Order? {
    var isPossible: [Order: Bool] = [.dayFirst: true, .monthFirst: true]
    var isSeen = false
    for text in texts {
      let narrow = text.narrowed.trimmingBlanks
      for order in [Order.dayFirst, .monthFirst] where numeric(narrow, order) == nil { isPossible[order] = false }
      isSeen = true
    }
    guard isSeen, isPossible[.dayFirst] != isPossible[.monthFirst] else { return nil }
    return isPossible[.dayFirst] == true ? .dayFirst : .monthFirst
  }

  // MARK: Forms

  /// Year, month and day with `-`, `/` or `.` between them, then perhaps the time.
  private static func plain(_ text: String) -> Moment? {
    var scan = Scan(text)
    guard let year = scan.number(4...4), let mark = scan.one("-/."), let month = scan.number(1...2), scan.take(mark),
      let day = scan.number(1...2)
    else { return nil }
    guard let (clock, offset) = scan.time() else { return nil }
    return Moment(year, month, day, clock, offset: offset, form: .plain)
  }

  /// `20140901`, `20140901090500`, `20140901 0905`.
  private static func compact(_ text: String) -> Moment? {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    guard [8, 12, 14].contains(digits.count), text.count - digits.count <= 1,
      text.prefix(8).allSatisfy(\.isNumber), let number = Int(digits.prefix(8))
    else { return nil }
    var clock: (Int, Int, Int)?
    if digits.count > 8 {
      guard let time = Int(digits.dropFirst(8)) else { return nil }
      let full = digits.count == 14 ? time : time * 100
      clock = (full / 10_000, full / 100 % 100, full % 100)
    }
    return Moment(number / 10_000, number / 100 % 100, number % 100, clock, offset: nil, form: .plain)
  }

  /// `2014年9月1日 下午3:05`, `二〇一四年九月一日`, `2014年9月1日15时5分`.
  private static func chinese(_ text: String) -> Moment? {
    guard let yearEnd = text.firstIndex(of: "年"), let monthEnd = text.firstIndex(of: "月"), yearEnd < monthEnd else {
      return nil
    }
    func number(_ part: Substring) -> Int? {
      let part = part.trimmingBlanks
      return part.allSatisfy({ $0.isASCII && $0.isNumber }) && part.count <= 4 ? Int(part) : ChineseNumerals.value(part)
    }
    let rest = text[text.index(after: monthEnd)...]
    let dayEnd = rest.firstIndex { "日号".contains($0) } ?? rest.endIndex
    guard let year = number(text[..<yearEnd]), let month = number(text[text.index(after: yearEnd)..<monthEnd]),
      let day = number(rest[..<dayEnd])
    else { return nil }
    let tail = dayEnd == rest.endIndex ? "" : String(rest[rest.index(after: dayEnd)...])
    var scan = Scan(withoutWeekday(tail))
    guard let (clock, offset) = scan.time() else { return nil }
    return Moment(year, month, day, clock, offset: offset, form: .chinese)
  }

  private static func withoutWeekday(_ text: String) -> String {
    let trimmed = text.trimmingBlanks
    for word in ["星期", "周", "(星期", "(周"] where trimmed.hasPrefix(word) {
      return String(trimmed.dropFirst(word.count + 1).drop { $0 == ")" })
    }
    return trimmed
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `1 Sep 2014 15:05`, `September 1, 2014 3:05 PM`, `01-Sep-2014`, `1-Sep-14`.
  private static func english(_ text: String) -> Moment? {
    let parts = text.split(maxSplits: 3) { " ,-/".contains($0) }.map(String.init)
    guard parts.count >= 3 else { return nil }
    func month(_ word: String) -> Int? {
      word.count >= 3 && word.allSatisfy(\.isLetter)
        ? months.firstIndex(of: String(word.lowercased().prefix(3))).map { $0 + 1 } : nil
    }
    let isDayFirst = month(parts[1]) != nil
    guard let monthNumber = month(parts[isDayFirst ? 1 : 0]), let day = Int(parts[isDayFirst ? 0 : 1]),
      let written = Int(parts[2]), let year = fullYear(written, digits: parts[2].count)
    else { return nil }
    var scan = Scan(parts.count > 3 ? parts[3] : "")
    guard let (clock, offset) = scan.time() else { return nil }
    return Moment(
      year, monthNumber, day, clock, offset: offset, form: parts[2].count == 2 ? .shortYear : .english)
  }

  /// A year of four digits, or of two by the rule of POSIX: 69 to 99 are of the last century.
  private static func fullYear(_ year: Int, digits: Int) -> Int? {
    switch digits {
    case 4: year
    case 2: year < 69 ? 2000 + year : 1900 + year
    default: nil
    }
  }

  /// Day and month before the year. Without an order it is read only if one of the two cannot be a month.
  private static func numeric(_ text: String, _ order: Order?) -> Moment? {
    var scan = Scan(text)
    guard let first = scan.number(1...2), let mark = scan.one("-/."), let second = scan.number(1...2), scan.take(mark),
      let year = scan.number(4...4), let (clock, offset) = scan.time()
    else { return nil }
    let found = order ?? (first > 12 ? .dayFirst : second > 12 ? .monthFirst : nil)
    guard let found else { return nil }
    let (day, month) = found == .dayFirst ? (first, second) : (second, first)
    return Moment(year, month, day, clock, offset: offset, form: .numeric)
  }

  /// Reads a text from its beginning.
  private struct Scan {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    private var rest: Bool { position < characters.count }

    mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
      var value = 0
      var count = 0
      while rest, count < lengths.upperBound, characters[position].isASCII,
        let digit = characters[position].wholeNumberValue
      {
        value = value * 10 + digit
        count += 1
        position += 1
      }
      return lengths.contains(count) ? value : nil
    }

    mutating func one(_ marks: String) -> Character? {
      guard rest, marks.contains(characters[position]) else { return nil }
      defer { position += 1 }
      return characters[position]
    }

    mutating func take(_ mark: Character) -> Bool { one(String(mark)) != nil }

    mutating func blanks() { while rest, characters[position] == " " { position += 1 } }

    mutating func word(_ words: [String]) -> String? {
      let word = words.first { word in
        position + word.count <= characters.count
          && String(characters[position..<(position + word.count)]).lowercased() == word
      }
      if let word { position += word.count }
      return word
    }

    private static let noon = ["上午", "下午", "晚上", "中午", "凌晨", "早上", "早晨", "傍晚", "夜间", "am", "pm", "a.m.", "p.m."]

    /// The time of day up to the end of the text; nil in the pair if there is none, nil altogether if something else stands
    /// there.
    mutating func time() -> (clock: (hour: Int, minute: Int, second: Int)?, offset: Int?)? {
      if one("Tt") == nil { blanks() }
      guard rest else { return (nil, nil) }
      var half = word(Scan.noon)
      blanks()
      guard var hour = number(1...2) else { return nil }
      var minute = 0
      var second = 0
      if one(":时點点") != nil {
        blanks()
        if let found = number(1...2) {
          minute = found
          if one(":分") != nil, let found = number(1...2) {
            second = found
            _ = one("秒")
          }
          if one(".,") != nil { _ = number(1...9) }
        } else if one("半") != nil {
          minute = 30
        }
      } else if half == nil {
        return nil
      }
      blanks()
      half = half ?? word(Scan.noon)
      switch half {
      case "下午", "晚上", "傍晚", "夜间", "pm", "p.m.": if hour < 12 { hour += 12 }
      case "中午": if hour < 11 { hour += 12 }
      case "凌晨", "上午", "早上", "早晨", "am", "a.m.": if hour == 12 { hour = 0 }
      default: break
      }
      guard let offset = zone() else { return nil }
      return ((hour, minute, second), offset.value)
    }

    /// The zone at the end; `value` is nil without one.
    private mutating func zone() -> (value: Int?, Void)? {
      blanks()
      guard rest else { return (nil, ()) }
      if word(["z", "utc", "gmt"]) != nil { return rest ? nil : (0, ()) }
      guard let sign = one("+-"), let hours = number(2...2) else { return nil }
      _ = one(":")
      let minutes = rest ? number(2...2) : 0
      guard let minutes, !rest, hours < 15, minutes < 60 else { return nil }
      return ((sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60), ())
    }
  }
}
