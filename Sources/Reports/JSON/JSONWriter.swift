/// Writes a JSON document from its beginning to its end, without building a `JSONValue` of it first: for documents of many
/// thousand records.
///
/// The layout is that of `JSONValue`: each member and element on a line of its own, indented by one space a level, or all on
/// one line. A document may be written in pieces by several writers, each of which begins at the depth where the one before it
/// ends. Who writes the members of an object gives them in ascending order of their keys, so that the same content gives the same
/// bytes.
///
/// The names that `member` takes stand in the program: plain ASCII without quotation marks or backslashes. Names that come from
/// elsewhere are given to `key`.
public struct JSONWriter: Sendable {
  /// How the parts are set apart.
  public enum Layout: Hashable, Sendable {
    /// A line for each member and element.
    case indented
    /// One line without spaces.
    case line
  }

  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  private let layout: Layout
  private var depth: Int
  /// Whether nothing stands yet between the brackets that were opened last.
  private var isFirst: Bool
  private var isBehindKey = false

  /// A writer at the beginning of a document.
  public init(_ layout: Layout = .indented) { self.init(layout, depth: 0, isFirst: true) }

  /// A writer that goes on inside `depth` open brackets; `isFirst` says whether nothing stands in the innermost yet. Room for
  /// `expectedBytes` spares copies of a long piece that grows.
  public init(_ layout: Layout = .indented, depth: Int, isFirst: Bool, expectedBytes: Int = 0) {
    bytes.reserveCapacity(expectedBytes)
    self.layout = layout
    self.depth = depth
    self.isFirst = isFirst
  }

  /// Begins a record.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  /// Ends the record that was begun last.
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  /// Begins a list.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  /// Ends the list that was begun last.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// The key of the next member.
  public mutating func key(_ key: String) {
    separate()
    quote(key)
    endKey()
  }

  /// A null.
  public mutating func null() { literal("null") }

  /// A truth value; nil is null.
  public mutating func value(_ value: Bool?) { literal(value.map { $0 ? "true" : "false" } ?? "null") }

  /// A whole number; nil is null.
  public mutating func value(_ value: Int?) {
    guard let value else { return null() }
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(of: value.magnitude)
  }

  /// A number as the shortest decimal that reads back the same; null if there is none or it is infinite or not a number.
  public mutating func value(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    separate()
    var text = value.description
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// A text; nil is null.
  public mutating func value(_ value: String?) {
    guard let value else { return null() }
    separate()
    quote(value)
  }

  /// A whole document as a value inside this one.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): self.value(value)
    case .integer(let value): self.value(value)
    case .number(let value): self.value(value)
    case .string(let value): self.value(value)
    case .array(let values):
      beginArray()
      for element in values { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for (key, member) in members.sorted(by: { $0.key < $1.key }) {
        self.key(key)
        self.value(member)
      }
      endObject()
    }
  }

  /// A member with a truth value, under a fixed key.
  public mutating func member(_ name: StaticString, _ value: Bool?) {
    fixedKey(name)
    self.value(value)
  }

  /// A member with a whole number, under a fixed key.
  public mutating func member(_ name: StaticString, _ value: Int?) {
    fixedKey(name)
    self.value(value)
  }

  /// A member with a number, under a fixed key.
  public mutating func member(_ name: StaticString, _ value: Double?) {
    fixedKey(name)
    self.value(value)
  }

  /// A member with a text, under a fixed key.
  public mutating func member(_ name: StaticString, _ value: String?) {
    fixedKey(name)
    self.value(value)
  }

  /// A member with a document, under a fixed key.
  public mutating func member(_ name: StaticString, _ value: JSONValue) {
    fixedKey(name)
    self.value(value)
  }

  /// The line break at the end of a file.
  public mutating func endFile() { bytes.append(0x0A) }
}

extension JSONWriter {
  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    isFirst = true
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if !isFirst { startLine() }
    bytes.append(bracket)
    isFirst = false
  }

  /// What stands before a value: nothing behind its key, else a comma and a new line.
  private mutating func separate() {
    if isBehindKey {
      isBehindKey = false
      return
    }
    guard depth > 0 else { return }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    startLine()
  }

  /// A line break and the indentation of all levels but the very deep ones.
  private static let lineStart: StaticString =
    "\n                                                                "

  private mutating func startLine() {
    guard layout == .indented else { return }
    let spaces = min(depth, JSONWriter.lineStart.utf8CodeUnitCount - 1)
    bytes.append(contentsOf: UnsafeBufferPointer(start: JSONWriter.lineStart.utf8Start, count: 1 + spaces))
    for _ in spaces..<depth { bytes.append(0x20) }
  }

  /// The key of a member whose name stands in the program. It is copied as it is: no such name needs escaping.
  private mutating func fixedKey(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    append(name)
    bytes.append(0x22)
    endKey()
  }

  private mutating func endKey() {
    append(layout == .indented ? ": " : ":")
    isBehindKey = true
  }

  private mutating func literal(_ text: StaticString) {
    separate()
    append(text)
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The decimal digits of a number.
  private mutating func appendDigits(of number: UInt) {
    if number >= 10 { appendDigits(of: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  /// A text in quotation marks; quotation mark, backslash and control characters are escaped (RFC 8259, section 7).
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    var text = text
    text.withUTF8 { text in
      var needsEscapes = false
      for byte in text where byte < 0x20 || byte == 0x22 || byte == 0x5C { needsEscapes = true }
      if needsEscapes {
        for byte in text { escape(byte) }
      } else {
        bytes.append(contentsOf: text)
      }
    }
    bytes.append(0x22)
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    default: bytes.append(byte)
    }
  }
}
