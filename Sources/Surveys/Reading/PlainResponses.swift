package import Findings
package import Sheets

/// A table of any container and tool rewritten as the plain CSV that `ResponseScanner` reads: the questionnaire's names and
/// codes, one record per row of the file, so that the general path and the fast path give the same table by construction.
package struct PlainResponses: Sendable {
  /// The file, with the worksheet if there are several.
  package let file: String
  /// The tool, the encoding and the like, for a note.
  package let description: String
  /// The tool's name.
  package let toolTitle: String
  /// The columns of `bytes`: names of the questionnaire.
  package let header: [String]
  /// The records. Record n is row n of the file; rows that are no records are blank lines.
  package let bytes: [UInt8]
  /// The file's column for each column of `bytes`.
  package let columns: [Int]
  /// What was found on the way.
  package let findings: [Finding]
  /// The records.
  package let count: Int

  /// Every table of answers in an opened file.
  package static func read(
    _ workbook: Workbook, _ form: Questionnaire, _ options: ReadingOptions, _ findings: inout [Finding]
  ) -> [PlainResponses] {
    let tables = TableReading.tables(of: workbook, form, options, &findings).filter { $0.purpose == .answers }
    return tables.map { PlainResponses($0, options) }
  }

  /// The table of a reading.
  ///
  /// - Parameter keeping: the submissions of the reading if the table is to be kept as evidence: then it has interviewer, mode and all
  ///   other answers as well, free text masked, sealed codes, and no personal data. nil takes what a rating uses.
  package init(_ reading: TableReading, _ options: ReadingOptions, keeping: KeptAnswers? = nil) {
    var reading = reading
    let (table, form, uses) = (reading.table, reading.form, reading.uses)
    file = table.file + (table.sheet.map { "[\($0)]" } ?? "")
    toolTitle = reading.recognition.dialect.tool.title
    description = [table.container.rawValue, table.encoding, table.delimiter.map { $0 == "\t" ? "TAB" : String($0) }]
      .compactMap { $0 }.joined(separator: " · ")
    var findings = reading.findings.filter { $0.code != .noAnswerTable }
    // The questions that a rating uses, each with its column.
    var wanted: [(question: Question, column: Int)] = []
    var kept: [(name: String, column: Int)] = []
    for (item, question) in form.questions.enumerated() {
      if !PlainResponses.isUsed(question.role) {
        if keeping != nil, let column = uses.firstIndex(where: { $0.item == item }) {
          kept.append((question.name, column))
        }
      } else if let column = uses.firstIndex(where: { $0.item == item && $0.choice == nil }) {
        wanted.append((question, column))
      } else if PlainResponses.isNeeded(question.role) {
        findings.append(
          Finding(
            .columnMissing, at: Location(file: file, row: table.firstHeaderRow),
            found: table.columns.prefix(12).map(\.name).joined(separator: ","), details: [question.name]))
      }
    }
    for use in uses.indices where [.responseId, .startedAt, .endedAt].contains(uses[use].role) && uses[use].item == nil
    {
      guard let role = PlainResponses.role(uses[use].role), !wanted.contains(where: { $0.question.role == role }) else {
        continue
      }
      let name = form.question(role)?.name ?? uses[use].role.rawValue
      wanted.append((Question(name: name, label: Bilingual(name, name), type: "text", role: role, choices: []), use))
    }
    if let keeping { kept += keeping.others(uses, beside: kept.map(\.name), of: reading) }
    let (counted, left) = PlainResponses.kept(&reading, options)
    if left > 0 { findings.append(Finding(.unfinishedLeftOut, at: Location(file: file), details: [String(left)])) }
    let answers = reading.answers
    var writer = PlainCSV()
    var next = 1
    var written = 0
    for (place, record) in table.records.enumerated() where counted.contains(place) {
      if var finding = table.fault(record) {
        // A row of the wrong length refuses a file of a rating, on either path.
        finding.severity = .error
        findings.append(finding)
        continue
      }
      writer.blankLines(record.number - next)
      next = record.number + 1
      written += 1
      let cells = wanted.map { question, column in
        PlainResponses.text(record.cells[column], column, question, answers, options)
      }
      guard let keeping else {
        writer.write(cells)
        continue
      }
      writer.write(cells.map(keeping.masked) + kept.map { keeping.text($0.name, of: record.number) })
    }
    header = wanted.map(\.question.name) + kept.map(\.name)
    columns = wanted.map { table.columns[$0.column].position } + kept.map { table.columns[$0.column].position }
    bytes = writer.bytes
    count = written
    self.findings = findings
  }

  /// What a CSV file would hold in the cell's place.
  private static func written(_ cell: GridCell) -> String {
    switch cell.value {
    case .error: ""
    case .number(let value, _): NumberText.code(value)
    default: cell.text
    }
  }

  private static func isUsed(_ role: Question.Role) -> Bool {
    ![.interviewer, .mode, .other].contains(role)
  }

  private static func isNeeded(_ role: Question.Role) -> Bool {
    [.unit, .stratum, .cluster, .weight, .item].contains(role)
  }

  private static func role(_ role: ColumnRole) -> Question.Role? {
    switch role {
    case .responseId: .submission
    case .startedAt: .start
    case .endedAt: .end
    default: nil
    }
  }

  /// The records that count: of a tool's export not what is unfinished, rejected, a preview or an earlier version.
  private static func kept(_ reading: inout TableReading, _ options: ReadingOptions) -> (kept: Set<Int>, left: Int) {
    let all = Set(reading.table.records.indices)
    guard reading.recognition.dialect.tool != .table else { return (all, 0) }
    reading.readSubmissions(options)
    var places = all
    let rows = Dictionary(
      reading.table.records.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    var last: [String: Int] = [:]
    for submission in reading.submissions {
      guard let place = rows[submission.row] else { continue }
      let isLeftOut =
        submission.isComplete == false || submission.review == .rejected || submission.isPreview
        || submission.hasNoAnswers
      if isLeftOut { places.remove(place) }
      if let earlier = last.updateValue(place, forKey: submission.rootID ?? submission.id) { places.remove(earlier) }
    }
    return (places, all.count - places.count)
  }

  /// A cell as the plain file holds it: a choice by its code, a number and a time in plain writing, anything else as it is. The
  /// cells of a plain table stay as they are written: the scanner reads them as it reads those of the fast path.
  private static func text(
    _ cell: GridCell, _ column: Int, _ question: Question, _ answers: AnswerReader, _ options: ReadingOptions
  ) -> String {
    if answers.dialect.tool == .table {
      let text = PlainResponses.written(cell)
      return answers.mapping?.code(text, item: question.name) ?? text
    }
    let text = AnswerReader.text(cell, answers.dialect)
    if text.isEmpty || AnswerReader.missing(text, answers.dialect) != nil { return "" }
    switch question.role {
    case .item:
      return answers.coding(column)?.choice(text).map { question.choices[$0].code } ?? text
    case .weight: return NumberText(text)?.code ?? text
    case .start, .end:
      guard let moment = Moment(text) else { return text }
      return Moment.text(options.zone.wall(options.zone.instant(moment)))
    default:
      if let place = answers.coding(column)?.choice(text) { return question.choices[place].code }
      return text.narrowed.trimmingBlanks
    }
  }
}
