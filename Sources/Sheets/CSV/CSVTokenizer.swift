/// Cuts delimited UTF-8 into records and fields, without making a string of any: RFC 4180 with any delimiter of one byte.
///
/// Quoted fields may hold delimiters, doubled quotation marks and line breaks; lines end in CRLF, LF or CR; blank lines are
/// passed over but counted. `CSVSheet` and the grids of `WorkbookReader` both read through it.
struct CSVTokenizer {
  /// Where a field stands in the bytes, without its quotation marks.
  struct Field: Hashable {
    /// The field's bytes.
    var range: Range<Int>
    /// Whether two quotation marks in these bytes mean one.
    var hasDoubledQuotes = false
  }

  /// A fault of quotation, with its column from 1.
  enum Fault: Hashable {
    /// A quotation mark inside an unquoted field, or text behind a closing one.
    case strayQuote(column: Int)
    /// A quoted field that the file's end closes.
    case unterminatedQuote(column: Int)
  }

  private static let quote = UInt8(ascii: "\"")

  let bytes: [UInt8]
  private let delimiter: UInt8
  private(set) var position: Int
  /// The number of the last record, from 1; blank lines are counted.
  private(set) var number = 0
  /// The fields of the last record.
  private(set) var fields: [Field] = []
  /// The faults of the last record.
  private(set) var faults: [Fault] = []
  /// Fields behind this many are not collected: the last one then ends where the record goes on.
  private let mostFields: Int

  /// A tokenizer of the bytes from `start` on; a record of more than `mostFields` fields is cut into one more than that.
  init(_ bytes: [UInt8], from start: Int = 0, delimiter: UInt8 = UInt8(ascii: ","), mostFields: Int = .max - 1) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.mostFields = mostFields
    position = start
  }

  /// Goes to the next record that is no blank line; false at the end.
  mutating func next() -> Bool {
    while position < bytes.count {
      number += 1
      if !skipBlankLine() {
        readRecord()
        return true
      }
    }
    return false
  }

  /// Passes over a line with nothing but blanks; a tab that separates fields is no blank.
  private mutating func skipBlankLine() -> Bool {
    var at = position
    while at < bytes.count, bytes[at] == 0x20 || (bytes[at] == 0x09 && delimiter != 0x09) { at += 1 }
    guard at == bytes.count || bytes[at] == 0x0A || bytes[at] == 0x0D else { return false }
    position = at + 1
    if at + 1 < bytes.count, bytes[at] == 0x0D, bytes[at + 1] == 0x0A { position = at + 2 }
    return true
  }

  private mutating func readRecord() {
    fields.removeAll(keepingCapacity: true)
    faults.removeAll(keepingCapacity: true)
    while true {
      fields.append(readField())
      guard position < bytes.count, fields.count <= mostFields else { return }
      let byte = bytes[position]
      position += 1
      if byte == delimiter { continue }
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      return
    }
  }

  /// Whether a byte around a field's text is no part of it.
  fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func isFieldEnd(_ byte: UInt8) -> Bool { byte == delimiter || byte == 0x0A || byte == 0x0D }

  private mutating func readField() -> Field {
    let start = position
    guard position < bytes.count, bytes[position] == CSVTokenizer.quote else {
      var hasQuote = false
      while position < bytes.count, !isFieldEnd(bytes[position]) {
        if bytes[position] == CSVTokenizer.quote { hasQuote = true }
        position += 1
      }
      if hasQuote { faults.append(.strayQuote(column: fields.count + 1)) }
      return Field(range: start..<position)
    }
    position += 1
    var hasDoubledQuotes = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == CSVTokenizer.quote else { continue }
      if position < bytes.count, bytes[position] == CSVTokenizer.quote {
        hasDoubledQuotes = true
        position += 1
        continue
      }
      let range = (start + 1)..<(position - 1)
      var isBlank = true
      while position < bytes.count, !isFieldEnd(bytes[position]) {
        if bytes[position] != 0x20, bytes[position] != 0x09 { isBlank = false }
        position += 1
      }
      if !isBlank { faults.append(.strayQuote(column: fields.count + 1)) }
      return Field(range: range, hasDoubledQuotes: hasDoubledQuotes)
    }
    faults.append(.unterminatedQuote(column: fields.count + 1))
    return Field(range: (start + 1)..<bytes.count, hasDoubledQuotes: hasDoubledQuotes)
  }
}

extension CSVTokenizer.Field {
  /// The field's text in `bytes`, the buffer that it was cut from.
  ///
  /// - Parameter isTrimmed: whether blanks and tabs around the text are left out.
  func text(in bytes: [UInt8], isTrimmed: Bool) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[isTrimmed ? trimmed(bytes) : range])
      guard hasDoubledQuotes else { return String(decoding: text, as: UTF8.self) }
      let quote = UInt8(ascii: "\"")
      var isSecond = false
      let single = text.filter { byte in
        isSecond = byte == quote && !isSecond
        return byte != quote || isSecond
      }
      return String(decoding: single, as: UTF8.self)
    }
  }

  /// The field's bytes without blanks and tabs around them.
  func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, CSVTokenizer.isBlank(bytes[start]) { start += 1 }
    while start < end, CSVTokenizer.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
