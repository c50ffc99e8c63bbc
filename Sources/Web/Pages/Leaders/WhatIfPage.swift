import Findings
import HTTPTypes
import Operations
import Reports
import Titles

/// What would come of an upheld objection: the question as a form, and who would move. It is computed and stored nowhere.
struct WhatIfPage: Page {
  static let template = "leaders/what-if"

  /// What was asked, as the fields have it.
  struct Question: Hashable, Sendable {
    var community = ""
    var change = ""
    var indicator = ""
    var points = ""
    var condition = ""
    var interviewer = ""

    /// The question of a query, whose values `value` tells by their names; an objection's number stands for its community.
    init(_ round: TitleRound, _ value: (String) -> String?) {
      func text(_ name: String) -> String { value(name) ?? "" }
      community = text("community")
      change = text("change")
      indicator = text("indicator")
      points = text("points")
      condition = text("condition")
      interviewer = text("interviewer")
      if community.isEmpty, let number = Int(text("objection")),
        let objection = round.objections.first(where: { $0.number == number }), let id = objection.community
      {
        community = id.description
      }
    }

    /// What the desk is asked; nil as long as nothing is asked.
    ///
    /// - Throws: 422 with every field that cannot be used.
    func whatIf(_ standing: DistrictStanding, _ language: Language) throws(ServiceFault) -> WhatIf? {
      guard !change.isEmpty else { return nil }
      var faults: [Finding] = []
      func refuse(_ word: String, _ found: String, _ wanted: String) {
        faults.append(
          Finding(
            .fieldInvalid, found: String(found.prefix(200)),
            details: [Words.text(word, language), Words.text(wanted, language)]))
      }
      let id = CommunityID(community)
      if id == nil { refuse("community", community, "chooseCommunity") }
      var asked: WhatIf.Change?
      switch change {
      case "marks":
        let choice = standing.indicators.first { $0.code == indicator }
        if choice == nil { refuse("indicator", indicator, "chooseIndicator") }
        let most = choice?.points.flatMap(Double.init) ?? 0
        if let value = Double(points), value >= 0, value <= most {
          asked = .marks(indicator: indicator, points: points)
        } else {
          refuse("points", points, "pointsWithin")
        }
      case "event":
        if standing.conditions.contains(where: { $0.code == condition }) {
          asked = .event(condition: condition)
        } else {
          refuse("condition", condition, "chooseCondition")
        }
      case "noEvents": asked = .noEvents
      case "withoutInterviewer":
        if interviewer.isEmpty { refuse("interviewer", interviewer, "writeInterviewer") }
        asked = .withoutInterviewer(interviewer)
      case "leavesOut": asked = .leavesOut
      default: refuse("change", change, "chooseChange")
      }
      guard faults.isEmpty, let id, let asked else {
        throw ServiceFault(.unprocessableContent, findings: faults)
      }
      return WhatIf(community: id, change: asked)
    }
  }

  /// A community that would move.
  struct MoveRow: Hashable, Sendable {
    var name: String
    var isAsked: Bool
    var score: String
    var rank: String
    var list: String
    var kind: String
    var certainty: String
    var note: String?
  }

  var title: String
  var roundName: String
  var roundLink: String
  var districtName: String
  var districtLink: String
  var link: String
  var objection: String?
  var communities: [ListChoice]
  var indicators: [ListChoice]
  var conditions: [ListChoice]
  var hasConditions: Bool
  var points: String
  var interviewer: String
  var isMarks = false
  var isEvent = false
  var isNoEvents = false
  var isWithoutInterviewer = false
  var isLeavesOut = false
  var faults: [FindingRow] = []
  var hasFaults = false
  var verdict: Notice?
  var moves: [MoveRow] = []
  var hasMoves = false
  var moreMoves: String?
  var others: String?
  var chart: String?

  /// Rows of the table of moves.
  private static let mostMoves = 60

