package import Findings

/// Every text that a template shows, in both languages. A test finds out that each is there and that each is used.
package enum Words {
  /// All texts by their names in the templates.
  package static let all: [String: Bilingual] = {
    var all: [String: Bilingual] = [:]
    for list in [
      frame, access, uploads, round, publicPages, people, reviewing, residents, studies, leaders, lists, fieldWork,
      care, materials, paper, watching, programs,
    ] {
      for (name, text) in list {
        precondition(all[name] == nil, "the word \(name) stands twice")
        all[name] = text
      }
    }
    return all
  }()

  private static let chinese = all.mapValues(\.chinese)
  private static let english = all.mapValues(\.english)

  /// The texts of a language.
  static func texts(_ language: Language) -> [String: String] { language == .chinese ? chinese : english }

  /// A text by its name. A name that nobody has given a text is shown itself: a page with an odd word is better than none.
  static func text(_ name: String, _ language: Language) -> String { text(name)[language] }

  /// A text in both languages.
  static func text(_ name: String) -> Bilingual { all[name] ?? Bilingual(name, name) }

  /// What a page says after a form was carried out; nil for a name that no form uses.
  static func done(_ name: String, _ language: Language) -> String? { all["done_" + name]?[language] }

  /// `count` with the fitting form of an English noun.
  static func count(_ count: Int, _ chinese: String, _ one: String, _ many: String, _ language: Language) -> String {
    language == .chinese ? "\(grouped(count)) \(chinese)" : "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// A whole number with separators for thousands, which both languages write alike.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return (number < 0 ? "−" : "") + text
  }
}
