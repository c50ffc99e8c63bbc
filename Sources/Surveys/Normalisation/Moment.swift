/// A day or moment as a file writes it.
package struct Moment: Hashable, Sendable {
  /// Seconds since 1970-01-01 of the wall clock that the text shows; of UTC if `offset` is given, less the offset.
  package var wall: Int
  /// The seconds by which the clock is ahead of UTC; nil if the text does not say.
  package var offset: Int?
  /// Whether the text has a time of day.
  package var hasTime: Bool
  /// How unusual the writing was.
  package var form: Form

  /// How a moment was written.
  package enum Form: String, Hashable, Sendable {
    /// ISO 8601 and what differs from it by separators only.
    case plain
    /// Year, month and day in Chinese.
    case chinese
    /// The days that a spreadsheet program counts.
    case serial
    /// Day and month first.
    case numeric
    /// A month's English name.
    case english
    /// A month's English name and a year of two digits: `3-May-26`.
    case shortYear
  }

  /// The order of day, month and year where a text leaves it open.
  package enum Order: Hashable, Sendable {
    case dayFirst, monthFirst
  }

  /// A moment of `wall` seconds since 1970-01-01 on a clock that is `offset` seconds before UTC, if that is known.
  package init(wall: Int, offset: Int?, hasTime: Bool, form: Form) {
    self.wall = wall
    self.offset = offset
    self.hasTime = hasTime
    self.form = form
  }

  init?(
    _ year: Int, _ month: Int, _ day: Int, _ clock: (hour: Int, minute: Int, second: Int)?, offset: Int?, form: Form
  ) {
    guard (1900...2200).contains(year), (1...12).contains(month), day >= 1, day <= Moment.length(of: month, year) else {
      return nil
    }
    let time = clock ?? (0, 0, 0)
    guard (0...24).contains(time.hour), (0..<60).contains(time.minute), (0...60).contains(time.second) else {
      return nil
    }
    wall = Moment.days(year, month, day) * 86_400 + time.hour * 3600 + time.minute * 60 + min(time.second, 59)
    self.offset = offset
    hasTime = clock != nil
    self.form = form
  }

  /// Days since 1899-12-30, as spreadsheet programs count from March 1900 on.
  package init?(serial: Double) {
    guard serial > 20_000, serial < 80_000 else { return nil }
    let seconds = Int((serial * 86_400).rounded())
    self.init(
      wall: seconds - 25_569 * 86_400, offset: nil, hasTime: seconds % 86_400 != 0, form: .serial)
  }

  static func length(of month: Int, _ year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : ([4, 6, 9, 11].contains(month) ? 30 : 31)
  }

  /// The days from 1970-01-01 in the Gregorian calendar, counting years from March so that the leap day comes last.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + inYear - 719_468
  }

  /// Year, month and day of a number of days since 1970-01-01.
  static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let inEra = shifted - era * 146_097
    let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * inYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, inYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// `yyyy-MM-dd HH:mm:ss` of seconds on a wall clock, with `separator` between day and time.
  package static func text(_ wall: Int, separator: String = " ") -> String {
    let days = wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400
    let second = wall - days * 86_400
    let (year, month, day) = date(days)
    return padded(year, 4) + "-" + padded(month) + "-" + padded(day) + separator + padded(second / 3600) + ":"
      + padded(second / 60 % 60) + ":" + padded(second % 60)
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// `+08:00`.
  package static func text(offset: Int) -> String {
    (offset < 0 ? "-" : "+") + padded(abs(offset) / 3600) + ":" + padded(abs(offset) / 60 % 60)
  }
}
