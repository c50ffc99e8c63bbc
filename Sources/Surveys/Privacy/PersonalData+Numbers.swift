extension PersonalData {
  /// Digits without anything between them.
  private struct Group {
    var range: Range<Int>
    var digits: [UInt8]
  }

  /// Identity numbers, bank cards or telephone numbers: groups of digits with the single blanks, hyphens, points and invisible
  /// characters that people write inside numbers. Of several ways to join groups the longest that makes such a number counts.
  static func numbers(_ scalars: [Unicode.Scalar], _ kind: Kind) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = 0
    while at < scalars.count {
      guard isDigit(scalars[at]) else {
        at += 1
        continue
      }
      let groups = groups(scalars, from: at)
      var first = 0
      while first < groups.count {
        let end = groups.indices[first...].reversed().compactMap { last in
          number(Array(groups[first...last]), scalars, kind)
        }.first
        if let end {
          found.append(end)
          first = groups.firstIndex { $0.range.lowerBound >= end.upperBound } ?? groups.count
        } else {
          first += 1
        }
      }
      at = max(groups[groups.count - 1].range.upperBound, (found.last?.upperBound ?? 0))
    }
    return found
  }

  private static func groups(_ scalars: [Unicode.Scalar], from start: Int) -> [Group] {
    var groups: [Group] = []
    var at = start
    while at < scalars.count, isDigit(scalars[at]) {
      var group = Group(range: at..<at, digits: [])
      while at < scalars.count, isDigit(scalars[at]) {
        group.digits.append(UInt8(TextFolding.narrow(scalars[at]).value - 0x30))
        at += 1
      }
      group.range = group.range.lowerBound..<at
      groups.append(group)
      var next = at
      while next < scalars.count, TextFolding.isInvisible(scalars[next]) { next += 1 }
      if next < scalars.count, isInside(scalars[next]) { next += 1 }
      while next < scalars.count, TextFolding.isInvisible(scalars[next]) { next += 1 }
      at = next
    }
    return groups
  }

  /// What people write inside a number: `138-0013 8000`, `(0519)8558.8888`.
  private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
    [" ", "-", ".", ")", "）", "\u{2010}", "\u{2013}", "\u{2014}", "－", "\u{3000}", "\u{A0}"].contains(scalar)
  }

  /// The range of the groups with what belongs to them, if together they are a number of the kind.
  private static func number(_ groups: [Group], _ scalars: [Unicode.Scalar], _ kind: Kind) -> Range<Int>? {
    var digits = groups.flatMap(\.digits)
    guard (7...20).contains(digits.count) else { return nil }
    var range = groups[0].range.lowerBound..<groups[groups.count - 1].range.upperBound
    let before = range.lowerBound > 0 ? scalars[range.lowerBound - 1] : " "
    let isCode = before.isASCII && (before.properties.isAlphabetic || before == "_")
    switch kind {
    case .identityNumber:
      if digits.count == 17, range.upperBound < scalars.count,
        "xXｘＸ*".unicodeScalars.contains(scalars[range.upperBound])
      {
        digits.append(10)
        range = range.lowerBound..<(range.upperBound + 1)
      }
      return !isCode && isIdentityNumber(digits) ? range : nil
    case .bankCard: return !isCode && isBankCard(digits) ? range : nil
    default:
      let hasPlus = before == "+" || before == "＋"
      let isLabelled = isLabelled(scalars, before: range.lowerBound, by: phoneLabels)
      guard isPhone(digits, hasPlus: hasPlus, isCode: isCode, isLabelled: isLabelled) else { return nil }
      if hasPlus || ((before == "(" || before == "（") && digits[0] == 0) {
        range = (range.lowerBound - 1)..<range.upperBound
      }
      return range
    }
  }

  // MARK: Forms

  /// A number of a Chinese identity card (GB 11643): region, date of birth, serial number and check digit (ISO 7064, MOD
  /// 11-2), or the older form of 15 digits. A date that cannot be is no identity number.
  ///
  /// - Parameter digits: the values of the digits, 10 for a check digit X; anything larger is no digit.
  package static func isIdentityNumber(_ digits: [UInt8]) -> Bool {
    func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 * 10 + Int(digits[$1]) } }
    func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
      (1880...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }
    guard digits.count >= 15, digits.prefix(17).allSatisfy({ $0 < 10 }) else { return false }
    let isRegion = (11...65).contains(number(0..<2)) || [71, 81, 82, 83, 91].contains(number(0..<2))
    if digits.count == 15 { return isRegion && isDate(1900 + number(6..<8), number(8..<10), number(10..<12)) }
    guard digits.count == 18, digits[0] > 0, isDate(number(6..<10), number(10..<12), number(12..<14)) else {
      return false
    }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1) }
    let check = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
    // A mistyped check digit does not make the number harmless: region and date decide, the digit only confirms.
    return check == Int(digits[17]) || isRegion
  }

  /// A card's number: the beginnings that banks use (ISO/IEC 7812) and Luhn's check digit.
  static func isBankCard(_ digits: [UInt8]) -> Bool {
    guard (16...19).contains(digits.count), digits.allSatisfy({ $0 < 10 }) else { return false }
    let isIssued =
      digits.starts(with: [6, 2]) || digits[0] == 4 || (digits[0] == 5 && (1...5).contains(digits[1]))
      || digits.starts(with: [3, 5]) || digits.starts(with: [9, 5, 5, 8])
    let sum = digits.reversed().enumerated().reduce(0) { sum, pair in
      let doubled = Int(pair.element) * (pair.offset % 2 == 1 ? 2 : 1)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return isIssued && sum % 10 == 0
  }

  /// Words before a number that make it a telephone's.
  private static let phoneLabels = [
    "电话", "手机", "座机", "固话", "联系方式", "号码", "致电", "拨打", "回电", "tel", "phone", "mobile",
  ].map { Array($0.unicodeScalars) }

  /// A mobile number (1, then 3 to 9, eleven digits), with or without the country's 86; a landline with its area code; any
  /// number behind a plus sign; behind a word for telephones also a local number, but no hotline.
  ///
  /// - Parameter isCode: a letter stands before the digits, as in `R0500000002`, which is no telephone.
  private static func isPhone(_ digits: [UInt8], hasPlus: Bool, isCode: Bool, isLabelled: Bool) -> Bool {
    var local = digits[...]
    if local.starts(with: [0, 0, 8, 6]) { local = local.dropFirst(4) }
    if local.starts(with: [8, 6]), local.count >= 12 { local = local.dropFirst(2) }
    if local.count == 12, local.first == 0, local.dropFirst().first == 1, local.dropFirst(2).first ?? 0 >= 3 {
      local = local.dropFirst()
    }
    let plain = Array(local)
    let isMobile = plain.count == 11 && plain[0] == 1 && (3...9).contains(plain[1])
    if isMobile && (!isCode || isLabelled) { return true }
    if isCode { return false }
    if isLandline(plain) || (hasPlus && (8...15).contains(digits.count)) { return true }
    let isHotline = [[4, 0, 0], [8, 0, 0], [9, 5], [9, 6], [1, 2]].contains { plain.starts(with: $0) }
    return isLabelled && !isHotline && (7...12).contains(plain.count)
  }

  /// `0519` and a number of seven or eight digits that begins with 2 to 8; Beijing and the 02 codes have three digits.
  private static func isLandline(_ digits: [UInt8]) -> Bool {
    guard (10...12).contains(digits.count), digits[0] == 0, (1...9).contains(digits[1]) else { return false }
    let code = digits[1] <= 2 ? 3 : 4
    return (7...8).contains(digits.count - code) && (2...8).contains(digits[code])
  }

  /// Whether one of `labels` stands before a place, with nothing but blanks, `号`, `码`, `是`, `为` and colons between.
  static func isLabelled(_ scalars: [Unicode.Scalar], before place: Int, by labels: [[Unicode.Scalar]]) -> Bool {
    var end = place
    while end > 0, "号码是为:： 　(（+＋".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
    // 号 and 码 may be the label's own.
    for end in Set([end, min(end + 1, place), min(end + 2, place)]) {
      for label in labels where end >= label.count {
        let text = scalars[(end - label.count)..<end]
        if zip(text, label).allSatisfy({ $0 == $1 || $0.properties.lowercaseMapping == String($1) }) { return true }
      }
    }
    return false
  }
}
