import HTTPTypes
import Hummingbird
import Logging

/// Gives every answer its number, writes one line for it and counts it. Neither query nor body is ever written: they may hold
/// tokens or somebody's text.
struct RequestLog: RouterMiddleware {
  typealias Context = ServiceContext

  let metrics: ServiceMetrics

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    metrics.begin()
    var status = 500
    defer {
      let seconds = (clock.now - start) / .seconds(1)
      let route = context.endpointPath ?? "none"
      metrics.end(method: request.method.rawValue, route: route, status: status, seconds: seconds)
      context.logger.info(
        "request",
        metadata: [
          "method": "\(request.method.rawValue)", "route": "\(route)", "status": "\(status)",
          "milliseconds": "\(Int(seconds * 1000))", "address": "\(context.remoteAddress ?? "-")",
        ])
    }
    var response = try await next(request, context)
    status = response.status.code
    if let name = HTTPField.Name("X-Request-Id") { response.headers[name] = context.requestNumber }
    return response
  }
}
