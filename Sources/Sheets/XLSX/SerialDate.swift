/// Days since an epoch, as spreadsheet programs store moments.
enum SerialDate {
  /// The two systems of a workbook.
  enum System: Hashable, Sendable {
    /// Day 1 is 1 January 1900; a 29 February 1900 that never was is day 60.
    case from1900
    /// Day 0 is 1 January 1904.
    case from1904
  }

  /// The moment `serial` as `yyyy-MM-dd`, or `yyyy-MM-ddTHH:mm:ss` if it has a time or `hasTime` says so.
  ///
  /// The second is cut, not rounded, from the millisecond next to the stored number.
  ///
  /// - Returns: nil if there is no such day up to the year 9999.
  static func text(_ serial: Double, system: System, hasTime: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    let milliseconds = Int((serial * 86_400_000).rounded())
    var day = milliseconds / 86_400_000
    let seconds = milliseconds % 86_400_000 / 1000
    switch system {
    case .from1904: day -= 24_107
    case .from1900:
      guard day >= 1, day != 60 else { return nil }
      day -= day < 60 ? 25_568 : 25_569
    }
    let (year, month, dayOfMonth) = civil(daysSince1970: day)
    guard year <= 9999 else { return nil }
    let date = "\(year)-\(padded(month))-\(padded(dayOfMonth))"
    return hasTime || seconds > 0 ? "\(date)T\(time(seconds))" : date
  }

  /// The time of day of a part of a day, `HH:mm:ss`; nil if it is a day or more.
  static func timeOfDay(_ part: Double) -> String? {
    guard part >= 0, part < 1 else { return nil }
    let milliseconds = Int((part * 86_400_000).rounded())
    return milliseconds < 86_400_000 ? time(milliseconds / 1000) : nil
  }

  /// The day of the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
  static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// Seconds of a day as `HH:mm:ss`.
  static func time(_ seconds: Int) -> String {
    "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
  }

  /// A number below 100 with two digits.
  static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
