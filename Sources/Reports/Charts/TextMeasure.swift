/// Estimates how wide text is, since a drawing must place words without knowing the font: a Chinese character is one em wide,
/// others 0.56 em, which is a little more than most fonts need.
package enum TextMeasure {
  /// The width of `text` in the unit of `size`.
  package static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + width($1) } * size
  }

  /// `text` on one line, cut with an ellipsis if it is wider than `limit`.
  package static func fit(_ text: String, size: Double, limit: Double) -> String {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    guard width(line, size: size) > limit else { return line }
    var result = ""
    var used = size
    for character in line {
      used += width(character) * size
      if used > limit { break }
      result.append(character)
    }
    return result + "…"
  }

  /// `text` in at most `lines` lines no wider than `limit`, broken between words or Chinese characters; the last is cut.
  package static func wrap(_ text: String, size: Double, limit: Double, lines: Int) -> [String] {
    var result: [String] = []
    var current = ""
    for word in words(text) {
      if current.isEmpty || width(current + word, size: size) <= limit {
        current += word
      } else {
        result.append(current)
        current = word == " " ? "" : word
      }
    }
    if !current.isEmpty { result.append(current) }
    if result.count > lines { result = Array(result[..<(lines - 1)]) + [result[(lines - 1)...].joined()] }
    return result.map { fit($0, size: size, limit: limit) }
  }

  /// Pieces between which a line may break: words with the blank behind them, and single Chinese characters.
  private static func words(_ text: String) -> [String] {
    var result: [String] = []
    var word = ""
    for character in text {
      if width(character) == 1 {
        if !word.isEmpty { result.append(word) }
        word = ""
        result.append(String(character))
      } else {
        word.append(character)
        if character == " " {
          result.append(word)
          word = ""
        }
      }
    }
    return word.isEmpty ? result : result + [word]
  }

  private static func width(_ character: Character) -> Double {
    TextTable.width(String(character)) >= 2 ? 1 : 0.56
  }
}
