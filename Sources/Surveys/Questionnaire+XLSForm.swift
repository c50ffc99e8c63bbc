public import Findings
public import Sheets

extension Questionnaire {
  /// Reads an XLSForm (https://xlsform.org) from its sheets `survey`, `choices` and `settings`.
  ///
  /// Beyond XLSForm, `survey` may have a column `role` (see `Question.Role`; a `select_one` question with the role `item` is
  /// scored), `choices` a column `missing`, and `settings` the columns `form_title_en`, `fieldwork_start` and `fieldwork_end`. Other programs
  /// pass such columns over. Labels stand in `label::中文 (zh)` and `label::English (en)`, or in `label`.
  ///
  /// - Returns: the questionnaire, or nil after findings of severity error.
  public static func read(
    survey: CSVSheet, choices: CSVSheet, settings: CSVSheet, findings: inout [Finding]
  ) -> Questionnaire? {
    let before = findings.count
    let lists = readChoices(choices, &findings)
    var questions: [Question] = []
    var names: [String: Int] = [:]
    var roles: [Question.Role: Int] = [:]
    for row in survey.rows {
      let type = survey.text(row, "type")
      let words = type.split(separator: " ").map(String.init)
      guard let kind = words.first, !layoutTypes.contains(type), !layoutTypes.contains(kind) else { continue }
      let name = survey.text(row, "name")
      guard !name.isEmpty else {
        findings.append(Finding(.valueMissing, at: survey.location(row, "name"), details: ["name"]))
        continue
      }
      if let first = names.updateValue(row.number, forKey: name) {
        findings.append(
          Finding(.keyTwice, at: survey.location(row, "name"), found: name, details: [name, String(first)]))
      }
      var options: [Choice] = []
      if kind == "select_one" {
        if words.count > 1, let list = lists[words[1]] {
          options = list
        } else {
          findings.append(Finding(.choiceListMissing, at: survey.location(row, "type"), found: type))
        }
      }
      guard let role = role(of: row, in: survey, type: type, &findings) else { continue }
      if role == .item && kind != "select_one" {
        findings.append(Finding(.itemWithoutChoices, at: survey.location(row, "type"), found: type, details: [name]))
      }
      if role != .item && role != .other, let first = roles.updateValue(row.number, forKey: role) {
        findings.append(
          Finding(
            .keyTwice, at: survey.location(row, "role"), found: role.rawValue, details: [role.rawValue, String(first)]))
      }
      questions.append(
        Question(name: name, label: label(row, in: survey, else: name), type: type, role: role, choices: options))
    }
    if roles[.unit] == nil {
      findings.append(Finding(.roleMissing, at: Location(file: survey.file), details: ["unit"]))
    }
    if !questions.contains(where: { $0.role == .item }) {
      findings.append(Finding(.roleMissing, at: Location(file: survey.file), details: ["item"]))
    }
    guard let first = settings.rows.first else {
      findings.append(Finding(.fileEmpty, at: Location(file: settings.file)))
      return nil
    }
    let title = settings.text(first, "form_title")
    let english = settings.text(first, "form_title_en")
    let from = settings.text(first, "fieldwork_start")
    let to = settings.text(first, "fieldwork_end")
    if findings[before...].contains(where: { $0.severity == .error }) { return nil }
    return Questionnaire(
      title: Bilingual(title, english.isEmpty ? title : english), version: settings.text(first, "version"),
      questions: questions, fieldwork: !from.isEmpty && from <= to ? from...to : nil)
  }

  /// Rows that arrange the form and hold no value.
  private static let layoutTypes: Set<String> = [
    "begin_group", "end_group", "begin group", "end group", "begin", "end_repeat", "begin_repeat", "note",
    "begin repeat",
    "end repeat",
  ]

  private static func role(
    of row: CSVRow, in survey: CSVSheet, type: String, _ findings: inout [Finding]
  ) -> Question.Role? {
    let text = survey.text(row, "role")
    if text.isEmpty {
      switch type {
      case "start": return .start
      case "end": return .end
      default: return .other
      }
    }
    guard let role = Question.Role(rawValue: text) else {
      let allowed = Question.Role.allCases.map(\.rawValue).joined(separator: ", ")
      findings.append(
        Finding(.valueUnknown, at: survey.location(row, "role"), found: text, details: ["role", allowed]))
      return nil
    }
    return role
  }

  private static func readChoices(_ sheet: CSVSheet, _ findings: inout [Finding]) -> [String: [Choice]] {
    var lists: [String: [Choice]] = [:]
    var rows: [String: Int] = [:]
    for row in sheet.rows {
      let list = sheet.text(row, "list_name")
      let code = sheet.text(row, "name")
      if let first = rows.updateValue(row.number, forKey: list + " " + code) {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "name"), found: code, details: [code, String(first)]))
        continue
      }
      let missing = sheet.text(row, "missing")
      lists[list, default: []].append(
        Choice(code: code, label: label(row, in: sheet, else: code), missing: missing.isEmpty ? nil : missing))
    }
    return lists
  }

  private static func label(_ row: CSVRow, in sheet: CSVSheet, else fallback: String) -> Bilingual {
    let plain = sheet.text(row, "label")
    let chinese = sheet.text(row, "label::中文 (zh)")
    let english = sheet.text(row, "label::English (en)")
    let any = [chinese, english, plain, fallback].first { !$0.isEmpty } ?? fallback
    return Bilingual(chinese.isEmpty ? any : chinese, english.isEmpty ? any : english)
  }
}
