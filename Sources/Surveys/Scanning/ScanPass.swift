import Findings

/// One pass over one block: the scanner's inner loop and its scratch space.
///
/// A record is cut field by field; the few fields that are used leave a view of their bytes, and the row is judged at its
/// end. Consecutive rows mostly repeat unit, stratum, cluster and weight, so the last row's cell is compared first.
struct ScanPass {
  typealias Text = UnsafeBufferPointer<UInt8>

  let scanner: ResponseScanner
  let bytes: Text
  var block = ScannedBlock()

  var position = 0
  /// Whether the block holds anything but ASCII.
  var hasWide = false
  var identifier = Text(start: nil, count: 0)
  var unit = Text(start: nil, count: 0)
  var stratum = Text(start: nil, count: 0)
  var cluster = Text(start: nil, count: 0)
  var weight = Text(start: nil, count: 0)
  var start = Text(start: nil, count: 0)
  var end = Text(start: nil, count: 0)
  let uses: UnsafeBufferPointer<ResponseLayout.Use>
  let oneByte: UnsafeBufferPointer<UInt8>
  let wordOf: UnsafeBufferPointer<Int>
  let shiftOf: UnsafeBufferPointer<UInt64>
  let packed: UnsafeMutableBufferPointer<UInt64>
  /// The key fields of the last kept row, and its cell.
  var last: (unit: Text, stratum: Text, cluster: Text, weight: Text, cell: UInt32)?
  var lastPrefix: (text: [UInt8], index: UInt32) = ([], 0)
  var key: [UInt8] = []
  /// Fields with doubled quotation marks, unescaped; kept until the block is done because views point into them.
  var unescaped: [UnsafeMutableBufferPointer<UInt8>] = []

  /// A pass over `bytes` with room for the packed answers of one response; the views must outlive the pass.
  init(
    scanner: ResponseScanner, bytes: UnsafeBufferPointer<UInt8>, packed: UnsafeMutableBufferPointer<UInt64>,
    uses: UnsafeBufferPointer<ResponseLayout.Use>, oneByte: UnsafeBufferPointer<UInt8>,
    wordOf: UnsafeBufferPointer<Int>,
    shiftOf: UnsafeBufferPointer<UInt64>
  ) {
    self.scanner = scanner
    self.bytes = bytes
    self.packed = packed
    self.uses = uses
    self.oneByte = oneByte
    self.wordOf = wordOf
    self.shiftOf = shiftOf
    let guess = bytes.count / max(24, scanner.layout.uses.count * 3)
    block.cellOfRow.reserveCapacity(guess)
    block.answers.reserveCapacity(guess * scanner.words)
    block.recordOfRow.reserveCapacity(guess)
    if scanner.layout.hasIdentifier { block.identifiers.reserveCapacity(guess) }
  }

  mutating func run() {
    guard isText() else { return }
    while position < bytes.count {
      let record = block.records
      block.records += 1
      if skipBlankLine() { continue }
      block.rows += 1
      if scanRecord(record) { closeRow(record) }
    }
    for buffer in unescaped { buffer.deallocate() }
  }

