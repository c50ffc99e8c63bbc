import Findings
import Titles

/// The batches of paper questionnaires of a round, and the form for another.
struct PaperListPage: Page {
  static let template = "paper/list"

  /// A batch.
  struct Row: Hashable, Sendable {
    var link: String
    var name: String
    var about: String
    var stage: String
    var kind: String
    var typists: String
    var open: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var rows: [Row]
  var hasRows: Bool
  var mayOpen: Bool
  var scopes: [ListChoice]
  var choosesScope: Bool

  init(_ round: TitleRound, _ batches: [PaperBatch], for visitor: Visitor, _ language: Language) {
    title = Words.text("paper", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    let base = roundLink + "/paper"
    link = base
    rows = batches.map { batch in
      Row(
        link: "\(base)/\(batch.id)", name: batch.id, about: UploadsPage.name(batch.scope, round, language),
        stage: batch.stage.name[language], kind: PaperListPage.kind(batch.stage),
        typists: batch.typings.map(\.user).joined(separator: language == .chinese ? "、" : ", "),
        open: batch.openDifferences.isEmpty ? "" : Words.grouped(batch.openDifferences.count))
    }
    hasRows = !rows.isEmpty
    mayOpen = RoundUpload.Kind.responses.roles.contains(visitor.grant.role) && round.phase == .collecting
    choosesScope = visitor.grant.scope == .all
    scopes = round.districts.map { ListChoice(value: "district:\($0.code)", name: $0.name) }
  }

  /// How a stage looks.
  static func kind(_ stage: PaperBatch.Stage) -> String {
    switch stage {
    case .opened, .typedOnce, .agreed: "wait"
    case .differing: "wrong"
    case .approved: "good"
    case .discarded: ""
    }
  }
}
