import Findings
import Operations
import Seals
import Store
import Titles

/// What is due for the visitor today.
struct WorkPage: Page {
  static let template = "round/work"

  /// Something to do, with the way to it.
  struct Task: Hashable, Sendable {
    var name: String
    var detail: String
    var link: String
  }

  var title: String
  var roundName: String?
  var roundLink: String?
  var phase: String?
  var tasks: [Task]
  var hasTasks: Bool
  /// What is possible as well, but waits for nobody.
  var others: [Task] = []
  var hasOthers = false
  var help: String
  var deadlines: [Deadline] = []
  var hasDeadlines = false
  var listLink: String?

  init(
    _ rounds: [RoundSummary], _ round: TitleRound?, for visitor: Visitor, on today: CalendarDay, _ language: Language
  ) {
    title = Words.text("today", language)
    let role = visitor.grant.role
    help = Words.text("help_" + role.rawValue.filter { $0 != "-" }, language)
    guard let round else {
      tasks =
        role == .leadingGroupOffice
        ? [Task(name: Words.text("openRound", language), detail: Words.text("noRoundYet", language), link: "/rounds")]
        : []
      hasTasks = !tasks.isEmpty
      return
    }
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    phase = round.phase.name[language]
    let due = DueWork(round, for: visitor, on: today)
    deadlines = due.days.map { Deadline($0, on: today, language) }
    hasDeadlines = !deadlines.isEmpty
    if let district = visitor.district, round.districts.contains(where: { $0.code == district }) {
      listLink = "/rounds/\(round.id.escapedForQuery)/districts/\(district.escapedForQuery)"
    }
    let base = "/rounds/\(round.id.escapedForQuery)"
    var tasks = due.tasks.map {
      Task(name: $0.name[language], detail: $0.help[language], link: "\(base)/\($0.page)")
    }
    for action in due.actions {
      let task = Task(
        name: action.kind.name[language].capitalisedFirst, detail: RoundRule.of(action.kind).requires[language],
        link: "\(base)/actions/\(action.kind.rawValue)")
      if action.isDue {
        tasks.append(task)
      } else {
        others.append(task)
      }
    }
    hasOthers = !others.isEmpty
    self.tasks = tasks
    hasTasks = !tasks.isEmpty
  }
}

/// All rounds, and for the office the form to open one.
struct RoundListPage: Page {
  static let template = "round/rounds"

  /// A round.
  struct Row: Hashable, Sendable {
    var link: String
    var year: String
    var name: String
    var phase: String
    var events: String
  }

  var title: String
  var rows: [Row]
  var hasRows: Bool
  var canOpen: Bool

  init(_ rounds: [RoundSummary], for visitor: Visitor, _ language: Language) {
    title = Words.text("rounds", language)
    rows = rounds.map {
      Row(
        link: "/rounds/\($0.id.escapedForQuery)", year: String($0.year), name: "\($0.title)（\($0.id)）",
        phase: $0.phase.name[language], events: Words.grouped($0.version))
    }
    hasRows = !rows.isEmpty
    canOpen = visitor.grant.role == .leadingGroupOffice
  }
}
