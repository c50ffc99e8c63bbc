import Findings
import HTTPTypes
import Hummingbird

/// Turns away what nothing here can mean: methods that no resource knows (RFC 9110, 9.1) and bodies in codings that nobody reads, behind
/// which a second request could hide (RFC 9112, 6.1).
struct SoundRequests: RouterMiddleware {
  typealias Context = ServiceContext

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    guard RouteTable.allMethods.contains(request.method) else {
      throw ServiceFault(.notImplemented, .methodUnknown, details: [String(request.method.rawValue.prefix(20))])
    }
    if let coding = request.headers[.transferEncoding], coding.trimmed.lowercased() != "chunked" {
      throw ServiceFault(.notImplemented, .bodyTypeUnknown, headers: [.connection: "close"])
    }
    return try await next(request, context)
  }
}
