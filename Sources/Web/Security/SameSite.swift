import Findings
import HTTPTypes
import Hummingbird

/// Refuses changes that another site makes a visitor's browser send (ASVS 5.0, 3.5).
///
/// Three walls: the cookie is `SameSite=Strict`; a browser says by `Sec-Fetch-Site` and `Origin` where a request comes from; and the
/// page's own token must be in the form or, for the interface, in a header. A program with an access token has no cookie to abuse.
enum SameSite {
  /// The header in which a script of our own pages sends the token.
  static let tokenHeader = "x-form-token"

  /// - Throws: 403 if the request was made by another site, or by a script without the token.
  static func check(_ request: Request, _ context: ServiceContext) throws(ServiceFault) {
    if context.visitor?.isProgram == true { return }
    if let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name], site != "same-origin",
      site != "none"
    {
      throw ServiceFault(.forbidden, .requestForged)
    }
    if let origin = request.headers[.origin], !isOwn(origin, request) { throw ServiceFault(.forbidden, .requestForged) }
    guard let visitor = context.visitor, request.uri.path.hasPrefix("/api/") else { return }
    guard let name = HTTPField.Name(tokenHeader), isSame(request.headers[name], visitor.formToken) else {
      throw ServiceFault(.forbidden, .requestForged)
    }
  }

  /// Whether a form carries the token of the visitor's session.
  ///
  /// - Throws: 403 if it does not.
  static func check(_ token: String?, _ context: ServiceContext) throws(ServiceFault) {
    guard let visitor = context.visitor, isSame(token, visitor.formToken) else {
      throw ServiceFault(.forbidden, .requestForged)
    }
  }

  /// Whether an origin is the host that the request was sent to.
  private static func isOwn(_ origin: String, _ request: Request) -> Bool {
    guard let authority = request.head.authority, let start = origin.firstRange(of: "://")?.upperBound else {
      return false
    }
    return origin[start...] == authority
  }

  /// Whether two tokens are the same, in a time that does not depend on where they differ.
  static func isSame(_ given: String?, _ expected: String) -> Bool {
    let (a, b) = (Array((given ?? "").utf8), Array(expected.utf8))
    guard a.count == b.count, !b.isEmpty else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
