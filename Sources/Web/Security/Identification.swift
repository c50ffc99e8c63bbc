import Findings
import HTTPTypes
import Hummingbird
import Operations

/// Finds out who asks and in which language to answer: an access token if one is sent, else the session of the cookie.
struct Identification: RouterMiddleware {
  typealias Context = ServiceContext

  let service: Service

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = Language(
      chosen: request.cookies[service.cookies.language]?.value, acceptLanguage: request.headers[.acceptLanguage])
    // Files of the program are the same for everyone; the database need not be asked.
    if !request.uri.path.hasPrefix("/static/") { context.visitor = try visitor(request) }
    if let visitor = context.visitor, visitor.mustChangePassword,
      !Identification.beforePassword.contains(request.uri.path)
    {
      if request.uri.path.hasPrefix("/api/") { throw ServiceFault.notPermitted }
      return .seeOther("/account/password")
    }
    return try await next(request, context)
  }

  /// What somebody without a password of their own may open.
  private static let beforePassword: Set<String> = [
    "/account/password", "/sign-out", "/language/zh", "/language/en", "/healthz", "/readyz",
  ]

  private func visitor(_ request: Request) throws -> Visitor? {
    if let header = request.headers[.authorization] {
      let parts = header.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer",
        let person = try service.desk.person(token: parts[1].trimmed)
      else { throw ServiceFault.notSignedIn }
      if person.isReadOnly, !Access.reading.contains(request.method) { throw ServiceFault.notPermitted }
      return Visitor(person)
    }
    guard let secret = request.cookies[service.cookies.session]?.value else { return nil }
    return try service.desk.person(session: secret).map(Visitor.init)
  }
}
