import Findings
import Operations
import Store
import Titles

/// One's own long work: how far each piece has come and what came of it, and the form to have districts scored without waiting.
struct JobsPage: Page {
  static let template = "round/jobs"

  /// A piece of work.
  struct Row: Hashable, Sendable {
    var name: String
    var round: String
    var roundLink: String
    var districts: String
    var made: String
    var state: String
    var kind: String
    var step: String?
    var done: String
    var total: String
    var hasTotal: Bool
    var findings: [FindingRow]
    var cancelLink: String?
  }

  var title: String
  var rows: [Row]
  var hasRows: Bool
  var isUnderWay: Bool
  var districts: [ListChoice] = []
  var canStart = false
  var startsAll = false

  /// - Parameters:
  ///   - round: the round that work can be asked for in; nil if there is none.
  ///   - progress: how far a job has come.
  ///   - outcome: what came of a job.
  init(
    _ jobs: [JobRecord], _ round: TitleRound?, for visitor: Visitor,
    progress: (JobRecord) -> Workbench.Progress?, outcome: (JobRecord) -> JobOutcome?, _ language: Language
  ) {
    title = Words.text("jobs", language)
    let names = Dictionary((round?.districts ?? []).map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    rows = jobs.map { job in
      let come = progress(job)
      return Row(
        name: RoundAction.Kind.evaluate.name[language].capitalisedFirst, round: job.round,
        roundLink: "/rounds/\(job.round.escapedForQuery)",
        districts: job.districts.isEmpty
          ? Words.text("allWaiting", language)
          : job.districts.map { names[$0] ?? $0 }.joined(separator: language == .chinese ? "、" : ", "),
        made: Moment(seconds: job.made).local, state: JobsPage.name(job.state)[language],
        kind: JobsPage.kind(job.state), step: come?.step[language], done: String(come?.done ?? 0),
        total: String(come?.total ?? 0), hasTotal: (come?.total ?? 0) > 0,
        findings: (outcome(job)?.readable ?? []).prefix(20).map { FindingRow($0, language) },
        cancelLink: job.state.isOver ? nil : "/jobs/\(job.id.escapedForQuery)/cancel")
    }
    hasRows = !rows.isEmpty
    isUnderWay = jobs.contains { !$0.state.isOver }
    guard let round, ActionPage.isOffered(.evaluate, round, visitor.grant.role, district: visitor.district) else {
      return
    }
    canStart = true
    startsAll = visitor.district == nil
    districts = round.districts.filter { visitor.district == nil || visitor.district == $0.code }
      .map { ListChoice(value: $0.code, name: $0.name, isChosen: visitor.district == $0.code) }
  }

  private static func name(_ state: JobRecord.State) -> Bilingual {
    switch state {
    case .waiting: Bilingual("排队中", "waiting")
    case .running: Bilingual("计算中", "running")
    case .done: Bilingual("已完成", "done")
    case .failed: Bilingual("未完成", "failed")
    case .cancelled: Bilingual("已取消", "cancelled")
    case .interrupted: Bilingual("已中断，未作改动", "interrupted, nothing changed")
    }
  }

  private static func kind(_ state: JobRecord.State) -> String {
    switch state {
    case .waiting, .running: "wait"
    case .done: "good"
    case .failed, .interrupted: "wrong"
    case .cancelled: ""
    }
  }
}
