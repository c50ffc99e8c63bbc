public import Findings
import Foundation
import Scoring
import Sheets
public import Store
import Surveys
import Titles

extension ServiceDesk {
  /// Files beyond this are counted and looked through for personal data, but their answers are read only at the evaluation.
  static let mostPreviewedBytes = 64 << 20

  /// What an upload holds: rows, what can be used, and everything that is wrong with it.
  func preview(_ incoming: IncomingRecord, _ path: String) async -> UploadPreview {
    if incoming.kind == .evidence || incoming.kind == .document {
      return UploadPreview(
        recognised: Bilingual("按原样保存的文件", "a file that is kept as it is"), findings: [])
    }
    var findings: [Finding] = []
    let scan: Scan
    do {
      scan = try await inTurn { try ServiceDesk.scan(path, incoming) }
    } catch {
      let unreadable = Finding(
        .fileUnreadable, at: Location(file: incoming.name), details: [incoming.name, "read error"])
      return UploadPreview(
        recognised: Bilingual("无法读取", "unreadable"), findings: (error as? Refusal)?.findings ?? [unreadable])
    }
    findings = scan.findings
    let table = Bilingual("\(incoming.kind.name.chinese)（CSV 表格）", "\(incoming.kind.name.english), a CSV table")
    guard !findings.contains(where: { $0.severity == .error }) else {
      return UploadPreview(recognised: table, columns: scan.columns, rows: scan.rows, findings: findings)
    }
    guard incoming.kind == .responses, incoming.length <= ServiceDesk.mostPreviewedBytes,
      let read = await responses(incoming, path)
    else {
      return UploadPreview(
        recognised: table, columns: scan.columns, rows: scan.rows, usable: scan.rows, findings: findings)
    }
    return UploadPreview(
      recognised: table, columns: scan.columns, rows: read.rows, usable: read.kept, findings: findings + read.findings,
      counts: read.counts)
  }

  /// The rows of responses that cannot be used, each with the reasons, as a table to correct and send again; nil if there are none.
  public func rejectedRows(_ incoming: IncomingRecord, _ language: Language) async throws -> [UInt8]? {
    guard incoming.kind == .responses, incoming.length <= ServiceDesk.mostPreviewedBytes,
      let read = await withTaskExecutorPreference(
        WorkerThreads.shared, operation: { await responses(incoming, path(of: incoming)) }), !read.rejected.isEmpty
    else { return nil }
    var findings: [Finding] = []
    guard let bytes = InputFile.contents(of: path(of: incoming), name: incoming.name, &findings),
      let sheet = CSVSheet.read(bytes, file: incoming.name, findings: &findings)
    else { return nil }
    let reasons = Dictionary(grouping: read.findings, by: { $0.location?.row ?? 0 })
    var writer = CSVWriter()
    writer.write(sheet.header + [language == .chinese ? "错误" : "faults"])
    for row in sheet.rows where read.rejected.contains(row.number) {
      let texts = (reasons[row.number] ?? []).map { "\($0.code) \($0.message(language))" }
      writer.write(row.cells + [texts.joined(separator: "; ")])
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }

  private struct Scan: Sendable {
    var columns: [String]
    var rows: Int
    var findings: [Finding]
  }

  private static func scan(_ path: String, _ incoming: IncomingRecord) throws -> Scan {
    var findings: [Finding] = []
    var personal = PersonalDataScan()
    guard let file = InputFile(path, name: incoming.name, &findings) else { throw Refusal(findings: findings) }
    let lines = TableLines(incoming.name)
    let isRead = try lines.read(file) { line, isHeader in
      if isHeader {
        personal.look(header: String(decoding: line, as: UTF8.self).split(separator: ",").map(String.init))
      } else {
        personal.look(line)
      }
    }
    guard isRead else { throw Refusal(findings: [Finding(.uploadCutShort)]) }
    if !personal.found.isEmpty {
      findings.append(
        Finding(.personalData, at: Location(file: incoming.name), details: [personal.found.joined(separator: ", ")]))
    }
    let sheet = lines.header.flatMap {
      CSVSheet.read($0, file: incoming.name, required: incoming.kind.columns, findings: &findings)
    }
    if lines.header == nil { findings.append(Finding(.fileEmpty, at: Location(file: incoming.name))) }
    return Scan(columns: sheet?.header ?? [], rows: lines.rows, findings: findings)
  }

  private struct Responses: Sendable {
    var rows: Int
    var kept: Int
    var findings: [Finding]
    var rejected: Set<Int>
    var counts: [UploadPreview.Count]
  }

  /// Reads answers with the round's own questionnaire and register; nil before these are frozen.
  private func responses(_ incoming: IncomingRecord, _ path: String) async -> Responses? {
    guard let round = try? store.round(incoming.round)?.round, let scratch = try? ScratchFolder() else { return nil }
    var findings: [Finding] = []
    guard (try? rounds.unpack(round.id, folder: "survey", to: scratch.path + "/survey")) != nil,
      let (questionnaire, _) = Library.questionnaire(scratch.path + "/survey", &findings)
    else { return nil }
    let communities = round.communities.values.sorted { $0.code < $1.code }
    var units = ByteStringTable(capacity: communities.count)
    for community in communities {
      _ = Array(community.code.utf8).withUnsafeBufferPointer { units.intern($0) }
    }
    let reading = ResponseReading(questionnaire: questionnaire, units: units, maximumUnusable: 1)
    let read = await reading.read([(path, incoming.name)]) { _ in }
    let tally = read.table.files.first
    var counts = [Int](repeating: 0, count: communities.count)
    for cell in read.table.cellOfRow {
      let unit = Int(read.table.cells[Int(cell)].unit)
      if counts.indices.contains(unit) { counts[unit] += 1 }
    }
    let (rows, kept) = (tally?.rows ?? 0, tally?.kept ?? 0)
    var rejected: Set<Int> = []
    if kept < rows, rows <= 200_000 {
      let used = Set((0..<read.table.count).map { read.table.origin(of: $0).row })
      rejected = Set(2..<(rows + 2)).subtracting(used)
    }
    return Responses(
      rows: rows, kept: kept, findings: findings + read.findings, rejected: rejected,
      counts: zip(communities, counts).filter { $1 > 0 }.map {
        UploadPreview.Count(code: $0.code, name: $0.name, responses: $1)
      })
  }
}
