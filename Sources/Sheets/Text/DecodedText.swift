import Findings

/// A text file's content in UTF-8, whatever its encoding was.
struct DecodedText {
  /// The bytes; the text begins at `start`.
  var bytes: [UInt8]
  /// Where the text begins: behind the byte order mark.
  var start: Int
  /// The encoding that was found or asked for.
  var encoding: TextEncoding
  /// Whether there was a byte order mark.
  var hasByteOrderMark: Bool

  /// Finds the encoding of `bytes` and decodes them; UTF-8 is not copied.
  ///
  /// - Parameters:
  ///   - named: the encoding that the user asked for; a byte order mark does not overrule it.
  ///   - findings: gets doubts about the encoding, and the place of bytes that are illegal in it.
  /// - Returns: nil if the bytes are no text; then `findings` has an error.
  init?(
    _ bytes: [UInt8], file: String, encoding named: String?, limits: ReadingLimits, findings: inout [Finding]
  ) {
    let mark = TextEncoding.byteOrderMark(of: bytes)
    if let named {
      guard let asked = TextEncoding(named: named) else {
        findings.append(Finding(.encodingUnknown, at: Location(file: file), details: [named]))
        return nil
      }
      // "UTF-16" leaves the byte order to the mark.
      let isSame = mark?.encoding == asked || (asked == .utf16Little && mark?.encoding == .utf16Big)
      encoding = isSame ? mark?.encoding ?? asked : asked
      start = isSame ? mark?.length ?? 0 : 0
    } else {
      let detection = EncodingDetection(of: bytes)
      encoding = detection.encoding
      start = detection.markLength
      if let rival = detection.rival {
        findings.append(
          Finding(.encodingDoubtful, at: Location(file: file), details: [detection.encoding.name, rival.name]))
      }
    }
    hasByteOrderMark = start > 0
    self.bytes = []
    if encoding == .utf8 {
      self.bytes = bytes
      if let invalid = UTF8Validation.look(at: bytes, from: start).firstInvalid {
        report(illegal: invalid, file: file, &findings)
        return nil
      }
    } else {
      guard var decoder = TextDecoder(encoding) else {
        findings.append(Finding(.encodingUnknown, at: Location(file: file), details: [encoding.name]))
        return nil
      }
      let markLength = start
      start = 0
      do {
        try decode(bytes, from: markLength, with: &decoder)
      } catch {
        report(illegal: markLength + error.offset, file: file, &findings)
        return nil
      }
    }
  }

  /// The place of the first NUL byte of the text; nil if there is none.
  var firstNUL: Int? { UTF8Validation.look(at: bytes, from: start).firstNUL }

  private mutating func decode(
    _ encoded: [UInt8], from start: Int, with decoder: inout TextDecoder
  ) throws(TextDecoder.IllegalBytes) {
    bytes.reserveCapacity(encoded.count + encoded.count / 2)
    try encoded.withUnsafeBufferPointer { buffer throws(TextDecoder.IllegalBytes) in
      var at = start
      while at < buffer.count {
        let end = min(at + 65_536, buffer.count)
        try decoder.decode(UnsafeBufferPointer(rebasing: buffer[at..<end]), into: &bytes)
        at = end
      }
    }
    try decoder.finish()
  }

  private func report(illegal offset: Int, file: String, _ findings: inout [Finding]) {
    let end = encoding == .utf8 ? offset : bytes.count
    findings.append(
      Finding(
        .illegalBytes, at: Location(file: file, row: row(at: end)),
        details: [encoding.name, String(offset)]))
  }

  /// The record, from 1, that holds the byte at `offset`: line breaks inside quotes do not count.
  func row(at offset: Int) -> Int {
    var row = 1
    var isQuoted = false
    var previous: UInt8 = 0
    for byte in bytes[start..<offset] {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case 0x0D where !isQuoted: row += 1
      case 0x0A where !isQuoted && previous != 0x0D: row += 1
      default: break
      }
      previous = byte
    }
    return row
  }
}
