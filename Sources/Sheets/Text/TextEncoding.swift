/// How a file's bytes spell its text.
struct TextEncoding: Hashable {
  /// The name in IANA's spelling, as users see it.
  var name: String
  /// The name that `iconv` knows.
  var iconvName: String

  static let utf8 = TextEncoding(name: "UTF-8", iconvName: "UTF-8")
  static let utf16Little = TextEncoding(name: "UTF-16LE", iconvName: "UTF-16LE")
  static let utf16Big = TextEncoding(name: "UTF-16BE", iconvName: "UTF-16BE")
  static let gb18030 = TextEncoding(name: "GB18030", iconvName: "GB18030")
  /// Big5 with the characters that Windows and Hong Kong add to it: glibc's plain BIG5 lacks some that occur in names.
  static let big5 = TextEncoding(name: "Big5", iconvName: "BIG5-HKSCS")

  /// The encoding that a user names; nil if this machine cannot read it.
  init?(named name: String) {
    let plain = name.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    switch plain {
    case "UTF8": self = .utf8
    case "UTF16", "UTF16LE", "UNICODE", "UCS2": self = .utf16Little
    case "UTF16BE": self = .utf16Big
    // GB18030 contains GBK, and GBK contains GB2312.
    case "GB18030", "GBK", "GB2312", "EUCCN", "ISOIR58", "CP936", "MS936", "WINDOWS936", "936", "ANSI": self = .gb18030
    case "BIG5", "CP950", "950", "BIG5HKSCS": self = .big5
    default:
      // A suffix such as //IGNORE would make iconv drop what it cannot read.
      guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }), !name.isEmpty,
        TextDecoder(TextEncoding(name: name, iconvName: name)) != nil
      else { return nil }
      self.init(name: name, iconvName: name)
    }
  }

  private init(name: String, iconvName: String) {
    self.name = name
    self.iconvName = iconvName
  }

  /// The encoding that a byte order mark at the start of `bytes` announces, and the mark's length.
  static func byteOrderMark(of bytes: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (TextEncoding(name: "UTF-32LE", iconvName: "UTF-32LE"), 4) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (TextEncoding(name: "UTF-32BE", iconvName: "UTF-32BE"), 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16Little, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16Big, 2) }
    return nil
  }
}
