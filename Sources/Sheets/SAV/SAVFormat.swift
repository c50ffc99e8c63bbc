/// What a print format of SPSS makes of a number.
enum SAVFormat: Hashable {
  case number
  /// Seconds since 14 October 1582, shown as a day.
  case date
  /// Seconds since 14 October 1582, shown with the time.
  case moment
  /// Seconds of a duration.
  case duration

  /// The format of a name such as `DATETIME20` or `F8.2`.
  init(_ name: String) {
    self =
      switch name.uppercased().prefix(while: { $0.isLetter }) {
      case "DATE", "ADATE", "EDATE", "SDATE", "JDATE", "MOYR", "QYR", "WKYR": .date
      case "DATETIME", "YMDHMS": .moment
      case "TIME", "MTIME": .duration
      default: .number
      }
  }

  /// The cell that `number` becomes.
  func value(of number: Double) -> GridCell.Value {
    switch self {
    case .number: break
    case .date, .moment:
      if let text = SAVFormat.moment(number, hasTime: self == .moment) { return .date(text) }
    case .duration:
      if let text = SerialDate.timeOfDay(number / 86_400) { return .text(text) }
    }
    return .number(number, text: SAVFormat.shown(number))
  }

  /// A number as SPSS shows it: `1`, not `1.0`.
  static func shown(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }

  private static func moment(_ seconds: Double, hasTime: Bool) -> String? {
    // SPSS counts from the eve of the Gregorian calendar; the year 9999 is as far as dates go.
    guard seconds >= 0, seconds < 265_621_680_000 else { return nil }
    let whole = Int((seconds * 1000).rounded()) / 1000
    let (year, month, day) = SerialDate.civil(daysSince1970: whole / 86_400 - 141_428)
    let date = "\(year)-\(SerialDate.padded(month))-\(SerialDate.padded(day))"
    return hasTime || whole % 86_400 > 0 ? "\(date)T\(SerialDate.time(whole % 86_400))" : date
  }
}
