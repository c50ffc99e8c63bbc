/// Looks for bytes that are no UTF-8, without making a string of them.
package enum UTF8Validation {
  /// What a look at a file's bytes as UTF-8 shows.
  struct Outcome: Hashable {
    /// The place of the first byte that is no UTF-8; nil if all are.
    var firstInvalid: Int?
    /// Characters of two bytes and more that are well formed.
    var wide = 0
    /// Bytes that belong to no character.
    var invalid = 0
    /// The place of the first NUL byte; nil if there is none.
    var firstNUL: Int?

    /// Whether the bytes are UTF-8 with damage rather than another encoding: text of another encoding forms hardly any
    /// character of UTF-8 by chance.
    var isDamagedUTF8: Bool { invalid > 0 && wide >= 8 && wide >= 9 * invalid }
  }

  /// Whether all bytes are UTF-8.
  package static func isText(_ bytes: [UInt8]) -> Bool { look(at: bytes, from: 0).invalid == 0 }

  /// Looks at the bytes from `start` to `end`.
  static func look(at bytes: [UInt8], from start: Int, to end: Int? = nil) -> Outcome {
    bytes.withUnsafeBufferPointer { buffer in
      look(at: UnsafeBufferPointer(rebasing: buffer[..<(end ?? buffer.count)]), start)
    }
  }

  private static func look(at bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Outcome {
    var outcome = Outcome()
    let raw = UnsafeRawBufferPointer(bytes)
    var at = start
    while at < bytes.count {
      // Eight bytes of ASCII without a NUL at a time: no high bit set, none that borrows when one is subtracted.
      if at + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        if (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080 == 0 {
          at += 8
          continue
        }
      }
      let byte = bytes[at]
      if byte < 0x80 {
        if byte == 0, outcome.firstNUL == nil { outcome.firstNUL = at }
        at += 1
        continue
      }
      let length = characterLength(bytes, at)
      if length == 0 {
        if outcome.firstInvalid == nil { outcome.firstInvalid = at }
        outcome.invalid += 1
        at += 1
      } else {
        outcome.wide += 1
        at += length
      }
    }
    return outcome
  }

  /// The length of the well-formed character at `at` (Unicode 16.0, table 3-7), or 0.
  private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch bytes[at] {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return 0 }
    for index in (at + 2)..<max(at + 2, at + length) where bytes[index] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
