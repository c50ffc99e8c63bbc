import Findings
import Sheets
import Surveys
import Titles

/// What a rating can use of a file of responses: its rows are scanned as the rating scans them, so that nobody learns at the evaluation
/// that rows do not count.
struct ResponseExamination {
  private let questionnaire: Questionnaire
  private let reading: ResponseReading
  private let communities: [RoundCommunity]
  private var rows = 0
  private var kept = 0
  private var findings: [Finding] = []
  /// The rows in use, for each table.
  private var used: [Set<Int>] = []
  private var counts: [Int]

  /// Rows beyond this are not gathered one by one for correction.
  private static let mostGathered = 200_000

  init(_ questionnaire: Questionnaire, _ communities: [RoundCommunity]) {
    self.questionnaire = questionnaire
    self.communities = communities.sorted { $0.code < $1.code }
    reading = ResponseReading(questionnaire, communities: self.communities.map(\.code))
    counts = [Int](repeating: 0, count: communities.count)
  }

  /// Scans a plain file.
  mutating func scan(_ path: String, name: String) { take(reading.readHere(path, name: name)) }

  /// Scans a table that was rewritten.
  mutating func scan(_ plain: PlainResponses) { take(reading.readHere(plain)) }

  /// Notes a table that cannot be scanned: the rows that findings name are refused.
  mutating func refuse(_ table: TableReading, _ findings: [Finding]) {
    let faulty = Set(findings.filter { $0.severity == .error }.compactMap { $0.location?.row })
    used.append(Set(table.table.records.map(\.number)).subtracting(faulty))
    rows += table.table.records.count
    self.findings += findings.filter { $0.location?.row.map(faulty.contains) ?? false }
  }

  private mutating func take(_ result: ResponseReading.Result) {
    let table = result.table
    findings += result.findings
    rows += table.files.reduce(0) { $0 + $1.rows }
    kept += table.files.reduce(0) { $0 + $1.kept }
    counts = zip(counts, result.usable(counts.count)).map(+)
    let isGathered = table.count < rows && rows <= ResponseExamination.mostGathered
    used.append(isGathered ? Set((0..<table.count).map { table.origin(of: $0).row }) : [])
  }

  /// Enters what was found of a plain file.
  func conclude(_ examination: inout UploadExamination, plain path: String, name: String) {
    conclude(&examination) { reasons in
      var ignored: [Finding] = []
      guard let bytes = InputFile.contents(of: path, name: name, &ignored) else { return { _ in [] } }
      let used = used.first ?? []
      let rejections = PlainRejections(questionnaire, bytes, name, atMost: rows - kept) { !used.contains($0) }
      return { [rejections.table(reasons, $0)] }
    }
  }

  /// Enters what was found in tables that were opened.
  func conclude(_ examination: inout UploadExamination, tables: [TableReading]) {
    conclude(&examination) { reasons in
      let faulty = zip(tables, used).map { rejecting($0, but: $1, reasons) }.filter { !$0.rejected.isEmpty }
      return { language in faulty.map { RejectionTable($0, language) } }
    }
  }

  /// Enters what was found; `rejected` gives, by the findings of each row, the rows to correct in a language's words.
  private func conclude(
    _ examination: inout UploadExamination, rejected: ([Int: [Finding]]) -> (Language) -> [RejectionTable]
  ) {
    for finding in findings where !examination.findings.contains(finding) { examination.findings.append(finding) }
    examination.rows = rows
    examination.usable = kept
    examination.counts = zip(communities, counts).filter { $1 > 0 }.map {
      UploadPreview.Count(code: $0.code, name: $0.name, responses: $1)
    }
    guard kept < rows, rows <= ResponseExamination.mostGathered else { return }
    let tables = rejected(
      Dictionary(grouping: findings.filter { $0.severity > .note }, by: { $0.location?.row ?? 0 }))
    for language in Language.allCases {
      var writer = CSVWriter()
      for table in tables(language) where !table.rows.isEmpty {
        for line in table.lines { writer.write(line) }
      }
      if !writer.bytes.isEmpty { examination.rejections[language] = [0xEF, 0xBB, 0xBF] + writer.bytes }
    }
  }

  /// The table with the rows that are not in use as rejected, each with what was found in it.
  private func rejecting(_ table: TableReading, but used: Set<Int>, _ reasons: [Int: [Finding]]) -> TableReading {
    var table = table
    table.rejected = table.table.records.enumerated().filter { !used.contains($1.number) }.map { place, record in
      RejectedRow(record: place, findings: reasons[record.number] ?? [])
    }
    return table
  }
}

extension PlainResponses {
  /// Tables of one file below one another, with every column that any of them has; nil if there is none.
  static func joined(_ parts: [PlainResponses]) -> [UInt8]? {
    guard let first = parts.first else { return nil }
    var writer = PlainCSV()
    guard parts.count > 1 else {
      // Record n stays in row n: the header takes the place of the last line above the records.
      let above = first.bytes.prefix { $0 == 0x0A }.count
      writer.blankLines(above - 1)
      writer.write(first.header)
      return writer.bytes + first.bytes.dropFirst(above)
    }
    var header: [String] = []
    for part in parts { header += part.header.filter { !header.contains($0) } }
    writer.write(header)
    for part in parts {
      var heading = PlainCSV()
      heading.write(part.header)
      var findings: [Finding] = []
      guard let sheet = CSVSheet.read(heading.bytes + part.bytes, file: part.file, findings: &findings) else {
        continue
      }
      for row in sheet.rows { writer.write(header.map { sheet.text(row, $0) }) }
    }
    return writer.bytes
  }
}
