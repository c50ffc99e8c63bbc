import HTTPTypes
import Hummingbird

/// Puts the headers on every answer that keep a browser from doing what no page of ours asks for (OWASP ASVS 5.0, 3.4).
struct SecurityHeaders: RouterMiddleware {
  typealias Context = ServiceContext

  /// Whether the service itself speaks TLS; only then may it bind browsers to it.
  let isEncrypted: Bool

  /// Nothing but our own files; no inline style or script, no frame, no form that goes elsewhere.
  static let contentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    func set(_ name: String, _ value: String) {
      if let field = HTTPField.Name(name), response.headers[field] == nil { response.headers[field] = value }
    }
    set("Content-Security-Policy", SecurityHeaders.contentPolicy)
    set("X-Content-Type-Options", "nosniff")
    set("Referrer-Policy", "same-origin")
    set("Cross-Origin-Opener-Policy", "same-origin")
    set("Cross-Origin-Resource-Policy", "same-origin")
    set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    set("Cache-Control", "no-store")
    if isEncrypted { set("Strict-Transport-Security", "max-age=31536000; includeSubDomains") }
    return response
  }
}
