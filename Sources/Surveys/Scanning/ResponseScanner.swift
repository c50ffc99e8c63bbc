import Findings

/// Cuts a block of whole CSV records into packed responses without making a string for a cell.
///
/// The grammar is that of `CSVSheet.read`: RFC 4180 quoting, trimmed cells, blank lines passed over. A scanner is a value
/// that many threads may share; each block is scanned by itself and merged in file order.
package struct ResponseScanner: Sendable {
  let layout: ResponseLayout
  let coding: [ItemCoding]
  let units: ByteStringTable
  let file: String
  private let fieldwork: (first: [UInt8], last: [UInt8], text: [String])?

  /// A scanner of a file with this layout; `units` numbers the roster's codes.
  package init(layout: ResponseLayout, questionnaire: Questionnaire, units: ByteStringTable, file: String) {
    self.layout = layout
    self.coding = ItemCoding.layOut(questionnaire.questions.filter { $0.role == .item })
    self.units = units
    self.file = file
    self.fieldwork = questionnaire.fieldwork.map {
      (Array($0.lowerBound.utf8), Array($0.upperBound.utf8), [$0.lowerBound, $0.upperBound])
    }
  }

  /// The 64-bit words that the packed answers of one response fill.
  var words: Int { (coding.last?.word ?? 0) + 1 }

  /// Scans whole records.
  ///
  /// - Parameter bytes: records in UTF-8, each ended by a line break save perhaps the last.
  /// - Complexity: O(bytes).
  package func scan(_ bytes: [UInt8]) -> ScannedBlock {
    bytes.withUnsafeBufferPointer { buffer in
      var pass = ScanPass(scanner: self, bytes: buffer)
      pass.run()
      return pass.block
    }
  }

  /// A finding in the block's record `record` (from 0) at the column with `use`.
  func finding(
    _ code: FindingCode, _ record: Int, column: Int?, found: UnsafeBufferPointer<UInt8>?, details: [String] = []
  ) -> Finding {
    let text = found.map { String(decoding: $0.prefix(80), as: UTF8.self) }
    return Finding(code, at: Location(file: file, row: record, column: column), found: text, details: details)
  }

  /// Reports a response's times: unreadable, the end before the start, or outside the field work.
  func checkTimes(
    _ start: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>, _ record: Int,
    _ findings: inout [Finding]
  ) {
    var readable = true
    for (text, use) in [(start, ResponseLayout.Use.start), (end, .end)] where !text.isEmpty && !Timestamp.isTime(text) {
      findings.append(finding(.unreadableTime, record, column: layout.column(use), found: text))
      readable = false
    }
    guard readable else { return }
    if !start.isEmpty, !end.isEmpty, Timestamp.isBefore(end, start) {
      findings.append(finding(.endsBeforeStart, record, column: layout.column(.end), found: end))
    }
    let day = start.isEmpty ? end : start
    if let fieldwork, !day.isEmpty, !Timestamp.isWithin(day, fieldwork.first, fieldwork.last) {
      let column = layout.column(start.isEmpty ? .end : .start)
      findings.append(finding(.outsideFieldwork, record, column: column, found: day, details: fieldwork.text))
    }
  }
}
