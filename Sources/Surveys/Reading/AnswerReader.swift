import Findings
import Sheets

/// Reads the cells of a table as answers in the questionnaire's terms.
struct AnswerReader {
  let table: RecordTable
  let dialect: Dialect
  let form: Questionnaire
  let uses: [ColumnUse]
  let mapping: MappingFile?
  private let codings: [Int: ChoiceCoding]
  private let columnsOfItem: [Int: [Int]]
  private let optionsOfItem: [Int: [Int]]
  private let hasTwos: Set<Int>
  private let otherTextOf: [Int: Int]
  /// The questions' kinds, found once: a table has many cells.
  private let kinds: [QuestionKind]

  init(_ table: RecordTable, _ dialect: Dialect, _ form: Questionnaire, _ uses: [ColumnUse], _ mapping: MappingFile?) {
    self.table = table
    self.dialect = dialect
    self.form = form
    self.uses = uses
    self.mapping = mapping
    let kinds = form.questions.map(\.kind)
    self.kinds = kinds
    columnsOfItem = Dictionary(grouping: uses.indices.filter { uses[$0].item != nil && uses[$0].choice == nil }) {
      uses[$0].item ?? 0
    }
    optionsOfItem = Dictionary(grouping: uses.indices.filter { uses[$0].choice != nil }) { uses[$0].item ?? 0 }
    otherTextOf = Dictionary(
      form.otherTexts.map { ($0.parent, $0.text) }, uniquingKeysWith: { first, _ in first })
    var codings: [Int: ChoiceCoding] = [:]
    for (item, columns) in columnsOfItem where !form.questions[item].choices.isEmpty {
      let question = form.questions[item]
      for column in columns {
        var values: Set<String> = []
        for record in table.records where values.count < 2000 {
          let text = AnswerReader.text(record.cells[column], dialect)
          guard !text.isEmpty, AnswerReader.missing(text, dialect) == nil else { continue }
          let parts =
            kinds[item] == .single ? [AnswerReader.withoutOther(text).text] : AnswerReader.split(text, dialect)
          values.formUnion(parts.map { mapping?.code($0, item: question.name) ?? $0 })
        }
        codings[column] = ChoiceCoding(question, values: values, column: table.columns[column], dialect: dialect)
      }
    }
    self.codings = codings
    hasTwos = Set(
      optionsOfItem.values.joined().filter { column in
        let values = Set(table.records.lazy.map { ChoiceCoding.canonical($0.cells[column].text) })
        return values.contains("2") && !values.contains("0")
      })
  }

  /// The items that the table has columns for.
  var items: Set<Int> { Set(columnsOfItem.keys).union(optionsOfItem.keys) }

  /// The coding of a column of a choice question.
  func coding(_ column: Int) -> ChoiceCoding? { codings[column] }

  /// Reads the answer to one item; what cannot be read is a finding and leaves no answer.
  func read(_ item: Int, _ record: TableRecord, into submission: inout Submission, _ budget: inout FindingBudget) {
    switch kinds[item] {
    case .single: readSingle(item, record, &submission, &budget)
    case .multiple, .rank: readMultiple(item, record, &submission, &budget)
    case .integer, .decimal: readNumber(item, record, &submission, &budget)
    case .date, .time, .dateTime: readMoment(item, record, &submission, &budget)
    default: readText(item, record, &submission, &budget)
    }
  }

  // MARK: Cells

