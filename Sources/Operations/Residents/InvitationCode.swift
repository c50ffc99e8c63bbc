import Seals

/// The code of an invitation: 80 random bits, so that nobody finds one by trying, in letters and digits that are hard to mistake
/// (Crockford's base 32), in groups of four that can be typed.
struct InvitationCode: Hashable, Sendable {
  /// The random bytes that a code needs.
  static let bytes = 10
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")

  /// The sixteen characters.
  private let characters: String

  /// The code of these random bytes.
  init(_ random: [UInt8]) {
    precondition(random.count == InvitationCode.bytes, "a code has 80 bits")
    var characters = ""
    var (buffer, bits) = (0, 0)
    for byte in random {
      buffer = buffer << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        characters.append(InvitationCode.alphabet[buffer >> bits & 31])
      }
      buffer &= (1 << bits) - 1
    }
    self.characters = characters
  }

  /// Reads what was typed: strokes, blanks and capitals do not matter, o is 0, i and l are 1; nil for anything else.
  init?(typed text: String) {
    var characters = ""
    for character in text.lowercased() where character != "-" && !character.isWhitespace {
      switch character {
      case "o": characters.append("0")
      case "i", "l": characters.append("1")
      case _ where InvitationCode.alphabet.contains(character): characters.append(character)
      default: return nil
      }
    }
    guard characters.count == 16 else { return nil }
    self.characters = characters
  }

  /// The code as it is printed.
  var text: String {
    var groups: [String] = []
    var rest = Substring(characters)
    while !rest.isEmpty {
      groups.append(String(rest.prefix(4)))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: "-")
  }

  /// What is kept of it. A plain digest is enough for 80 random bits.
  var digest: String { ContentDigest.of(characters).hexadecimal }
}
