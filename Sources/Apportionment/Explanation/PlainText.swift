/// A text for people in both languages, Chinese first.
public struct PlainText: Hashable, Sendable {
  /// The Chinese text.
  public let chinese: String
  /// The English text.
  public let english: String

  /// Pairs a Chinese text with its English one.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  static func + (a: PlainText, b: PlainText) -> PlainText {
    PlainText(a.chinese + b.chinese, a.english + (a.english.isEmpty || b.english.isEmpty ? "" : " ") + b.english)
  }
}

extension Fraction {
  /// The value as a report shows it: exact if it is short, with a decimal beside it unless it is whole.
  var plain: String {
    if isWhole { return description }
    if let decimal = terminatingDecimal, decimal.count <= 10 { return decimal }
    return description.count > 40 ? "≈ \(decimal(digits: 8))" : "\(mixed) (≈ \(decimal(digits: 8)))"
  }
}

extension RootOfFraction {
  var plain: String { root == 1 ? radicand.plain : "\(description) (≈ \(decimal(digits: 8)))" }
}