  /// A cell's text without the tool's escapes and masks.
  static func text(_ cell: GridCell, _ dialect: Dialect) -> String {
    if case .error = cell.value { return "" }
    if case .number(let value, _) = cell.value { return NumberText.code(value) }
    var text = cell.text.trimmingBlanks
    if dialect.tool == .limesurvey, text.contains("{") {
      for (escape, meaning) in [
        ("{newline}", "\n"), ("{cr}", "\r"), ("{tab}", "\t"), ("{quote}", "\""), ("{lbrace}", "{"),
      ] {
        text = text.replacing(escape, with: meaning)
      }
    }
    if text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@\t\r".contains(second) {
      text.removeFirst()
    }
    return ["NULL", "#N/A"].contains(text) ? "" : text
  }

  /// Why a text means that there is no answer.
  static func missing(_ text: String, _ dialect: Dialect) -> MissingReason? { dialect.missingTexts[text.lowercased()] }

  /// The parts of a cell with several choices, cut by the first separator that occurs.
  static func split(_ text: String, _ dialect: Dialect) -> [String] {
    for separator in [String(listSeparator)] + dialect.separators where text.contains(separator) {
      return text.split(separator: separator).map(\.trimmingBlanks).filter { !$0.isEmpty }
    }
    return [text]
  }

  /// `其他〖租住公寓〗`: the choice and the text behind it.
  static func withoutOther(_ text: String) -> (text: String, other: String?) {
    guard let open = text.firstIndex(of: "〖"), let close = text.lastIndex(of: "〗"), open < close else {
      return (text, nil)
    }
    let inside = text[text.index(after: open)..<close].trimmingBlanks
    return (text[..<open].trimmingBlanks, inside.isEmpty ? nil : inside)
  }

  /// The first column of an item that holds anything in the record, its text, and why there is no answer if it says so.
  private func cell(
    _ item: Int, _ record: TableRecord, _ budget: inout FindingBudget
  ) -> (column: Int, text: String, missing: MissingReason?)? {
    var fallback: (Int, String, MissingReason?)?
    for column in columnsOfItem[item] ?? [] {
      let cell = record.cells[column]
      if case .error(let text) = cell.value {
        budget.add(
          Finding(.errorCell, at: table.location(record, column), found: text, details: [table.columns[column].name]))
      }
      let text = AnswerReader.text(cell, dialect)
      if let reason = AnswerReader.missing(text, dialect) ?? userMissing(column, cell, text) {
        return (column, "", reason)
      }
      if !text.isEmpty { return (column, text, nil) }
      fallback = fallback ?? (column, "", nil)
    }
    return fallback
  }

  /// Values that an SPSS dictionary declares missing: why, says the value's label.
  private func userMissing(_ column: Int, _ cell: GridCell, _ text: String) -> MissingReason? {
    guard let variable = table.columns[column].variable, !text.isEmpty else { return nil }
    let number = Double(text)
    let isDeclared =
      variable.userMissingTexts.contains(text)
      || variable.userMissing.contains { range in number.map(range.contains) ?? false }
    guard isDeclared else { return nil }
    let label =
      variable.valueLabels.first { ChoiceCoding.canonical($0.value) == ChoiceCoding.canonical(text) }?.label ?? ""
    return MissingReason(label: label) ?? .notAnswered
  }

  private func fault(
    _ code: FindingCode, _ item: Int, _ record: TableRecord, _ column: Int, _ found: String,
    _ budget: inout FindingBudget
  ) {
    budget.add(
      Finding(
        code, at: table.location(record, column), found: PersonalData.mask(String(found.prefix(80))).text,
        details: [form.questions[item].name]))
  }

  // MARK: Kinds

  private func readSingle(
    _ item: Int, _ record: TableRecord, _ submission: inout Submission, _ budget: inout FindingBudget
  ) {
    guard let (column, text, missing) = cell(item, record, &budget) else { return }
    if let missing {
      submission.missing[item] = missing
      return
    }
    guard !text.isEmpty, let coding = codings[column] else { return }
    let question = form.questions[item]
    let (plain, other) = AnswerReader.withoutOther(text)
    let value = mapping?.code(plain, item: question.name) ?? plain
    guard let place = coding.choice(value) ?? (other != nil ? coding.other : nil) else {
      fault(.impossibleCode, item, record, column, text, &budget)
      submission.flags.append("impossible-code:\(question.name)")
      return
    }
    if coding.isForeign(value) || value.trimmingBlanks != value.narrowed.trimmingBlanks {
      budget.add(
        Finding(
          .answerNormalised, at: table.location(record, column), found: String(text.prefix(40)),
          details: [question.name, question.choices[place].code]))
    }
    if let other, let text = otherTextOf[item] { submission.answers[text] = .text(PersonalData.mask(other).text) }
    take(question.choices[place], item, &submission)
  }

  /// Enters a choice as a code, a point of the scale, or a reason for no answer.
  private func take(_ choice: Choice, _ item: Int, _ submission: inout Submission) {
    if let reason = form.missing(choice) {
      submission.missing[item] = reason
    } else if form.isScale(item), let number = Double(choice.code) {
      submission.answers[item] = .number(number)
    } else {
      submission.answers[item] = .code(choice.code)
    }
  }

  private func readMultiple(
    _ item: Int, _ record: TableRecord, _ submission: inout Submission, _ budget: inout FindingBudget
  ) {
    let question = form.questions[item]
    let summary = cell(item, record, &budget)
    if let reason = summary?.missing {
      submission.missing[item] = reason
      return
    }
    var fromSummary: [Int]?
    if let (column, text, _) = summary, !text.isEmpty, let coding = codings[column] {
      fromSummary = choices(text, coding, item, &submission)
      if fromSummary == nil, optionsOfItem[item] == nil {
        fault(.impossibleCode, item, record, column, text, &budget)
        submission.flags.append("impossible-code:\(question.name)")
        return
      }
    }
    let options = optionsOfItem[item] ?? []
    var chosen: [Int] = []
    var isAnswered = false
    for column in options {
      guard let place = uses[column].choice else { continue }
      let text = AnswerReader.text(record.cells[column], dialect)
      if let reason = AnswerReader.missing(text, dialect) {
        submission.missing[item] = reason
        return
      }
      switch TickedCell(text, choice: question.choices[place], hasTwo: hasTwos.contains(column)) {
      case .chosen:
        chosen.append(place)
        isAnswered = true
      case .notChosen: isAnswered = true
      case .empty, .missing: break
      case nil:
        // Qualtrics and LimeSurvey let people write behind a choice; a text in its column means that it was chosen.
        if text.allSatisfy(\.isNumber) {
          fault(.impossibleCode, item, record, column, text, &budget)
        } else {
          chosen.append(place)
          isAnswered = true
        }
      }
    }
    if let fromSummary, options.isEmpty || Set(fromSummary) == Set(chosen) || chosen.isEmpty {
      submission.answers[item] = .codes(fromSummary.map { question.choices[$0].code })
    } else if !chosen.isEmpty {
      let codes = chosen.sorted().map { question.choices[$0].code }
      submission.answers[item] = .codes(codes)
      if let fromSummary, let column = summary?.column {
        budget.add(
          Finding(
            .summaryContradicted, at: table.location(record, column),
            found: fromSummary.map { question.choices[$0].code }.joined(separator: " "),
            details: [question.name, codes.joined(separator: " ")]))
      }
    } else if isAnswered {
      // No choice at all is no answer: only a summary column beside it could tell “none of these”.
      submission.missing[item] = .notAnswered
    }
  }

  /// The choices of a cell; nil if a part is none of them. Labels may hold the separator themselves, so the longest that
  /// fits is taken.
  private func choices(
    _ text: String, _ coding: ChoiceCoding, _ item: Int, _ submission: inout Submission
  ) -> [Int]? {
    func place(_ part: String) -> Int? {
      let (plain, other) = AnswerReader.withoutOther(part)
      guard let place = coding.choice(mapping?.code(plain, item: form.questions[item].name) ?? plain) else {
        return nil
      }
      if let other, let text = otherTextOf[item] { submission.answers[text] = .text(PersonalData.mask(other).text) }
      return place
    }
    if let whole = place(text) { return [whole] }
    for separator in [String(listSeparator)] + dialect.separators where text.contains(separator) {
      let parts = text.split(separator: separator).map(\.trimmingBlanks).filter { !$0.isEmpty }
      let places = parts.compactMap(place)
      if places.count == parts.count { return unique(places) }
      var found: [Int] = []
      var start = 0
      while start < parts.count {
        let end = (start + 1...parts.count).reversed().first {
          place(parts[start..<$0].joined(separator: separator)) != nil
        }
        guard let end, let next = place(parts[start..<end].joined(separator: separator)) else { break }
        found.append(next)
        start = end
      }
      if start == parts.count { return unique(found) }
    }
    return nil
  }

  private func unique(_ places: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return places.filter { seen.insert($0).inserted }
  }

  private func readNumber(
    _ item: Int, _ record: TableRecord, _ submission: inout Submission, _ budget: inout FindingBudget
  ) {
    guard let (column, text, missing) = cell(item, record, &budget) else { return }
    if let missing {
      submission.missing[item] = missing
      return
    }
    guard !text.isEmpty else { return }
    let question = form.questions[item]
    if let reason = MissingReason(label: text) {
      submission.missing[item] = reason
      return
    }
    guard let number = NumberText(mapping?.code(text, item: question.name) ?? text) else {
      fault(.notANumber, item, record, column, text, &budget)
      submission.flags.append("not-a-number:\(question.name)")
      return
    }
    if number.change != nil {
      budget.add(
        Finding(
          .answerNormalised, at: table.location(record, column), found: String(text.prefix(40)),
          details: [question.name, number.code]))
    }
    submission.answers[item] = .number(number.value)
  }

  private func readMoment(
    _ item: Int, _ record: TableRecord, _ submission: inout Submission, _ budget: inout FindingBudget
  ) {
    guard let (column, text, missing) = cell(item, record, &budget) else { return }
    if let missing { submission.missing[item] = missing }
    guard !text.isEmpty, missing == nil else { return }
    if kinds[item] == .time {
      submission.answers[item] = .text(text.narrowed)
    } else if let moment = Moment(text) {
      let written = Moment.text(moment.wall)
      submission.answers[item] = .text(kinds[item] == .date ? String(written.prefix(10)) : written)
    } else {
      fault(.unreadableTime, item, record, column, text, &budget)
    }
  }

  private func readText(
    _ item: Int, _ record: TableRecord, _ submission: inout Submission, _ budget: inout FindingBudget
  ) {
    guard let (column, text, missing) = cell(item, record, &budget) else { return }
    if let missing { submission.missing[item] = missing }
    guard !text.isEmpty, missing == nil, kinds[item] != .location else { return }
    let (masked, kinds) = form.questions[item].role == .other ? PersonalData.mask(text) : (text, [])
    for kind in kinds.sorted(by: { $0.rawValue < $1.rawValue }) {
      budget.add(
        Finding(
          .personalTextMasked, at: table.location(record, column), details: [form.questions[item].name, kind.rawValue]))
    }
    submission.answers[item] = .text(masked)
  }
}
