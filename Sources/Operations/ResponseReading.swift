import Findings
import Seals
import Sheets
import Surveys

/// Reads the files of responses: this thread reads, hashes and merges in the order of the files, the others cut rows.
struct ResponseReading {
  let questionnaire: Questionnaire
  let units: ByteStringTable
  let maximumUnusable: Double

  /// What was read.
  struct Result {
    var table: ResponseTable
    var files: [(name: String, sha256: String, bytes: Int)] = []
    var findings: [Finding] = []
  }

  /// What old codes and full names of communities mean; nil takes codes alone.
  var register: CommunityRegister?

  /// What columns and values mean that the program cannot tell, as somebody checked.
  var mapping: MappingFile?

  /// The files that are read in the general way although their first block looks plain.
  var general: Set<String> = []

  /// Blocks that may be under way at once: they bound the memory, not the result.
  private static let blocksUnderWay = 6

  /// A step of the reading in file order.
  private enum Step: Sendable {
    case open(file: String, firstRow: Int)
    case block(ScannedBlock)
    case close
  }

  /// Reads `files` (path and name) in order; `progress` hears the bytes read.
  ///
  /// Plain UTF-8 CSV with the questionnaire's headings goes the fast way, block by block; any other file the general way. A
  /// file that begins plain and turns out not to be UTF-8 makes the reading start again with that file in the general way.
  func read(_ files: [(path: String, name: String)], progress: (Int) -> Void) async -> Result {
    let result = await readOnce(files, progress: progress)
    let others = result.findings.filter { $0.code == .notUTF8 }.compactMap { $0.location?.file }
      .filter { !general.contains($0) }
    guard !others.isEmpty else { return result }
    var again = self
    again.general.formUnion(others)
    return await again.read(files, progress: progress)
  }

  private func readOnce(_ files: [(path: String, name: String)], progress: (Int) -> Void) async -> Result {
    var result = Result(table: ResponseTable(questionnaire, expectedRows: expectedRows(files)))
    await withTaskGroup(of: (Int, ScannedBlock).self) { group in
      var steps: [Int: Step] = [:]
      var merged = 0
      var next = 0
      var underWay = 0
      var bytesRead = 0

      func mergeReady() {
        while let step = steps.removeValue(forKey: merged) {
          switch step {
          case .open(let file, let row): result.table.open(file: file, firstRow: row)
          case .block(let block): result.table.merge(block)
          case .close: result.table.close(maximumUnusable: maximumUnusable)
          }
          merged += 1
        }
      }

      for (path, name) in files {
        guard var blocks = RecordBlocks(path, name: name, &result.findings) else { continue }
        var found = result.findings
        let first = blocks.next(&found)
        let plain = first.flatMap { general.contains(name) ? nil : plainStart($0, name) }
        if first != nil, plain == nil {
          let (tables, sha256) = readGenerally(path, name, &result.findings)
          for table in tables {
            steps[next] = .open(file: table.file, firstRow: 1)
            steps[next + 1] = .block(table.block)
            steps[next + 2] = .close
            next += 3
          }
          result.files.append((name, sha256, blocks.size))
          bytesRead += blocks.size
          progress(bytesRead)
          continue
        }
        result.findings = found
        if let plain {
          result.findings += plain.findings
          steps[next] = .open(file: name, firstRow: plain.firstRow)
          next += 1
          var block: [UInt8]? = plain.rows
          while let bytes = block {
            let index = next
            let work = plain.scanner
            group.addTask { (index, work.scan(bytes)) }
            next += 1
            underWay += 1
            bytesRead += bytes.count
            progress(bytesRead)
            while underWay >= ResponseReading.blocksUnderWay, let (index, done) = await group.next() {
              steps[index] = .block(done)
              underWay -= 1
              mergeReady()
            }
            block = blocks.next(&result.findings)
          }
          steps[next] = .close
          next += 1
        } else if blocks.sha256.isEmpty {
          blocks.drain()
        } else if blocks.size == 0 {
          result.findings.append(Finding(.fileEmpty, at: Location(file: name)))
        }
        result.files.append((name, blocks.sha256, blocks.size))
      }
      while let (index, done) = await group.next() {
        steps[index] = .block(done)
        mergeReady()
      }
      mergeReady()
    }
    result.findings += result.table.findings
    return result
  }

  /// A generous guess of the rows, so that columns grow once: a response of 20 items with its metadata fills some 120 bytes.
  private func expectedRows(_ files: [(path: String, name: String)]) -> Int {
    var ignored: [Finding] = []
    var bytes = 0
    for (path, name) in files {
      if let file = InputFile(path, name: name, &ignored) { bytes += file.size }
    }
    return bytes / 125
  }

