import Findings
package import Sheets

/// Cuts a block of whole CSV records into packed responses without making a string for a cell.
///
/// The grammar is that of `CSVSheet.read`: RFC 4180 quoting, trimmed cells, blank lines passed over. A scanner is a value
/// that many threads may share; each block is scanned by itself and merged in file order.
package struct ResponseScanner: Sendable {
  let layout: ResponseLayout
  let coding: [ItemCoding]
  let units: ByteStringTable
  let file: String
  /// The register that knows old codes and names; nil takes codes alone.
  let register: CommunityRegister?
  /// What the inner loop looks up, flat: the use of each column, and for item columns the one-byte codes, word and shift.
  let plan: ColumnPlan
  private let fieldwork: (days: ClosedRange<Timestamp.Day>, text: [String])?

  /// A scanner of a file with this layout; `units` numbers the roster's codes, `register` knows what other texts mean them.
  package init(
    layout: ResponseLayout, questionnaire: Questionnaire, units: ByteStringTable, file: String,
    register: CommunityRegister? = nil
  ) {
    self.layout = layout
    self.register = register
    self.coding = ItemCoding.layOut(questionnaire.questions.filter { $0.role == .item })
    self.units = units
    self.file = file
    plan = ColumnPlan(layout, coding)
    self.fieldwork = questionnaire.fieldwork.flatMap { period in
      guard let first = Timestamp.Day(period.lowerBound), let last = Timestamp.Day(period.upperBound), first <= last
      else { return nil }
      return (first...last, [period.lowerBound, period.upperBound])
    }
  }

  /// No response stands for more than 10¹² households: larger weights are slips, and their sums would overflow.
  static let largestWeight = 1e12

  /// The 64-bit words that the packed answers of one response fill.
  var words: Int { (coding.last?.word ?? 0) + 1 }

  /// Scans whole records.
  ///
  /// - Parameter bytes: records in UTF-8, each ended by a line break save perhaps the last.
  /// - Complexity: O(bytes).
  package func scan(_ bytes: [UInt8]) -> ScannedBlock {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { packed in
      bytes.withUnsafeBufferPointer { buffer in
        plan.uses.withUnsafeBufferPointer { uses in
          plan.oneByte.withUnsafeBufferPointer { oneByte in
            plan.words.withUnsafeBufferPointer { words in
              plan.shifts.withUnsafeBufferPointer { shifts in
                var pass = ScanPass(
                  scanner: self, bytes: buffer, packed: packed, uses: uses, oneByte: oneByte, wordOf: words,
                  shiftOf: shifts)
                pass.run()
                return pass.block
              }
            }
          }
        }
      }
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
    let isStart = start.isEmpty || Timestamp.isTime(start)
    let isEnd = end.isEmpty || Timestamp.isTime(end)
    if isStart, isEnd { return compareTimes(start, end, record, &findings) }
    if !isStart { note(start, .start, record, &findings) }
    if !isEnd { note(end, .end, record, &findings) }
    checkOtherWritings(start, end, record, &findings)
  }

  /// A time that is not written in the plain way: what it is, or that it is none.
  private func note(
    _ text: UnsafeBufferPointer<UInt8>, _ use: ResponseLayout.Use, _ record: Int, _ findings: inout [Finding]
  ) {
    let column = layout.column(use)
    guard let moment = Moment(String(decoding: text, as: UTF8.self)) else {
      return findings.append(finding(.unreadableTime, record, column: column, found: text))
    }
    findings.append(
      finding(
        .timeNormalised, record, column: column, found: text,
        details: [column.map { layout.header[$0 - 1] } ?? "", Moment.text(moment.wall)]))
  }

  /// Times of which at least one is written in another way: both in the plain one.
  private func checkOtherWritings(
    _ start: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>, _ record: Int,
    _ findings: inout [Finding]
  ) {
    let plain = [start, end].map { text -> [UInt8]? in
      if text.isEmpty { return [] }
      if Timestamp.isTime(text) { return Array(text) }
      return Moment(String(decoding: text, as: UTF8.self)).map { Array(Moment.text($0.wall).utf8) }
    }
    guard let first = plain[0], let last = plain[1] else { return }
    first.withUnsafeBufferPointer { start in
      last.withUnsafeBufferPointer { end in compareTimes(start, end, record, &findings) }
    }
  }

  /// The end must not be before the start, and the day must lie in the field work.
  private func compareTimes(
    _ start: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>, _ record: Int,
    _ findings: inout [Finding]
  ) {
    if !start.isEmpty, !end.isEmpty, Timestamp.isBefore(end, start) {
      findings.append(finding(.endsBeforeStart, record, column: layout.column(.end), found: end))
    }
    let day = start.isEmpty ? end : start
    if let fieldwork, !day.isEmpty, !Timestamp.isWithin(day, fieldwork.days) {
      let column = layout.column(start.isEmpty ? .end : .start)
      findings.append(finding(.outsideFieldwork, record, column: column, found: day, details: fieldwork.text))
    }
  }
}

/// A layout as plain arrays, so that the inner loop copies no structure and counts no references.
struct ColumnPlan: Sendable {
  /// Each column's use.
  private(set) var uses: [ResponseLayout.Use] = []
  /// The packed code of each one-byte answer, 256 for each column; 0xFF where the full comparison decides.
  private(set) var oneByte: [UInt8] = []
  /// The word that holds a column's item.
  private(set) var words: [Int] = []
  /// The item's lowest bit in it.
  private(set) var shifts: [UInt64] = []

  init(_ layout: ResponseLayout, _ coding: [ItemCoding]) {
    for (use, item) in zip(layout.uses, layout.items) {
      uses.append(use)
      let item = use == .item ? coding[item] : nil
      oneByte += item?.oneByte ?? Array(repeating: 0xFF, count: 256)
      words.append(item?.word ?? 0)
      shifts.append(item?.shift ?? 0)
    }
  }
}
