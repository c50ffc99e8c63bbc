import Findings
import Operations
import Reports
import Titles

/// How far a district's interviews have come, and what stands out in them before anything is scored.
struct FieldPage: Page {
  static let template = "district/field"

  /// A community.
  struct Row: Hashable, Sendable {
    var name: String
    var code: String
    var usable: String
    var open: String
    var isOpen: Bool
    var units: String
    var missing: String
    var duplicates: String
    var alike: String
    var straight: String
    var speeders: String
  }

  /// An interviewer who stands out.
  struct InterviewerRow: Hashable, Sendable {
    var name: String
    var interviews: String
    var alike: String
    var straight: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var districtName: String
  var districtLink: String
  var csvLink: String
  var uploadsLink: String?
  var isThere: Bool
  var hasFiles = false
  var verdict: Notice?
  var figures: [Figure] = []
  var chart: String?
  var rows: [Row] = []
  var hasDrawn = false
  var interviewers: [InterviewerRow] = []
  var hasInterviewers = false
  var elsewhere: String?
  var unscreened: String?

  /// Bars of the drawing.
  private static let mostBars = 40

  init(
    _ progress: FieldProgress?, _ district: RoundDistrict, in round: TitleRound, for visitor: Visitor,
    _ language: Language
  ) {
    title = Words.text("fieldWork", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    districtName = district.name
    districtLink = "\(roundLink)/districts/\(district.code.escapedForQuery)"
    csvLink = districtLink + "/field.csv"
    uploadsLink = Service.uploadReaders.contains(visitor.grant.role) ? roundLink + "/uploads" : nil
    isThere = progress != nil
    guard let progress else { return }
    hasFiles = !progress.files.isEmpty
    let comma = language == .chinese ? "、" : ", "
    verdict = FieldPage.verdict(progress, language)
    hasDrawn = progress.communities.contains { $0.unitsDrawn != nil }
    let (drawn, reached) = (progress.sum { $0.unitsDrawn ?? 0 }, progress.sum(\.unitsReached))
    let possible = progress.sum(\.possible)
    figures = [
      Figure(Words.text("interviews", language), Words.grouped(progress.sum(\.interviews))),
      Figure(Words.text("usable", language), Words.grouped(progress.sum(\.usable))),
      Figure(
        Words.text("completeCommunities", language), Words.grouped(progress.complete),
        "/ " + Words.grouped(progress.communities.count)),
    ]
    if hasDrawn {
      figures.append(
        Figure(Words.text("unitsReached", language), Words.grouped(reached), "/ " + Words.grouped(drawn)))
    }
    if possible > 0 {
      figures.append(
        Figure(
          Words.text("missingAnswers", language),
          DisplayNumber.probability(Double(progress.sum(\.missing)) / Double(possible))))
    }
    // Who has furthest to go comes first.
    let sorted = progress.communities.sorted { ($0.usable, $0.code) < ($1.usable, $1.code) }
    rows = sorted.map { FieldPage.row($0, needed: progress.needed) }
    chart = FieldPage.chart(sorted, progress, language)?.markup.source
    interviewers = progress.interviewers.map {
      InterviewerRow(
        name: $0.name, interviews: String($0.interviews), alike: DisplayNumber.probability($0.alike),
        straight: DisplayNumber.probability($0.straight))
    }
    hasInterviewers = !interviewers.isEmpty
    if progress.elsewhere > 0 {
      elsewhere = Words.count(
        progress.elsewhere, "份答卷不属于本区参评社区", "interview is about none of these communities",
        "interviews are about none of these communities", language)
    }
    if !progress.unscreened.isEmpty {
      unscreened = Words.text("unscreened", language) + progress.unscreened.joined(separator: comma)
    }
  }

  private static func verdict(_ progress: FieldProgress, _ language: Language) -> Notice {
    let left = progress.communities.reduce(0) { $0 + max(0, progress.needed - $1.usable) }
    guard !progress.files.isEmpty else { return Notice(.wait, Words.text("noInterviews", language)) }
    if left == 0 {
      let below = progress.communities.count { $0.usable < progress.advised }
      guard below > 0 else { return Notice(.good, Words.text("enoughInterviews", language)) }
      return Notice(
        .wait,
        language == .chinese
          ? "都已达到最低 \(progress.needed) 份；\(below) 个社区少于建议的 \(progress.advised) 份，区间会较宽。"
          : "All have the least of \(progress.needed); \(below) have fewer than the advised \(progress.advised), so their intervals will be wide."
      )
    }
    let open = progress.communities.count - progress.complete
    return Notice(
      .wait,
      language == .chinese
        ? "\(open) 个社区还差共 \(Words.grouped(left)) 份有效答卷（每个至少 \(progress.needed) 份）。"
        : "\(open) communities need \(Words.grouped(left)) more usable interviews (at least \(progress.needed) each).")
  }

  private static func row(_ community: FieldProgress.Community, needed: Int) -> Row {
    func number(_ count: Int) -> String { count == 0 ? "" : String(count) }
    let open = max(0, needed - community.usable)
    return Row(
      name: community.name, code: community.code, usable: "\(community.usable) / \(needed)", open: number(open),
      isOpen: open > 0, units: community.unitsDrawn.map { "\(community.unitsReached) / \($0)" } ?? "",
      missing: community.missingShare.map { DisplayNumber.probability($0) } ?? "",
      duplicates: number(community.duplicates), alike: number(community.nearDuplicates),
      straight: number(community.straight), speeders: number(community.speeders))
  }

  private static func chart(
    _ communities: [FieldProgress.Community], _ progress: FieldProgress, _ language: Language
  ) -> Chart? {
    guard progress.needed > 0 else { return nil }
    let shown = communities.filter { $0.usable < progress.needed }.prefix(mostBars)
    return ShareBars.chart(
      shown.map {
        ShareBars.Row(
          name: $0.name, share: Double($0.usable) / Double(progress.needed),
          label: "\($0.usable) / \(progress.needed)", isMarked: true)
      }, name: "progress", title: Words.text("behind", language), description: Words.text("behindHelp", language))
  }
}
