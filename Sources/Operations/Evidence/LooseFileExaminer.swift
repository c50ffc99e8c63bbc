import Findings
import Sheets
import Surveys

/// Looks at evidence and documents, which are kept as they are: ledgers, minutes, photographs.
///
/// Tables and texts are looked through for what identifies people; a table that has any is kept without it. Pictures, scans and print
/// files cannot be looked into, and the sender is told so.
struct LooseFileExaminer {
  let request: UploadRequest

  /// Endings of files that may be tables or texts.
  private static let endings: Set<String> = ["csv", "tsv", "txt", "md", "xlsx", "xlsm", "sav", "zsav", "json", "gz"]

  func examine() -> UploadExamination {
    var examination = UploadExamination(
      recognised: Bilingual("按原样保存的文件", "a file that is kept as it is"), reader: "")
    let ending = request.name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    var opening: [Finding] = []
    let start = beginning(&opening)
    guard !opening.isEmpty || FileSignature.agrees(ending: ending, start) else {
      examination.findings.append(Finding(.contentMismatch, at: Location(file: request.name), details: [ending]))
      return examination
    }
    if LooseFileExaminer.endings.contains(ending), OpenedFile.isTooLarge(request) {
      examination.findings.append(lookedThrough(ending))
      return examination
    }
    guard LooseFileExaminer.endings.contains(ending), let opened = OpenedFile(request, &opening) else {
      if let missing = opening.first(where: { [.fileMissing, .fileUnreadable].contains($0.code) }) {
        examination.findings.append(missing)
      } else {
        examination.findings.append(
          Finding(.notLookedInto, at: Location(file: request.name), details: [request.name]))
      }
      return examination
    }
    let masked = LooseFileExaminer.masked(opened.workbooks)
    guard opened.isPersonal || masked.isPersonal else { return examination }
    examination.isPersonal = true
    if masked.bytes.isEmpty {
      // No table that could be kept without it.
      examination.findings.append(Finding(.personalData, at: Location(file: request.name), details: [ending]))
      return examination
    }
    examination.reader = "\(opened.containers) masked"
    examination.table = masked.bytes
    examination.recognised = Bilingual("遮盖了个人信息的文件", "a file with its personal data masked")
    return examination
  }

  /// What comes of looking for personal data in a file that is too large to be opened: block by block, by its bytes. Such a file is kept
  /// as it is or not at all.
  private func lookedThrough(_ ending: String) -> Finding {
    let place = Location(file: request.name)
    var scan = PersonalDataScan()
    var findings: [Finding] = []
    guard let file = InputFile(request.path, name: request.name, &findings) else { return findings[0] }
    var (block, before) = ([UInt8](), [UInt8]())
    while let count = file.read(1 << 20, into: &block) {
      if count == 0 { return Finding(.notLookedInto, at: place, details: [request.name]) }
      if before.isEmpty {
        let header = String(decoding: block.prefix { $0 != 0x0A }.prefix(1 << 16), as: UTF8.self)
        scan.look(header: header.split { ",;\t|".contains($0) }.map(String.init))
      }
      // A number may stand across two blocks.
      scan.look(before + block)
      if !scan.found.isEmpty { return Finding(.personalData, at: place, details: [ending]) }
      before = Array(block.suffix(32))
      block.removeAll(keepingCapacity: true)
    }
    return Finding(.fileUnreadable, at: place, details: [request.name, "read error"])
  }

  /// The file's first bytes; what cannot be read is found when it is opened.
  private func beginning(_ findings: inout [Finding]) -> [UInt8] {
    var bytes: [UInt8] = []
    guard let file = InputFile(request.path, name: request.name, &findings) else { return bytes }
    _ = file.read(FileSignature.length, into: &bytes)
    return bytes
  }

  /// All sheets one below the other, columns of personal data left out and the rest masked.
  private static func masked(_ workbooks: [Workbook]) -> (bytes: [UInt8], isPersonal: Bool) {
    var writer = PlainCSV()
    var isPersonal = false
    for (number, grid) in workbooks.flatMap(\.grids).enumerated() {
      if number > 0 { writer.blankLines(1) }
      var left: Set<Int> = []
      for (place, row) in grid.rows.enumerated() {
        if place < 3 {
          for (column, cell) in row.cells.enumerated() {
            var scan = PersonalDataScan()
            scan.look(header: [cell.text])
            if !scan.found.isEmpty { left.insert(column) }
          }
        }
        writer.write(
          row.cells.enumerated().filter { !left.contains($0.offset) }.map { _, cell in
            let text = cell.text
            if text.contains("."), Double(text) != nil { return text }
            let (masked, kinds) = PersonalData.mask(text)
            if !kinds.isEmpty { isPersonal = true }
            return masked
          })
      }
      isPersonal = isPersonal || !left.isEmpty
    }
    return (writer.bytes, isPersonal)
  }
}
