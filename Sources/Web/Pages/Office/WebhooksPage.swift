import Findings
import Operations
import Store
import Titles

/// One's own webhooks: how each fares, and the form for another.
struct WebhooksPage: Page {
  static let template = "office/webhooks"

  /// A webhook.
  struct Row: Hashable, Sendable {
    var link: String
    var url: String
    var actions: String
    var state: String
    var kind: String
    var last: String
    var made: String
    var isPaused: Bool
  }

  /// The secret of a webhook that was made just now.
  struct Secret: Hashable, Sendable {
    var url: String
    var value: String
  }

  var title: String
  var rows: [Row]
  var hasRows: Bool
  var hosts: String
  var hasHosts: Bool
  var actions: [ListChoice]
  var url = ""
  var secret: Secret?
  var verdict: Notice?
  var faults: [FindingRow] = []
  var hasFaults = false

  /// - Parameter hosts: the hosts that may be sent to.
  init(_ hooks: [WebhookRecord], hosts: [String], _ language: Language) {
    title = Words.text("webhooks", language)
    rows = hooks.map { WebhooksPage.row($0, language) }
    hasRows = !rows.isEmpty
    self.hosts = hosts.joined(separator: ", ")
    hasHosts = !hosts.isEmpty
    actions = ServiceDesk.webhookActions.map { ListChoice(value: $0, name: WebhooksPage.name($0, language)) }
  }

  /// Shows what is wrong with an address or its actions, and what was chosen.
  mutating func refuse(_ findings: [Finding], _ fields: FormFields, _ language: Language) {
    faults = findings.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
    url = fields["url"] ?? ""
    let chosen = Set(fields.all("actions"))
    for index in actions.indices { actions[index].isChosen = chosen.contains(actions[index].value) }
  }

  /// Shows what came of a trial message.
  ///
  /// - Parameter status: the answer's; nil if there was none.
  mutating func show(trial status: Int?, of hook: WebhookRecord, _ language: Language) {
    let isTaken = status.map { (200...299).contains($0) } ?? false
    let found = status.map(String.init) ?? Words.text("noAnswer", language)
    verdict = Notice(
      isTaken ? .good : .wrong,
      hook.url + Words.text("colon", language) + Words.text(isTaken ? "trialTaken" : "trialFailed", language)
        + (language == .chinese ? "（\(found)）" : " (\(found))"))
  }

  private static func row(_ hook: WebhookRecord, _ language: Language) -> Row {
    let isFailing = hook.failures > 0
    let state =
      hook.isPaused
      ? Words.text("webhookPaused", language)
      : isFailing ? Words.text("webhookFailing", language) + " \(hook.failures)" : Words.text("webhookWell", language)
    return Row(
      link: "/webhooks/\(hook.id.escapedForQuery)", url: hook.url,
      actions: hook.actions.isEmpty
        ? Words.text("everyAction", language)
        : hook.actions.map { name($0, language) }.joined(separator: language == .chinese ? "、" : ", "),
      state: state, kind: hook.isPaused ? "wrong" : isFailing ? "wait" : "good",
      last: hook.lastStatus.map(String.init) ?? (isFailing ? Words.text("noAnswer", language) : ""),
      made: Moment(seconds: hook.made).local, isPaused: hook.isPaused)
  }

  private static func name(_ action: String, _ language: Language) -> String {
    AuditActionNames.name(action, language)
  }
}
