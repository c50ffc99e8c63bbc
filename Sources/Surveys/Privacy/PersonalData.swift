/// Recognises what identifies a person (个人信息) in texts: by its form and, where there is one, by its check digit.
package enum PersonalData {
  /// What a part of a text is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case phone, identityNumber, email, address, bankCard, name

    /// What stands in the text instead.
    var mask: String {
      switch self {
      case .phone: "[电话]"
      case .identityNumber: "[证件号]"
      case .email: "[邮箱]"
      case .address: "[IP]"
      case .bankCard: "[卡号]"
      case .name: "[姓名]"
      }
    }
  }

  /// The text with every recognised part replaced by what it is, and the kinds that were found.
  package static func mask(_ text: String) -> (text: String, kinds: Set<Kind>) {
    guard text.unicodeScalars.contains(where: { isDigit($0) || $0 == "@" || $0 == "：" || $0 == ":" }) else {
      return (text, [])
    }
    var scalars = Array(text.unicodeScalars)
    var kinds: Set<Kind> = []
    for kind in [Kind.email, .identityNumber, .bankCard, .phone, .address, .name] {
      let found = ranges(of: kind, in: scalars)
      for range in found.reversed() { scalars.replaceSubrange(range, with: Array(kind.mask.unicodeScalars)) }
      if !found.isEmpty { kinds.insert(kind) }
    }
    guard !kinds.isEmpty else { return (text, []) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return (String(view), kinds)
  }

  /// Whether most of a column's values are personal data, by their form alone; fewer than three say nothing.
  package static func isColumn(_ texts: some Sequence<String>) -> Bool {
    var (values, found) = (0, 0)
    for text in texts where !text.isEmpty && values < 200 {
      values += 1
      if kind(of: text) != nil { found += 1 }
    }
    return found >= 3 && found * 2 > values
  }

  /// The kind of a text that is nothing but one such thing; nil for anything else.
  package static func kind(of text: String) -> Kind? {
    let scalars = Array(text.trimmingBlanks.unicodeScalars)
    return [Kind.identityNumber, .bankCard, .phone, .email, .address].first { kind in
      ranges(of: kind, in: scalars) == [0..<scalars.count]
    }
  }

  private static func ranges(of kind: Kind, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    switch kind {
    case .email: emails(scalars)
    case .name: names(scalars)
    case .address: addresses(scalars)
    case .phone, .identityNumber, .bankCard: numbers(scalars, kind)
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(TextFolding.narrow(scalar))
  }

  // MARK: Numbers

  private static func numbers(_ scalars: [Unicode.Scalar], _ kind: Kind) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < scalars.count {
      guard isDigit(scalars[at]) || (scalars[at] == "+" && kind == .phone) else {
        at += 1
        continue
      }
      // One run of digits, with the single blanks and hyphens that people write inside numbers.
      var end = at + 1
      var digits: [UInt8] = []
      if isDigit(scalars[at]) { digits.append(digit(scalars[at])) }
      while end < scalars.count {
        if isDigit(scalars[end]) {
          digits.append(digit(scalars[end]))
        } else if [" ", "-", "\u{2013}", "－"].contains(scalars[end]), end + 1 < scalars.count, isDigit(scalars[end + 1])
        {
          end += 1
          continue
        } else {
          break
        }
        end += 1
      }
      var range = at..<end
      if kind == .identityNumber, digits.count == 17, end < scalars.count,
        ["x", "X", "ｘ", "Ｘ"].contains(scalars[end])
      {
        digits.append(10)
        range = at..<(end + 1)
      }
      let isCode = at > 0 && scalars[at - 1].isASCII && scalars[at - 1].properties.isAlphabetic
      if matches(kind, digits, hasPlus: scalars[at] == "+", isCode: isCode) { found.append(range) }
      at = range.upperBound
    }
    return found
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(TextFolding.narrow(scalar).value - 0x30) }

  /// - Parameter isCode: a letter stands before the digits, as in `R0500000002`, which is no landline.
  private static func matches(_ kind: Kind, _ digits: [UInt8], hasPlus: Bool, isCode: Bool) -> Bool {
    switch kind {
    case .identityNumber: isIdentityNumber(digits)
    case .bankCard: (16...19).contains(digits.count) && !hasPlus && !isCode && passesLuhn(digits)
    default: isPhone(digits, hasPlus: hasPlus, isCode: isCode)
    }
  }

  /// A number of a Chinese identity card (GB 11643): region, date of birth, serial number and check digit (ISO 7064, MOD
  /// 11-2), or the older form of 15 digits. A date that cannot be is no identity number.
  static func isIdentityNumber(_ digits: [UInt8]) -> Bool {
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(digits[$1]) } }
    func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
      (1880...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }
    guard digits.prefix(17).allSatisfy({ $0 < 10 }) else { return false }
    if digits.count == 15 { return isDate(1900 + number(6..<8), number(8..<10), number(10..<12)) && digits[0] > 0 }
    guard digits.count == 18, digits[0] > 0, isDate(number(6..<10), number(10..<12), number(12..<14)) else {
      return false
    }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1) }
    let check = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
    // A mistyped check digit does not make the number harmless: region and date decide, the digit only confirms.
    return check == Int(digits[17]) || (11...65).contains(number(0..<2)) || [71, 81, 82, 83].contains(number(0..<2))
  }

  private static func passesLuhn(_ digits: [UInt8]) -> Bool {
    guard digits.allSatisfy({ $0 < 10 }) else { return false }
    let sum = digits.reversed().enumerated().reduce(0) { sum, pair in
      let doubled = Int(pair.element) * (pair.offset % 2 == 1 ? 2 : 1)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// A mobile number (1, then 3 to 9, eleven digits), with or without the country's 86; a landline with its area code; any
  /// number behind a plus sign.
  private static func isPhone(_ digits: [UInt8], hasPlus: Bool, isCode: Bool) -> Bool {
    var local = digits[...]
    if local.starts(with: [0, 0, 8, 6]) { local = local.dropFirst(4) }
    if local.starts(with: [8, 6]), local.count == 13 { local = local.dropFirst(2) }
    let isMobile = local.count == 11 && local.first == 1 && (3...9).contains(local[local.startIndex + 1])
    let isLandline = !isCode && (10...12).contains(digits.count) && digits[0] == 0 && (1...9).contains(digits[1])
    return isMobile || isLandline || (hasPlus && (8...15).contains(digits.count))
  }

  // MARK: Other forms

  private static func emails(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || isDigit(scalar) || "._%+-".unicodeScalars.contains(scalar))
    }
    var found: [Range<Int>] = []
    for at in scalars.indices where scalars[at] == "@" || scalars[at] == "＠" {
      var start = at
      var end = at + 1
      while start > (found.last?.upperBound ?? 0), isWord(scalars[start - 1]) { start -= 1 }
      while end < scalars.count, isWord(scalars[end]) { end += 1 }
      while end > at + 1, scalars[end - 1] == "." { end -= 1 }
      if start < at, scalars[(at + 1)..<end].contains(".") { found.append(start..<end) }
    }
    return found
  }

  /// Addresses of the Internet Protocol, version 4.
  private static func addresses(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < scalars.count {
      guard isDigit(scalars[at]) else {
        at += 1
        continue
      }
      var end = at
      while end < scalars.count, isDigit(scalars[end]) || scalars[end] == "." { end += 1 }
      let text = String(String.UnicodeScalarView(scalars[at..<end]))
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      if parts.count == 4, parts.allSatisfy({ Int($0).map { $0 < 256 } ?? false && $0.count < 4 }) {
        found.append(at..<end)
      }
      at = max(end, at + 1)
    }
    return found
  }

  /// The two to four characters behind “姓名：”, “联系人：” and the like.
  private static func names(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let labels = ["姓名", "联系人", "填表人", "制表人", "审核人", "负责人", "经办人", "访问员", "制表", "审核"].map { Array($0.unicodeScalars) }
    for at in scalars.indices where scalars[at] == "：" || scalars[at] == ":" {
      guard labels.contains(where: { label in at >= label.count && Array(scalars[(at - label.count)..<at]) == label })
      else { continue }
      var start = at + 1
      while start < scalars.count, scalars[start] == " " { start += 1 }
      var end = start
      while end < scalars.count, end - start < 4, (0x4E00...0x9FFF).contains(scalars[end].value) || scalars[end] == "·"
      {
        end += 1
      }
      if end - start >= 2 { found.append(start..<end) }
    }
    return found
  }
}
