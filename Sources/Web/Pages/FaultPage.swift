import Findings
import HTTPTypes

/// The page that says why something was not done.
struct FaultPage: Page {
  static let template = "fault"

  var title: String
  var findings: [FindingRow]
  /// The number of the request, which the log has too; only where the service itself failed.
  var number: String?
  var canSignIn: Bool

  init(_ fault: ServiceFault, number: String, _ language: Language) {
    title = fault.findings.first?.message(language).capitalisedFirst ?? fault.status.reasonPhrase
    findings = fault.findings.map { FindingRow($0, language) }
    self.number = fault.status.code >= 500 ? number : nil
    canSignIn = fault.status == .unauthorized
  }
}

/// A finding as a row of a table.
struct FindingRow: Hashable, Sendable {
  var code: String
  var severity: String
  var kind: String
  var isError: Bool
  var place: String
  var found: String
  var message: String
  var remedy: String

  init(_ finding: Finding, _ language: Language) {
    code = finding.code.code
    severity = FindingRow.name(finding.severity, language)
    kind = FindingRow.kind(finding.severity)
    isError = finding.severity == .error
    place = FindingRow.place(finding.location, language)
    found = finding.found ?? ""
    message = finding.message(language).capitalisedFirst
    remedy = finding.remedy(language).capitalisedFirst
  }

  /// The severity's name.
  static func name(_ severity: Severity, _ language: Language) -> String {
    switch severity {
    case .error: language == .chinese ? "错误" : "error"
    case .warning: language == .chinese ? "提醒" : "warning"
    case .note: language == .chinese ? "说明" : "note"
    }
  }

  /// The severity's look.
  static func kind(_ severity: Severity) -> String {
    switch severity {
    case .error: "wrong"
    case .warning: "wait"
    case .note: ""
    }
  }

  /// Where it is, in words.
  static func place(_ location: Location?, _ language: Language) -> String {
    guard let location else { return "" }
    var parts: [String] = []
    if let sheet = location.sheet { parts.append(language == .chinese ? "“\(sheet)”表" : "sheet “\(sheet)”") }
    if let row = location.row { parts.append(language == .chinese ? "第 \(row) 行" : "row \(row)") }
    if let column = location.column { parts.append(language == .chinese ? "第 \(column) 列" : "column \(column)") }
    return parts.isEmpty ? location.file : parts.joined(separator: language == .chinese ? "" : ", ")
  }
}
