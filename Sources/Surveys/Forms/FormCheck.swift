package import Findings

/// Checks an XLSForm the way pyxform does: what stops the conversion to a form is an error, what only looks wrong a warning.
///
/// Rules and their names: https://github.com/XLSForm/pyxform (`xls2json.py`, `errors.py`), version 4.5.
package struct FormCheck {
  private let form: XLSForm
  private var findings: [Finding] = []
  /// The rows of each name, wherever it stands.
  private var rowsOfName: [String: [Int]] = [:]
  private var references: [(row: FormRow, sheet: FormSheet, column: String, name: String)] = []
  private let lists: [String: [FormRow]]

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

  private mutating func fault(
    _ code: FindingCode, _ row: FormRow, _ column: String, _ found: String? = nil, _ details: String...
  ) {
    findings.append(Finding(code, at: form.survey.location(row, column), found: found, details: details))
  }

  // MARK: Headers and settings

  /// Two headings that mean the same column, such as `relevant` and `relevance`.
  private mutating func checkHeaders() {
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

  private mutating func checkSettings() {
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

  private mutating func checkChoices() {
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
  private struct Section {
    var kind: String
    var name: String
    var row: FormRow?
    /// The list of the group's questions, if they are shown as a table.
    var isTable = false
    var list: String?
    var names: [String: Int] = ["meta": 0]
    var lowered: [String: Int] = [:]
  }

  private mutating func checkRows() {
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

  private static func layout(_ type: String) -> (opens: Bool, kind: String)? {
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
  private mutating func name(_ row: FormRow, _ type: String) -> String? {
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

  private mutating func enter(_ name: String, _ row: FormRow, into section: inout Section) {
    rowsOfName[name, default: []].append(row.number)
    if let first = section.names.updateValue(row.number, forKey: name) {
      fault(.keyTwice, row, "name", name, name, String(first))
    } else if let first = section.lowered[name.lowercased()] {
      fault(.formNamesAlike, row, "name", name, String(first))
    }
    section.lowered[name.lowercased()] = row.number
  }

  private mutating func checkQuestion(_ row: FormRow, _ type: String, _ name: String) {
    let survey = form.survey
    if let selection = QuestionKind.selection(type) {
      checkSelection(row, type, selection)
    } else if QuestionKind.known(type) == nil {
      fault(.formTypeUnknown, row, "type", type)
      return
    }
    let kind = QuestionKind.known(type)
    if type == "calculate", survey.text(row, "calculation").isEmpty, !survey.text(row, "default").contains("${") {
      fault(.formCalculationMissing, row, "calculation", nil, name)
    }
    let isShown = (kind?.isAnswered ?? true) || kind == .display
    let hasLabel = survey.names.contains {
      ["label", "hint", "guidance_hint", "image", "audio", "video"].contains($0.split(separator: ":").first ?? "")
        && !survey.text(row, $0).isEmpty
    }
    if isShown, !hasLabel, !FormCheck.unseen.contains(type) {
      findings.append(
        Finding(.formLabelMissing, severity: .error, at: survey.location(row, "label"), details: [name]))
    }
    checkParameters(row, type)
  }

  /// Questions that nobody sees although they are no metadata.
  private static let unseen: Set<String> = [
    "start-geopoint", "background-geopoint", "background-audio", "csv-external", "xml-external",
  ]

  private mutating func checkSelection(_ row: FormRow, _ type: String, _ selection: (list: String, hasOther: Bool)) {
    let isFile = type.contains("from_file") || type.contains("from file")
    if selection.list.isEmpty {
      fault(.choiceListMissing, row, "type", type)
      return
    }
    if isFile {
      if !FormReader.isExternal(selection.list) { fault(.choiceListMissing, row, "type", type) }
      return
    }
    if type.hasPrefix("select_one_external") {
      if form.survey.text(row, "choice_filter").isEmpty { return }
      return
    }
    guard let choices = lists[selection.list] else {
      if !FormReader.isExternal(selection.list) { fault(.choiceListMissing, row, "type", type) }
      return
    }
    if QuestionKind.known(type) == .multiple, let sheet = form.choices {
      for choice in choices where sheet.text(choice, "name").contains(" ") {
        findings.append(
          Finding(.formChoiceWithSpace, at: sheet.location(choice, "name"), found: sheet.text(choice, "name")))
      }
    }
    if selection.hasOther, !form.survey.text(row, "choice_filter").isEmpty {
      fault(.formOtherWithFilter, row, "choice_filter")
    }
  }

  /// The questions of a group that is shown as a table share one list.
  private mutating func checkTable(_ row: FormRow, _ type: String, _ section: inout Section) {
    guard section.isTable, let selection = QuestionKind.selection(type) else { return }
    if let list = section.list, list != selection.list { fault(.formTableLists, row, "type", type, list) }
    section.list = section.list ?? selection.list
  }

  // MARK: Parameters

  private static let parameters: [String: Set<String>] = [
    "range": ["start", "end", "step", "tick_interval", "placeholder", "tick_labelset"],
    "text": ["rows"], "image": ["max-pixels", "app"], "photo": ["max-pixels", "app"], "audio": ["quality"],
    "background-audio": ["quality"],
    "audit": [
      "location-priority", "location-min-interval", "location-max-age", "track-changes", "identify-user",
      "track-changes-reasons",
    ],
    "geopoint": ["capture-accuracy", "warning-accuracy", "allow-mock-accuracy", "reference-geometry"],
    "geotrace": ["allow-mock-accuracy", "incremental", "reference-geometry"],
    "geoshape": ["allow-mock-accuracy", "incremental", "reference-geometry"],
  ]

  private mutating func checkParameters(_ row: FormRow, _ type: String) {
    let text = form.survey.text(row, "parameters")
    var values: [String: String] = [:]
    if !text.isEmpty {
      for pair in text.replacing(" =", with: "=").replacing("= ", with: "=").split(whereSeparator: {
        " ,;\t\n".contains($0)
      }) {
        let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
          fault(.formParameterInvalid, row, "parameters", text, String(pair))
          return
        }
        values[parts[0].lowercased()] = String(parts[1])
      }
      let selects: Set<String> =
        type.contains("from_file") || type.contains("from file")
        ? ["randomize", "seed", "value", "label"] : ["randomize", "seed"]
      let accepted = FormCheck.parameters[type] ?? (QuestionKind.selection(type) != nil ? selects : nil)
      if let accepted, let stranger = values.keys.sorted().first(where: { !accepted.contains($0) }) {
        fault(.formParameterInvalid, row, "parameters", text, stranger)
      }
    }
    if type == "range" { checkRange(row, text, values) }
    if let randomize = values["randomize"], QuestionKind.selection(type) != nil,
      !["true", "false"].contains(randomize.lowercased())
    {
      fault(.formParameterInvalid, row, "parameters", text, "randomize")
    }
    if values["seed"] != nil, values["randomize"] == nil, QuestionKind.selection(type) != nil {
      fault(.formParameterInvalid, row, "parameters", text, "seed")
    }
    if type == "text", let rows = values["rows"], Int(rows) == nil {
      fault(.formParameterInvalid, row, "parameters", text, "rows")
    }
    if let pixels = values["max-pixels"], Int(pixels) == nil {
      fault(.formParameterInvalid, row, "parameters", text, "max-pixels")
    }
  }

  private mutating func checkRange(_ row: FormRow, _ text: String, _ values: [String: String]) {
    var numbers: [String: Double] = ["start": 1, "end": 10, "step": 1]
    for name in ["start", "end", "step", "tick_interval", "placeholder"] {
      guard let value = values[name] else { continue }
      guard let number = Double(value), number.isFinite else {
        fault(.formParameterInvalid, row, "parameters", text, name)
        return
      }
      numbers[name] = number
    }
    guard let start = numbers["start"], let end = numbers["end"], let step = numbers["step"] else { return }
    for name in ["step", "tick_interval"] {
      guard let number = numbers[name] else { continue }
      if number == 0 || abs(number) > abs(end - start) { fault(.formParameterInvalid, row, "parameters", text, name) }
    }
    if let ticks = numbers["tick_interval"], step != 0, ticks.remainder(dividingBy: step) != 0 {
      fault(.formParameterInvalid, row, "parameters", text, "tick_interval")
    }
    if let place = numbers["placeholder"], place < min(start, end) || place > max(start, end) {
      fault(.formParameterInvalid, row, "parameters", text, "placeholder")
    }
    if let labels = values["tick_labelset"], lists[labels] == nil {
      fault(.formParameterInvalid, row, "parameters", text, "tick_labelset")
    }
  }

  // MARK: Expressions and references

  private static let expressionColumns = [
    "relevant", "constraint", "calculation", "required", "readonly", "choice_filter", "repeat_count", "default",
  ]

  private mutating func checkExpressions(_ row: FormRow) {
    let survey = form.survey
    for column in survey.names {
      let text = survey.text(row, column)
      guard text.contains("${") || FormCheck.expressionColumns.contains(column), !text.isEmpty else { continue }
      for reference in FormCheck.references(text) {
        if let name = reference {
          references.append((row, survey, column, name))
        } else {
          fault(.formReferenceInvalid, row, column, String(text.prefix(80)))
          break
        }
      }
      guard ["relevant", "constraint", "calculation", "choice_filter"].contains(column) else { continue }
      if case .failure(let reason) = FormExpression.parse(text), !FormCheck.references(text).contains(nil) {
        fault(.formExpressionInvalid, row, column, String(text.prefix(80)), "\(reason)")
      }
    }
  }

  /// The names in `${…}`; nil for one that is not closed or holds no name.
  private static func references(_ text: String) -> [String?] {
    var found: [String?] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "${") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstIndex(of: "}") else {
        if !rest.isEmpty || text.count > 2 { found.append(nil) }
        break
      }
      var name = String(rest[..<close])
      if name.hasPrefix("last-saved#") { name.removeFirst(11) }
      found.append(isName(name) ? name : nil)
      rest = rest[rest.index(after: close)...]
    }
    return found
  }

  private mutating func checkReferences() {
    for reference in references {
      let rows = rowsOfName[reference.name]?.count ?? 0
      if rows == 0 {
        findings.append(
          Finding(
            .formReferenceUnknown, at: reference.sheet.location(reference.row, reference.column),
            found: "${\(reference.name)}",
            details: [reference.name]))
      } else if rows > 1 {
        findings.append(
          Finding(
            .formReferenceAmbiguous, at: reference.sheet.location(reference.row, reference.column),
            found: "${\(reference.name)}", details: [reference.name]))
      }
    }
  }

  /// Whether a text is a name of XML: https://www.w3.org/TR/xml-names/#NT-QName.
  static func isName(_ text: String) -> Bool {
    func starts(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
        0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
        0x10000...0xEFFFF:
        true
      default: false
      }
    }
    func continues(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
      default: starts(scalar)
      }
    }
    // A prefix such as `jr:` may stand in front.
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count < 3
      && parts.allSatisfy { part in
        part.unicodeScalars.first.map(starts) ?? false && part.unicodeScalars.dropFirst().allSatisfy(continues)
      }
  }
}
