import Findings
import Operations
import Store
import Titles

/// The first page: what has been published, and the way in.
struct HomePage: Page {
  static let template = "public/home"

  /// A round with something published.
  struct Row: Hashable, Sendable {
    var link: String
    var name: String
    var state: String
    var kind: String
  }

  var title: String
  var rows: [Row]
  var hasRows: Bool

  init(_ rounds: [(round: RoundSummary, lists: [PublishedList])], on day: CalendarDay, _ language: Language) {
    title = Words.text("published", language)
    rows = rounds.filter { !$0.lists.isEmpty }.map { round, lists in
      let isOpen = lists.contains { $0.isOpen(on: day) }
      let isNamed = lists.contains { $0.kind == .titles }
      return Row(
        link: "/public/rounds/\(round.id.escapedForQuery)",
        name: language == .chinese ? "\(round.year) 年度 \(round.title)" : "\(round.title) \(round.year)",
        state: Words.text(isOpen ? "onNoticeNow" : isNamed ? "named" : "noticeOver", language),
        kind: isOpen ? "wait" : isNamed ? "good" : "")
    }
    hasRows = !rows.isEmpty
  }
}

/// The published lists of a round.
struct PublicRoundPage: Page {
  static let template = "public/round"

  /// A list.
  struct ListView: Hashable, Sendable {
    var name: String
    var when: String
    var count: String
    var objectLink: String?
    var entries: [EntryView]
  }

  /// A community of a list.
  struct EntryView: Hashable, Sendable {
    var link: String
    var name: String
    var code: String
    var district: String
  }

  var title: String
  var lists: [ListView]
  var hasLists: Bool
  var csvLink: String
  var jsonLink: String

  init(_ round: TitleRound, _ lists: [PublishedList], on day: CalendarDay, _ language: Language) {
    title = RoundPage.name(round, language)
    let base = "/public/rounds/\(round.id.escapedForQuery)"
    csvLink = base + "/lists.csv"
    jsonLink = "/api/v1/public/rounds/\(round.id.escapedForQuery)/lists"
    let names = Dictionary(round.districts.map { ($0.code, $0.name) }, uniquingKeysWith: { a, _ in a })
    self.lists = lists.map { list in
      ListView(
        name: PublicRoundPage.name(list.kind, names, language), when: PublicRoundPage.when(list, language),
        count: Words.count(list.entries.count, "个社区（村）", "community", "communities", language),
        objectLink: list.isOpen(on: day) ? "\(base)/object?list=\(list.number)" : nil,
        entries: list.entries.map {
          EntryView(
            link: "\(base)/communities/\($0.id)", name: $0.name, code: $0.code,
            district: names[$0.district] ?? $0.district)
        })
    }
    hasLists = !lists.isEmpty
  }

  /// A list's name.
  static func name(_ kind: PublishedList.Kind, _ districts: [String: String], _ language: Language) -> String {
    switch kind {
    case .districtNotice(let code):
      language == .chinese ? "\(districts[code] ?? code)公示名单" : "Notice of \(districts[code] ?? code)"
    case .cityNotice: Words.text("cityNoticeList", language)
    case .titles: Words.text("titleList", language)
    case .withdrawal: Words.text("withdrawnTitle", language)
    }
  }

  /// A list's days or its document.
  static func when(_ list: PublishedList, _ language: Language) -> String {
    switch list.kind {
    case .districtNotice, .cityNotice:
      guard list.head.count == 2 else { return "" }
      return language == .chinese
        ? "公示期 \(list.head[0]) 至 \(list.head[1])" : "On public notice from \(list.head[0]) to \(list.head[1])"
    case .titles, .withdrawal: return list.head.joined(separator: " · ")
    }
  }
}

/// The form by which anyone objects to a list on notice.
struct ObjectPage: GuestForm {
  static let template = "public/object"

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var listName: String
  var when: String
  var list: Int
  var communities: [ListChoice]
  var formToken = ""
  var ground = ""
  var fault: String?
  /// The number of the objection, once it was received.
  var received: String?

  init(_ round: TitleRound, _ list: PublishedList, chosen: String?, _ language: Language) {
    title = Words.text("objectTo", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/public/rounds/\(round.id.escapedForQuery)"
    link = roundLink + "/object"
    let names = Dictionary(round.districts.map { ($0.code, $0.name) }, uniquingKeysWith: { a, _ in a })
    listName = PublicRoundPage.name(list.kind, names, language)
    when = PublicRoundPage.when(list, language)
    self.list = list.number
    communities = list.entries.map {
      ListChoice(value: $0.id.description, name: $0.name, isChosen: $0.id.description == chosen)
    }
  }
}

/// The page that checks a receipt with the public key alone.
struct CheckPage: Page {
  static let template = "public/check"

  var title: String
  var receipt = ""
  var sha256 = ""
  var verdict: Notice?
  var faults: [String] = []
  var event: String?
  var key: String
  var head: String?

  init(key: String, head: String?, _ language: Language) {
    title = Words.text("checkReceipt", language)
    self.key = key
    self.head = head
  }
}
