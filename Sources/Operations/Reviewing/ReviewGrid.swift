public import Scoring
public import Store
public import Titles

/// A reviewer's grid: communities down, indicators across, and what has been typed so far.
public struct ReviewGrid: Sendable {
  /// The assignment.
  public let record: ReviewGridRecord
  /// The communities in the order of their codes.
  public let communities: [RoundCommunity]
  /// The indicators in the order of the standard.
  public let forms: [CellForm]
  /// The round's rules.
  public let rules: ReviewRules
  /// How the tables name the rater.
  let rater: ReviewTables.Rater
  private let drafts: [String: DraftRecord]

  init(
    _ record: ReviewGridRecord, _ round: TitleRound, _ rules: ReviewRules, drafts: [DraftRecord], today: CalendarDay
  ) {
    self.record = record
    self.rules = rules
    communities = record.communities.compactMap { round.communities[$0] }.sorted { $0.code < $1.code }
    forms = rules.forms.filter { record.indicators.contains($0.indicator.code) }
    self.drafts = Dictionary(drafts.map { ($0.field, $0) }, uniquingKeysWith: { _, last in last })
    var department = record.scope.description
    if case .department(let name) = record.scope { department = name }
    rater = ReviewTables.Rater(
      reviewer: record.reviewer, department: department, date: rules.day(of: today), prefix: "G\(record.id)")
  }

  /// Where the uploads of this grid stand: a part of the department, so that no other file takes their place.
  public var uploadScope: Scope { record.scope.part(String(record.id)) ?? record.scope }

  /// The day that its marks bear.
  public var day: String { rater.date }

  /// Whether a community has the indicator.
  public func has(_ form: CellForm, _ community: RoundCommunity) -> Bool {
    rules.applies(form.indicator.code, to: community.code)
  }

  /// The cells in all, and those with something in them; what was typed is not judged here.
  public var progress: (filled: Int, total: Int) {
    var (filled, total) = (0, 0)
    for community in communities {
      for form in forms where has(form, community) {
        total += 1
        let draft = drafts[ReviewGrid.field(record.id, community.code, form.indicator.code)]
        if draft.map({ !ReviewGrid.parts($0.value).text.isEmpty }) == true { filled += 1 }
      }
    }
    return (filled, total)
  }

  /// The cells of a community, judged by the standard's rules.
  public func cells(_ community: RoundCommunity) -> [ReviewCell] {
    guard let book = rules.book(community.code) else { return [] }
    return forms.filter { has($0, community) }.map { form in
      let draft = drafts[ReviewGrid.field(record.id, community.code, form.indicator.code)]
      return cell(form, community.code, book, draft)
    }
  }

  /// A cell with this draft.
  func cell(_ form: CellForm, _ community: String, _ book: EvidenceBook, _ draft: DraftRecord?) -> ReviewCell {
    let (text, document) = ReviewGrid.parts(draft?.value ?? "")
    return ReviewCell(
      community: community, indicator: form.indicator.code, text: text, document: document,
      version: draft?.version ?? 0,
      reading: CellReading(form, book, text: text, document: document, rater: rater))
  }

  /// The name under which a cell's draft is kept.
  static func field(_ grid: Int, _ community: String, _ indicator: String) -> String {
    prefix(grid) + "\(community)/\(indicator)"
  }

  /// What the names of a grid's drafts begin with.
  static func prefix(_ grid: Int) -> String { "grid/\(grid)/" }

  /// A draft's two parts: what was typed, and what it rests on.
  static func parts(_ value: String) -> (text: String, document: String) {
    let parts = value.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
  }
}

/// A cell of a grid as it stands.
public struct ReviewCell: Hashable, Sendable {
  /// The community's code.
  public var community: String
  /// The indicator's code.
  public var indicator: String
  /// What was typed.
  public var text: String
  /// What it rests on, or why it is left unrated.
  public var document: String
  /// How often it was changed; the next change names it.
  public var version: Int
  /// What it comes to.
  public var reading: CellReading
}

/// What somebody types into a cell.
public struct CellEntry: Hashable, Sendable, Decodable {
  /// The community's code.
  public var community: String
  /// The indicator's code.
  public var indicator: String
  /// What was typed.
  public var text: String
  /// What it rests on; nil leaves it as it is.
  public var document: String?
  /// The version that was seen; nil overwrites.
  public var version: Int?

  /// An entry.
  public init(community: String, indicator: String, text: String, document: String? = nil, version: Int? = nil) {
    self.community = community
    self.indicator = indicator
    self.text = text
    self.document = document
    self.version = version
  }
}
