import Findings
import Operations
import Titles

/// Which communities are checked on the spot, and by whom: the draw with its lots, how far the checks have come, and the form that draws.
struct SpotChecksPage: Page {
  static let template = "leaders/spot-checks"

  /// A check.
  struct Row: Hashable, Sendable {
    var name: String
    var code: String
    var district: String
    var lot: String
    var checker: String
    var isOwn: Bool
    var state: String
    var kind: String
    var record: String
    var enterLink: String?
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var tabs: [Section]
  var hasTabs: Bool
  var figures: [Figure]
  var rows: [Row]
  var hasRows: Bool
  var mayDraw: Bool
  var waits: Bool
  var drawWord: String
  var checkers: [ListChoice]

  /// - Parameters:
  ///   - draw: the newest draw; nil before there is one.
  ///   - checkers: who may be drawn to check.
  init(_ round: TitleRound, _ draw: SpotCheckDraw?, checkers: [String], for visitor: Visitor, _ language: Language) {
    title = Words.text("spotChecks", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    let base = roundLink
    link = base + "/spot-checks"
    tabs = RoundTabs.list(round, visitor, at: "/spot-checks", language)
    hasTabs = !tabs.isEmpty
    let checks = Dictionary(round.spotChecks.map { ($0.community, $0) }, uniquingKeysWith: { _, last in last })
    let mayEnter = ActionPage.isOffered(.spotCheck, round, visitor.grant.role)
    rows = (draw?.lots ?? []).map { lot in
      let check = checks[lot.community]
      let isOwn = lot.checker == visitor.user
      let word = check.map { $0.isPassed ? "checkPassed" : "checkFailed" } ?? "notChecked"
      return Row(
        name: round.communities[lot.community]?.name ?? lot.community.description, code: lot.code,
        district: round.districts.first { $0.code == lot.district }?.name ?? lot.district,
        lot: String(lot.lot.prefix(12)), checker: lot.checker, isOwn: isOwn, state: Words.text(word, language),
        kind: check.map { $0.isPassed ? "good" : "wrong" } ?? "wait", record: check?.record ?? "",
        enterLink: isOwn && check == nil && mayEnter
          ? "\(base)/actions/spotCheck?community=\(lot.code.escapedForQuery)" : nil)
    }
    hasRows = !rows.isEmpty
    let done = rows.count { $0.kind != "wait" }
    figures =
      hasRows
      ? [
        Figure(title, Words.grouped(rows.count)),
        Figure(Words.text("notChecked", language), Words.grouped(rows.count - done)),
      ] : []
    let isDrawer = visitor.grant.role == .leadingGroupOffice
    mayDraw = isDrawer && round.phase == .cityReview
    waits = isDrawer && !mayDraw && !hasRows
    drawWord = Words.text(hasRows ? "drawAgain" : "drawNow", language)
    self.checkers = checkers.map { ListChoice(value: $0, name: $0) }
  }
}
