import Findings

/// How the answers to one item are packed: 0 is no answer, 1…c are the choices in the form's order, c+1 an impossible code.
package struct ItemCoding: Sendable {
  /// The item's name.
  package let name: String
  /// The choices' codes as bytes.
  let codes: [[UInt8]]
  /// The keys of the choices' labels.
  private let labels: [Set<String>]
  /// The packed code of each one-byte text; 0xFF where only the full comparison can tell.
  let oneByte: [UInt8]
  /// The packed code of an answer that is none of the choices.
  package let impossible: Int
  /// The word of the packed answers that holds the item.
  package let word: Int
  /// The item's lowest bit in that word.
  package let shift: UInt64
  /// As many ones as the item has bits.
  package let mask: UInt64

  /// Lays the items out in 64-bit words, none across a border.
  static func layOut(_ questions: [Question]) -> [ItemCoding] {
    var word = 0
    var used = 0
    return questions.map { question in
      let impossible = question.choices.count + 1
      let bits = Int.bitWidth - impossible.leadingZeroBitCount
      if used + bits > 64 {
        word += 1
        used = 0
      }
      defer { used += bits }
      var oneByte = [UInt8](repeating: 0xFF, count: 256)
      for (index, choice) in question.choices.enumerated() where choice.code.utf8.count == 1 && index < 0xFE {
        oneByte[Int(choice.code.utf8.first!)] = UInt8(index + 1)
      }
      return ItemCoding(
        name: question.name, codes: question.choices.map { Array($0.code.utf8) },
        labels: question.choices.map { [$0.label.chinese.headingKey, $0.label.english.headingKey] }, oneByte: oneByte,
        impossible: impossible, word: word, shift: UInt64(used), mask: (1 << UInt64(bits)) - 1)
    }
  }

  /// The packed code of an answer's text.
  func code(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.isEmpty || text.elementsEqual(ItemCoding.notAvailable) { return 0 }
    for (index, code) in codes.enumerated() where text.elementsEqual(code) { return index + 1 }
    return impossible
  }

  /// The packed code of an answer in another writing: a full-width digit, `4.0`, or the choice's label; nil for none.
  func folded(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let text = String(decoding: text, as: UTF8.self)
    let code = Array(ChoiceCoding.canonical(text).utf8)
    if let place = codes.firstIndex(of: code) { return place + 1 }
    let key = text.headingKey
    return key.isEmpty ? nil : labels.firstIndex { $0.contains(key) }.map { $0 + 1 }
  }

  /// The choice's code as text.
  func text(_ packed: Int) -> String { String(decoding: codes[packed - 1], as: UTF8.self) }

  /// `NA`, which R and pandas write for a missing value.
  private static let notAvailable = Array("NA".utf8)

  /// The item's packed code in a row of the table.
  package func code(in words: UInt64) -> Int { Int((words >> shift) & mask) }
}
