import Findings
import Operations
import Scoring
import Store
import Titles

/// Who marks what, for the office: assigning, progress, returning. It shows how many cells are filled and never a mark.
struct AssignmentsPage: Page {
  static let template = "reviewer/assignments"

  /// An assignment.
  struct Row: Hashable, Sendable {
    var link: String
    var number: String
    var reviewer: String
    var department: String
    var detail: String
    var done: String
    var total: String
    var share: String
    var state: String
    var kind: String
    var due: String
    var isLate: Bool
    var canReturn: Bool
    var canWithdraw: Bool
    var note: String
    var uploads: [Upload]
  }

  /// An upload that a grid has become.
  struct Upload: Hashable, Sendable {
    var link: String
    var number: String
  }

  /// The communities of a district to choose from.
  struct District: Hashable, Sendable {
    var code: String
    var name: String
    var count: String
    var towns: [ListChoice]
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var rows: [Row]
  var hasRows: Bool
  var canAssign: Bool
  var reviewers: [ListChoice]
  var hasReviewers: Bool
  var indicators: [ListChoice]
  var districts: [District]
  var styles = StaticFiles.link("grid.css")
  var faults: [FindingRow] = []
  var hasFaults = false

  init(
    _ progress: [ServiceDesk.GridProgress], in round: TitleRound, rules: ReviewRules?,
    reviewers: [(user: UserRecord, scope: Scope)], today: CalendarDay, mayAssign: Bool, _ language: Language
  ) {
    title = Words.text("assignments", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    let base = roundLink + "/reviews"
    link = base
    let mayChange = mayAssign && round.phase == .collecting && rules != nil
    let uploadsLink = roundLink + "/uploads"
    rows = progress.map { entry in
      let record = entry.record
      var note = record.reason.isEmpty ? "" : Words.text("returnedBecause", language) + record.reason
      if let source = record.takenOverFrom { note += "\(Words.text("takenOverFrom", language)) \(source)" }
      return Row(
        link: "\(base)/\(record.id)", number: String(record.id), reviewer: entry.reviewer,
        department: record.scope.name,
        detail: "\(record.communities.count) × \(record.indicators.count)", done: Words.grouped(entry.filled),
        total: Words.grouped(entry.total), share: entry.total == 0 ? "0" : String(100 * entry.filled / entry.total),
        state: MyGridsPage.name(record.state, language), kind: MyGridsPage.kind(record.state),
        due: record.due?.description ?? "", isLate: record.state.isOpen && record.due.map { $0 < today } ?? false,
        canReturn: mayChange && record.state == .submitted, canWithdraw: mayChange && record.state == .open, note: note,
        uploads: entry.uploads.map { Upload(link: "\(uploadsLink)/\($0)", number: String($0)) })
    }
    hasRows = !rows.isEmpty
    canAssign = mayChange
    self.reviewers = reviewers.map { user, scope in
      ListChoice(value: user.name, name: "\(user.display.isEmpty ? user.name : user.display) · \(scope.name)")
    }
    hasReviewers = !reviewers.isEmpty
    indicators = (rules?.forms ?? []).map {
      ListChoice(
        value: $0.indicator.code, name: "\($0.indicator.code) \($0.indicator.name[language]) · \($0.indicator.rater)")
    }
    let marked = ServiceDesk.marked(in: round)
    districts = round.districts.compactMap { district in
      let own = marked.filter { $0.district == district.code }
      guard !own.isEmpty else { return nil }
      let towns = Dictionary(grouping: own) { rules?.towns[$0.code] ?? "" }.filter { !$0.key.isEmpty }
      return District(
        code: district.code, name: district.name, count: Words.grouped(own.count),
        towns: towns.keys.sorted().map {
          ListChoice(value: "\(district.code)/\($0)", name: "\($0)（\(towns[$0]?.count ?? 0)）")
        })
    }
  }

  /// Shows why something was not assigned.
  mutating func refuse(_ findings: [Finding], _ language: Language) {
    faults = findings.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  /// The codes of the communities that a form of this page names: whole districts, towns, and single codes.
  static func communities(_ fields: FormFields, _ round: TitleRound, _ rules: ReviewRules) -> [String] {
    let districts = Set(fields.all("district"))
    let towns = Set(fields.all("town"))
    let codes = Set((fields["codes"] ?? "").split { $0.isWhitespace || ",，、;；".contains($0) }.map(String.init))
    let chosen = ServiceDesk.marked(in: round).filter {
      districts.contains($0.district) || towns.contains("\($0.district)/\(rules.towns[$0.code] ?? "")")
    }.map(\.code)
    return chosen + codes.subtracting(chosen).sorted()
  }
}