  /// The first block of a file that goes the fast way, without its header.
  private struct PlainStart {
    var scanner: ResponseScanner
    var firstRow: Int
    var rows: [UInt8]
    var findings: [Finding] = []
  }

  /// The first block, if it is UTF-8 whose first record is the questionnaire's header; nil if the file needs the general way.
  private func plainStart(_ block: [UInt8], _ name: String) -> PlainStart? {
    guard !block.contains(0), UTF8Validation.isText(block) else { return nil }
    var rows = block
    var findings: [Finding] = []
    guard let (scanner, firstRow) = scanner(&rows, name, &findings) else { return nil }
    return PlainStart(scanner: scanner, firstRow: firstRow, rows: rows, findings: findings)
  }

  /// Reads a file of any container, encoding and tool: see `PlainResponses`.
  private func readGenerally(
    _ path: String, _ name: String, _ findings: inout [Finding]
  ) -> (tables: [(file: String, block: ScannedBlock)], sha256: String) {
    guard let bytes = InputFile.contents(of: path, name: name, &findings) else { return ([], "") }
    var options = ReadingOptions(digest: { ContentDigest.of($0).hexadecimal })
    options.mapping = mapping
    var tables: [(file: String, block: ScannedBlock)] = []
    for workbook in WorkbookReader.open(bytes, file: name, findings: &findings) {
      for table in PlainResponses.read(workbook, questionnaire, options, &findings) {
        findings += table.findings
        if let block = scan(table, &findings) { tables.append((table.file, block)) }
      }
    }
    return (tables, ContentDigest.of(bytes).hexadecimal)
  }

  /// Packs a table that was rewritten; nil if it is refused as a whole.
  private func scan(_ table: PlainResponses, _ findings: inout [Finding]) -> ScannedBlock? {
    guard !table.findings.contains(where: { $0.severity == .error }),
      let layout = ResponseLayout.match(header: table.header, row: 1, file: table.file, questionnaire, &findings)
    else { return nil }
    findings.append(
      Finding(.readGenerally, at: Location(file: table.file), details: [table.toolTitle, table.description]))
    let scanner = ResponseScanner(
      layout: layout, questionnaire: questionnaire, units: units, file: table.file, register: register)
    return scanner.scan(table.bytes).locating(columns: table.columns)
  }

  /// Reads one rewritten table on this thread.
  func readHere(_ table: PlainResponses) -> Result {
    var result = Result(table: ResponseTable(questionnaire))
    guard let block = scan(table, &result.findings) else { return result }
    result.table.open(file: table.file, firstRow: 1)
    result.table.merge(block)
    result.table.close(maximumUnusable: maximumUnusable)
    result.findings += result.table.findings
    return result
  }

  /// Reads one plain file on this thread, as `read` does with many on several.
  func readHere(_ path: String, name: String) -> Result {
    var result = Result(table: ResponseTable(questionnaire))
    guard var blocks = RecordBlocks(path, name: name, &result.findings), var first = blocks.next(&result.findings),
      let (scanner, row) = scanner(&first, name, &result.findings)
    else { return result }
    result.table.open(file: name, firstRow: row)
    var block: [UInt8]? = first
    while let bytes = block {
      result.table.merge(scanner.scan(bytes))
      block = blocks.next(&result.findings)
    }
    result.table.close(maximumUnusable: maximumUnusable)
    result.findings += result.table.findings
    return result
  }

  /// Takes the header off the first block and matches it with the questionnaire.
  private func scanner(
    _ block: inout [UInt8], _ name: String, _ findings: inout [Finding]
  ) -> (scanner: ResponseScanner, firstRow: Int)? {
    let start = block.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var end = start
    var isQuoted = false
    var hasContent = false
    while end < block.count {
      let byte = block[end]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte > 0x20 { hasContent = true }
      end += 1
      guard byte == 0x0A || byte == 0x0D, !isQuoted, hasContent else { continue }
      if byte == 0x0D, end < block.count, block[end] == 0x0A { end += 1 }
      break
    }
    guard
      let sheet = CSVSheet.read(Array(block[start..<end]), file: name, findings: &findings),
      let layout = ResponseLayout.match(
        header: sheet.header, row: sheet.headerRow, file: name, questionnaire, &findings)
    else { return nil }
    block.removeSubrange(..<end)
    return (
      ResponseScanner(
        layout: layout, questionnaire: questionnaire, units: units, file: name, register: register),
      sheet.headerRow + 1
    )
  }
}
