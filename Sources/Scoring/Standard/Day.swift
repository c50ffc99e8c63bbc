/// A day of the calendar such as `2014-03-31`, which compares as its text does.
public struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The text.
  public let description: String

  /// The day that `text` writes; nil if there is no such day.
  public init?(_ text: String) {
    guard text.utf8.count == 10, let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), (1...12).contains(month), day >= 1,
      day <= Day.length(year, month)
    else { return nil }
    description = text
  }

  /// The same day `months` months earlier; the last day of a shorter month.
  public func before(months: Int) -> Day {
    let parts = description.split(separator: "-").compactMap { Int($0) }
    let count = parts[0] * 12 + parts[1] - 1 - months
    let (year, month) = (max(0, count / 12), count < 0 ? 1 : count % 12 + 1)
    let day = min(parts[2], Day.length(year, month))
    return Day(year, month, day)
  }

  private init(_ year: Int, _ month: Int, _ day: Int) {
    func padded(_ number: Int, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    description = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  private static func length(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Earlier days come first.
  public static func < (a: Day, b: Day) -> Bool { a.description < b.description }
}
