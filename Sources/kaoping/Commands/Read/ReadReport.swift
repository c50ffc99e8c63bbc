import Findings
import Operations
import Reports
import Sheets
import Surveys

/// What was read, ready to print.
struct ReadReport {
  private let outcome: ReadingOutcome
  private let zone: SurveyZone
  private let language: Language

  init(_ outcome: ReadingOutcome, zone: SurveyZone, language: Language) {
    self.outcome = outcome
    self.zone = zone
    self.language = language
  }

  private var tables: [TableReading] { outcome.reading.tables }
  /// The table that the top of the report describes: the first one with answers.
  private var main: TableReading? { tables.first { $0.purpose == .answers } ?? tables.first }

  // MARK: JSON

  /// The members that the contract names, and one object for each table under `files`.
  var json: [String: JSONValue] {
    var members =
      main.map(members) ?? ["columns": [], "tool": nil, "container": nil, "encoding": nil, "delimiter": nil]
    if tables.isEmpty, outcome.findings.contains(where: { $0.code == .formDefinition }) {
      members["tool"] = "xlsform"
      members["purpose"] = .string(TableReading.Purpose.form.rawValue)
    }
    if let file = main?.table.file, file.contains(".zip/") { members["container"] = "zip" }
    members["files"] = .array(tables.map { .object(self.members($0)) })
    let answers = tables.filter { $0.purpose == .answers }
    members["records"] = .integer((answers.isEmpty ? tables : answers).reduce(0) { $0 + $1.table.records.count })
    members["submissions"] = .array(outcome.reading.submissions.map(submission))
    members["history"] = .array(outcome.reading.history.map(submission))
    members["not_records"] = .array(tables.flatMap { table in table.table.leftOut.map { notRecord($0, table) } })
    members["rejected"] = .array(
      tables.flatMap { table in table.rejected.map { .integer(table.table.records[$0.record].number) } })
    members["checksums"] = .array(
      outcome.checksums.map { ["file": .string($0.file), "sha256": .string($0.sha256)] })
    members["zone"] = .string(zone.name)
    return members
  }

  private func members(_ table: TableReading) -> [String: JSONValue] {
    let source = table.table
    let workbook = outcome.workbooks.first { $0.file == source.file }
    return [
      "file": .string(source.file), "sheet": .optional(source.sheet), "purpose": .string(table.purpose.rawValue),
      "tool": .string(table.recognition.dialect.tool.rawValue),
      "tool_name": .string(table.recognition.dialect.tool.title),
      "evidence": .array(table.recognition.evidence.map(JSONValue.string)),
      "container": .string(source.delimiter == "\t" ? "tsv" : source.container.rawValue),
      "encoding": .optional(source.encoding),
      "bom": .bool(workbook?.hasByteOrderMark ?? false),
      "delimiter": .optional(source.delimiter.map(String.init)), "header_rows": .integer(source.headerRows),
      "records": .integer(source.records.count), "columns": .array(source.columns.indices.map { column(table, $0) }),
      "repeats": .object(table.repeats.mapValues(JSONValue.integer)),
      "sheets": .array((workbook?.grids ?? []).map { .optional($0.name) }),
    ]
  }

  private func column(_ table: TableReading, _ index: Int) -> JSONValue {
    let column = table.table.columns[index]
    let use = table.uses[index]
    let question = use.item.map { table.form.questions[$0] }
    var choice: String?
    if let place = use.choice, let question { choice = question.choices[place].code }
    let isItem = [.answer, .option].contains(use.role) || question?.kind.isAnswered == true
    return [
      "name": .string(column.name), "role": .string(use.role.rawValue),
      "item": .optional(isItem ? question?.name : nil), "choice": .optional(choice),
      "position": .integer(column.position), "headings": .array(column.headings.map(JSONValue.string)),
      "evidence": .string(use.evidence.rawValue), "confidence": .number(use.evidence.confidence),
      "coding": .optional(table.codings[index]),
    ]
  }

  private func submission(_ submission: Submission) -> JSONValue {
    let form = tables.first { $0.table.file == submission.file && $0.table.sheet == submission.sheet } ?? main
    func name(_ item: Int) -> String { form?.form.questions[item].name ?? "" }
    var answers: [String: JSONValue] = [:]
    for item in (form?.items ?? []) where form?.takesAnswer(item) ?? false {
      answers[name(item)] = submission.answers[item].map(ReadReport.value) ?? .null
    }
    for (item, answer) in submission.answers { answers[name(item)] = ReadReport.value(answer) }
    for item in form?.otherTexts ?? [] where answers[name(item)] == nil { answers[name(item)] = .null }
    return [
      "id": .string(submission.id), "root_id": .optional(submission.rootID),
      "started": time(submission.started), "ended": time(submission.ended), "submitted": time(submission.submitted),
      "last_action": time(submission.lastAction), "duration_seconds": .optional(submission.seconds),
      "interviewer": .optional(submission.interviewer), "channel": .optional(submission.channel),
      "completion": .optional(submission.isComplete.map { $0 ? "complete" : "partial" }),
      "review": .optional(submission.review?.rawValue), "weight": .optional(submission.weight),
      "answers": .object(answers),
      "missing": .object(
        Dictionary(
          submission.missing.map { (name($0.key), .string($0.value.rawValue)) }, uniquingKeysWith: { first, _ in first }
        )),
      "sealed": .object(submission.sealed.mapValues(JSONValue.string)),
      "flags": .array(submission.flags.map(JSONValue.string)), "file": .string(submission.file),
      "sheet": .optional(submission.sheet), "row": .integer(submission.row),
    ]
  }

