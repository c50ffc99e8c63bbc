import Findings

/// Builds a questionnaire from the rows of an XLSForm.
struct FormReader {
  private let form: XLSForm
  private var lists: [String: [Choice]] = [:]
  private var questions: [Question] = []
  private var groups: [FormGroup] = []

  init(_ form: XLSForm) { self.form = form }

  /// Reads choices and questions; faults that leave a question without meaning are findings.
  mutating func readQuestions(_ findings: inout [Finding]) {
    readChoices(&findings)
    let survey = form.survey
    var open: [FormGroup] = []
    var names: [String: Int] = [:]
    var roles: [Question.Role: Int] = [:]
    for row in survey.rows {
      let type = survey.text(row, "type")
      if type.isEmpty { continue }
      if let layout = LayoutRow(type) {
        if layout.opens {
          let group = FormGroup(
            name: survey.text(row, "name"), label: survey.bilingual(row, "label", else: ""), path: open.map(\.name),
            isRepeat: layout.isRepeat, appearance: survey.text(row, "appearance"),
            relevant: survey.text(row, "relevant"))
          groups.append(group)
          open.append(group)
        } else {
          _ = open.popLast()
        }
        continue
      }
      var name = survey.text(row, "name")
      if name.isEmpty, type == "audit" { name = "audit" }
      if name.isEmpty, QuestionKind.known(type) == .display { continue }
      guard !name.isEmpty else {
        findings.append(Finding(.valueMissing, at: survey.location(row, "name"), details: ["name"]))
        continue
      }
      let full = (open.map(\.name) + [name]).joined(separator: "/")
      if let first = names.updateValue(row.number, forKey: full) {
        findings.append(
          Finding(.keyTwice, at: survey.location(row, "name"), found: name, details: [name, String(first)]))
      }
      guard let role = role(of: row, type: type, &findings) else { continue }
      var question = question(row, name: name, type: type, role: role, &findings)
      question.path = open.map(\.name)
      question.repeatName = open.last { $0.isRepeat }?.name
      if role == .item && question.kind != .single {
        findings.append(Finding(.itemWithoutChoices, at: survey.location(row, "type"), found: type, details: [name]))
      }
      if role != .item && role != .other, let first = roles.updateValue(row.number, forKey: role) {
        findings.append(
          Finding(
            .keyTwice, at: survey.location(row, "role"), found: role.rawValue, details: [role.rawValue, String(first)]))
      }
      questions.append(question)
      if let selection = QuestionKind.selection(type), selection.hasOther {
        questions.append(otherText(of: question))
      }
    }
  }

  /// A rating needs a unit and something to score.
  func checkRoles(_ findings: inout [Finding]) {
    for role in [Question.Role.unit, .item] where !questions.contains(where: { $0.role == role }) {
      findings.append(Finding(.roleMissing, at: Location(file: form.survey.file), details: [role.rawValue]))
    }
  }

  /// The questionnaire of what was read.
  func questionnaire() -> Questionnaire {
    let settings = form.settings
    func setting(_ name: String) -> String {
      guard let settings, let row = settings.rows.first else { return "" }
      return settings.text(row, name)
    }
    let title = setting("form_title").isEmpty ? setting("form_id") : setting("form_title")
    let english = setting("form_title_en")
    let (from, to) = (setting("fieldwork_start"), setting("fieldwork_end"))
    var result = Questionnaire(
      title: Bilingual(title, english.isEmpty ? title : english), version: setting("version"), questions: questions,
      fieldwork: !from.isEmpty && from <= to ? from...to : nil)
    result.formID = setting("form_id")
    result.languages = form.survey.languages(of: "label")
    result.groups = groups
    if let seconds = Int(setting("minimum_seconds")), seconds >= 0 { result.quality.minimumSeconds = seconds }
    return result
  }

