/// A path of this service that a visitor named as the place to go next; anything else becomes the first page, so that no link can
/// send people elsewhere (ASVS 5.0, 3.7.2).
package struct LocalPath: Hashable, Sendable {
  /// The path, with its query.
  package let text: String

  /// Reads what was given.
  package init(_ given: String?) {
    let isLocal =
      given.map { path in
        path.hasPrefix("/") && !path.hasPrefix("//") && !path.hasPrefix("/\\")
          && path.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !path.contains("\\") && path.utf8.count < 2000
      } ?? false
    text = isLocal ? given ?? "/" : "/"
  }
}