  /// Whether the block is UTF-8 without NUL; if not, that is its one finding.
  ///
  /// Most blocks are pure ASCII, which 32 bytes at a time can tell.
  mutating func isText() -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var (all, borrows) = (SIMD4<UInt64>(repeating: 0), SIMD4<UInt64>(repeating: 0))
    let ones = SIMD4<UInt64>(repeating: 0x0101_0101_0101_0101)
    var at = 0
    while at + 32 <= raw.count {
      let some = raw.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self)
      all |= some
      // A zero byte borrows from its own high bit.
      borrows |= (some &- ones) & ~some
      at += 32
    }
    var high = all[0] | all[1] | all[2] | all[3]
    var hasNull = (borrows[0] | borrows[1] | borrows[2] | borrows[3]) & 0x8080_8080_8080_8080 != 0
    while at < raw.count {
      high |= UInt64(raw[at])
      if raw[at] == 0 { hasNull = true }
      at += 1
    }
    if hasNull {
      block.findings.append(scanner.finding(.notDelimited, 0, column: nil, found: nil, details: ["NUL"]))
      return false
    }
    hasWide = high & 0x8080_8080_8080_8080 != 0
    guard hasWide, String(validating: bytes, as: UTF8.self) == nil else { return true }
    var record = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if String(validating: bytes[start..<end], as: UTF8.self) == nil { break }
      record += 1
      start = end + 1
    }
    block.findings.append(scanner.finding(.notUTF8, record, column: nil, found: nil))
    return false
  }

  /// Passes over a line with nothing but blanks.
  mutating func skipBlankLine() -> Bool {
    var at = position
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    guard at == bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D else { return false }
    position = at
    endLine()
    return true
  }

  /// Moves past CRLF, LF or CR.
  mutating func endLine() {
    guard position < bytes.count else { return }
    let byte = bytes[position]
    position += 1
    if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
  }

  /// Cuts one record; false if it has the wrong number of fields.
  @inline(__always)
  mutating func scanRecord(_ record: Int) -> Bool {
    let count = uses.count
    for word in packed.indices { packed[word] = 0 }
    var column = 0
    while true {
      if column < count {
        column = answers(from: column)
        field(column, record)
      } else {
        _ = text(column, record)
      }
      column += 1
      guard position < bytes.count else { break }
      if bytes[position] == UInt8(ascii: ",") {
        position += 1
        continue
      }
      endLine()
      break
    }
    if column == count { return true }
    block.findings.append(
      scanner.finding(.raggedRow, record, column: nil, found: nil, details: [String(column), String(count)]))
    block.leftOut += 1
    return false
  }

  /// Reads the field of `column` and keeps what the column is used for.
  @inline(__always)
  mutating func field(_ column: Int, _ record: Int) {
    switch uses[column] {
    case .skip: _ = text(column, record)
    case .item: item(column, record)
    case .identifier: identifier = text(column, record)
    case .unit: unit = text(column, record)
    case .stratum: stratum = text(column, record)
    case .cluster: cluster = text(column, record)
    case .weight: weight = text(column, record)
    case .start: start = text(column, record)
    case .end: end = text(column, record)
    }
  }

  /// Packs the answers of neighbouring item columns while each is one byte, a comma and another item behind it, as nearly all
  /// are; gives the column that is to be read next.
  @inline(__always)
  mutating func answers(from first: Int) -> Int {
    var (column, at) = (first, position)
    while column + 1 < uses.count, uses[column] == .item, uses[column + 1] == .item, at + 1 < bytes.count,
      bytes[at + 1] == UInt8(ascii: ",")
    {
      let code = oneByte[column << 8 | Int(bytes[at])]
      guard code != 0xFF else { break }
      packed[wordOf[column]] |= UInt64(code) << shiftOf[column]
      column += 1
      at += 2
    }
    position = at
    return column
  }

  /// Packs the answer to an item; nearly all answers are one byte and a separator.
  @inline(__always)
  mutating func item(_ column: Int, _ record: Int) {
    if position + 1 < bytes.count {
      let next = bytes[position + 1]
      if next == UInt8(ascii: ",") || next == 0x0A {
        let code = oneByte[column << 8 | Int(bytes[position])]
        if code != 0xFF {
          position += 1
          packed[wordOf[column]] |= UInt64(code) << shiftOf[column]
          return
        }
      }
    }
    longAnswer(column, record)
  }

  /// Packs an answer that is empty, longer than a byte, in quotation marks, or impossible.
  mutating func longAnswer(_ column: Int, _ record: Int) {
    let coding = scanner.coding[scanner.layout.items[column]]
    let found = text(column, record)
    var code = coding.code(found)
    if code == coding.impossible, let folded = coding.folded(found) {
      code = folded
      block.findings.append(
        scanner.finding(
          .answerNormalised, record, column: column + 1, found: found, details: [coding.name, coding.text(folded)]))
    }
    packed[coding.word] |= UInt64(code) << coding.shift
    if code == coding.impossible {
      block.findings.append(
        scanner.finding(.impossibleCode, record, column: column + 1, found: found, details: [coding.name]))
    }
  }

  /// The trimmed content of the field at `position`, which moves to the separator behind it.
  @inline(__always)
  mutating func text(_ column: Int, _ record: Int) -> UnsafeBufferPointer<UInt8> {
    let start = position
    guard start < bytes.count, bytes[start] != UInt8(ascii: "\"") else { return quoted(column, record) }
    var at = start
    var hasQuote = false
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\"") { hasQuote = true }
      at += 1
    }
    position = at
    if hasQuote { block.findings.append(scanner.finding(.strayQuote, record, column: column + 1, found: nil)) }
    return trimmed(start, at)
  }

  @inline(__always)
  func trimmed(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
    var start = start
    var end = end
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return Text(rebasing: bytes[start..<end])
  }

  /// A quoted field, or an empty one at the block's end.
  mutating func quoted(_ column: Int, _ record: Int) -> UnsafeBufferPointer<UInt8> {
    guard position < bytes.count else { return Text(start: nil, count: 0) }
    let start = position + 1
    var at = start
    var isEscaped = false
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
        isEscaped = true
        at += 1
      }
      at += 1
    }
    guard at < bytes.count else {
      position = at
      block.findings.append(scanner.finding(.unterminatedQuote, record, column: column + 1, found: nil))
      return trimmed(start, at)
    }
    let content = trimmed(start, at)
    at += 1
    let after = at
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    position = at
    if !trimmed(after, at).isEmpty {
      block.findings.append(scanner.finding(.strayQuote, record, column: column + 1, found: nil))
    }
    return isEscaped ? unescape(content) : content
  }

  mutating func unescape(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    var count = 0
    var index = 0
    while index < text.count {
      buffer[count] = text[index]
      count += 1
      index += text[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    unescaped.append(buffer)
    return Text(rebasing: Text(buffer)[..<count])
  }
}
