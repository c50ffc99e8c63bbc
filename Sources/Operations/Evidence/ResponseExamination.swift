import Findings
import Sheets
import Surveys
import Titles

/// What a rating can use of a file of responses: its rows are scanned as the rating scans them, so that nobody learns at the evaluation
/// that rows do not count.
struct ResponseExamination {
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

  /// Enters what was found; `tables` gives the tables again if rows are to be written out for correction.
  func conclude(_ examination: inout UploadExamination, tables: (inout [Finding]) -> [TableReading]) {
    for finding in findings where !examination.findings.contains(finding) { examination.findings.append(finding) }
    examination.rows = rows
    examination.usable = kept
    examination.counts = zip(communities, counts).filter { $1 > 0 }.map {
      UploadPreview.Count(code: $0.code, name: $0.name, responses: $1)
    }
    guard kept < rows, rows <= ResponseExamination.mostGathered else { return }
    var ignored: [Finding] = []
    let rejected = zip(tables(&ignored), used).map { table, used in rejecting(table, but: used) }
    for language in Language.allCases {
      var writer = CSVWriter()
      for table in rejected where !table.rejected.isEmpty {
        for line in RejectionTable(table, language).lines { writer.write(line) }
      }
      if !writer.bytes.isEmpty { examination.rejections[language] = [0xEF, 0xBB, 0xBF] + writer.bytes }
    }
  }

  /// The table with the rows that are not in use as rejected, each with what was found in it.
  private func rejecting(_ table: TableReading, but used: Set<Int>) -> TableReading {
    let reasons = Dictionary(
      grouping: findings.filter { $0.severity > .note }, by: { $0.location?.row ?? 0 })
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
