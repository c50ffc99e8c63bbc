import Findings
import HTTPTypes
import Titles

/// The form of an action of the round: its fields, and how they become the action. Actions that need a table or run long have a page of
/// their own and are not here.
struct ActionForm: Sendable {
  /// What a field takes.
  enum Input: String, Hashable, Sendable { case text, reason, day, number, district, community, communities, choice }

  /// A field.
  struct Field: Hashable, Sendable {
    let name: String
    let input: Input
    /// The word that labels it.
    let word: String
    var isRequired = true
  }

  /// The action.
  let kind: RoundAction.Kind
  /// Its fields, in the order in which they are asked for.
  let fields: [Field]
  private let build: @Sendable (ActionValues) throws(ServiceFault) -> RoundAction

  private init(
    _ kind: RoundAction.Kind, _ fields: [Field],
    _ build: @escaping @Sendable (ActionValues) throws(ServiceFault) -> RoundAction
  ) {
    self.kind = kind
    self.fields = fields
    self.build = build
  }

  /// The form of an action; nil if it has none.
  static func of(_ kind: RoundAction.Kind) -> ActionForm? { all[kind] }

  /// The action of what was typed.
  ///
  /// - Throws: 422 with every field that cannot be used.
  func action(_ values: ActionValues) throws(ServiceFault) -> RoundAction {
    let faults = fields.compactMap { values.fault($0) }
    guard faults.isEmpty else { throw ServiceFault(.unprocessableContent, findings: faults) }
    return try build(values)
  }

  private static let reason = Field(name: "reason", input: .reason, word: "reason")
  private static let district = Field(name: "district", input: .district, word: "district")
  private static let community = Field(name: "community", input: .community, word: "communityCode")
  private static let communities = Field(name: "communities", input: .communities, word: "communityCodes")
  private static let record = Field(name: "record", input: .text, word: "recordNumber")
  private static let document = Field(name: "document", input: .text, word: "documentNumber")
  private static let from = Field(name: "from", input: .day, word: "noticeFrom")
  private static let workingDays = Field(name: "workingDays", input: .number, word: "workingDays")
  private static let objection = Field(name: "number", input: .number, word: "objectionNumber")
  private static let isUpheld = Field(name: "isUpheld", input: .choice, word: "isUpheld")

  private static let all: [RoundAction.Kind: ActionForm] = Dictionary(
    [
      ActionForm(.openApplications, [Field(name: "until", input: .day, word: "applicationsUntil")]) {
        v throws(ServiceFault) in .openApplications(until: try v.day("until"))
      },
      ActionForm(.apply, [communities]) { v throws(ServiceFault) in .apply(communities: try v.communities()) },
      ActionForm(.withdrawApplication, [community, reason]) { v throws(ServiceFault) in
        .withdrawApplication(community: try v.community(), reason: v.text("reason"))
      },
      ActionForm(
        .examine,
        [
          communities, Field(name: "isQualified", input: .choice, word: "isQualified"),
          Field(name: "reason", input: .reason, word: "reasonIfNot", isRequired: false),
        ]
      ) { v throws(ServiceFault) in
        .examine(communities: try v.communities(), isQualified: v.isYes("isQualified"), reason: v.text("reason"))
      },
      ActionForm(.closeApplications, []) { _ throws(ServiceFault) in .closeApplications },
      ActionForm(.closeCollection, []) { _ throws(ServiceFault) in .closeCollection },
      ActionForm(
        .decideTie, [district, communities, reason, Field(name: "minutes", input: .text, word: "minutesNumber")]
      ) {
        v throws(ServiceFault) in
        .decideTie(
          district: v.text("district"), chosen: try v.communities(), reason: v.text("reason"),
          minutes: v.text("minutes"))
      },
      ActionForm(.openDistrictNotice, [district, from, workingDays]) { v throws(ServiceFault) in
        .openDistrictNotice(district: v.text("district"), notice: try v.notice())
      },
      ActionForm(.answerObjection, [objection, isUpheld, reason]) { v throws(ServiceFault) in
        .answerObjection(number: try v.number("number"), isUpheld: v.isYes("isUpheld"), reason: v.text("reason"))
      },
      ActionForm(.answerCityObjection, [objection, isUpheld, reason]) { v throws(ServiceFault) in
        .answerCityObjection(number: try v.number("number"), isUpheld: v.isYes("isUpheld"), reason: v.text("reason"))
      },
      ActionForm(.submitShortlist, [district]) { v throws(ServiceFault) in
        .submitShortlist(district: v.text("district"))
      },
      ActionForm(.beginCityReview, []) { _ throws(ServiceFault) in .beginCityReview },
      ActionForm(.spotCheck, [community, Field(name: "isPassed", input: .choice, word: "isPassed"), record]) {
        v throws(ServiceFault) in
        .spotCheck(community: try v.community(), isPassed: v.isYes("isPassed"), record: v.text("record"))
      },
      ActionForm(.returnShortlist, [district, reason]) { v throws(ServiceFault) in
        .returnShortlist(district: v.text("district"), reason: v.text("reason"))
      },
      ActionForm(.acceptShortlist, [district]) { v throws(ServiceFault) in
        .acceptShortlist(district: v.text("district"))
      },
      ActionForm(.openCityNotice, [from, workingDays]) { v throws(ServiceFault) in
        .openCityNotice(notice: try v.notice())
      },
      ActionForm(.closeCityNotice, []) { _ throws(ServiceFault) in .closeCityNotice },
      ActionForm(.confirm, [Field(name: "list", input: .text, word: "listDigest")]) { v throws(ServiceFault) in
        .confirm(list: v.text("list"))
      },
      ActionForm(.sendBack, [district, reason]) { v throws(ServiceFault) in
        .sendBack(district: v.text("district"), reason: v.text("reason"))
      },
      ActionForm(.name, [document, Field(name: "day", input: .day, word: "decisionDay")]) { v throws(ServiceFault) in
        .name(document: v.text("document"), day: try v.day("day"), standing: [])
      },
      ActionForm(.recheck, [communities, Field(name: "year", input: .number, word: "year"), record]) {
        v throws(ServiceFault) in
        .recheck(communities: try v.communities(), year: try v.number("year"), record: v.text("record"))
      },
      ActionForm(.demandCorrection, [community, Field(name: "by", input: .day, word: "correctBy"), reason]) {
        v throws(ServiceFault) in
        .demandCorrection(community: try v.community(), by: try v.day("by"), reason: v.text("reason"))
      },
      ActionForm(.acceptCorrection, [community, record]) { v throws(ServiceFault) in
        .acceptCorrection(community: try v.community(), record: v.text("record"))
      },
      ActionForm(.proposeWithdrawal, [community, reason]) { v throws(ServiceFault) in
        .proposeWithdrawal(community: try v.community(), reason: v.text("reason"))
      },
      ActionForm(.withdrawTitle, [community, document, reason]) { v throws(ServiceFault) in
        .withdrawTitle(community: try v.community(), document: v.text("document"), reason: v.text("reason"))
      },
      ActionForm(.keepTitle, [community, document, reason]) { v throws(ServiceFault) in
        .keepTitle(community: try v.community(), document: v.text("document"), reason: v.text("reason"))
      },
      ActionForm(.declareRecusal, [Field(name: "user", input: .text, word: "userName"), communities, reason]) {
        v throws(ServiceFault) in
        .declareRecusal(user: v.text("user"), communities: try v.communities(), reason: v.text("reason"))
      },
      ActionForm(.cancel, [document, reason]) { v throws(ServiceFault) in
        .cancel(document: v.text("document"), reason: v.text("reason"))
      },
    ].map { ($0.kind, $0) }, uniquingKeysWith: { a, _ in a })
}

