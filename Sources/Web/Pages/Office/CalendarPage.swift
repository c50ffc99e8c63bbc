import Findings
import Titles

/// The working days: the holidays of a year by their notice, and when a period of so many working days ends.
struct CalendarPage: Page {
  static let template = "office/calendar"
  /// Periods beyond this are none of ours.
  private static let mostDays = 400

  /// A day of the notice.
  struct Row: Hashable, Sendable {
    var day: String
    var weekday: String
    var kind: String
    var look: String
    var name: String
  }

  var title: String
  var years: [ListChoice]
  var hasYears: Bool
  var year: String
  var documents: [String]
  var rows: [Row]
  var hasRows: Bool
  var from: String
  var days: String
  var answer: Notice?
  var maySend: Bool

  /// - Parameters:
  ///   - from: the first day of a period that is asked about; empty for none.
  ///   - days: its working days.
  init(
    _ calendar: WorkingCalendar, year: Int?, from: String, days: String, today: CalendarDay, maySend: Bool,
    _ language: Language
  ) {
    self.maySend = maySend
    title = Words.text("calendar", language)
    let known = calendar.notices.keys.sorted(by: >)
    let shown = year ?? (known.contains(today.year) ? today.year : known.first ?? today.year)
    years = known.map { ListChoice(value: String($0), name: String($0), isChosen: $0 == shown) }
    hasYears = !known.isEmpty
    self.year = String(shown)
    documents = calendar.notices[shown] ?? []
    rows = calendar.entries.filter { $0.notice == shown }.map { entry in
      Row(
        day: entry.day.description, weekday: CalendarPage.weekday(entry.day, language),
        kind: Words.text(entry.kind == .holiday ? "dayOff" : "madeUp", language),
        look: entry.kind == .holiday ? "good" : "wait", name: entry.name)
    }
    hasRows = !rows.isEmpty
    self.from = from.isEmpty ? today.description : from
    self.days = days.isEmpty ? "5" : days
    guard !from.isEmpty else { return }
    guard let start = CalendarDay(from), let count = Int(days), (1...CalendarPage.mostDays).contains(count) else {
      answer = Notice(.wrong, Words.text("periodUnsound", language))
      return
    }
    do throws(WorkingCalendar.UnknownYear) {
      let end = try calendar.lastDay(of: count, from: start)
      answer = Notice(
        .good,
        language == .chinese
          ? "自 \(start) 起 \(count) 个工作日，最后一日是 \(end)（\(CalendarPage.weekday(end, language))）。"
          : "\(count) working days from \(start) end on \(end) (\(CalendarPage.weekday(end, language))).")
    } catch {
      answer = Notice(
        .wrong,
        language == .chinese
          ? "没有 \(error.year) 年的放假通知，不作猜测。请先导入该年的日历。"
          : "There is no holiday notice for \(error.year), and none is guessed. Take over that year's calendar first.")
    }
  }

  private static func weekday(_ day: CalendarDay, _ language: Language) -> String {
    let place = min(max(day.weekday, 1), 7) - 1
    return language == .chinese
      ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][place]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][place]
  }
}
