/// What a number format makes of a number: a quantity, a day, a moment or a time of day.
enum NumberFormat: Hashable {
  case quantity
  /// A date, with or without the time.
  case date(hasTime: Bool)
  /// Hours, minutes and seconds only.
  case time

  /// The format of the built-in id, which Excel does not write out (ECMA-376, part 1, 18.8.30; ids 27 to 36 and 50 to 58 are
  /// dates and times of Chinese, Japanese and Korean Excel).
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date(hasTime: false)
    case 22: self = .date(hasTime: true)
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    default: self = .quantity
    }
  }

  /// The format of a code such as `yyyy"年"m"月"d"日"` or `[$-804]h:mm:ss`.
  init(code: String) {
    let letters = NumberFormat.letters(code)
    let hasTime = letters.contains("h") || letters.contains("s")
    if letters.contains("y") || letters.contains("d") {
      self = .date(hasTime: hasTime)
    } else if letters.contains("m") {
      // Beside hours or seconds m is minutes, alone it is a month.
      self = hasTime ? .time : .date(hasTime: false)
    } else {
      self = hasTime ? .time : .quantity
    }
  }

  /// The letters of the first section that are no literal text, in lower case; `[h]` counts as `h`.
  private static func letters(_ code: String) -> Set<Character> {
    var letters: Set<Character> = []
    var rest = code.lowercased()[...]
    while let character = rest.popFirst() {
      switch character {
      case ";": return letters
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      // A backslash makes the next character literal; _ and * are widths and fills of the next one.
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) { letters.insert(first) }
        rest = rest.dropFirst(inside.count + 1)
      case "a" where rest.hasPrefix("m/pm"): rest = rest.dropFirst(4)
      case "a" where rest.hasPrefix("/p"): rest = rest.dropFirst(2)
      case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
      case "y", "m", "d", "h", "s": letters.insert(character)
      default: break
      }
    }
    return letters
  }
}
