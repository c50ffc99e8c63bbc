import Findings
import HTTPTypes
import Hummingbird

/// Says of methods that no resource of ours knows that they are not implemented (RFC 9110, 9.1), instead of looking for them.
struct KnownMethods: RouterMiddleware {
  typealias Context = ServiceContext

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    guard RouteTable.allMethods.contains(request.method) else {
      throw ServiceFault(.notImplemented, .methodUnknown, details: [String(request.method.rawValue.prefix(20))])
    }
    return try await next(request, context)
  }
}
