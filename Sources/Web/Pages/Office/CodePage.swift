import Findings
import Titles

/// Who had a code on a day, what has become of them, and whenever else the code was used.
struct CodePage: Page {
  static let template = "office/code"

  /// A community with the code.
  struct Row: Hashable, Sendable {
    var link: String
    var name: String
    var district: String
    var from: String
    var until: String
    var today: String
  }

  var title: String
  var code: String
  var day: String
  var isAsked: Bool
  var holders: [Row]
  var hasHolders: Bool
  var uses: [Row]
  var hasUses: Bool

  var section: String? { "/register" }

  init(_ register: CommunityRegister, code: String, on day: CalendarDay, today: CalendarDay, _ language: Language) {
    title = Words.text("codeLookup", language)
    self.code = code
    self.day = day.description
    isAsked = !code.isEmpty
    func row(_ period: CommunityRegister.Period) -> Row {
      let heirs = register.successors(of: period.community, on: today).compactMap { id in
        register.attributes(of: id, on: today).map { "\($0.listingName) \($0.code)" }
      }
      return Row(
        link: "/register/\(period.community)", name: period.attributes.listingName,
        district: period.attributes.districtName, from: period.from.description,
        until: period.until?.description ?? "",
        today: heirs.isEmpty
          ? Words.text("standsNoLonger", language) : heirs.joined(separator: language == .chinese ? "、" : ", "))
    }
    let periods = register.periods(withCode: code)
    holders = periods.filter { $0.holds(on: day) }.map(row)
    hasHolders = !holders.isEmpty
    uses = periods.map(row)
    hasUses = !uses.isEmpty
  }
}

/// Sizes and codes that the rules of thumb do not expect, as of a day.
struct SizesPage: Page {
  static let template = "office/sizes"
  /// Notices of one page.
  static let most = 500

  var title: String
  var day: String
  var count: String
  var findings: [FindingRow]
  var hasFindings: Bool

  var section: String? { "/register" }

  init(_ register: CommunityRegister, on day: CalendarDay, _ language: Language) {
    title = Words.text("sizeNotices", language)
    self.day = day.description
    let found = register.notices(on: day).sorted { $0.severity > $1.severity }
    count = Words.count(found.count, "条", "notice", "notices", language)
    findings = found.prefix(SizesPage.most).map { FindingRow($0, language) }
    hasFindings = !findings.isEmpty
  }
}
