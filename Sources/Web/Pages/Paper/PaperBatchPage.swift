import Findings
import Operations
import Titles

/// A batch: where it stands, what the visitor can do with it, and where the two typings differ.
struct PaperBatchPage: Page {
  static let template = "paper/batch"

  /// A difference.
  struct Row: Hashable, Sendable {
    var place: Int
    var form: String
    var item: String
    var label: String
    var first: String
    var second: String
    var isForm: Bool
    var decided: String?
    var by: String
    var isOpen: Bool
  }

  var title: String
  var listLink: String
  var link: String
  var about: String
  var stage: String
  var kind: String
  var figures: [Figure]
  var notice: Notice
  var uploadLink: String?
  var typingLink: String?
  var fileLink: String?
  var rows: [Row]
  var hasRows: Bool
  var mayDecide: Bool
  var mayApprove: Bool
  var mayEnd: Bool
  var seen: Int
  var reason: String
  var faults: [FindingRow]
  var hasFaults: Bool
  var paperStyles = StaticFiles.link("paper.css")

  /// - Parameter labels: the questions by their names.
  init(
    _ batch: PaperBatch, in round: TitleRound, for visitor: Visitor, labels: [String: Bilingual],
    faults: [Finding] = [], _ language: Language
  ) {
    title = Words.text("batch", language) + " " + batch.id
    listLink = "/rounds/\(round.id.escapedForQuery)/paper"
    let base = "\(listLink)/\(batch.id)"
    link = base
    about = UploadsPage.name(batch.scope, round, language)
    stage = batch.stage.name[language]
    kind = PaperListPage.kind(batch.stage)
    seen = batch.eventCount
    reason = Words.text("paperReasonUsual", language)
    let hasTyped = batch.typings.contains { $0.user == visitor.user }
    func may(_ action: PaperAction.Kind) -> Bool {
      let rule = PaperRule.of(action)
      return rule.stages.contains(batch.stage) && batch.kind.roles.contains(visitor.grant.role)
        && (rule.isOpenToTypists || !hasTyped)
    }
    figures = batch.typings.enumerated().map { place, typing in
      Figure(
        Words.text(place == 0 ? "firstTyping" : "secondTyping", language) + " · " + typing.user,
        Words.grouped(typing.forms), Words.text("forms", language))
    }
    if !batch.differences.isEmpty {
      figures.append(Figure(Words.text("differences", language), Words.grouped(batch.differences.count)))
      figures.append(Figure(Words.text("openDifferences", language), Words.grouped(batch.openDifferences.count)))
    }
    notice = PaperBatchPage.notice(batch, hasTyped: hasTyped, language)
    uploadLink = batch.upload.map { "/rounds/\(round.id.escapedForQuery)/uploads/\($0)" }
    typingLink = may(.type) ? base + "/type" : nil
    fileLink = may(.type) ? base + "/file" : nil
    rows = batch.differences.enumerated().map { place, found in
      PaperBatchPage.row(found, place, labels[found.item]?[language] ?? "", language)
    }
    hasRows = !rows.isEmpty
    mayDecide = may(.resolve) && hasRows
    mayApprove = may(.approve)
    mayEnd = may(.sendBack) || may(.discard)
    self.faults = faults.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  private static func notice(_ batch: PaperBatch, hasTyped: Bool, _ language: Language) -> Notice {
    switch batch.stage {
    case .opened, .typedOnce, .differing, .agreed:
      if hasTyped { return Notice(.plain, Words.text("typedByYou", language)) }
      let word = batch.stage == .agreed ? "stageAgreed" : batch.stage == .differing ? "stageDiffers" : "stageWaits"
      return Notice(batch.stage == .agreed ? .good : .wait, Words.text(word, language))
    case .approved:
      return Notice(.good, Words.text("stageApproved", language) + (batch.upload.map(String.init) ?? ""))
    case .discarded: return Notice(.plain, Words.text("stageDiscarded", language))
    }
  }

  private static func row(
    _ found: PaperBatch.Difference, _ place: Int, _ label: String, _ language: Language
  ) -> Row {
    let isForm = found.item.isEmpty
    func shown(_ text: String?) -> String {
      if isForm { return Words.text(text == nil ? "formLacking" : "formThere", language) }
      return text.map { $0.isEmpty ? Words.text("blankCell", language) : $0 } ?? ""
    }
    let decided = found.decided.map { value -> String in
      if isForm { return Words.text(value == "keep" ? "keepForm" : "dropForm", language) }
      return value.isEmpty ? Words.text("blankCell", language) : value
    }
    return Row(
      place: place, form: found.form, item: found.item, label: label, first: shown(found.first),
      second: shown(found.second), isForm: isForm, decided: decided,
      by: [found.decidedBy, found.reason].filter { !$0.isEmpty }.joined(separator: " · "), isOpen: found.decided == nil)
  }

  /// The decisions of a form that this page showed: by the place of the difference, what counts.
  static func decisions(_ fields: FormFields, of batch: PaperBatch) -> [Int: String] {
    var decisions: [Int: String] = [:]
    for (place, found) in batch.differences.enumerated() {
      switch fields["pick\(place)"] {
      case "first": decisions[place] = found.item.isEmpty ? "keep" : found.first ?? ""
      case "second": decisions[place] = found.item.isEmpty ? "drop" : found.second ?? ""
      case "other": decisions[place] = fields["other\(place)"] ?? ""
      default: continue
      }
    }
    return decisions
  }
}
