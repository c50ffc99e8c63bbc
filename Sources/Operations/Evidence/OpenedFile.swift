import Findings
import Foundation
import Seals
import Sheets
import Surveys

/// A file with its container opened, and whether anything in it identifies people.
struct OpenedFile {
  /// The tables.
  let workbooks: [Workbook]
  /// Whether a cell or a heading identifies people, or an archive holds something that cannot be looked into.
  let isPersonal: Bool

  /// The containers by name, such as `xlsx`.
  var containers: String {
    var names: [String] = []
    for workbook in workbooks where !names.contains(workbook.container.rawValue) {
      names.append(workbook.container.rawValue)
    }
    return names.joined(separator: " ")
  }

  /// Opens the file of a request; nil after findings.
  init?(_ request: UploadRequest, _ findings: inout [Finding]) {
    var found: [Finding] = []
    defer { findings += found }
    guard !OpenedFile.isTooLarge(request) else {
      found.append(
        Finding(
          .tooLargeToOpen, at: Location(file: request.name),
          details: [request.name, String(UploadExaminer.mostReadBytes >> 20)]))
      return nil
    }
    guard let bytes = InputFile.contents(of: request.path, name: request.name, &found) else { return nil }
    workbooks = WorkbookReader.open(bytes, file: request.name, findings: &found)
    if workbooks.isEmpty { return nil }
    var scan = PersonalDataScan()
    for workbook in workbooks { OpenedFile.look(at: workbook, bytes, &scan) }
    // Photographs beside the tables may show people, and nobody has looked.
    isPersonal = !scan.found.isEmpty || found.contains { $0.code == .containerUnsupported }
  }

  /// Whether a file is larger than what is opened at once: a plain table may have any size, because it is read line by line.
  static func isTooLarge(_ request: UploadRequest) -> Bool {
    var ignored: [Finding] = []
    guard let file = InputFile(request.path, name: request.name, &ignored) else { return false }
    return file.size > UploadExaminer.mostReadBytes
  }

  private static func look(at workbook: Workbook, _ bytes: [UInt8], _ scan: inout PersonalDataScan) {
    if workbook.document != nil { scan.look(bytes) }
    for grid in workbook.grids {
      for (place, row) in grid.rows.enumerated() {
        if place < 3 { scan.look(header: row.cells.map(\.text)) }
        for cell in row.cells where cell != .empty {
          scan.look(cell.text.utf8)
        }
      }
    }
    scan.look(header: workbook.variables.map(\.label))
  }
}

/// One pass over a file that may be a plain table: UTF-8, commas, a header with the columns that are needed.
struct PlainScan {
  /// The header's columns.
  let columns: [String]
  /// The rows below it.
  let rows: Int
  /// The digest of its lines, whatever their ends.
  let digest: ContentDigest
  /// The file's size.
  let bytes: Int
  /// What identifies people in it.
  let personal: [String]
  /// What was found in the header.
  let findings: [Finding]

  private struct NotPlain: Error {}

  /// Reads the file of a request; nil if it is no plain table, which says nothing against it.
  init?(_ request: UploadRequest, required: [String]) {
    var findings: [Finding] = []
    guard PlainScan.beginsAsText(request), let file = InputFile(request.path, name: request.name, &findings) else {
      return nil
    }
    bytes = file.size
    var scan = PersonalDataScan()
    let lines = TableLines()
    let outcome: TableLines.Outcome
    do {
      outcome = try lines.read(file) { line, isHeader in
        // ASCII needs no check, and most lines are.
        let isText = !line.contains { $0 >= 0x80 } || String(validating: line, as: UTF8.self) != nil
        guard isText, !line.contains(0) else { throw NotPlain() }
        if isHeader {
          scan.look(header: String(decoding: line, as: UTF8.self).split(separator: ",").map(String.init))
        } else {
          scan.look(line)
        }
      }
    } catch { return nil }
    if outcome == .tooWide {
      // Refused by its first record: nothing that follows makes a table of it.
      let place = Location(file: request.name, row: 1)
      findings.append(Finding(.tooManyColumns, at: place, details: [String(ReadingLimits().columns)]))
      (columns, rows, personal, digest) = ([], 0, [], lines.digest())
      self.findings = findings
      return
    }
    guard outcome == .whole, let header = lines.header,
      let sheet = CSVSheet.read(header, file: request.name, required: required, findings: &findings)
    else { return nil }
    columns = sheet.header
    rows = lines.rows
    digest = lines.digest()
    personal = scan.found
    self.findings = findings
  }

  /// Whether the file's beginning is no archive, workbook or text of two bytes a character, so that its lines can be cut at all.
  private static func beginsAsText(_ request: UploadRequest) -> Bool {
    var findings: [Finding] = []
    var beginning: [UInt8] = []
    guard let file = InputFile(request.path, name: request.name, &findings),
      file.read(1 << 14, into: &beginning) != nil
    else { return false }
    return !beginning.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }
  }
}
