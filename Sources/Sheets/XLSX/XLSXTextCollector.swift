/// Collects the text of a string item: `<t>` alone or in rich-text runs, without the phonetic guides of `<rPh>`.
struct XLSXTextCollector {
  /// The bytes so far.
  private(set) var bytes: [UInt8] = []
  private var isInText = false
  private var isInPhonetic = false

  /// Forgets what was collected.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isInText = false
    isInPhonetic = false
  }

  /// An element begins inside the item.
  mutating func start(_ name: XMLName) {
    if name.letter == UInt8(ascii: "t") { isInText = !isInPhonetic } else if name == "rPh" { isInPhonetic = true }
  }

  /// An element ends inside the item.
  mutating func end(_ name: XMLName) {
    if name.letter == UInt8(ascii: "t") { isInText = false } else if name == "rPh" { isInPhonetic = false }
  }

  /// Takes text, if it is the item's.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    if isInText { bytes.append(contentsOf: piece) }
  }

  /// What was collected.
  var text: String { XLSXTextCollector.text(bytes) }

  /// The text of `bytes`, in which `_x000D_` stands for the character of that number (ECMA-376, part 1, 22.9.2.19).
  static func text(_ bytes: [UInt8]) -> String {
    let underscore = UInt8(ascii: "_")
    guard bytes.count >= 7, bytes.contains(underscore) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == underscore, at + 6 < bytes.count, bytes[at + 1] == UInt8(ascii: "x"),
        bytes[at + 6] == underscore,
        let scalar = UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16)
          .flatMap(UnicodeScalar.init)
      {
        plain += Array(String(Character(scalar)).utf8)
        at += 7
      } else {
        plain.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
