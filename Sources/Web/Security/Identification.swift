import Findings
import HTTPTypes
import Hummingbird

/// Finds out who asks and in which language to answer.
struct Identification: RouterMiddleware {
  typealias Context = ServiceContext

  let service: Service

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = Language(
      chosen: request.cookies["language"]?.value, acceptLanguage: request.headers[.acceptLanguage])
    return try await next(request, context)
  }
}
