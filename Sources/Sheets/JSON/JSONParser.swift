import Findings

/// Reads JSON by RFC 8259 to the letter, or JSON Lines (one document per line), keeping order and numbers' text.
///
/// Foundation's `JSONSerialization` gives dictionaries without order and numbers as `Double` or `Decimal`; `JSONDecoder` does
/// not say which members there are. Both lose what a trace needs, and neither bounds what a small file may cost. The grammar
/// is small and without dark corners, so it stands here.
struct JSONParser {
  /// Lists and objects inside one another.
  static let mostDepth = 100

  /// Why a document was refused.
  private enum Refusal: Error {
    case damaged
    case tooDeep
    case tooManyValues
    case textTooLong
  }

  private let bytes: [UInt8]
  private let file: String
  private let limits: ReadingLimits
  private var position: Int
  private var values = 0
  private var depth = 0
  private var remarks: [Finding] = []

  /// The document in `bytes` from `start` on, which must be UTF-8, or nil; then `findings` has an error.
  static func document(
    _ bytes: [UInt8], from start: Int = 0, file: String, limits: ReadingLimits, findings: inout [Finding]
  ) -> JSONTree? {
    var parser = JSONParser(bytes, start, file, limits)
    do {
      let tree = try parser.wholeFile()
      findings += parser.remarks
      return tree
    } catch {
      findings += parser.remarks + [parser.finding(error)]
      return nil
    }
  }

  private init(_ bytes: [UInt8], _ start: Int, _ file: String, _ limits: ReadingLimits) {
    self.bytes = bytes
    self.file = file
    self.limits = limits
    position = start
  }

  private func finding(_ refusal: Refusal) -> Finding {
    switch refusal {
    case .damaged: Finding(.jsonDamaged, at: place, details: [String(position)])
    case .tooDeep: Finding(.nestedTooDeep, at: place, details: [file, String(JSONParser.mostDepth)])
    case .tooManyValues: Finding(.tooManyValues, at: place, details: [String(limits.values)])
    case .textTooLong: Finding(.cellTooLong, at: place, details: [String(limits.cellBytes)])
    }
  }

  /// The line that is being read.
  private var place: Location {
    Location(file: file, row: 1 + bytes[..<min(position, bytes.count)].count { $0 == 0x0A })
  }

  private mutating func remark(_ code: FindingCode, found: String? = nil, details: [String] = []) {
    // A file that repeats one fault a million times has said so after a few.
    guard remarks.count < 100 else { return }
    remarks.append(Finding(code, at: place, found: found, details: details))
  }

  private mutating func wholeFile() throws(Refusal) -> JSONTree {
    skipBlanks()
    let first = try value()
    skipBlanks()
    guard position < bytes.count else { return first }
    // JSON Lines: further documents, each an object on a line of its own.
    guard case .object = first else { throw .damaged }
    var documents = [first]
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "{"), isLineStart else { throw .damaged }
      documents.append(try value())
      skipBlanks()
    }
    return .list(documents)
  }

  private var isLineStart: Bool {
    bytes[..<position].last { $0 != 0x20 && $0 != 0x09 }.map { $0 == 0x0A || $0 == 0x0D } ?? true
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func value() throws(Refusal) -> JSONTree {
    values += 1
    if values > limits.values { throw .tooManyValues }
    guard position < bytes.count else { throw .damaged }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try nested { parser throws(Refusal) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(Refusal) in try parser.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try literal("true", .boolean(true))
    case UInt8(ascii: "f"): return try literal("false", .boolean(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(Refusal) -> JSONTree
  ) throws(Refusal) -> JSONTree {
    depth += 1
    defer { depth -= 1 }
    if depth > JSONParser.mostDepth { throw .tooDeep }
    position += 1
    skipBlanks()
    return try read(&self)
  }

  private mutating func literal(_ word: StaticString, _ value: JSONTree) throws(Refusal) -> JSONTree {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { throw .damaged }
    for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] { throw .damaged }
    position = end
    return value
  }

  /// Whether `byte` comes next; passes over it and the blanks behind it.
  private mutating func takes(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    skipBlanks()
    return true
  }

  private mutating func list() throws(Refusal) -> JSONTree {
    var elements: [JSONTree] = []
    if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
      position += 1
      return .list(elements)
    }
    while true {
      elements.append(try value())
      skipBlanks()
      if takes(UInt8(ascii: ",")) { continue }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "]") else { throw .damaged }
      position += 1
      return .list(elements)
    }
  }

  private mutating func object() throws(Refusal) -> JSONTree {
    var members: [JSONTree.Member] = []
    var names: Set<String> = []
    if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw .damaged }
      let name = try text()
      if !names.insert(name).inserted { remark(.jsonNameTwice, details: [String(name.prefix(60))]) }
      skipBlanks()
      guard takes(UInt8(ascii: ":")) else { throw .damaged }
      members.append(JSONTree.Member(name: name, value: try value()))
      skipBlanks()
      if takes(UInt8(ascii: ",")) { continue }
      guard position < bytes.count, bytes[position] == UInt8(ascii: "}") else { throw .damaged }
      position += 1
      return .object(members)
    }
  }

  private mutating func number() throws(Refusal) -> String {
    let start = position
    func isDigit(_ at: Int) -> Bool { at < bytes.count && bytes[at] >= 0x30 && bytes[at] <= 0x39 }
    func end(ofDigitsAt start: Int) -> Int {
      var at = start
      while isDigit(at) { at += 1 }
      return at
    }
    var at = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    guard isDigit(at) else { throw .damaged }
    at = bytes[at] == UInt8(ascii: "0") ? at + 1 : end(ofDigitsAt: at)
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      guard isDigit(at + 1) else { throw .damaged }
      at = end(ofDigitsAt: at + 1)
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard isDigit(at) else { throw .damaged }
      at = end(ofDigitsAt: at)
    }
    if at - start > limits.cellBytes { throw .textTooLong }
    position = at
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func text() throws(Refusal) -> String {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\"),
      bytes[position] >= 0x20
    { position += 1 }
    if position - start > limits.cellBytes { throw .textTooLong }
    guard position < bytes.count else { throw .damaged }
    if bytes[position] == UInt8(ascii: "\"") {
      position += 1
      return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
    }
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0x00..<0x20: throw .damaged
      default: text.append(byte)
      }
      if text.count > limits.cellBytes { throw .textTooLong }
    }
    throw .damaged
  }

  private mutating func escape(into text: inout [UInt8]) throws(Refusal) {
    guard position < bytes.count else { throw .damaged }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      let unit = try hexadecimal()
      text.append(contentsOf: Array(String(Character(try scalar(of: unit))).utf8))
    default: throw .damaged
    }
  }

  private mutating func hexadecimal() throws(Refusal) -> UInt32 {
    guard position + 4 <= bytes.count else { throw .damaged }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(UnicodeScalar(bytes[position])).hexDigitValue else { throw .damaged }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  /// The character that begins with the UTF-16 unit `unit`; reads the second half of a pair.
  private mutating func scalar(of unit: UInt32) throws(Refusal) -> UnicodeScalar {
    if let scalar = UnicodeScalar(unit) { return scalar }
    if unit < 0xDC00, position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    {
      let back = position
      position += 2
      let low = try hexadecimal()
      if low & 0xFC00 == 0xDC00, let scalar = UnicodeScalar(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)) {
        return scalar
      }
      position = back
    }
    remark(.jsonHalfCharacter)
    return "\u{FFFD}"
  }
}