  private func question(
    _ row: FormRow, name: String, type: String, role: Question.Role, _ findings: inout [Finding]
  ) -> Question {
    let survey = form.survey
    var question = Question(
      name: name, label: survey.bilingual(row, "label", else: name), type: type, role: role, choices: [])
    if let selection = QuestionKind.selection(type) {
      question.list = selection.list
      if let choices = lists[selection.list] {
        question.choices = choices
      } else if !FormReader.isExternal(selection.list) {
        findings.append(Finding(.choiceListMissing, at: survey.location(row, "type"), found: type))
      }
      if selection.hasOther, !question.choices.contains(where: { $0.code == "other" }) {
        question.choices.append(Choice(code: "other", label: Bilingual("其他", "Other"), missing: nil))
      }
    }
    question.hint = survey.bilingual(row, "hint", else: "").chinese
    question.isRequired = ["yes", "true", "true()", "1"].contains(survey.text(row, "required").lowercased())
    question.relevant = survey.text(row, "relevant")
    question.constraint = survey.text(row, "constraint")
    question.constraintMessage = survey.bilingual(row, "constraint_message", else: "").chinese
    question.appearance = survey.text(row, "appearance")
    question.calculation = survey.text(row, "calculation")
    question.parameters = survey.text(row, "parameters")
    question.choiceFilter = survey.text(row, "choice_filter")
    question.row = row.number
    return question
  }

  /// `or_other` adds a text question of its own behind the choices.
  private func otherText(of question: Question) -> Question {
    var other = Question(
      name: question.name + "_other", label: Bilingual("请说明", "Specify other"), type: "text", role: .other,
      choices: [])
    other.path = question.path
    other.repeatName = question.repeatName
    other.relevant = "selected(${\(question.name)}, 'other')"
    other.row = question.row
    return other
  }

  /// Choices that lie in a file beside the form or come from a repeat.
  static func isExternal(_ list: String) -> Bool {
    [".csv", ".xml", ".geojson"].contains { list.hasSuffix($0) } || list.contains("${")
  }

  private func role(of row: FormRow, type: String, _ findings: inout [Finding]) -> Question.Role? {
    let text = form.survey.text(row, "role")
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
        Finding(.valueUnknown, at: form.survey.location(row, "role"), found: text, details: ["role", allowed]))
      return nil
    }
    return role
  }

  private mutating func readChoices(_ findings: inout [Finding]) {
    guard let sheet = form.choices else { return }
    let known: Set<String> = ["list_name", "name", "label", "missing", "image", "audio", "video", "big-image"]
    let filters = sheet.names.filter { name in
      !known.contains(name) && !name.contains("::")
    }
    let allowsTwice = form.settings.flatMap { settings in
      settings.rows.first.map { settings.text($0, "allow_choice_duplicates").lowercased() }
    }
    var rows: [String: Int] = [:]
    for row in sheet.rows {
      let list = sheet.text(row, "list_name")
      let code = sheet.text(row, "name")
      if list.isEmpty { continue }
      if let first = rows.updateValue(row.number, forKey: list + " " + code), allowsTwice != "yes" {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "name"), found: code, details: [code, String(first)]))
        continue
      }
      let missing = sheet.text(row, "missing")
      var choice = Choice(
        code: code, label: sheet.bilingual(row, "label", else: code), missing: missing.isEmpty ? nil : missing)
      for name in filters {
        let value = sheet.text(row, name)
        if !value.isEmpty { choice.attributes[name] = value }
      }
      lists[list, default: []].append(choice)
    }
  }
}

/// A row that opens or closes a group or repeat.
struct LayoutRow {
  let opens: Bool
  let isRepeat: Bool

  /// Nil for a row that is a question. `begin group`, `begin_repeat`, `end lgroup` …
  init?(_ type: String) {
    let words = type.lowercased().split { $0 == " " || $0 == "_" }
    guard let first = words.first, first == "begin" || first == "end", words.count > 1 else { return nil }
    opens = first == "begin"
    switch words[1] {
    case "group": isRepeat = false
    case "repeat", "lgroup", "looped", "loop": isRepeat = true
    default: return nil
    }
  }
}
