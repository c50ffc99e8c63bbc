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
    for workbook in workbooks {
      for var table in TableReading.tables(of: workbook, form, options, &findings) {
        if table.isReadable { table.readSubmissions(options) }
        tables.append(table)
      }
    }
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

  // MARK: All tables together

  /// LimeSurvey's table of timings gives the durations by identifier.
  private mutating func joinTimings() {
    for timing in tables where timing.purpose == .timings {
      guard let id = timing.uses.firstIndex(where: { $0.role == .responseId }),
        let seconds = timing.uses.firstIndex(where: { $0.role == .durationSeconds })
      else { continue }
      let durations = Dictionary(
        timing.table.records.compactMap { record in
          Duration.seconds(record.cells[seconds].text).map { (record.cells[id].text.narrowed.trimmingBlanks, $0) }
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
        let isLater =
          (submission.submitted ?? submission.lastAction ?? .max) >= (old.submitted ?? old.lastAction ?? .min)
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
