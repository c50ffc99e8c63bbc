import Findings

/// The page that a finding's code leads to: what it means and what to do.
struct FindingHelpPage: Page {
  static let template = "finding"

  var title: String
  var code: String
  var severity: String
  var kind: String
  var meaning: String
  var remedy: String

  init(_ code: FindingCode, _ language: Language) {
    self.code = code.code
    title = "\(code.code) \(code.general[language])"
    severity = FindingRow.name(code.severity, language)
    kind = FindingRow.kind(code.severity)
    meaning = code.general[language]
    remedy = Finding(code).remedy(language)
  }
}
