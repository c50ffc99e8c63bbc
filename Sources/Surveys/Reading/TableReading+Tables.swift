package import Findings
package import Sheets

extension TableReading {
  /// The tables of an opened file with their tools and the meaning of their columns; submissions are not read yet.
  ///
  /// - Parameter form: the questionnaire; nil infers it from each table's headings.
  package static func tables(
    of workbook: Workbook, _ form: Questionnaire?, _ options: ReadingOptions, _ findings: inout [Finding]
  ) -> [TableReading] {
    if isForm(workbook) {
      findings.append(Finding(.formDefinition, at: Location(file: workbook.file)))
      return []
    }
    if let document = workbook.document {
      guard let (table, repeats) = RecordTable.read(document, workbook) else {
        findings.append(Finding(.noAnswerTable, at: Location(file: workbook.file)))
        return []
      }
      if document["@odata.nextLink"] != nil {
        findings.append(Finding(.furtherPages, at: Location(file: workbook.file)))
      }
      var reading = recognise(table, form, options)
      reading.repeats = repeats
      for (name, rows) in repeats.sorted(by: { $0.key < $1.key }) {
        reading.findings.append(Finding(.repeatTable, at: table.place, found: name, details: [String(rows)]))
      }
      return [reading]
    }
    var known = form.map { HeadingIndex($0).keys } ?? []
    for dialect in Dialect.all { known.formUnion(dialect.roles.keys.map(\.headingKey)) }
    var found: [TableReading] = []
    for grid in workbook.grids where !grid.rows.isEmpty {
      if grid.isHidden {
        let place = Location(file: workbook.file, sheet: grid.name)
        findings.append(Finding(.hiddenSheet, at: place, details: [grid.name ?? ""]))
      } else if let table = RecordTable.read(grid, workbook, known: known) {
        found.append(recognise(table, form, options))
      }
    }
    return withoutOtherSheets(found, &findings)
  }

  /// A workbook may hold sheets of remarks or codes beside the answers; they are named and left.
  private static func withoutOtherSheets(_ found: [TableReading], _ findings: inout [Finding]) -> [TableReading] {
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
  private static func isForm(_ workbook: Workbook) -> Bool {
    XLSForm(workbook) != nil || workbook.document?["pages"] != nil || workbook.document?["questions"] != nil
  }

  private static func recognise(
    _ table: RecordTable, _ given: Questionnaire?, _ options: ReadingOptions
  ) -> TableReading {
    var findings: [Finding] = []
    let recognition = DialectRecognition.of(table)
    let form = given ?? Questionnaire(inferredFrom: table, recognition.dialect)
    let uses = ColumnMatcher.match(
      table, recognition.dialect, form, HeadingIndex(form), mapping: options.mapping, findings: &findings)
    var reading = TableReading(
      table: table, purpose: purpose(table, uses), recognition: recognition, uses: uses, form: form)
    reading.mapping = options.mapping
    for row in table.leftOut {
      findings.append(
        Finding(
          .rowNotRecord, at: Location(file: table.file, sheet: row.sheet, row: row.row), found: row.text,
          details: [row.kind.rawValue]))
    }
    switch reading.purpose {
    case .repeats:
      findings.append(Finding(.repeatTable, at: table.place, details: [String(table.records.count)]))
    case .answers:
      let answers = reading.answers
      reading.items = answers.items
      reading.isReadable =
        given == nil
        || answers.items.contains { [.item, .other].contains(form.questions[$0].role) && form.takesAnswer($0) }
      if reading.isReadable {
        reading.describe(answers, isGiven: given != nil, &findings)
      } else {
        findings.append(Finding(.noAnswerTable, at: table.place))
      }
    case .timings, .form: break
    }
    reading.findings = findings
    return reading
  }

  private static func purpose(_ table: RecordTable, _ uses: [ColumnUse]) -> Purpose {
    if uses.contains(where: { $0.role == .parentId }) { return .repeats }
    let names = Set(table.columns.map { $0.name.lowercased() })
    if names.contains("interviewtime"), names.contains(where: { $0.hasPrefix("grouptime") }) { return .timings }
    return .answers
  }

  // MARK: What is said about the columns

  private mutating func describe(_ answers: AnswerReader, isGiven: Bool, _ findings: inout [Finding]) {
    for column in uses.indices {
      guard let coding = answers.coding(column), let item = uses[column].item else { continue }
      codings[column] = coding.form.rawValue
      if coding.form == .places {
        findings.append(
          Finding(
            .codesByPlace, at: table.location(heading: column),
            details: [table.columns[column].name, form.questions[item].name]))
      }
    }
    for (column, use) in uses.enumerated() where use.role.isPersonal {
      findings.append(
        Finding(
          .personalColumn, at: table.location(heading: column),
          details: [table.columns[column].name, use.role.rawValue]))
    }
    guard isGiven else { return }
    let others = Set(form.otherTexts.map(\.text))
    for item in form.answered where !items.contains(item) && !others.contains(item) {
      let question = form.questions[item]
      guard [.item, .other, .unit, .stratum, .cluster].contains(question.role) else { continue }
      findings.append(Finding(.itemWithoutColumn, at: table.place, details: [question.name, question.label.chinese]))
    }
    for (column, use) in uses.enumerated() where use.role == .unmapped && !table.columns[column].name.isEmpty {
      findings.append(
        Finding(
          .columnUnmapped, at: table.location(heading: column),
          found: PersonalData.mask(table.columns[column].name).text))
    }
  }
}
