import Findings
import Sheets

/// Reads the records of a table as submissions.
struct SubmissionReader {
  private let answers: AnswerReader
  private let table: RecordTable
  private let dialect: Dialect
  private let form: Questionnaire
  private let uses: [ColumnUse]
  private let options: ReadingOptions
  private let orders: [Int: Moment.Order]
  private let requiresAnswers: [Int]
  private let relevance: [Int: FormExpression]

  init(_ answers: AnswerReader, _ options: ReadingOptions) {
    self.answers = answers
    table = answers.table
    dialect = answers.dialect
    form = answers.form
    uses = answers.uses
    self.options = options
    let form = answers.form
    let table = answers.table
    let times = uses.indices.filter {
      [.startedAt, .endedAt, .submittedAt, .lastActionAt].contains(answers.uses[$0].role)
    }
    orders = Dictionary(
      uniqueKeysWithValues: times.compactMap { column in
        let order =
          options.dateOrder ?? Moment.order(of: table.records.lazy.map { $0.cells[column].text }.filter { !$0.isEmpty })
        return order.map { (column, $0) }
      })
    requiresAnswers = form.answered.filter { place in
      let question = form.questions[place]
      return question.isRequired && [.item, .other].contains(question.role) && answers.items.contains(place)
    }
    var relevance: [Int: FormExpression] = [:]
    for place in form.answered {
      if let test = form.relevance(place) { relevance[place] = test }
    }
    self.relevance = relevance
  }

  /// Whether the form itself says what a finished submission holds, for tools that do not.
  private var lacksCompletion: Bool { [.kobotoolbox, .odkCentral, .surveyjs, .table, .spss].contains(dialect.tool) }

  /// Reads one record; nil if it must be rejected, then with the reasons in `budget`.
  func read(_ record: TableRecord, _ budget: inout FindingBudget) -> Submission {
    var submission = Submission()
    submission.file = table.file
    submission.sheet = table.sheet
    submission.row = record.number
    var identifiers: [ColumnRole: String] = [:]
    var submittedIsWritten = false
    var finished: Bool?
    var status = ""
    for (column, use) in uses.enumerated() {
      let text = AnswerReader.text(record.cells[column], dialect)
      guard !text.isEmpty else { continue }
      if AnswerReader.missing(text, dialect) != nil { continue }
      switch use.role {
      case .responseId, .rootResponseId, .serverId:
        if identifiers[use.role] == nil { identifiers[use.role] = identifier(text, record, column, &budget) }
      case .startedAt: submission.started = submission.started ?? instant(record, column, &budget)
      case .endedAt: submission.ended = submission.ended ?? instant(record, column, &budget)
      case .submittedAt:
        submittedIsWritten = true
        // LimeSurvey writes 1980-01-01 for a finished response of a survey that keeps no dates.
        if !(dialect.tool == .limesurvey && text.hasPrefix("1980-01-01")) {
          submission.submitted = submission.submitted ?? instant(record, column, &budget)
        }
      case .lastActionAt: submission.lastAction = submission.lastAction ?? instant(record, column, &budget)
      case .durationSeconds: submission.seconds = Duration.seconds(text)
      case .interviewer: submission.interviewer = interviewer(text)
      case .channel:
        submission.channel = text
        if dialect.tool == .qualtrics, text.lowercased() == "preview" { submission.isPreview = true }
      case .review: submission.review = Submission.Review(label: text)
      case .finished: finished = finished ?? Completion.isFinished(text)
      case .responseType:
        if ["1", "survey preview", "preview", "调查预览", "预览"].contains(text.lowercased()) { submission.isPreview = true }
      case .editCount: if let count = Double(text), count > 0 { submission.isEdited = true }
      case .decryptionStatus: status = text
      case .personalData, .device, .ip, .location:
        if let seal = options.seal { submission.sealed[table.columns[column].name] = seal(text) }
      case .weight: submission.weight = NumberText(text)?.value
      default: break
      }
    }
    if dialect.tool == .odkCentral {
      submission.review = submission.review ?? (hasColumn(.review) ? .received : nil)
      submission.hasNoAnswers = !status.isEmpty
      if submission.review == .edited { submission.isEdited = true }
    }
    identify(&submission, identifiers, record)
    if !submission.hasNoAnswers {
      for item in answers.items.sorted() where form.takesAnswer(item) {
        answers.read(item, record, into: &submission, &budget)
      }
    }
    if let register = options.register { resolveUnit(register, record, &submission, &budget) }
    explainGaps(&submission)
    complete(&submission, finished: finished, submittedIsWritten: submittedIsWritten)
    deriveTimes(&submission)
    return submission
  }

  private func hasColumn(_ role: ColumnRole) -> Bool { uses.contains { $0.role == role } }

