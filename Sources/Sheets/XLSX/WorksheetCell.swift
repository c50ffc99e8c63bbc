import Glibc

/// The cell of a worksheet that is being read.
struct WorksheetCell {
  /// How a cell's value is written.
  private enum Kind {
    case number, shared, inline, formulaText, boolean, error, date
  }

  /// Whether the cell has a formula.
  private(set) var hasFormula = false
  /// Whether the parser is inside the formula's element.
  var isInFormula = false
  /// Whether the parser is inside the value's element.
  var isInValue = false
  /// Whether the parser is inside the element of an inline string.
  var isInItem = false
  /// The inline string.
  var item = XLSXTextCollector()
  /// Whether the cell names a shared string that there is not.
  private(set) var isDamaged = false

  private let book: WorksheetScan.Book
  private var kind = Kind.number
  private var format = NumberFormat.quantity
  private var hasValue = false
  private var bytes: [UInt8] = []
  private var formula: [UInt8] = []

  init(_ book: WorksheetScan.Book) { self.book = book }

  /// The cell begins; returns its reference if it has one.
  mutating func start(_ attributes: XMLAttributes) -> UnsafePointer<CChar>? {
    kind = .number
    format = .quantity
    hasFormula = false
    isInFormula = false
    formula.removeAll(keepingCapacity: true)
    hasValue = false
    isInValue = false
    isInItem = false
    bytes.removeAll(keepingCapacity: true)
    item.clear()
    var reference: UnsafePointer<CChar>?
    guard let pairs = attributes.pairs else { return nil }
    var index = 0
    while let name = pairs[index], let text = pairs[index + 1] {
      switch XMLName(name).letter {
      case UInt8(ascii: "r"): reference = text
      case UInt8(ascii: "t"): kind = WorksheetCell.kind(text)
      case UInt8(ascii: "s"):
        let style = atol(text)
        format = style >= 0 && style < book.formats.count ? book.formats[style] : .quantity
      default: break
      }
      index += 2
    }
    return reference
  }

  private static func kind(_ type: UnsafePointer<CChar>) -> Kind {
    switch UInt8(bitPattern: type[0]) {
    case UInt8(ascii: "s"): type[1] == 0 ? .shared : .formulaText
    case UInt8(ascii: "i"): .inline
    case UInt8(ascii: "b"): .boolean
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "d"): .date
    default: .number
    }
  }

  /// The formula's element begins.
  mutating func startFormula() {
    hasFormula = true
    isInFormula = true
  }

  /// The value's element begins.
  mutating func startValue() {
    isInValue = true
    hasValue = true
  }

  /// Takes text, if it is the cell's, and returns how much there is of it.
  mutating func take(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
    if isInValue {
      bytes.append(contentsOf: piece)
    } else if isInFormula {
      formula.append(contentsOf: piece)
    } else if isInItem {
      item.append(piece)
    }
    return bytes.count + formula.count + item.bytes.count
  }

  /// The text of the value, for a message.
  var shown: String { String(decoding: bytes.prefix(20), as: UTF8.self) }

  /// Whether the formula was computed: a text formula's result may be nothing, every other has one.
  var isComputed: Bool { kind == .formulaText && hasValue }

  /// What the cell holds; nil if nothing.
  var value: GridCell.Value? {
    mutating get {
      if kind == .inline { return item.bytes.isEmpty ? nil : .text(item.text) }
      if hasFormula, let text = uncomputableText { return .text(text) }
      guard !bytes.isEmpty else { return nil }
      switch kind {
      case .number: return number
      case .shared: return sharedString
      case .formulaText: return .text(XLSXTextCollector.text(bytes))
      case .boolean: return .boolean(bytes == [UInt8(ascii: "1")] || bytes.elementsEqual("true".utf8))
      case .error: return .error(String(decoding: bytes, as: UTF8.self))
      case .date: return WorksheetCell.date(String(decoding: bytes, as: UTF8.self))
      case .inline: return nil
      }
    }
  }

  /// A sentence that began with `=`, so that the library which wrote the file took it for a formula: no program ever computed
  /// it, for it has no function, operator or reference, and the stored value is the 0 that such libraries put there.
  private var uncomputableText: String? {
    guard bytes.isEmpty || bytes == [UInt8(ascii: "0")] || bytes.elementsEqual("#NAME?".utf8) else { return nil }
    let text = String(decoding: formula, as: UTF8.self)
    let isSentence =
      text.unicodeScalars.contains { $0.value >= 0x2E80 } && !text.contains { "()+-*/^&=<>!\"'[]{}$#@%".contains($0) }
    return isSentence ? "=" + text : nil
  }

  private var sharedString: GridCell.Value? {
    mutating get {
      guard let index = NumberText.value(bytes), index >= 0, index < Double(book.strings.count) else {
        isDamaged = true
        return nil
      }
      let text = book.strings[Int(index)]
      return text.isEmpty ? nil : .text(text)
    }
  }

  private var number: GridCell.Value {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let number = NumberText.value(bytes) else { return .text(text) }
    switch format {
    case .quantity: break
    case .date(let hasTime):
      if let date = SerialDate.text(number, system: book.dates, hasTime: hasTime) { return .date(date) }
    case .time:
      if let time = SerialDate.timeOfDay(number) { return .text(time) }
      // Too long for a duration: a moment of which only the time is shown.
      if number > 10_000, let date = SerialDate.text(number, system: book.dates, hasTime: true) { return .date(date) }
    }
    return .number(number, text: text)
  }

  /// An ISO 8601 date as strict files write it, without fractions of a second.
  private static func date(_ text: String) -> GridCell.Value {
    let shape = text.utf8.prefix(19).map { $0 >= 0x30 && $0 <= 0x39 ? UInt8(ascii: "0") : $0 }
    for expected in ["0000-00-00T00:00:00", "0000-00-00"] where shape.elementsEqual(expected.utf8) {
      return .date(String(text.prefix(19)))
    }
    return .text(text)
  }
}
