extension PersonalData {
  // `Regex` is not marked as Sendable; these are never changed after their first use, and the standard library keeps the program that
  // it compiles from each behind an atomic reference.

  /// A form with one capture: what is masked.
  typealias Form = Regex<(Substring, Substring)>

  /// IP addresses of version 4 and 6.
  nonisolated(unsafe) static let networks: [Form] = [
    #/(\d{1,3}(?:\.\d{1,3}){3})(?![\d.]\d)/#,
    #/((?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4})(?![0-9A-Za-z:])/#,
    #/((?:[0-9A-Fa-f]{1,4}:){1,6}:(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,5})?)(?![0-9A-Za-z:])/#,
  ]

  /// Hardware addresses and IMEI numbers.
  nonisolated(unsafe) static let devices: [Form] = [
    #/((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})(?![0-9A-Za-z:-])/#,
    #/(?i)imei号?[ :：是为]{0,3}(\d{14,16})(?!\d)/#,
  ]

  /// Names in WeChat and QQ, passports.
  nonisolated(unsafe) static let accounts: [Form] = [
    #/(?i)(?:微信号?码?|wechat|weixin|vx)[ :：是为]{0,3}([a-z][-_a-z0-9]{5,19})/#,
    #/(?i)qq号?码?[ :：是为]{0,3}([1-9]\d{4,10})(?!\d)/#,
    #/(?i)护照号?码?[ :：是为]{0,3}([a-z]{1,2}\d{7,8})(?!\d)/#,
  ]

  /// Plates of vehicles, with those of electric ones.
  nonisolated(unsafe) static let plates: [Form] = [
    #/([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•. ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])/#
  ]

  /// What `forms` capture in the text with narrow digits and letters, as places among its scalars. Behind a letter, digit or point an
  /// unlabelled number is part of something longer; so is one with colons behind a colon.
  ///
  /// No form reaches over the end of a line, so that each line is looked at alone, and only if it `may` have one: expressions are slow.
  static func patterns(
    _ forms: [Form], in scalars: [Unicode.Scalar], where fits: (Substring) -> Bool = { _ in true },
    may: ([Unicode.Scalar]) -> Bool
  ) -> [Range<Int>] {
    scalars.split(separator: "\n").flatMap { line in
      let narrow = line.map(TextFolding.narrow)
      guard may(narrow) else { return [Range<Int>]() }
      return patterns(forms, inLine: narrow, where: fits).map {
        ($0.lowerBound + line.startIndex)..<($0.upperBound + line.startIndex)
      }
    }
  }

  private static func patterns(
    _ forms: [Form], inLine scalars: [Unicode.Scalar], where fits: (Substring) -> Bool
  ) -> [Range<Int>] {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let text = String(view)
    var found: [Range<Int>] = []
    for form in forms {
      for match in text.matches(of: form.matchingSemantics(.unicodeScalar)) where fits(match.1) {
        let start = text.unicodeScalars.distance(from: text.startIndex, to: match.1.startIndex)
        let count = match.1.unicodeScalars.count
        let range = start..<(start + count)
        let isUnlabelled = match.1.startIndex == match.range.lowerBound
        if isUnlabelled, start > 0, isPart(scalars[start], of: scalars[start - 1], hasColons: match.1.contains(":")) {
          continue
        }
        if !found.contains(where: { $0.overlaps(range) }) { found.append(range) }
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether a line has so many points or colons that an address of a network may stand in it.
  static func mayHaveAddress(_ line: [Unicode.Scalar]) -> Bool {
    line.count { $0 == "." } >= 3 || line.count { $0 == ":" } >= 2
  }

  /// Whether a line has a letter of `imei`, or so many separators that a hardware address may stand in it.
  static func mayHaveDevice(_ line: [Unicode.Scalar]) -> Bool {
    line.contains("m") || line.contains("M") || line.count { $0 == ":" || $0 == "-" } >= 5
  }

  /// Whether a line has the beginning of a word for an account or a passport.
  static func mayHaveAccount(_ line: [Unicode.Scalar]) -> Bool {
    let beginnings = "微wWvVqQ护".unicodeScalars
    return line.contains { beginnings.contains($0) }
      && line.contains { $0.isASCII && $0.properties.isAlphabetic || isDigit($0) }
  }

  /// Whether a line has a capital letter behind an ideograph, as plates have.
  static func mayHavePlate(_ line: [Unicode.Scalar]) -> Bool {
    zip(line, line.dropFirst()).contains { isIdeograph($0) && ("A"..."Z").contains($1) }
  }

  /// Whether numbers with points are an address: each below 256.
  static func isNetwork(_ text: Substring) -> Bool {
    guard text.contains(".") else { return text.contains("::") ? text.count > 3 : true }
    return text.split(separator: ".").allSatisfy { Int($0).map { $0 < 256 } ?? false }
  }

  private static func isPart(_ scalar: Unicode.Scalar, of before: Unicode.Scalar, hasColons: Bool) -> Bool {
    let before = TextFolding.narrow(before)
    guard TextFolding.narrow(scalar).isASCII, before.isASCII else { return false }
    return before.properties.isAlphabetic || isDigit(before) || before == "." || (hasColons && before == ":")
  }

  /// Addresses of electronic mail.
  static func emails(_ scalars: [Unicode.Scalar]) -> [Range<Int>] {
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      let scalar = TextFolding.narrow(scalar)
      return scalar.isASCII
        && (scalar.properties.isAlphabetic || isDigit(scalar) || "._%+-".unicodeScalars.contains(scalar))
    }
    var found: [Range<Int>] = []
    for at in scalars.indices where scalars[at] == "@" || scalars[at] == "＠" {
      var start = at
      var end = at + 1
      while start > (found.last?.upperBound ?? 0), isWord(scalars[start - 1]) { start -= 1 }
      while end < scalars.count, isWord(scalars[end]) { end += 1 }
      while end > at + 1, TextFolding.narrow(scalars[end - 1]) == "." { end -= 1 }
      if start < at, scalars[(at + 1)..<end].contains(where: { TextFolding.narrow($0) == "." }) {
        found.append(start..<end)
      }
    }
    return found
  }
}