  /// Names are personal data; a number or a short code of an interviewer is not.
  private func interviewer(_ text: String) -> String { PersonalData.mask(text.narrowed.trimmingBlanks).text }

  /// An identifier in narrow letters and digits without what nobody sees, so that a resubmission is told however it was typed.
  private func identifier(
    _ text: String, _ record: TableRecord, _ column: Int, _ budget: inout FindingBudget
  ) -> String {
    let plain = text.narrowed.trimmingBlanks
    if plain != text {
      budget.add(
        Finding(
          .answerNormalised, at: table.location(record, column), found: String(text.prefix(40)),
          details: [table.columns[column].name, plain]))
    }
    return plain
  }

  /// What a record without an identifier says, in one writing: neither blanks nor the width of digits, neither empty columns nor
  /// the container change it.
  private func digest(_ record: TableRecord) -> String {
    let cells = table.columns.indices.compactMap { column -> String? in
      let text = AnswerReader.text(record.cells[column], dialect).narrowed.trimmingBlanks
      return text.isEmpty ? nil : table.columns[column].name.headingKey + "\u{1F}" + text
    }
    return options.digest(cells.joined(separator: "\u{1E}"))
  }

  private func identify(_ submission: inout Submission, _ identifiers: [ColumnRole: String], _ record: TableRecord) {
    if let id = identifiers[.responseId] ?? identifiers[.serverId] {
      submission.id = id
    } else {
      submission.id = "row:" + digest(record)
    }
    if let root = identifiers[.rootResponseId] {
      let plain = root.hasPrefix("uuid:") ? String(root.dropFirst(5)) : root
      submission.rootID = plain
      let own = submission.id.hasPrefix("uuid:") ? String(submission.id.dropFirst(5)) : submission.id
      if own != plain { submission.isEdited = true }
    }
  }

  /// The rated unit as the register knows it as of the date; a name that is only close stays as it is, with a hint.
  private func resolveUnit(
    _ register: CommunityRegister, _ record: TableRecord, _ submission: inout Submission, _ budget: inout FindingBudget
  ) {
    guard let item = form.questions.firstIndex(where: { $0.role == .unit }),
      case .text(let text)? = submission.answers[item],
      let column = uses.firstIndex(where: { $0.item == item && $0.choice == nil })
    else { return }
    let place = table.location(record, column)
    switch register.match(text) {
    case .current(let code): submission.answers[item] = .text(code)
    case .successor(let code):
      submission.answers[item] = .text(code)
      budget.add(Finding(.codeResolved, at: place, found: text, details: [code, options.asOf]))
    case .name(let code):
      submission.answers[item] = .text(code)
      budget.add(Finding(.answerNormalised, at: place, found: text, details: [form.questions[item].name, code]))
    case .hint(let names):
      budget.add(Finding(.suffixHint, at: place, found: text, details: [names.prefix(5).joined(separator: "、")]))
    case .unknown: budget.add(Finding(.unknownCommunity, at: place, found: String(text.prefix(40))))
    }
  }

  // MARK: Times

  private func instant(_ record: TableRecord, _ column: Int, _ budget: inout FindingBudget) -> Int? {
    let cell = record.cells[column]
    let moment: Moment?
    switch cell.value {
    case .number(let value, let text): moment = Moment(serial: value) ?? Moment(text, order: orders[column])
    default: moment = Moment(AnswerReader.text(cell, dialect), order: orders[column])
    }
    guard let moment else {
      let text = AnswerReader.text(cell, dialect)
      budget.add(
        Finding(
          Moment.isAmbiguous(text) ? .ambiguousDate : .unreadableTime, at: table.location(record, column),
          found: String(text.prefix(40))))
      return nil
    }
    if [.serial, .chinese, .shortYear].contains(moment.form) {
      budget.add(
        Finding(
          .timeNormalised, at: table.location(record, column), found: String(cell.text.prefix(40)),
          details: [table.columns[column].name, Moment.text(moment.wall)]))
    }
    if moment.offset == nil {
      if uses[column].isUTC { return moment.wall }
      if let zone = uses[column].zone.flatMap(SurveyZone.init) { return zone.instant(moment) }
    }
    return options.zone.instant(moment)
  }

  /// What the tool leaves to arithmetic: an end that is the time of sending, a start from the duration.
  private func deriveTimes(_ submission: inout Submission) {
    if [.limesurvey, .wenjuanxing, .surveyjs].contains(dialect.tool), submission.ended == nil,
      submission.isComplete == true
    {
      submission.ended = submission.submitted
    }
    if submission.started == nil, let end = submission.ended ?? submission.submitted, let seconds = submission.seconds,
      seconds >= 0, seconds < 1e9
    {
      submission.started = end - Int(seconds)
    }
    if dialect.tool == .qualtrics, submission.isComplete == false, submission.ended == nil {
      submission.ended = submission.lastAction
    }
  }

