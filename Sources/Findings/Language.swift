/// The languages in which Kaoping speaks to people: Chinese first, English complete.
public enum Language: String, Hashable, Sendable, CaseIterable {
  /// Simplified Chinese.
  case chinese = "zh"
  /// British English.
  case english = "en"
}

/// A text that exists in both languages, so that neither can be forgotten.
public struct Bilingual: Hashable, Sendable {
  /// The Chinese text.
  public let chinese: String
  /// The English text.
  public let english: String

  /// Pairs a Chinese text with its English one.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}
