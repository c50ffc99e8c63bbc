package import Findings

extension Language {
  /// The language of an answer: what the visitor chose, else what the browser prefers, else Chinese.
  ///
  /// - Parameters:
  ///   - chosen: The cookie `language`.
  ///   - acceptLanguage: The header `Accept-Language` (RFC 9110, 12.5.4); its qualities are respected, 20 ranges are looked at.
  package init(chosen: String?, acceptLanguage: String?) {
    if let chosen = chosen.flatMap(Language.init(rawValue:)) {
      self = chosen
      return
    }
    var best: (language: Language, quality: Double)?
    for range in (acceptLanguage ?? "").split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = parts.first?.lowercased() else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      let language = Language(rawValue: String(tag.prefix { $0 != "-" }))
      if let language, quality > (best?.quality ?? 0) { best = (language, quality) }
    }
    self = best?.language ?? .chinese
  }

  /// The other one.
  var other: Language { self == .chinese ? .english : .chinese }
  /// Its own name.
  var ownName: String { self == .chinese ? "中文" : "English" }
}
