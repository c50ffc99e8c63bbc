import Findings

/// Opens JSON of any Unicode encoding.
enum JSONDocument {
  /// The document of `bytes`, or nil if it is none; then `findings` has an error.
  static func open(
    _ bytes: [UInt8], file: String, encoding: String?, limits: ReadingLimits, findings: inout [Finding]
  ) -> Workbook? {
    guard bytes.contains(where: { $0 > 0x20 }) else {
      findings.append(Finding(.fileEmpty, at: Location(file: file)))
      return nil
    }
    guard let text = DecodedText(bytes, file: file, encoding: encoding, limits: limits, findings: &findings),
      let document = JSONParser.document(
        text.bytes, from: text.start, file: file, limits: limits, findings: &findings)
    else { return nil }
    return Workbook(
      file: file, container: .json, encoding: text.encoding.name, hasByteOrderMark: text.hasByteOrderMark,
      document: document)
  }

  /// Whether `bytes` begin as JSON does; a CSV file could too, so a name that says which of the two it is is believed.
  static func isLikely(_ bytes: [UInt8], file: String) -> Bool {
    let suffix = file.lowercased().split(separator: ".").last ?? ""
    if ["csv", "tsv", "tab", "txt"].contains(suffix) { return false }
    if ["json", "jsonl", "ndjson"].contains(suffix) { return true }
    // UTF-16 has a NUL byte in each character of the syntax.
    let mark = TextEncoding.byteOrderMark(of: bytes)?.length ?? 0
    var plain = bytes.dropFirst(mark).prefix(4096).lazy.filter { $0 > 0x20 }.makeIterator()
    guard let first = plain.next() else { return false }
    let second = plain.next()
    switch first {
    case UInt8(ascii: "{"): return second == UInt8(ascii: "\"") || second == UInt8(ascii: "}")
    case UInt8(ascii: "["): return second.map { "{[]\"-0123456789tfn".utf8.contains($0) } ?? false
    default: return false
    }
  }
}
