import Findings
import Sheets

/// The parameters of rules that `rules.csv` may state.
///
/// A standard must say how it treats what sources treat differently. What this version cannot do is refused, so that an edit of
/// the table never stays without effect in silence.
enum RuleParameters {
  /// One parameter that a rule needs, with the values that are understood.
  private struct Parameter {
    var rule: ScoringRule
    var name: String
    var values: [String]
  }

  private static let known = [
    Parameter(rule: .directPoints, name: "raters", values: ["mean"]),
    Parameter(rule: .directPoints, name: "repeated", values: ["first"]),
    Parameter(rule: .surveyMean, name: "response_score", values: ["mean-of-valid-answers"]),
    Parameter(rule: .surveyMean, name: "repeated", values: ["first"]),
  ]

  /// Checks the table: every parameter of the rules in use is stated once, with a value that is understood.
  static func check(_ sheet: CSVSheet, hasSurvey: Bool, hasReviews: Bool, _ findings: inout [Finding]) {
    var stated: [String: Int] = [:]
    for row in sheet.rows {
      let rule = sheet.text(row, "rule")
      let name = sheet.text(row, "parameter")
      guard let parameter = known.first(where: { $0.rule.rawValue == rule && $0.name == name }) else {
        findings.append(
          Finding(.ruleParameterUnknown, at: sheet.location(row, "parameter"), found: "\(rule) \(name)"))
        continue
      }
      if let first = stated.updateValue(row.number, forKey: "\(rule) \(name)") {
        findings.append(
          Finding(
            .keyTwice, at: sheet.location(row, "parameter"), found: name, details: ["\(rule) \(name)", String(first)]))
      }
      let value = sheet.text(row, "value")
      if !parameter.values.contains(value) {
        findings.append(
          Finding(
            .valueUnknown, at: sheet.location(row, "value"), found: value,
            details: [name, parameter.values.joined(separator: ", ")]))
      }
      if !sheet.text(row, "indicator").isEmpty {
        findings.append(
          Finding(
            .ruleParameterUnknown, at: sheet.location(row, "indicator"), found: sheet.text(row, "indicator")))
      }
    }
    for parameter in known where parameter.rule == .surveyMean ? hasSurvey : hasReviews {
      let key = "\(parameter.rule.rawValue) \(parameter.name)"
      if stated[key] == nil {
        findings.append(Finding(.ruleParameterMissing, at: Location(file: sheet.file), details: [key]))
      }
    }
  }
}
