import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Synchronization
import Titles

/// Gives the public the answer that the public was given before, as long as nothing was written: on the day when the titles are
/// published a whole city asks for the same few pages.
///
/// Only what is the same for everyone is remembered: GET without a visitor, status 200, no cookie set.
final class PublicMemory: RouterMiddleware {
  typealias Context = ServiceContext

  /// Answers longer than this are not remembered.
  private static let longest = 4 << 20
  /// Bytes of all that are remembered.
  private static let most = 32 << 20
  /// Answers that are remembered: anyone can ask for a thousand of them by adding to the query.
  private static let mostAnswers = 2000

  private struct Kept {
    var generation = -1
    var day = 0
    var bytes = 0
    var answers: [String: Response] = [:]
  }

  private let desk: ServiceDesk
  private let kept = Mutex(Kept())

  init(desk: ServiceDesk) { self.desk = desk }

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    guard request.method == .get, context.visitor == nil, isPublic(request.uri.path) else {
      return try await next(request, context)
    }
    // Read before the answer is made: what is written meanwhile makes it old at once.
    let (generation, day) = (desk.generation, desk.now.day.number)
    let name = "\(context.language.rawValue) \(request.uri.string) \(request.headers[.ifNoneMatch] ?? "")"
    let known = kept.withLock { $0.generation == generation && $0.day == day ? $0.answers[name] : nil }
    if let known { return known }
    let response = try await next(request, context)
    guard response.status == .ok, response.headers[.setCookie] == nil, let length = response.body.contentLength,
      length <= PublicMemory.longest
    else { return response }
    let collector = BodyCollector()
    try await response.body.write(collector)
    let answer = Response(
      status: .ok, headers: response.headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: collector.bytes)))
    kept.withLock { kept in
      if kept.generation < generation || kept.day != day || kept.bytes + length > PublicMemory.most
        || kept.answers.count >= PublicMemory.mostAnswers
      {
        kept = Kept(generation: generation, day: day)
      }
      guard kept.generation == generation else { return }
      kept.bytes += length + name.utf8.count
      kept.answers[name] = answer
    }
    return answer
  }

  private func isPublic(_ path: String) -> Bool {
    path == "/" || path.hasPrefix("/public/") || path.hasPrefix("/api/v1/public/") || path == "/api/v1/openapi.json"
      || path.hasPrefix("/help/")
  }
}
