import Findings
import Operations
import Titles

/// The register of communities as it stood on a day, searched by code, name, street or district.
struct RegisterPage: Page {
  static let template = "office/register"
  /// Communities of one page.
  static let most = 200

  /// A community.
  struct Row: Hashable, Sendable {
    var link: String
    var id: String
    var code: String
    var name: String
    var street: String
    var district: String
    var kind: String
    var filing: String
  }

  var title: String
  var search: String
  var day: String
  var count: String
  var rows: [Row]
  var hasRows: Bool
  var more: String?
  var csvLink: String
  var maySend: Bool

  init(
    _ register: CommunityRegister, search: String, on day: CalendarDay, maySend: Bool, _ language: Language
  ) {
    self.maySend = maySend
    title = Words.text("register", language)
    self.search = search
    self.day = day.description
    let found = register.search(search, on: day)
    count = Words.count(found.count, "个社区（村）", "community", "communities", language)
    rows = found.prefix(RegisterPage.most).map { id, attributes in
      Row(
        link: "/register/\(id)", id: id.description, code: attributes.code, name: attributes.name,
        street: attributes.street, district: attributes.districtName, kind: attributes.kind.name[language],
        filing: attributes.filing.name[language])
    }
    hasRows = !rows.isEmpty
    let left = found.count - rows.count
    more =
      left > 0
      ? Words.count(
        left, "个未列出，请缩小范围或下载", "more; search closer or download", "more; search closer or download", language)
      : nil
    csvLink = "/register.csv?day=\(day)"
  }
}

/// One community through time: its codes and names with their days and documents, and the events that joined, cut or moved it.
struct RegisterEntryPage: Page {
  static let template = "office/register-entry"

  /// A period.
  struct PeriodRow: Hashable, Sendable {
    var from: String
    var until: String
    var code: String
    var name: String
    var street: String
    var district: String
    var kind: String
    var filing: String
    var document: String
  }

  /// An event.
  struct EventRow: Hashable, Sendable {
    var day: String
    var kind: String
    var document: String
    var before: [Section]
    var after: [Section]
  }

  var title: String
  var id: String
  var stands: Notice
  var successors: [Section]
  var hasSuccessors: Bool
  var periods: [PeriodRow]
  var events: [EventRow]

  /// Nil if there is no such community.
  init?(_ id: CommunityID, _ register: CommunityRegister, today: CalendarDay, _ language: Language) {
    guard let own = register.periods[id], let last = own.last else { return nil }
    self.id = id.description
    title = last.attributes.listingName
    func link(_ id: CommunityID) -> Section {
      let name = register.periods[id]?.last?.attributes.listingName ?? ""
      return Section(link: "/register/\(id)", name: "\(name)（\(id)）", isCurrent: false)
    }
    let isThere = register.attributes(of: id, on: today) != nil
    stands = Notice(isThere ? .good : .wait, Words.text(isThere ? "standsToday" : "standsNoLonger", language))
    successors = isThere ? [] : register.successors(of: id, on: today).map(link)
    hasSuccessors = !successors.isEmpty
    periods = own.map { period in
      PeriodRow(
        from: period.from.description, until: period.until?.description ?? "", code: period.attributes.code,
        name: period.attributes.name, street: period.attributes.street, district: period.attributes.districtName,
        kind: period.attributes.kind.name[language], filing: period.attributes.filing.name[language],
        document: period.document)
    }
    events = register.events(of: id).map { event in
      EventRow(
        day: event.effective.description, kind: event.kind.name[language], document: event.document,
        before: event.before.map(link), after: event.after.map(link))
    }
  }
}
