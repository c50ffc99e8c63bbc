package import Findings

/// Checks an XLSForm the way pyxform does: what stops the conversion to a form is an error, what only looks wrong a warning.
///
/// Rules and their names: https://github.com/XLSForm/pyxform (`xls2json.py`, `errors.py`), version 4.5.
package struct FormCheck {
  let form: XLSForm
  var findings: [Finding] = []
  /// The rows of each name, wherever it stands.
  var rowsOfName: [String: [Int]] = [:]
  var references: [(row: FormRow, sheet: FormSheet, column: String, name: String)] = []
  let lists: [String: [FormRow]]

  /// The faults of a form.
  package static func findings(_ form: XLSForm) -> [Finding] {
    var check = FormCheck(form)
    check.checkHeaders()
    check.checkChoices()
    check.checkRows()
    check.checkReferences()
    check.checkSettings()
    return check.findings
  }

  private init(_ form: XLSForm) {
    self.form = form
    lists = Dictionary(grouping: form.choices?.rows ?? []) { row in form.choices?.text(row, "list_name") ?? "" }
  }

  mutating func fault(
    _ code: FindingCode, _ row: FormRow, _ column: String, _ found: String? = nil, _ details: String...
  ) {
    findings.append(Finding(code, at: form.survey.location(row, column), found: found, details: details))
  }

  // MARK: Headers and settings

  /// Two headings that mean the same column, such as `relevant` and `relevance`.
  mutating func checkHeaders() {
    for sheet in [form.survey, form.choices, form.settings].compactMap({ $0 }) {
      var seen: [String: String] = [:]
      for (index, heading) in sheet.header.enumerated() where !heading.trimmingBlanks.isEmpty {
        if let other = seen.updateValue(heading, forKey: FormSheet.canonical(heading)), other != heading {
          findings.append(
            Finding(
              .formHeadingTwice,
              at: Location(file: sheet.file, sheet: sheet.sheet, row: sheet.headerRow, column: index + 1),
              found: heading, details: [other]))
        }
      }
    }
    if let choices = form.choices, !choices.rows.isEmpty, !choices.has("list_name") {
      findings.append(
        Finding(
          .columnMissing, at: Location(file: choices.file, sheet: choices.sheet, row: choices.headerRow),
          details: ["list_name"]))
    }
  }

  mutating func checkSettings() {
    guard let settings = form.settings, let row = settings.rows.first else { return }
    let name = settings.text(row, "name")
    if !name.isEmpty, !FormCheck.isName(name) {
      findings.append(Finding(.formNameInvalid, at: settings.location(row, "name"), found: name))
    }
    let language = settings.text(row, "default_language")
    let languages = form.survey.languages(of: "label")
    if !language.isEmpty, !languages.isEmpty, !languages.contains(language) {
      findings.append(
        Finding(
          .formLanguageUnknown, at: settings.location(row, "default_language"), found: language,
          details: [languages.joined(separator: ", ")]))
    }
  }

  // MARK: Choices

  mutating func checkChoices() {
    guard let sheet = form.choices, sheet.has("list_name") else { return }
    let allows = form.settings.flatMap { settings in
      settings.rows.first.map {
        ["yes", "true", "true()"].contains(settings.text($0, "allow_choice_duplicates").lowercased())
      }
    }
    var seen: [String: Int] = [:]
    for row in sheet.rows {
      let list = sheet.text(row, "list_name")
      if list.isEmpty { continue }
      let name = sheet.text(row, "name")
      if name.isEmpty {
        findings.append(Finding(.valueMissing, at: sheet.location(row, "name"), details: ["name"]))
        continue
      }
      if let first = seen.updateValue(row.number, forKey: list + "\u{1F}" + name), allows != true {
        findings.append(
          Finding(.keyTwice, at: sheet.location(row, "name"), found: name, details: [name, String(first)]))
      }
      let hasLabel = sheet.names.contains { ($0 == "label" || $0.hasPrefix("label::")) && !sheet.text(row, $0).isEmpty }
      if !hasLabel { findings.append(Finding(.formLabelMissing, at: sheet.location(row, "label"), details: [name])) }
    }
  }

  // MARK: Rows

  /// A group or repeat that is open.
  struct Section {
    var kind: String
    var name: String
    var row: FormRow?
    /// The list of the group's questions, if they are shown as a table.
    var isTable = false
    var list: String?
    var names: [String: Int] = ["meta": 0]
    var lowered: [String: Int] = [:]
  }

  mutating func checkRows() {
    let survey = form.survey
    var stack = [Section(kind: "survey", name: "data")]
    var repeats: [String: Int] = [:]
    for row in survey.rows {
      if ["yes", "true", "true()"].contains(survey.text(row, "disabled").lowercased()) { continue }
      let type = survey.text(row, "type").split(separator: " ").joined(separator: " ")
      guard !type.isEmpty else {
        let isComment =
          survey.text(row, "name").isEmpty
          && !survey.names.contains { $0.hasPrefix("label") && !survey.text(row, $0).isEmpty }
        if !isComment { fault(.formTypeMissing, row, "type") }
        continue
      }
      let layout = FormCheck.layout(type)
      if let layout, !layout.opens {
        if stack.count == 1 || stack.last?.kind != layout.kind {
          fault(.formSectionUnmatched, row, "type", type, "end \(layout.kind)")
          return
        }
        stack.removeLast()
        continue
      }
      guard let name = name(row, type) else { continue }
      enter(name, row, into: &stack[stack.count - 1])
      if let layout {
        if layout.kind == "repeat" {
          if name == "data" || repeats[name] != nil {
            fault(.keyTwice, row, "name", name, name, String(repeats[name] ?? 0))
          }
          repeats[name] = row.number
        }
        var section = Section(kind: layout.kind, name: name, row: row)
        section.isTable = survey.text(row, "appearance").split(separator: " ").contains("table-list")
        stack.append(section)
      } else {
        checkQuestion(row, type, name)
        checkTable(row, type, &stack[stack.count - 1])
      }
      checkExpressions(row)
    }
    if let open = stack.last, let row = open.row {
      fault(.formSectionUnmatched, row, "type", open.name, "begin \(open.kind)")
    }
  }

  static func layout(_ type: String) -> (opens: Bool, kind: String)? {
    let words = type.lowercased().split { $0 == " " || $0 == "_" }.map(String.init)
    guard words.count >= 2, ["begin", "end"].contains(words[0]) else { return nil }
    switch words[1] {
    case "group": return (words[0] == "begin", "group")
    case "repeat", "lgroup", "looped": return (words[0] == "begin", "repeat")
    case "loop": return (words[0] == "begin", "loop")
    default: return nil
    }
  }

  /// The row's name; nil if it cannot have one, after a finding.
  mutating func name(_ row: FormRow, _ type: String) -> String? {
    let name = form.survey.text(row, "name")
    if type == "audit" {
      if !name.isEmpty, name != "audit" { fault(.formNameInvalid, row, "name", name) }
      return nil
    }
    if name.isEmpty {
      if type == "note" { return "generated_note_name_\(row.number)" }
      fault(.valueMissing, row, "name", nil, "name")
      return nil
    }
    guard FormCheck.isName(name) else {
      fault(.formNameInvalid, row, "name", name)
      return nil
    }
    return name
  }

  mutating func enter(_ name: String, _ row: FormRow, into section: inout Section) {
    rowsOfName[name, default: []].append(row.number)
    if let first = section.names.updateValue(row.number, forKey: name) {
      fault(.keyTwice, row, "name", name, name, String(first))
    } else if let first = section.lowered[name.lowercased()] {
      fault(.formNamesAlike, row, "name", name, String(first))
    }
    section.lowered[name.lowercased()] = row.number
  }
}