  private func time(_ instant: Int?) -> JSONValue { .optional(instant.map(zone.text)) }

  private static func value(_ answer: Submission.Answer) -> JSONValue {
    switch answer {
    case .code(let text), .text(let text): .string(text)
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? .integer(Int(number)) : .number(number)
    case .codes(let codes): .array(codes.map(JSONValue.string))
    }
  }

  private func notRecord(_ row: LeftOutRow, _ table: TableReading) -> JSONValue {
    [
      "file": .string(table.table.file), "sheet": .optional(row.sheet), "row": .integer(row.row),
      "kind": .string(row.kind.rawValue), "text": .string(row.text),
    ]
  }

  // MARK: CSV

  /// One row per submission, one column per item.
  var csv: [[String?]] {
    guard let main else { return [] }
    let form = main.form
    let items = main.items.filter { main.takesAnswer($0) }.sorted()
    let header: [String?] =
      ["id", "root_id", "started", "ended", "submitted", "interviewer", "completion", "review"]
      + items.map { form.questions[$0].name } + ["flags", "file", "row"]
    return [header]
      + outcome.reading.submissions.map { submission in
        let meta: [String?] = [
          submission.id, submission.rootID, submission.started.map(zone.text), submission.ended.map(zone.text),
          submission.submitted.map(zone.text), submission.interviewer,
          submission.isComplete.map { $0 ? "complete" : "partial" }, submission.review?.rawValue,
        ]
        return meta + items.map { submission.answers[$0]?.expressionText }
          + [submission.flags.joined(separator: " "), submission.file, String(submission.row)]
      }
  }

  // MARK: Table

  /// What was recognised, the columns and how many submissions there are.
  var table: String {
    let isChinese = language == .chinese
    var text = ""
    for table in tables {
      let source = table.table
      var facts = [table.recognition.dialect.tool.title, source.container.rawValue]
      facts += [source.encoding, source.delimiter.map { $0 == "\t" ? "TAB" : "“\($0)”" }].compactMap { $0 }
      text += source.file + (source.sheet.map { " [\($0)]" } ?? "") + "\n"
      text += (isChinese ? "  识别为 " : "  read as ") + facts.joined(separator: " · ") + "\n"
      if !table.recognition.evidence.isEmpty {
        text +=
          (isChinese ? "  依据 " : "  because of ") + table.recognition.evidence.prefix(8).joined(separator: ", ") + "\n"
      }
      let counts =
        isChinese
        ? "  标题行 \(source.headerRows) · 记录 \(source.records.count) · 非答卷行 \(source.leftOut.count) · 不合格 \(table.rejected.count)"
        : "  header rows \(source.headerRows) · records \(source.records.count) · other rows \(source.leftOut.count) · rejected \(table.rejected.count)"
      text += counts + "\n\n"
      var columns = TextTable(
        isChinese ? ["列", "列名", "用途", "题目", "依据"] : ["column", "heading", "role", "item", "because of"], [.right])
      for (index, column) in source.columns.enumerated() {
        let use = table.uses[index]
        var item = use.item.map { table.form.questions[$0].name } ?? ""
        if let place = use.choice, let question = use.item {
          item += "/" + table.form.questions[question].choices[place].code
        }
        columns.append([String(column.position), column.name, use.role.rawValue, item, use.evidence.rawValue])
      }
      text += columns.text + "\n"
    }
    let submissions = outcome.reading.submissions
    var flags: [String: Int] = [:]
    for flag in submissions.flatMap(\.flags) { flags[String(flag.prefix { $0 != ":" }), default: 0] += 1 }
    text +=
      isChinese
      ? "答卷 \(submissions.count) 份，完成 \(submissions.count { $0.isComplete == true }) 份，被后来的提交取代 \(outcome.reading.history.count) 份\n"
      : "\(submissions.count) submissions, \(submissions.count { $0.isComplete == true }) complete, \(outcome.reading.history.count) replaced by later ones\n"
    for (flag, count) in flags.sorted(by: { $0.key < $1.key }) { text += "  \(flag) \(count)\n" }
    return text
  }
}