  // MARK: Gaps and completion

  /// Says for each item without an answer why: the file's own word, a condition of the form that was not met, or nothing.
  private func explainGaps(_ submission: inout Submission) {
    let read = submission
    let evaluator = ExpressionEvaluator { name in
      guard let place = form.questions.firstIndex(where: { $0.name == name }) else { return nil }
      guard answers.items.contains(place) else { return nil }
      if let answer = read.answers[place] { return answer.expressionText }
      // A code for “don't know” is an answer to the form's conditions.
      let reason = read.missing[place]
      return form.questions[place].choices.first { reason != nil && form.missing($0) == reason }?.code ?? ""
    }
    var missing = submission.missing
    for item in answers.items where form.takesAnswer(item) && submission.answers[item] == nil && missing[item] == nil {
      let question = form.questions[item]
      if question.kind == .text || question.kind == .location || question.kind == .file { continue }
      let isAsked = relevance[item].flatMap { evaluator.holds($0) } ?? true
      missing[item] = isAsked ? .notAnswered : .notShown
    }
    submission.missing = missing
  }

  /// Whether a question that was not shown stands before the item: who stopped there saw nothing behind it.
  private func isBehindUnseen(_ item: Int, _ submission: Submission) -> Bool {
    guard let column = uses.firstIndex(where: { $0.item == item }) else { return false }
    return uses[..<column].contains { use in use.item.map { submission.missing[$0] == .notShown } ?? false }
  }

  private func complete(_ submission: inout Submission, finished: Bool?, submittedIsWritten: Bool) {
    switch dialect.tool {
    case .limesurvey:
      submission.isComplete = hasColumn(.submittedAt) ? submittedIsWritten : nil
      // Who stopped before the end never reached what is empty behind it; the codes alone cannot tell.
      if submission.isComplete == false {
        let others = Set(form.otherTexts.map(\.text))
        for item in answers.items
        where form.questions[item].kind == .text && !others.contains(item) && form.takesAnswer(item) {
          guard submission.answers[item] == nil, submission.missing[item] == nil else { continue }
          submission.missing[item] = isBehindUnseen(item, submission) ? .notShown : .notAnswered
        }
      }
      return
    case .qualtrics: submission.isComplete = finished
    case .formr: submission.isComplete = hasColumn(.endedAt) ? submission.ended != nil : nil
    case .wenjuanxing: submission.isComplete = true
    default:
      if let finished {
        submission.isComplete = finished
      } else if dialect.tool == .surveyjs, hasColumn(.submittedAt) {
        submission.isComplete = submission.submitted != nil
      } else if dialect.tool == .spss, hasColumn(.endedAt), submission.ended == nil {
        submission.isComplete = false
      }
    }
    if submission.isComplete == nil, lacksCompletion {
      submission.isComplete = requiresAnswers.allSatisfy { item in
        submission.answers[item] != nil || (submission.missing[item].map { $0 != .notAnswered } ?? false)
      }
    }
  }
}

/// Durations as tools write them.
enum Duration {
  /// Seconds of `259`, `105秒`, `1分45秒`, `0:01:45`; nil for anything else.
  static func seconds(_ text: String) -> Double? {
    let narrow = text.narrowed.trimmingBlanks
    if let number = NumberText(narrow), number.change != .unit || narrow.hasSuffix("秒") { return number.value }
    let parts = narrow.split(separator: ":")
    if (2...3).contains(parts.count) {
      let numbers = parts.compactMap { Double($0) }
      return numbers.count == parts.count ? numbers.reduce(0) { $0 * 60 + $1 } : nil
    }
    var total = 0.0
    var digits = ""
    var isRead = false
    for character in narrow {
      if character.isASCII, character.isNumber || character == "." {
        digits.append(character)
      } else if let unit = ["时": 3600.0, "分": 60, "秒": 1, "h": 3600, "m": 60, "s": 1][character],
        let number = Double(digits)
      {
        total += number * unit
        digits = ""
        isRead = true
      } else if !"小钟 ".contains(character) {
        return nil
      }
    }
    return isRead && digits.isEmpty ? total : nil
  }
}

/// Words for whether a response was finished.
enum Completion {
  static func isFinished(_ text: String) -> Bool? {
    switch text.headingKey {
    case "1", "true", "yes", "是", "完成", "已完成", "完整", "有效", "complete", "completed", "finished", "真": true
    case "0", "false", "no", "否", "未完成", "不完整", "中断", "partial", "incomplete", "假", "进行中": false
    default: nil
    }
  }
}
