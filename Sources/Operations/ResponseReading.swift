import Findings
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

  /// Blocks that may be under way at once: they bound the memory, not the result.
  private static let blocksUnderWay = 6

  /// A step of the reading in file order.
  private enum Step: Sendable {
    case open(file: String, firstRow: Int)
    case block(ScannedBlock)
    case close
  }

  /// Reads `files` (path and name) in order; `progress` hears the bytes read.
  func read(_ files: [(path: String, name: String)], progress: (Int) -> Void) async -> Result {
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
        if var first = blocks.next(&result.findings), let scanner = scanner(&first, name, &result.findings) {
          steps[next] = .open(file: name, firstRow: scanner.firstRow)
          next += 1
          var block: [UInt8]? = first
          while let bytes = block {
            let index = next
            let work = scanner.scanner
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
      ResponseScanner(layout: layout, questionnaire: questionnaire, units: units, file: name), sheet.headerRow + 1
    )
  }
}