/// What was typed into the form of an action, read with the round's own communities.
struct ActionValues: Sendable {
  /// The fields as they were sent.
  let fields: FormFields
  /// The round.
  let round: TitleRound
  /// The language of faults.
  let language: Language

  /// A text.
  func text(_ name: String) -> String { fields[name] ?? "" }
  /// Whether a choice was answered with yes.
  func isYes(_ name: String) -> Bool { fields[name] == "yes" }

  /// What is wrong with a field; nil if it can be used.
  func fault(_ field: ActionForm.Field) -> Finding? {
    let value = text(field.name)
    let wanted: Bilingual?
    switch field.input {
    case .text, .reason: wanted = nil
    case .day:
      wanted = CalendarDay(value) == nil ? Bilingual("填写日期，如 2014-11-03", "write a day such as 2014-11-03") : nil
    case .number: wanted = Int(value) == nil ? Bilingual("填写整数", "write a whole number") : nil
    case .district:
      wanted =
        round.districts.contains { $0.code == value } ? nil : Bilingual("从列表中选择一个区", "choose a district of the list")
    case .choice: wanted = ["yes", "no"].contains(value) ? nil : Bilingual("选择是或否", "choose yes or no")
    case .community:
      wanted = find(value) == nil ? Bilingual("填写名册中的社区代码", "write the code of a community of the round") : nil
    case .communities:
      let unknown = codes.filter { find($0) == nil }
      wanted =
        unknown.isEmpty && !codes.isEmpty
        ? nil
        : Bilingual(
          "每行一个社区代码；不认识：\(unknown.prefix(5).joined(separator: "、"))",
          "one community's code a line; unknown: \(unknown.prefix(5).joined(separator: ", "))")
    }
    let name = Words.text(field.word, language)
    if let wanted {
      return Finding(.fieldInvalid, found: String(value.prefix(200)), details: [name, wanted[language]])
    }
    guard field.isRequired, value.isEmpty else { return nil }
    return Finding(.fieldInvalid, details: [name, language == .chinese ? "填写此项" : "fill it in"])
  }

  /// A day.
  func day(_ name: String) throws(ServiceFault) -> CalendarDay {
    guard let day = CalendarDay(text(name)) else { throw ServiceFault(.unprocessableContent, .bodyMalformed) }
    return day
  }

  /// A whole number.
  func number(_ name: String) throws(ServiceFault) -> Int {
    guard let number = Int(text(name)) else { throw ServiceFault(.unprocessableContent, .bodyMalformed) }
    return number
  }

  /// A notice of working days from a day on.
  func notice() throws(ServiceFault) -> NoticePeriod {
    NoticePeriod(from: try day("from"), workingDays: try number("workingDays"))
  }

  /// One community.
  func community() throws(ServiceFault) -> CommunityID {
    guard let community = find(text("community")) else { throw ServiceFault(.unprocessableContent, .bodyMalformed) }
    return community
  }

  /// Several communities, each once.
  func communities() throws(ServiceFault) -> [CommunityID] {
    var found: [CommunityID] = []
    for code in codes {
      guard let id = find(code) else { throw ServiceFault(.unprocessableContent, .bodyMalformed) }
      if !found.contains(id) { found.append(id) }
    }
    return found
  }

  private var codes: [String] {
    text("communities").split(whereSeparator: { $0.isNewline || $0 == "," || $0 == "，" || $0 == " " || $0 == "\t" })
      .map(String.init)
  }

  private func find(_ text: String) -> CommunityID? {
    if let id = CommunityID(text), round.communities[id] != nil { return id }
    return round.communities.values.first { $0.code == text }?.id
  }
}
