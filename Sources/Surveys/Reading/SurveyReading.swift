package import Findings
package import Sheets

/// Reads any number of opened files as submissions of one questionnaire.
package struct SurveyReading: Sendable {
  /// The tables in the order of the files.
  package private(set) var tables: [TableReading] = []
  /// The submissions that count: of those with one identifier the last, in the order of the files.
  package private(set) var submissions: [Submission] = []
  /// Earlier versions of submissions that came again.
  package private(set) var history: [Submission] = []
  /// Everything that was found.
  package private(set) var findings: [Finding] = []

  /// Reads `workbooks`; without a `form` the questionnaire is inferred from each table's headings.
  package init(_ workbooks: [Workbook], form: Questionnaire?, options: ReadingOptions) {
    for workbook in workbooks { read(workbook, form, options) }
    if !tables.contains(where: { $0.purpose == .answers }) && !findings.contains(where: { $0.severity == .error }) {
      if tables.isEmpty, let first = workbooks.first {
        findings.append(Finding(.noAnswerTable, at: Location(file: first.file)))
      }
    }
    joinTimings()
    merge()
    for index in tables.indices { findings += tables[index].findings }
    flag(form, options)
  }

  // MARK: Tables

  private mutating func read(_ workbook: Workbook, _ form: Questionnaire?, _ options: ReadingOptions) {
    if isForm(workbook) { return }
    if let document = workbook.document {
      guard let (table, repeats) = RecordTable.read(document, workbook) else {
        findings.append(Finding(.noAnswerTable, at: Location(file: workbook.file)))
        return
      }
      if document["@odata.nextLink"] != nil {
        findings.append(Finding(.furtherPages, at: Location(file: workbook.file)))
      }
      var reading = SurveyReading.read(table, form, options)
      reading.repeats = repeats
      report(repeats, in: &reading)
      tables.append(reading)
      return
    }
    let index = form.map(HeadingIndex.init)
    var known = index?.keys ?? []
    for dialect in Dialect.all { known.formUnion(dialect.roles.keys.map(\.headingKey)) }
    let found = workbook.grids.compactMap { grid -> TableReading? in
      guard !grid.rows.isEmpty else { return nil }
      if grid.isHidden {
        findings.append(Finding(.hiddenSheet, at: Location(file: workbook.file, sheet: grid.name), details: [grid.name ?? ""]))
        return nil
      }
      return RecordTable.read(grid, workbook, known: known).map { SurveyReading.read($0, form, options) }
    }
    tables += SurveyReading.withoutOtherSheets(found, hasForm: form != nil, &findings)
  }

  /// A workbook may hold sheets of remarks or codes beside the answers; they are named and left.
  private static func withoutOtherSheets(
    _ found: [TableReading], hasForm: Bool, _ findings: inout [Finding]
  ) -> [TableReading] {
    guard found.count > 1 else { return found }
    let most = found.map(\.items.count).max() ?? 0
    return found.filter { reading in
      let isAnswers = reading.purpose != .answers || reading.items.count * 2 >= most && most > 0
      if !isAnswers {
        findings.append(Finding(.sheetLeftOut, at: reading.table.place, details: [reading.table.sheet ?? ""]))
      }
      return isAnswers
    }
  }

  /// Form definitions among the files are no answers.
  private mutating func isForm(_ workbook: Workbook) -> Bool {
    let isDefinition =
      XLSForm(workbook) != nil || workbook.document?["pages"] != nil || workbook.document?["questions"] != nil
    if isDefinition { findings.append(Finding(.formDefinition, at: Location(file: workbook.file))) }
    return isDefinition
  }

  private static func read(_ table: RecordTable, _ given: Questionnaire?, _ options: ReadingOptions) -> TableReading {
    var findings: [Finding] = []
    let recognition = DialectRecognition.of(table)
    let form = given ?? Questionnaire(inferredFrom: table, recognition.dialect)
    let uses = ColumnMatcher.match(
      table, recognition.dialect, form, HeadingIndex(form), mapping: options.mapping, findings: &findings)
    var reading = TableReading(
      table: table, purpose: purpose(table, recognition.dialect, uses), recognition: recognition, uses: uses, form: form)
    for row in table.leftOut {
      findings.append(
        Finding(
          .rowNotRecord, at: Location(file: table.file, sheet: row.sheet, row: row.row), found: row.text,
          details: [row.kind.rawValue]))
    }
    guard reading.purpose == .answers else {
      if reading.purpose == .repeats {
        findings.append(Finding(.repeatTable, at: table.place, details: [String(table.records.count)]))
      }
      reading.findings = findings
      return reading
    }
    let answers = AnswerReader(table, recognition.dialect, form, uses, options.mapping)
    reading.items = answers.items
    if given != nil, !answers.items.contains(where: { [.item, .other].contains(form.questions[$0].role) && form.takesAnswer($0) }) {
      reading.findings = findings + [Finding(.noAnswerTable, at: table.place)]
      return reading
    }
    for column in uses.indices {
      guard let coding = answers.coding(column), let item = uses[column].item else { continue }
      reading.codings[column] = coding.form.rawValue
      if coding.form == .places {
        findings.append(
          Finding(
            .codesByPlace, at: table.location(heading: column), details: [table.columns[column].name, form.questions[item].name]))
      }
    }
    if given != nil { SurveyReading.reportColumns(reading, &findings) }
    SurveyReading.reportPersonal(reading, &findings)
    let reader = SubmissionReader(answers, options)
    var budget = FindingBudget()
    for (place, record) in table.records.enumerated() {
      if case .ragged(let fields)? = record.fault {
        let finding = Finding(
          .raggedRow, severity: .warning, at: table.location(record, nil),
          details: [String(fields), String(table.columns.count)])
        budget.add(finding)
        reading.rejected.append(RejectedRow(record: place, findings: [finding]))
        continue
      }
      reading.submissions.append(reader.read(record, &budget))
    }
    if !uses.contains(where: { [.responseId, .serverId].contains($0.role) }), !table.records.isEmpty {
      findings.append(Finding(.identifierMade, at: table.place))
      numberRepeats(&reading.submissions)
    }
    reading.findings = findings + budget.closed(file: table.file)
    return reading
  }

  /// Rows with equal cells would share a digest; the second of them gets a number.
  private static func numberRepeats(_ submissions: inout [Submission]) {
    var seen: [String: Int] = [:]
    for index in submissions.indices {
      let count = seen[submissions[index].id, default: 0] + 1
      seen[submissions[index].id] = count
      if count > 1 { submissions[index].id += "#\(count)" }
    }
  }

  private static func purpose(_ table: RecordTable, _ dialect: Dialect, _ uses: [ColumnUse]) -> TableReading.Purpose {
    if uses.contains(where: { $0.role == .parentId }) { return .repeats }
    let names = Set(table.columns.map { $0.name.lowercased() })
    if names.contains("interviewtime"), names.contains(where: { $0.hasPrefix("grouptime") }) { return .timings }
    return .answers
  }

  // MARK: Findings of a table

  private mutating func report(_ repeats: [String: Int], in reading: inout TableReading) {
    for (name, rows) in repeats.sorted(by: { $0.key < $1.key }) {
      reading.findings.append(
        Finding(.repeatTable, at: reading.table.place, found: name, details: [String(rows)]))
    }
  }

  private static func reportColumns(_ reading: TableReading, _ findings: inout [Finding]) {
    let form = reading.form
    let others = Set(form.otherTexts.map(\.text))
    for item in form.answered where !reading.items.contains(item) && !others.contains(item) {
      let question = form.questions[item]
      guard [.item, .other, .unit, .stratum, .cluster].contains(question.role) else { continue }
      findings.append(
        Finding(.itemWithoutColumn, at: reading.table.place, details: [question.name, question.label.chinese]))
    }
    for (column, use) in reading.uses.enumerated() where use.role == .unmapped && !reading.table.columns[column].name.isEmpty {
      findings.append(
        Finding(
          .columnUnmapped, at: reading.table.location(heading: column), found: reading.table.columns[column].name))
    }
  }

  private static func reportPersonal(_ reading: TableReading, _ findings: inout [Finding]) {
    for (column, use) in reading.uses.enumerated() where use.role.isPersonal {
      findings.append(
        Finding(
          .personalColumn, at: reading.table.location(heading: column),
          details: [reading.table.columns[column].name, use.role.rawValue]))
    }
  }

  // MARK: All tables together

  /// LimeSurvey's table of timings gives the durations by identifier.
  private mutating func joinTimings() {
    for timing in tables where timing.purpose == .timings {
      guard let id = timing.uses.firstIndex(where: { $0.role == .responseId }),
        let seconds = timing.uses.firstIndex(where: { $0.role == .durationSeconds })
      else { continue }
      let durations = Dictionary(
        timing.table.records.compactMap { record in
          Duration.seconds(record.cells[seconds].text).map { (record.cells[id].text.trimmingBlanks, $0) }
        }, uniquingKeysWith: { _, last in last })
      for table in tables.indices where tables[table].purpose == .answers {
        for index in tables[table].submissions.indices {
          let id = tables[table].submissions[index].id
          if let duration = durations[id] { tables[table].submissions[index].seconds = duration }
        }
      }
    }
  }

  /// Of submissions with one identifier the later wins: by the time of sending, else by the order of the files.
  private mutating func merge() {
    var current: [String: Int] = [:]
    var budget = FindingBudget()
    for table in tables where table.purpose == .answers {
      // 问卷星 numbers its rows anew in every export.
      let isLocal = table.recognition.dialect.tool == .wenjuanxing && table.table.container != .json
      for submission in table.submissions {
        let key = (isLocal ? table.table.file + " " : "") + (submission.rootID ?? submission.id)
        guard let earlier = current[key] else {
          current[key] = submissions.count
          submissions.append(submission)
          continue
        }
        let old = submissions[earlier]
        let isLater = (submission.submitted ?? submission.lastAction ?? .max) >= (old.submitted ?? old.lastAction ?? .min)
        let (winner, loser) = isLater ? (submission, old) : (old, submission)
        submissions[earlier] = winner
        history.append(loser)
        budget.add(
          Finding(
            .laterSubmission, at: Location(file: loser.file, sheet: loser.sheet, row: loser.row), found: loser.id,
            details: [winner.file, String(winner.row)]))
      }
    }
    findings += budget.closed(file: history.last?.file ?? "")
  }

  private mutating func flag(_ form: Questionnaire?, _ options: ReadingOptions) {
    guard let table = tables.first(where: { $0.purpose == .answers }) else { return }
    let items = tables.filter { $0.purpose == .answers }.reduce(into: Set<Int>()) { $0.formUnion($1.items) }
    // The submissions of one run share a questionnaire; an inferred one is the first table's.
    let form = form ?? table.form
    SubmissionFlags(
      form, items: items.filter { form.questions.indices.contains($0) }, zone: options.zone,
      uploadsLater: tables.contains { $0.recognition.dialect.uploadsLater }
    ).flag(&submissions)
  }
}
