import Findings
import Operations
import Store
import Titles

/// A reviewer's grids in a round.
struct MyGridsPage: Page {
  static let template = "reviewer/grids"

  /// A grid.
  struct Row: Hashable, Sendable {
    var link: String
    var name: String
    var detail: String
    var done: String
    var total: String
    var share: String
    var state: String
    var kind: String
    var due: String
    var hasDue: Bool
    var isLate: Bool
    var isOpen: Bool
  }

  var title: String
  var roundName: String
  var roundLink: String
  var rows: [Row]
  var hasRows: Bool

  init(_ grids: [ReviewGrid], in round: TitleRound, today: CalendarDay, _ language: Language) {
    title = Words.text("myGrids", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    rows = grids.map { grid in
      let record = grid.record
      let (filled, total) = grid.progress
      let sizes =
        language == .chinese
        ? "\(grid.communities.count) 个社区（村）× \(grid.forms.count) 项指标"
        : "\(grid.communities.count) communities × \(grid.forms.count) indicators"
      return Row(
        link: "/rounds/\(round.id.escapedForQuery)/reviews/\(record.id)",
        name: "\(record.scope.name) · \(Words.text("gridNumber", language)) \(record.id)", detail: sizes,
        done: Words.grouped(filled), total: Words.grouped(total),
        share: total == 0 ? "0" : String(100 * filled / total),
        state: MyGridsPage.name(record.state, language), kind: MyGridsPage.kind(record.state),
        due: record.due?.description ?? "", hasDue: record.due != nil,
        isLate: record.state.isOpen && record.due.map { $0 < today } ?? false,
        isOpen: record.state.isOpen)
    }
    hasRows = !rows.isEmpty
  }

  /// A state in words.
  static func name(_ state: ReviewGridRecord.State, _ language: Language) -> String {
    switch state {
    case .open: Words.text("gridOpen", language)
    case .submitted: Words.text("gridSubmitted", language)
    case .returned: Words.text("gridReturned", language)
    case .withdrawn: Words.text("gridWithdrawn", language)
    }
  }

  /// A state's look.
  static func kind(_ state: ReviewGridRecord.State) -> String {
    switch state {
    case .open: "wait"
    case .submitted: "good"
    case .returned: "wrong"
    case .withdrawn: ""
    }
  }
}
