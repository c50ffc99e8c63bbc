import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Seals
import Store

extension Service {
  /// Carries a request out once for each `Idempotency-Key`: the same request with the same key gets the first one's answer for a day,
  /// another request with it is refused, and one that comes while the first is under way is told to wait.
  func once(
    _ request: Request, _ context: ServiceContext, body: [UInt8], _ work: () async throws -> Response
  ) async throws -> Response {
    guard let key = try request.idempotencyKey else { return try await work() }
    let user = context.visitor?.user ?? ""
    let id = ContentDigest.of("\(user)\n\(key)").hexadecimal
    let digest = ContentDigest.of(
      Array("\(request.method) \(request.uri.path)?\(request.uri.query ?? "")\n".utf8) + body
    ).hexadecimal
    if let earlier = try desk.takeKey(id, request: digest) {
      guard earlier.request == digest else { throw ServiceFault(.unprocessableContent, .keyReused, found: key) }
      guard let status = earlier.status else {
        throw ServiceFault(.conflict, .keyInUse, headers: [.retryAfter: "1"])
      }
      var headers: HTTPFields = [.contentType: earlier.headers]
      if let replayed = HTTPField.Name("Idempotent-Replayed") { headers[replayed] = "true" }
      return Response(
        status: .init(code: status), headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: earlier.body)))
    }
    do {
      let (response, bytes) = try await work().collected()
      try desk.answerKey(
        id, status: response.status.code, headers: response.headers[.contentType] ?? "application/json", body: bytes)
      return response
    } catch {
      // What failed may be tried again with the same key.
      try desk.dropKey(id)
      throw error
    }
  }
}

extension Request {
  /// What makes a repeated request count once; nil if the sender does not ask for it.
  ///
  /// - Throws: 400 unless it is 1 to 200 visible characters.
  var idempotencyKey: String? {
    get throws(ServiceFault) {
      guard let field = HTTPField.Name("Idempotency-Key"), let key = headers[field] else { return nil }
      guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw ServiceFault(.badRequest, .parameterInvalid, details: ["Idempotency-Key", "1–200"])
      }
      return key
    }
  }
}

extension Response {
  /// The answer with its body as bytes; only for answers that are small.
  fileprivate func collected() async throws -> (Response, [UInt8]) {
    var response = self
    let collector = BodyCollector()
    try await body.write(collector)
    let bytes = collector.bytes
    response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    return (response, bytes)
  }
}

/// Collects a body in memory.
final class BodyCollector: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer.readableBytesView) }
  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
