import Findings
import Hummingbird
import Seals
import Store
import Titles

/// The audit log, by person and kind of action.
struct AuditPage: Page {
  static let template = "office/audit"
  /// Entries of one page.
  static let size = 100

  /// What is looked for.
  struct Filter: Hashable, Sendable {
    var from: Int
    var actor: String?
    var action: String?

    init(_ request: Request) {
      let fields = FormFields(request.uri.query ?? "")
      from = max(0, fields?["from"].flatMap(Int.init) ?? 0)
      actor = fields?["actor"].flatMap { $0.isEmpty ? nil : $0 }
      action = fields?["action"].flatMap { $0.isEmpty ? nil : $0 }
    }
  }

  /// An entry.
  struct Row: Hashable, Sendable {
    var leaf: String
    var time: String
    var actor: String
    var role: String
    var name: String
    var action: String
    var reason: String?
    var details: String
    var changes: String
  }

  var title: String
  var actor: String
  var action: String
  var rows: [Row]
  var hasRows: Bool
  var nextLink: String?
  var head: String?

  init(_ events: [AuditEvent], _ filter: Filter, head: SignedTreeHead?, _ language: Language) {
    title = Words.text("audit", language)
    actor = filter.actor ?? ""
    action = filter.action ?? ""
    rows = events.prefix(AuditPage.size).map { event in
      Row(
        leaf: String(event.leaf), time: Moment(event.at)?.local ?? event.at, actor: event.actor,
        role: AuditActionNames.role(event.role, language),
        name: AuditActionNames.name(event.action, language).capitalisedFirst, action: event.action,
        reason: event.reason.isEmpty ? nil : event.reason,
        details: event.details.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; "),
        changes: event.changes.prefix(4).map(\.object).joined(separator: ", ")
          + (event.changes.count > 4 ? " … \(Words.grouped(event.changes.count))" : ""))
    }
    hasRows = !rows.isEmpty
    if events.count > AuditPage.size, let last = events.prefix(AuditPage.size).last {
      nextLink =
        "/audit?from=\(last.leaf + 1)&actor=\((filter.actor ?? "").escapedForQuery)&action=\((filter.action ?? "").escapedForQuery)"
    }
    self.head = head?.text
  }
}
