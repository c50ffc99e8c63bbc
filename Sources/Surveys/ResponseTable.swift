package import Findings
import Sheets

/// The usable responses of a city as columns of packed codes: four bytes for the cell and eight for each word of answers.
///
/// Blocks of files are merged in order, so that of repeated identifiers the first in the order of the files counts.
package struct ResponseTable: Sendable {
  /// How the answers are packed.
  package let coding: [ItemCoding]
  /// The 64-bit words of one response's answers.
  package let words: Int
  /// The cells, numbered from 0.
  package private(set) var cells: [ResponseCell] = []
  /// The cell of each response.
  package private(set) var cellOfRow: [UInt32] = []
  /// The packed answers, `words` for each response.
  package private(set) var answers: [UInt64] = []
  /// What was found in the files merged so far.
  package private(set) var findings: [Finding] = []
  /// The files merged so far.
  package private(set) var files: [FileTally] = []

  private var keys = ByteStringTable(capacity: 4096)
  private var identifiers = IdentifierIndex()
  private var segments: [Segment] = []
  private var listed: [String: Int] = [:]
  private var listLimit: Int

  /// What became of one file's rows.
  package struct FileTally: Sendable {
    /// The file's name.
    package var name: String
    /// Its rows below the header.
    package var rows = 0
    /// Those that entered the table.
    package var kept = 0
    /// The row of the next record, the header being 1.
    var nextRow = 2
    /// Findings beyond the limit, by code.
    var unlisted: [(code: FindingCode, count: Int)] = []
  }

  /// Where a run of kept rows came from.
  private struct Segment {
    var firstKept: Int
    var file: Int
    var firstRow: Int
    var skipped: [UInt32]
  }

  /// An empty table for the items of `questionnaire`; `expectedRows` reserves room. Findings of one kind in one file beyond
  /// `listLimit` are counted and no longer listed.
  package init(_ questionnaire: Questionnaire, expectedRows: Int = 0, listLimit: Int = 100_000) {
    coding = ItemCoding.layOut(questionnaire.questions.filter { $0.role == .item })
    words = (coding.last?.word ?? 0) + 1
    self.listLimit = listLimit
    cellOfRow.reserveCapacity(expectedRows)
    answers.reserveCapacity(expectedRows * words)
  }

  /// The number of responses.
  package var count: Int { cellOfRow.count }

  /// Opens the next file; blocks that are merged from now on belong to it. `row` is the first row below the header.
  package mutating func open(file: String, firstRow row: Int) {
    files.append(FileTally(name: file, nextRow: row))
    listed = [:]
  }

  /// Closes the file: counts what was not listed, and refuses the file if more than `maximumUnusable` of its rows (a share)
  /// were left out.
  package mutating func close(maximumUnusable: Double) {
    let file = files[files.count - 1]
    for (code, count) in file.unlisted {
      findings.append(
        Finding(
          .moreOfTheSame, severity: code.severity, at: Location(file: file.name),
          details: [String(count), code.code]))
    }
    let unusable = file.rows - file.kept
    if Double(unusable) > maximumUnusable * Double(file.rows) {
      findings.append(
        Finding(
          .tooManyUnusable, at: Location(file: file.name),
          details: [String(unusable), String(file.rows), "\(Int((maximumUnusable * 100).rounded())) %"]))
    }
  }

  /// Joins the next block of the open file.
  package mutating func merge(_ block: ScannedBlock) {
    let file = files.count - 1
    let base = files[file].nextRow
    for var finding in block.findings {
      finding.location?.row? += base
      list(finding, file)
    }
    let cellOf = block.cells.indices.map { local -> UInt32 in
      let (index, isNew) = block.keys.bytes(local).withUnsafeBufferPointer { keys.intern($0) }
      if isNew { cells.append(block.cells[local]) }
      return UInt32(index)
    }
    let prefixOf = (0..<block.prefixes.count).map { identifiers.prefix(block.prefixes.bytes($0)) }
    let firstKept = count
    var repetitions: [(row: Int, cell: UInt32, first: UInt32)] = []
    for row in block.cellOfRow.indices {
      let cell = cellOf[Int(block.cellOfRow[row])]
      if !block.identifiers.isEmpty, block.identifiers[row] != .missing {
        let identifier = block.identifiers[row]
        let prefix = prefixOf[Int(identifier.prefix)]
        if let first = identifiers.enter(prefix, identifier.number, row: UInt32(count)) {
          repetitions.append((row, cell, first))
          continue
        }
      }
      cellOfRow.append(cell)
      for word in 0..<words { answers.append(block.answers[row * words + word]) }
    }
    identifiers.adapt()
    let skipped = repetitions.map { block.recordOfRow[$0.row] }
    segments.append(
      Segment(firstKept: firstKept, file: file, firstRow: base, skipped: gaps(block, beside: skipped)))
    for (row, cell, first) in repetitions {
      reportRepetition(block, row, cell, first: Int(first), file: file, base: base)
    }
    files[file].rows += block.rows
    files[file].kept += count - firstKept
    files[file].nextRow += block.records
  }

  /// The records of a block that were not kept, ascending.
  private func gaps(_ block: ScannedBlock, beside skipped: [UInt32]) -> [UInt32] {
    var gaps = skipped
    if block.recordOfRow.count < block.records {
      var next: UInt32 = 0
      for record in block.recordOfRow {
        while next < record {
          gaps.append(next)
          next += 1
        }
        next = record + 1
      }
    }
    return gaps.sorted()
  }

  private mutating func list(_ finding: Finding, _ file: Int) {
    let seen = listed[finding.code.code, default: 0]
    listed[finding.code.code] = seen + 1
    if seen < listLimit {
      findings.append(finding)
    } else if let index = files[file].unlisted.firstIndex(where: { $0.code == finding.code }) {
      files[file].unlisted[index].count += 1
    } else {
      files[file].unlisted.append((finding.code, 1))
    }
  }

  private mutating func reportRepetition(
    _ block: ScannedBlock, _ row: Int, _ cell: UInt32, first: Int, file: Int, base: Int
  ) {
    let same =
      cellOfRow[first] == cell
      && (0..<words).allSatisfy { answers[first * words + $0] == block.answers[row * words + $0] }
    let place = origin(of: first)
    let identifier = block.identifiers[row]
    let prefix = block.prefixes.bytes(Int(identifier.prefix))
    let digits = String(identifier.number)
    let zeros = String(repeating: "0", count: max(0, Int(prefix.last ?? 0) - digits.count))
    let text = String(decoding: prefix.dropLast(), as: UTF8.self) + (prefix.last == 0 ? "" : zeros + digits)
    list(
      Finding(
        same ? .repeatedResponse : .conflictingResponse,
        at: Location(file: files[file].name, row: base + Int(block.recordOfRow[row])), found: text,
        details: [files[place.file].name, String(place.row)]), file)
  }

  /// The file and the row from which kept row `index` came.
  package func origin(of index: Int) -> (file: Int, row: Int) {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].firstKept <= index { low = middle } else { high = middle }
    }
    let segment = segments[low]
    var record = index - segment.firstKept
    for gap in segment.skipped where Int(gap) <= record { record += 1 }
    return (segment.file, segment.firstRow + record)
  }
}
