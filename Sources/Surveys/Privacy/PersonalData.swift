/// Recognises what identifies a person (个人信息) in texts: by its form, by the words around it and, where there is one, by its check
/// digit. docs/formats.md says how well.
package enum PersonalData {
  /// What a part of a text is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case phone, identityNumber, email, address, bankCard, name, home, account, plate, device

    /// What stands in the text instead.
    var mask: String {
      switch self {
      case .phone: "[电话]"
      case .identityNumber: "[证件号]"
      case .email: "[邮箱]"
      case .address: "[IP]"
      case .bankCard: "[卡号]"
      case .name: "[姓名]"
      case .home: "[住址]"
      case .account: "[账号]"
      case .plate: "[车牌]"
      case .device: "[设备号]"
      }
    }
  }

  /// The order in which kinds are looked for: a number that is one thing is no longer another, and a name may stand before the
  /// mask of a telephone number.
  private static let order: [Kind] = [
    .email, .device, .address, .identityNumber, .bankCard, .account, .phone, .plate, .home, .name,
  ]

  /// The text with every recognised part replaced by what it is, and the kinds that were found.
  package static func mask(_ text: String) -> (text: String, kinds: Set<Kind>) {
    // Neither a name nor a number fits in less.
    guard text.unicodeScalars.count > 2 else { return (text, []) }
    var scalars = Array(text.unicodeScalars)
    var kinds: Set<Kind> = []
    for kind in order {
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
    return [Kind.identityNumber, .bankCard, .phone, .email, .address, .device, .home].first { kind in
      ranges(of: kind, in: scalars) == [0..<scalars.count]
    }
  }

  /// The parts of a text that are of a kind, from left to right.
  private static func ranges(of kind: Kind, in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    switch kind {
    case .email: emails(scalars)
    case .name: names(scalars)
    case .address: patterns(networks, in: scalars, where: isNetwork, may: mayHaveAddress)
    case .device: patterns(devices, in: scalars, may: mayHaveDevice)
    case .home: homes(scalars)
    case .account: patterns(accounts, in: scalars, may: mayHaveAccount)
    case .plate: patterns(plates, in: scalars, may: mayHavePlate)
    case .phone, .identityNumber, .bankCard: numbers(scalars, kind)
    }
  }

  /// Whether a scalar is a digit of any width.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(TextFolding.narrow(scalar)) }

  /// An ideograph.
  static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
}
