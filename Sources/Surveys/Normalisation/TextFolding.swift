extension StringProtocol {
  /// The text without white space and invisible characters around it.
  package var trimmingBlanks: String {
    let isTrimmed = utf8.withContiguousStorageIfAvailable { bytes in
      guard let first = bytes.first, let last = bytes.last else { return true }
      return TextFolding.isPlain(first) && TextFolding.isPlain(last)
    }
    if isTrimmed == true { return String(self) }
    let scalars = Substring(self).unicodeScalars
    guard let first = scalars.firstIndex(where: { !TextFolding.isBlank($0) }),
      let last = scalars.lastIndex(where: { !TextFolding.isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// The text in narrow letters and digits, without invisible characters; see `TextFolding.narrow`.
  package var narrowed: String {
    if utf8.allSatisfy({ TextFolding.isPlain($0) }) { return String(self) }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars where !TextFolding.isInvisible(scalar) { scalars.append(TextFolding.narrow(scalar)) }
    return String(scalars)
  }

  /// What two spellings of one heading have in common: letters, ideographs and digits, narrow and in lower case.
  package var headingKey: String {
    String(
      narrowed.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || TextFolding.isDigit($0) }
        .map(Character.init))
  }
}

/// How characters are made comparable.
package enum TextFolding {
  /// A visible character of ASCII, which no folding changes; nearly all codes are made of such.
  static func isPlain(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

  /// White space, and characters that nobody sees.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || isInvisible(scalar) }

  /// Characters without any width, which spreadsheets and web pages leave behind: zero-width spaces and joiners, the byte
  /// order mark, direction marks, the soft hyphen, and control characters other than tab and line breaks.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF, 0x180E: true
    case 0x00...0x08, 0x0E...0x1F, 0x7F...0x9F: true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Full-width forms (全角) become ASCII, the ideographic space becomes a space; other characters stay.
  static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0x00A0, 0x2000...0x200A, 0x202F, 0x205F: " "
    default: scalar
    }
  }
}