  init(
    _ question: Question, _ standing: DistrictStanding, _ district: RoundDistrict, in round: TitleRound,
    objection: Objection?, _ language: Language
  ) {
    title = Words.text("whatIf", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    districtName = district.name
    districtLink = "\(roundLink)/districts/\(district.code.escapedForQuery)"
    link = districtLink + "/what-if"
    self.objection = objection.map { "\($0.number)\(language == .chinese ? "：" : ": ")\($0.ground)" }
    // Also those whom an event bars: whether it holds is one of the questions.
    communities = round.communities.values
      .filter { $0.district == district.code && $0.stage == .qualified }.sorted { $0.code < $1.code }
      .map { ListChoice(value: $0.id.description, name: $0.name, isChosen: $0.id.description == question.community) }
    indicators = standing.indicators.map {
      ListChoice(
        value: $0.code, name: "\($0.code) \($0.name[language])（\($0.points ?? "")）",
        isChosen: $0.code == question.indicator
      )
    }
    conditions = standing.conditions.map {
      ListChoice(value: $0.code, name: "\($0.code) \($0.name[language])", isChosen: $0.code == question.condition)
    }
    hasConditions = !conditions.isEmpty
    points = question.points
    interviewer = question.interviewer
    isMarks = question.change == "marks" || question.change.isEmpty
    isEvent = question.change == "event"
    isNoEvents = question.change == "noEvents"
    isWithoutInterviewer = question.change == "withoutInterviewer"
    isLeavesOut = question.change == "leavesOut"
  }

  /// Shows what is wrong with a question.
  mutating func refuse(_ findings: [Finding], _ language: Language) {
    faults = findings.map { FindingRow($0, language) }
    hasFaults = true
  }

  /// Shows what would come of it.
  mutating func answer(_ outcome: WhatIfOutcome, _ language: Language) {
    verdict = WhatIfPage.verdict(outcome, language)
    let moved = outcome.moves.filter { $0.isMoved || $0.isAsked }
    moves = moved.prefix(WhatIfPage.mostMoves).map { WhatIfPage.row($0, language) }
    hasMoves = !moves.isEmpty
    let more = moved.count - moves.count
    moreMoves =
      more > 0 ? Words.count(more, "个社区名次有变，未列出", "more community moves", "more communities move", language) : nil
    if !outcome.otherDistricts.isEmpty {
      others =
        Words.text("otherListsToo", language)
        + outcome.otherDistricts.joined(separator: language == .chinese ? "、" : ", ")
    }
    chart =
      RatingCharts.district(
        outcome.after.district, number: 1, confidence: outcome.after.confidence, language
      ).detail?.markup.source
  }

  private static func verdict(_ outcome: WhatIfOutcome, _ language: Language) -> Notice {
    let comma = language == .chinese ? "、" : ", "
    let entering = outcome.entering.map(\.before.name).joined(separator: comma)
    let leaving = outcome.leaving.map(\.before.name).joined(separator: comma)
    if outcome.opensTie {
      return Notice(.wait, Words.text("wouldTie", language))
    }
    guard !entering.isEmpty || !leaving.isEmpty else { return Notice(.good, Words.text("listWouldStand", language)) }
    return Notice(
      .wait,
      language == .chinese
        ? "名单会变：" + (entering.isEmpty ? "" : "\(entering)进入") + (entering.isEmpty || leaving.isEmpty ? "" : "，")
          + (leaving.isEmpty ? "" : "\(leaving)退出") + "。"
        : "The list would change: " + (entering.isEmpty ? "" : "\(entering) in")
          + (entering.isEmpty || leaving.isEmpty ? "" : "; ") + (leaving.isEmpty ? "" : "\(leaving) out") + ".")
  }

  private static func row(_ move: WhatIfOutcome.Move, _ language: Language) -> MoveRow {
    func both(_ before: String, _ after: String) -> String { before == after ? before : "\(before) → \(after)" }
    func list(_ place: RatingReport.Place) -> String {
      place.isPending
        ? Words.text("tied", language)
        : Words.text(place.isInQuota == true ? "shortlisted" : "notShortlisted", language)
    }
    let (before, after) = (move.before, move.after)
    return MoveRow(
      name: before.fullName, isAsked: move.isAsked,
      score: both(DisplayNumber.score(before.score?.value), DisplayNumber.score(after.score?.value)),
      rank: both(before.rank.map(String.init) ?? "–", after.rank.map(String.init) ?? "–"),
      list: both(list(before), list(after)), kind: before.isInQuota == after.isInQuota ? "" : "wait",
      certainty: both(DisplayNumber.probability(before.probability), DisplayNumber.probability(after.probability)),
      note: after.exclusion?[language])
  }
}
