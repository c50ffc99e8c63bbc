/// A second of the world's time, and the day that China's calendar then shows (UTC+8 all the year).
public struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  /// The moment that many seconds after 1970-01-01T00:00:00Z.
  public init(seconds: Int) { self.seconds = seconds }

  /// Reads `2014-12-01T08:30:00Z`; nil for any other text.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, [bytes[10], bytes[13], bytes[16], bytes[19]] == Array("T::Z".utf8),
      let day = CalendarDay(String(text.prefix(10))), let hour = CalendarDay.number(bytes[11..<13]),
      let minute = CalendarDay.number(bytes[14..<16]), let second = CalendarDay.number(bytes[17..<19]), hour < 24,
      minute < 60, second < 60
    else { return nil }
    seconds = day.number * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// The day in China.
  public var day: CalendarDay { CalendarDay(number: Moment.floor(seconds + 8 * 3600, 86_400)) }

  /// `2014-12-01T08:30:00Z`.
  public var description: String {
    let day = Moment.floor(seconds, 86_400)
    let second = seconds - day * 86_400
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(CalendarDay(number: day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
  }

  /// Earlier moments come first.
  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }

  private static func floor(_ value: Int, _ divisor: Int) -> Int {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }
}
