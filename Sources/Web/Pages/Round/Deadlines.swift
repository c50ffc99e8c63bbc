import Findings
import Titles

/// The days that a visitor has to keep, the nearest first: what ends, what waits for an answer, what is to be put right.
struct Deadline: Hashable, Sendable {
  var day: String
  /// How long there is still, in words.
  var left: String
  /// How it looks: `late`, `due` or nothing of these.
  var kind: String
  var text: String
  var link: String

  private init(_ day: CalendarDay, _ today: CalendarDay, _ text: String, link: String, _ language: Language) {
    self.day = day.description
    self.text = text
    self.link = link
    let days = day.number - today.number
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

  /// The deadlines of a visitor in a round.
  static func list(
    _ round: TitleRound, for visitor: Visitor, on today: CalendarDay, _ language: Language
  ) -> [Deadline] {
    var list: [(CalendarDay, Deadline)] = []
    let base = "/rounds/\(round.id.escapedForQuery)"
    func add(_ day: CalendarDay?, _ chinese: String, _ english: String, _ link: String) {
      guard let day else { return }
      let text = language == .chinese ? chinese : english
      list.append((day, Deadline(day, today, text, link: link, language)))
    }
    let role = visitor.grant.role
    let isCity = Access.overview.admits(role)
    guard isCity || role == .districtOffice else { return [] }
    if round.phase == .applications { add(round.applicationsUntil, "申报截止", "applications end", base) }
    if round.phase == .cityNotice { add(round.cityNotice?.lastDay, "市级公示最后一日", "the city's notice ends", base) }
    for district in round.districts where isCity || visitor.district == district.code {
      let link = "\(base)/districts/\(district.code.escapedForQuery)"
      if district.stage == .onNotice {
        add(district.notice?.lastDay, "\(district.name)公示最后一日", "\(district.name): the notice ends", link)
      }
      for objection in round.objections
      where objection.district == district.code && objection.isOpen && objection.answered == nil {
        let end = objection.level == .city ? round.cityNotice?.lastDay : district.notice?.lastDay
        add(
          end ?? objection.received, "\(district.name)第 \(objection.number) 号异议待答复",
          "\(district.name): objection \(objection.number) waits for an answer", link)
      }
    }
    for (id, title) in round.holders where title.stage == .correcting {
      guard let community = round.communities[id], isCity || visitor.district == community.district else { continue }
      add(title.correctBy, "\(community.name)整改期限", "\(community.name): to be put right", base)
    }
    return list.sorted { ($0.0, $0.1.text) < ($1.0, $1.1.text) }.map(\.1)
  }
}
