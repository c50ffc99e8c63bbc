public import Findings
public import Sheets

/// The working days (工作日) of the State Council's yearly holiday notices, with the make-up days at weekends.
///
/// A day is worked if it is a make-up day, or Monday to Friday and no holiday. Years without a notice are not guessed at: whoever
/// asks about one gets an error. A notice may also move days of the December before: 2012's makes 2011-12-31 a working Saturday.
public struct WorkingCalendar: Hashable, Sendable {
  /// What a notice makes of a day.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A day off.
    case holiday
    /// A weekend day that is worked (调休上班).
    case makeUp = "make-up"
  }

  /// One day of a notice.
  public struct Entry: Hashable, Sendable {
    /// The year of the notice.
    public var notice: Int
    /// The day.
    public var day: CalendarDay
    /// What becomes of it.
    public var kind: Kind
    /// The holiday's name.
    public var name: String

    /// An entry of a notice.
    public init(notice: Int, day: CalendarDay, kind: Kind, name: String) {
      self.notice = notice
      self.day = day
      self.kind = kind
      self.name = name
    }
  }

  /// A question about a year of which no notice is known.
  public struct UnknownYear: Error, Hashable, Sendable {
    /// The year.
    public let year: Int
    /// A question about this year.
    public init(year: Int) { self.year = year }
  }

  /// The years with a notice, with the documents.
  public let notices: [Int: [String]]
  /// The days of all notices, by day.
  public let entries: [Entry]

  private let kinds: [CalendarDay: Kind]

  /// The calendar of these notices; a later notice overrules an earlier one about the same day.
  public init(notices: [Int: [String]], entries: [Entry]) {
    self.notices = notices
    let ordered = entries.sorted { $0.day == $1.day ? $0.notice < $1.notice : $0.day < $1.day }
    self.entries = ordered
    kinds = Dictionary(ordered.map { ($0.day, $0.kind) }, uniquingKeysWith: { $1 })
  }

  /// The columns of the two tables.
  public static let columns = (notices: ["notice", "document"], days: ["notice", "date", "kind", "name"])

  /// Reads the table of notices and that of their days; nil after findings of severity error. A day without its notice is
  /// an error; a make-up day from Monday to Friday is noted.
  public init?(notices sheet: CSVSheet, days: CSVSheet, findings: inout [Finding]) {
    let faultsBefore = findings.count { $0.severity == .error }
    var notices: [Int: [String]] = [:]
    for row in sheet.rows {
      guard let year = Int(sheet.text(row, "notice")), (1949...9999).contains(year) else {
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, "notice"), found: sheet.text(row, "notice"),
            details: ["notice", "YYYY"]))
        continue
      }
      notices[year, default: []].append(sheet.text(row, "document"))
    }
    var entries: [Entry] = []
    for row in days.rows {
      guard let day = CalendarDay(days.text(row, "date")) else {
        findings.append(Finding(.noSuchDay, at: days.location(row, "date"), found: days.text(row, "date")))
        continue
      }
      guard let kind = Kind(rawValue: days.text(row, "kind")) else {
        findings.append(
          Finding(
            .valueUnknown, at: days.location(row, "kind"), found: days.text(row, "kind"),
            details: ["kind", Kind.allCases.map(\.rawValue).joined(separator: ", ")]))
        continue
      }
      guard let year = Int(days.text(row, "notice")), notices[year] != nil else {
        findings.append(
          Finding(
            .holidayWithoutNotice, at: days.location(row, "notice"), found: days.text(row, "notice"),
            details: [day.description]))
        continue
      }
      // 2020's second notice has one: the Monday on which work began again after the epidemic's longer holiday.
      if kind == .makeUp, day.weekday < 6 {
        findings.append(Finding(.makeUpOnWeekday, at: days.location(row, "date"), found: day.description))
      }
      entries.append(Entry(notice: year, day: day, kind: kind, name: days.text(row, "name")))
    }
    guard findings.count(where: { $0.severity == .error }) == faultsBefore else { return nil }
    self.init(notices: notices, entries: entries)
  }

  /// Whether people work on `day`.
  public func isWorked(_ day: CalendarDay) throws(UnknownYear) -> Bool {
    guard notices[day.year] != nil else { throw UnknownYear(year: day.year) }
    switch kinds[day] {
    case .makeUp: return true
    case .holiday: return false
    case nil: return day.weekday < 6
    }
  }

  /// The last day of a period of `count` working days that begins on `start`: the first day counts if it is worked, as in
  /// “公示期为5个工作日（2022年10月31日—11月4日）”, Monday to Friday.
  ///
  /// - Precondition: `count >= 1`.
  public func lastDay(of count: Int, from start: CalendarDay) throws(UnknownYear) -> CalendarDay {
    precondition(count >= 1, "a period has a day at least")
    var day = start
    var worked = try isWorked(day) ? 1 : 0
    while worked < count {
      day = day + 1
      if try isWorked(day) { worked += 1 }
    }
    return day
  }

  /// The working days from `start` to `end`, both counted.
  public func workingDays(from start: CalendarDay, through end: CalendarDay) throws(UnknownYear) -> Int {
    var count = 0
    var day = start
    while day <= end {
      if try isWorked(day) { count += 1 }
      day = day + 1
    }
    return count
  }
}
