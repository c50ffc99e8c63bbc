import Findings
import Operations
import Reports
import Store
import Surveys
import Titles

/// The online survey of a round: batches of invitations with what came back, and the form for more.
struct InvitationsPage: Page {
  static let template = "resident/invitations"

  /// A batch.
  struct Row: Hashable, Sendable {
    var number: String
    var made: String
    var until: String
    var sent: String
    var answered: String
    var rate: String
    var state: String
    var kind: String
    var voidLink: String
    var canVoid: Bool
    var communities: [Community]
  }

  /// A community of a batch.
  struct Community: Hashable, Sendable {
    var name: String
    var code: String
    var sent: String
    var answered: String
    var rate: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var rows: [Row]
  var hasRows: Bool
  var canInvite: Bool
  var canTake: Bool
  var list: String
  var until: String
  var address: String
  var faults: [FindingRow] = []
  var hasFaults = false

  init(
    _ batches: [ServiceDesk.BatchProgress], in round: TitleRound, today: CalendarDay, address: String, mayInvite: Bool,
    _ language: Language
  ) {
    title = Words.text("invitations", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    let base = roundLink + "/invitations"
    link = base
    let names = Dictionary(round.communities.values.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    rows = batches.map { entry in
      let batch = entry.batch
      let isOver = batch.until < today
      return Row(
        number: String(batch.id), made: (Moment(batch.madeAt)?.local ?? batch.madeAt) + " " + batch.madeBy,
        until: batch.until.description, sent: Words.grouped(batch.invitations), answered: Words.grouped(entry.answered),
        rate: InvitationsPage.percent(entry.answered, batch.invitations),
        state: Words.text(batch.isVoid ? "isVoid" : isOver ? "isOver" : "isRunning", language),
        kind: batch.isVoid ? "wrong" : isOver ? "" : "good", voidLink: "\(base)/\(batch.id)/void",
        canVoid: mayInvite && !batch.isVoid,
        communities: entry.communities.sorted { $0.key < $1.key }.map { code, counts in
          Community(
            name: names[code] ?? code, code: code, sent: Words.grouped(counts.sent),
            answered: Words.grouped(counts.answered), rate: InvitationsPage.percent(counts.answered, counts.sent))
        })
    }
    hasRows = !rows.isEmpty
    canInvite = mayInvite && round.phase == .collecting
    canTake = canInvite && batches.contains { $0.answered > 0 }
    let example = ServiceDesk.marked(in: round).first?.code ?? ""
    list = "community_id,stratum,psu,weight,count\n\(example),1,001,1,10"
    until = ""
    self.address = address
  }

  /// Shows what is wrong with a list, and what was typed.
  mutating func refuse(_ findings: [Finding], _ fields: FormFields, _ language: Language) {
    faults = findings.prefix(40).map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
    list = fields["list"] ?? list
    until = fields["until"] ?? until
    address = fields["address"] ?? address
  }

  private static func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "" : "\(Int((100 * Double(part) / Double(whole)).rounded())) %"
  }
}

/// The cards of a batch, to be printed now: their codes are kept nowhere.
struct InvitationCardsPage: Page {
  static let template = "resident/cards"

  /// A card.
  struct Card: Hashable, Sendable {
    var qrChart: String
    var code: String
    var community: String
    var number: String
  }

  var title: String
  var backLink: String
  var address: String
  var until: String
  var minutes: String
  var cards: [Card]
  var styles = StaticFiles.link("resident.css")

  init(
    _ batch: InvitationBatch, _ printed: [ServiceDesk.PrintedInvitation], _ questionnaire: Questionnaire,
    address: String, _ language: Language
  ) {
    title = "\(Words.text("batch", language)) \(batch.id)"
    backLink = "/rounds/\(batch.round.escapedForQuery)/invitations"
    self.address = "\(address)/q"
    until = batch.until.description
    minutes = QuestionnaireStartPage.minutes(questionnaire, language)
    cards = printed.map { card in
      Card(
        qrChart: QRSymbol("\(address)/q/\(card.code)")?.drawing(label: card.code).source ?? "", code: card.code,
        community: card.community, number: "\(batch.id)-\(card.number)")
    }
  }
}
