/// The language of a page: what the visitor chose, else the first that the browser names, else Chinese.
enum LanguageChoice: String, Hashable, Sendable, CaseIterable {
  case zh
  case en

  /// Chooses from the cookie `language` and the header `Accept-Language` (RFC 9110, 12.5.4; qualities are respected).
  init(chosen: String?, acceptLanguage: String?) {
    if let chosen = chosen.flatMap(LanguageChoice.init(rawValue:)) {
      self = chosen
      return
    }
    var best: (language: LanguageChoice, quality: Double)?
    for range in (acceptLanguage ?? "").split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let tag = parts.first?.lowercased() else { continue }
      let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      let language = LanguageChoice(rawValue: String(tag.prefix { $0 != "-" }))
      if let language, quality > (best?.quality ?? 0) { best = (language, quality) }
    }
    self = best?.language ?? .zh
  }
}
