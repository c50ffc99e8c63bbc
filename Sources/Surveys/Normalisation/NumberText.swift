/// A number as people write it in a cell.
package struct NumberText: Hashable, Sendable {
  /// The number.
  package let value: Double
  /// What had to be changed before it was one; nil for a plain number.
  package let change: Change?

  /// What was changed.
  package enum Change: String, Hashable, Sendable {
    /// Full-width digits.
    case width
    /// Separators of thousands.
    case thousands
    /// A unit behind the number.
    case unit
    /// Chinese numerals.
    case numerals
  }

  private static let units = [
    "周岁", "岁", "分钟", "分", "%", "人", "次", "元", "年", "个", "户", "天", "小时", "秒", "名", "位", "points", "years",
  ]

  /// Reads a number: `34`, `34.0`, `３４`, `1,234`, `34岁`, `三十四`; nil for anything else.
  package init?(_ text: String) {
    let trimmed = text.trimmingBlanks
    if let value = NumberText.plain(trimmed) {
      self.init(value: value, change: nil)
      return
    }
    var narrow = trimmed.narrowed.trimmingBlanks
    var change: Change = .width
    if let unit = NumberText.units.first(where: { narrow.hasSuffix($0) && narrow.count > $0.count }) {
      narrow = String(narrow.dropLast(unit.count)).trimmingBlanks
      change = .unit
    }
    if let value = NumberText.plain(narrow) {
      self.init(value: value, change: change)
    } else if let value = NumberText.grouped(narrow) {
      self.init(value: value, change: .thousands)
    } else if let value = ChineseNumerals.value(narrow) {
      self.init(value: Double(value), change: .numerals)
    } else {
      return nil
    }
  }

  private init(value: Double, change: Change?) {
    self.value = value
    self.change = change
  }

  /// The number as a code is written: whole numbers without a point.
  package var code: String { NumberText.code(value) }

  /// A number as a code: whole numbers without a point.
  package static func code(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private static func plain(_ text: String) -> Double? {
    guard let first = text.utf8.first, first == 0x2D || first == 0x2B || first == 0x2E || (0x30...0x39).contains(first),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2D, 0x2B, 0x2E, 0x65, 0x45].contains($0) }),
      let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  /// `1,234,567.8` or `1 234`: groups of three behind the first.
  private static func grouped(_ text: String) -> Double? {
    for separator in [",", " ", "'", "，"] where text.contains(separator) {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard let head = parts.first, let last = parts.last, (1...3).contains(head.drop { $0 == "-" }.count) else {
        continue
      }
      let middle = parts.dropFirst().dropLast()
      let lastWhole = last.prefix { $0 != "." }
      guard middle.allSatisfy({ $0.count == 3 }), lastWhole.count == 3 else { continue }
      return plain(parts.joined())
    }
    return nil
  }
}

/// Numbers in Chinese numerals (汉字数字).
package enum ChineseNumerals {
  private static let digits: [Character: Int] = [
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]
  private static let places: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

  /// `三十四` is 34, `二〇一四` is 2014, `一百零五` is 105; nil for anything else.
  package static func value(_ text: String) -> Int? {
    guard !text.isEmpty, text.count <= 9 else { return nil }
    let expanded = text.replacing("廿", with: "二十").replacing("卅", with: "三十")
    if expanded.allSatisfy({ digits[$0] != nil }) {
      guard text.count == 1 || text.count >= 3 else { return nil }
      return expanded.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
    }
    var sum = 0
    var digit: Int?
    for character in expanded {
      if let place = places[character] {
        sum += (digit ?? 1) * place
        digit = nil
      } else if let value = digits[character] {
        if let digit, digit != 0 { return nil }
        digit = value
      } else {
        return nil
      }
    }
    return sum + (digit ?? 0)
  }
}
