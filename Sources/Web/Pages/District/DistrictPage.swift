import Findings
import Operations
import Reports
import Titles

/// A district in a round: its list with the line, what is undecided there, its notice and its objections.
struct DistrictPage: Page {
  static let template = "district/district"

  /// A community of the ranking.
  struct Row: Hashable, Sendable {
    var rank: String
    var name: String
    var code: String
    var score: String
    var verdict: String
    var kind: String
    var rowClass: String
    var interval: String
    var certainty: String
    var sureness: String?
    var surenessKind: String
  }

  /// An objection.
  struct ObjectionRow: Hashable, Sendable {
    var number: String
    var about: String
    var ground: String
    var received: String
    var state: String
    var kind: String
    var reason: String
    /// Where to see what would come of it; nil if it is not about a community.
    var whatIfLink: String?
  }

  var title: String
  var roundName: String
  var roundLink: String
  var stage: String
  var stageKind: String
  var figures: [Figure]
  var notices: [Notice]
  var rows: [Row]
  var hasRows: Bool
  var objections: [ObjectionRow]
  var hasObjections: Bool
  var returns: [String]
  var hasReturns: Bool
  var tableLink: String
  var whatIfLink: String
  var shortlistLink: String
  var fieldLink: String
  var lineSentence: String?
  /// Why places are shown without their certainty; nil if they are not.
  var obstacle: String?
  var overviewChart: String?
  var detailChart: String?

  /// - Parameters:
  ///   - standing: the list with how sure each place is; nil before it was scored, or if it cannot be computed again.
  ///   - obstacle: why it cannot.
  init(
    _ district: RoundDistrict, in round: TitleRound, standing: DistrictStanding?, obstacle: String? = nil,
    _ language: Language
  ) {
    title = district.name
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    let base = "\(roundLink)/districts/\(district.code.escapedForQuery)"
    tableLink = base + "/ranking.csv"
    whatIfLink = base + "/what-if"
    shortlistLink = base + "/shortlist"
    fieldLink = base + "/field"
    self.obstacle = obstacle
    lineSentence = standing.flatMap { LineView.sentence($0, language) }
    let charts = standing.map {
      RatingCharts.district($0.district, number: 1, confidence: $0.confidence, language)
    }
    overviewChart = charts?.overview?.markup.source
    detailChart = charts?.detail?.markup.source
    let places = Dictionary(
      (standing?.district.places ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    stage = district.stage.name[language]
    stageKind = RoundPage.kind(district.stage)
    figures = [
      Figure(Words.text("communities", language), Words.grouped(district.communityCount)),
      Figure(Words.text("titles", language), Words.grouped(district.seats)),
      Figure(Words.text("ranked", language), Words.grouped(round.partakers(district).count)),
    ]
    let line = round.line(district)
    let shortlist = Set(round.shortlist(district) ?? line.certain)
    let partakers = round.partakers(district)
    let last = partakers.lastIndex { shortlist.contains($0.id) }
    rows = partakers.enumerated().map { index, entry in
      let community = round.communities[entry.id]
      let isIn = shortlist.contains(entry.id)
      let isTied = line.tied.contains(entry.id) && round.shortlist(district) == nil
      let word = isTied ? "tied" : isIn ? "shortlisted" : "notShortlisted"
      let place = community.flatMap { places[$0.code] }
      return Row(
        rank: String(entry.rank), name: community?.name ?? entry.id.description, code: community?.code ?? "",
        score: DistrictPage.score(entry.score), verdict: Words.text(word, language),
        kind: isTied ? "wait" : isIn ? "good" : "",
        rowClass: (isIn ? "in" : "") + (index == last ? " at-line" : ""),
        interval: place.map { DisplayNumber.interval($0.score?.lower, $0.score?.upper) } ?? "",
        certainty: place.map { DisplayNumber.probability($0.probability) } ?? "",
        sureness: place?.certainty?.words[language],
        surenessKind: place?.certainty == .open ? "wait" : place?.certainty == .secureIn ? "good" : "")
    }
    hasRows = !rows.isEmpty
    var notices: [Notice] = []
    if round.shortlist(district) == nil {
      notices.append(
        Notice(
          .wait,
          language == .chinese
            ? "名额线上 \(line.tied.count) 个社区并列，余 \(line.seatsLeft) 个名额，须由人决定并说明理由。"
            : "\(line.tied.count) communities tie at the line for \(line.seatsLeft); people must decide and say why."))
    }
    if let notice = district.notice, let end = notice.lastDay {
      notices.append(
        Notice(
          .plain,
          language == .chinese
            ? "公示期 \(notice.from) 至 \(end)（\(notice.workingDays) 个工作日）。"
            : "On public notice from \(notice.from) to \(end) (\(notice.workingDays) working days)."))
    }
    if !district.tieDecision.isEmpty {
      notices.append(Notice(.plain, (language == .chinese ? "并列的决定：" : "The tie was decided: ") + district.tieDecision))
    }
    self.notices = notices
    returns = district.returns
    hasReturns = !returns.isEmpty
    objections = round.objections.filter { $0.district == district.code }.map { objection in
      let about = objection.community.flatMap { round.communities[$0]?.name } ?? Words.text("wholeList", language)
      let state =
        objection.answered == nil
        ? "openOne" : objection.isUpheld ? (objection.awaitsScores ? "upheldWaits" : "upheld") : "notUpheld"
      return ObjectionRow(
        number: String(objection.number), about: about, ground: objection.ground,
        received: objection.received.description,
        state: Words.text(state, language), kind: objection.isOpen ? "wait" : "good", reason: objection.reason,
        whatIfLink: objection.community == nil || district.ranking.isEmpty
          ? nil : "\(base)/what-if?objection=\(objection.number)")
    }
    hasObjections = !objections.isEmpty
  }

  /// A score with two decimals; ranks come from the unrounded one.
  static func score(_ score: Double) -> String {
    guard score.isFinite, abs(score) < 1e9 else { return "" }
    let hundredths = Int((score * 100).rounded())
    let digits = String(hundredths.magnitude % 100)
    return (hundredths < 0 ? "−" : "") + "\(hundredths.magnitude / 100)." + (digits.count < 2 ? "0" : "") + digits
  }
}
