/// Finds the encoding of text that does not say it: a byte order mark, else UTF-16 by where its NUL bytes stand, else strict
/// UTF-8, else the one of GB18030 and Big5 in which the bytes are legal and the characters are common ones.
struct EncodingDetection: Hashable {
  /// What was found.
  var encoding: TextEncoding
  /// The length of the byte order mark.
  var markLength = 0
  /// Another encoding that fits about as well; nil if there is no doubt.
  var rival: TextEncoding?
  /// The first byte that is illegal in `encoding`, if that is already known.
  var firstIllegal: Int?

  /// The bytes that are looked at to tell GB18030 from Big5, and UTF-16 from text with NUL bytes.
  private static let sampleSize = 1 << 18

  /// Looks at the whole file.
  init(of bytes: [UInt8]) {
    if let mark = TextEncoding.byteOrderMark(of: bytes) {
      self.init(encoding: mark.encoding, markLength: mark.length)
    } else if let encoding = EncodingDetection.utf16WithoutMark(bytes) {
      self.init(encoding: encoding)
    } else {
      let outcome = UTF8Validation.look(at: bytes, from: 0)
      if outcome.firstInvalid == nil || outcome.isDamagedUTF8 {
        self.init(encoding: .utf8, firstIllegal: outcome.firstInvalid)
      } else {
        self = EncodingDetection.chinese(bytes, from: outcome.firstInvalid ?? 0)
      }
    }
  }

  private init(
    encoding: TextEncoding, markLength: Int = 0, rival: TextEncoding? = nil, firstIllegal: Int? = nil
  ) {
    self.encoding = encoding
    self.markLength = markLength
    self.rival = rival
    self.firstIllegal = firstIllegal
  }

  /// UTF-16 has its digits, delimiters and line ends as pairs of a NUL and an ASCII byte, always in the same order.
  private static func utf16WithoutMark(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
    let units = min(bytes.count, sampleSize) / 2
    var little = 0
    var big = 0
    var nul = 0
    for unit in 0..<units {
      let (first, second) = (bytes[2 * unit], bytes[2 * unit + 1])
      switch (first, second) {
      case (0, 0): nul += 1
      case (0x09...0x7E, 0): little += 1
      case (0, 0x09...0x7E): big += 1
      default: break
      }
    }
    guard nul == 0, max(little, big) * 50 >= units, max(little, big) >= 2 else { return nil }
    if little > 8 * big { return .utf16Little }
    if big > 8 * little { return .utf16Big }
    // Chinese text holds pairs of the other order: 一 is U+4E00, the ideographic space U+3000. Its characters decide.
    let sample = bytes[..<(2 * units)]
    let isWhole = sample.endIndex == bytes.count
    let shares = [TextEncoding.utf16Little, .utf16Big].map { encoding in
      CommonCharacters.share(of: sample, in: encoding, isWhole: isWhole)?.share ?? 0
    }
    guard max(shares[0], shares[1]) >= 0.3, shares[0] != shares[1] else { return nil }
    return shares[0] > shares[1] ? .utf16Little : .utf16Big
  }

  private static func chinese(_ bytes: [UInt8], from firstWide: Int) -> EncodingDetection {
    // Begins at a line's start, where no character can be cut.
    let start = bytes[..<firstWide].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    let sample = bytes[start..<min(bytes.count, start + sampleSize)]
    let isWhole = sample.endIndex == bytes.count
    let gb = CommonCharacters.share(of: sample, in: .gb18030, isWhole: isWhole)
    let big5 = CommonCharacters.share(of: sample, in: .big5, isWhole: isWhole)
    switch (gb, big5) {
    case (nil, nil): return EncodingDetection(encoding: .gb18030)
    case (let gb?, nil): return EncodingDetection(encoding: .gb18030, rival: gb.isPlausible ? nil : .big5)
    case (nil, let big5?): return EncodingDetection(encoding: .big5, rival: big5.isPlausible ? nil : .gb18030)
    case (let gb?, let big5?):
      let isDecided = max(gb.share, big5.share) >= 2 * min(gb.share, big5.share) + 0.05
      return big5.share > gb.share
        ? EncodingDetection(encoding: .big5, rival: isDecided ? nil : .gb18030)
        : EncodingDetection(encoding: .gb18030, rival: isDecided ? nil : .big5)
    }
  }
}
