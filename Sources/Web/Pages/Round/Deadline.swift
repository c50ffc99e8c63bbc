import Findings
import Titles

/// A day that a visitor has to keep, as the page of today shows it.
struct Deadline: Hashable, Sendable {
  var day: String
  /// How long there is still, in words.
  var left: String
  /// How it looks: `late`, `due` or nothing of these.
  var kind: String
  var text: String
  var link: String

  init(_ due: DueWork.Day, on today: CalendarDay, _ language: Language) {
    day = due.day.description
    text = due.text[language]
    link = due.link
    let days = due.day.number - today.number
    switch days {
    case ..<0:
      kind = "late"
      left = language == .chinese ? "已过 \(-days) 天" : "\(-days) \(days == -1 ? "day" : "days") over"
    case 0:
      kind = "due"
      left = Words.text("todayIsLast", language)
    default:
      kind = days <= 3 ? "due" : ""
      left = language == .chinese ? "还有 \(days) 天" : "in \(days) \(days == 1 ? "day" : "days")"
    }
  }
}
