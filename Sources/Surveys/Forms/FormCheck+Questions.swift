import Findings

/// What a row asks, with which choices, shown how.
extension FormCheck {
  mutating func checkQuestion(_ row: FormRow, _ type: String, _ name: String) {
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
  static let unseen: Set<String> = [
    "start-geopoint", "background-geopoint", "background-audio", "csv-external", "xml-external",
  ]

  mutating func checkSelection(_ row: FormRow, _ type: String, _ selection: (list: String, hasOther: Bool)) {
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
  mutating func checkTable(_ row: FormRow, _ type: String, _ section: inout Section) {
    guard section.isTable, let selection = QuestionKind.selection(type) else { return }
    if let list = section.list, list != selection.list { fault(.formTableLists, row, "type", type, list) }
    section.list = section.list ?? selection.list
  }

  // MARK: Parameters

  static let parameters: [String: Set<String>] = [
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

  mutating func checkParameters(_ row: FormRow, _ type: String) {
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

  mutating func checkRange(_ row: FormRow, _ text: String, _ values: [String: String]) {
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
}
