import Findings
import Foundation
import Seals
import Sheets
import Surveys
import Titles

/// Looks at a file before anything of it is kept: what it is, what can be used, and whether it identifies people.
///
/// A plain table (UTF-8, commas, the names that the program uses) is read as it lies, whatever its size. Any other file is opened as
/// `kaoping read` opens it, and rewritten as such a table.
struct UploadExaminer {
  let request: UploadRequest
  /// The round's frozen questionnaire; nil before it is frozen.
  let questionnaire: Questionnaire?
  /// The communities of the round.
  let communities: [RoundCommunity]
  let options: ReadingOptions

  /// Files beyond this are counted and looked through for personal data; their answers are read only at the evaluation.
  static let mostReadBytes = 64 << 20

  /// The examination; with findings of severity error the round does not take the file.
  func examine() -> UploadExamination {
    switch request.kind {
    case .evidence, .document: LooseFileExaminer(request: request).examine()
    case .responses: examineResponses()
    case .frame, .psu, .reviews, .measures, .events, .thirdParty: examineTable()
    }
  }

  // MARK: Tables

  private func examineTable() -> UploadExamination {
    let kind = request.kind.name
    if let plain = PlainScan(request, required: request.kind.columns), plain.personal.isEmpty {
      return UploadExamination(
        recognised: Bilingual("\(kind.chinese)（CSV 表格）", "\(kind.english), a CSV table"), reader: "plain",
        columns: plain.columns, rows: plain.rows, usable: plain.rows, findings: plain.findings, lines: plain.digest)
    }
    var examination = UploadExamination(
      recognised: Bilingual("\(kind.chinese)（表格）", "\(kind.english), a table"), reader: "table")
    guard let opened = OpenedFile(request, &examination.findings) else { return examination }
    var table = PlainTable(kind: request.kind)
    for workbook in opened.workbooks { table.take(workbook) }
    examination.findings += table.findings
    examination.columns = table.header
    examination.rows = table.rows
    examination.usable = table.rows
    examination.reader = "\(opened.containers) table"
    examination.isPersonal = opened.isPersonal || table.isPersonal
    if table.header.isEmpty {
      if examination.isAcceptable {
        examination.findings.append(
          Finding(
            .columnMissing, at: Location(file: request.name), found: table.firstCells,
            details: [request.kind.columns.joined(separator: ", ")]))
      }
      return examination
    }
    examination.table = table.bytes
    return examination
  }

  // MARK: Responses

  private func examineResponses() -> UploadExamination {
    if let plain = PlainScan(request, required: request.kind.columns), plain.personal.isEmpty,
      isWholly(plain.columns) || plain.bytes > UploadExaminer.mostReadBytes
    {
      var examination = UploadExamination(
        recognised: Bilingual("答卷（CSV 表格）", "responses, a CSV table"), reader: "plain", columns: plain.columns,
        rows: plain.rows, usable: plain.rows, findings: plain.findings, lines: plain.digest)
      guard let questionnaire, plain.bytes <= UploadExaminer.mostReadBytes, examination.isAcceptable else {
        return examination
      }
      var survey = ResponseExamination(questionnaire, communities)
      survey.scan(request.path, name: request.name)
      survey.conclude(&examination, plain: request.path, name: request.name)
      return examination
    }
    var examination = UploadExamination(recognised: Bilingual("答卷", "responses"), reader: "general")
    guard let (opened, tables) = readings(&examination.findings) else { return examination }
    examine(tables, opened, &examination)
    return examination
  }

  /// Whether every column is one that the questionnaire knows as no free text, so that nothing personal can hide in it.
  private func isWholly(_ columns: [String]) -> Bool {
    guard let questionnaire else { return true }
    let known = Dictionary(
      questionnaire.questions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return columns.allSatisfy { name in known[name].map { $0.role != .other || $0.kind != .text } ?? false }
  }

  private func readings(_ findings: inout [Finding]) -> (opened: OpenedFile, tables: [TableReading])? {
    guard let questionnaire else {
      findings.append(Finding(.inputsMissing, found: request.round, details: ["survey"]))
      return nil
    }
    guard let opened = OpenedFile(request, &findings) else { return nil }
    let tables = opened.workbooks.flatMap { TableReading.tables(of: $0, questionnaire, options, &findings) }
      .filter { $0.purpose == .answers }
    if tables.isEmpty, !findings.contains(where: { $0.severity == .error }) {
      findings.append(Finding(.noAnswerTable, at: Location(file: request.name)))
    }
    return (opened, tables)
  }

  private func examine(_ tables: [TableReading], _ opened: OpenedFile, _ examination: inout UploadExamination) {
    guard let questionnaire else { return }
    var survey = ResponseExamination(questionnaire, communities)
    var parts: [PlainResponses] = []
    examination.isPersonal = opened.isPersonal
    for table in tables {
      let keeping = KeptAnswers(table, options)
      let plain = PlainResponses(table, options, keeping: keeping)
      examination.isPersonal = examination.isPersonal || keeping.isPersonal
      examination.findings += plain.findings
      for finding in keeping.findings where !plain.findings.contains(finding) { examination.findings.append(finding) }
      let faults = plain.findings.contains { $0.severity == .error }
      if !faults { survey.scan(plain) } else { survey.refuse(table, plain.findings) }
      parts.append(plain)
    }
    if let first = parts.first {
      examination.recognised = Bilingual(
        "答卷（\(first.toolTitle)，\(first.description)）", "responses (\(first.toolTitle), \(first.description))")
      examination.reader = "\(opened.containers) \(first.toolTitle)"
      examination.table = PlainResponses.joined(parts)
      examination.columns = tables.flatMap { $0.table.columns.map(\.name) }
      examination.rows = parts.reduce(0) { $0 + $1.count }
    }
    survey.conclude(&examination, tables: tables)
  }
}

extension RoundUpload.Kind {
  /// The columns without which a table of this kind is of no use; the rating checks the rest.
  var columns: [String] {
    switch self {
    case .responses: ["community_id"]
    case .frame: ["community_id", "stratum", "psu_total"]
    case .psu: ["community_id", "stratum", "psu", "households"]
    case .reviews: ["community_id", "indicator", "score"]
    case .measures: ["measure_id", "community_id", "indicator", "reviewer", "value"]
    case .events: ["event_id", "community_id", "code", "status"]
    case .thirdParty: ["community_id"]
    case .evidence, .document: []
    }
  }
}
