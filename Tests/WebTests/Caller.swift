import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// A program or a page's script that speaks to the interface.
struct Caller {
  private let client: any TestClientProtocol
  private let fields: [String: String]

  /// A user who is signed in: the session's cookie and the form token.
  init(_ fixture: ServiceFixture, _ user: String, _ client: any TestClientProtocol) async throws {
    let (cookies, token) = try await fixture.signIn(user, client)
    self.client = client
    fields = ["Cookie": cookies, "X-Form-Token": token]
  }

  /// A program with an access token.
  init(token: String, _ client: any TestClientProtocol) {
    self.client = client
    fields = ["Authorization": "Bearer " + token]
  }

  /// Sends a request; a body is JSON unless `more` says otherwise.
  func send(
    _ uri: String, _ method: HTTPRequest.Method, _ body: String? = nil, _ more: [String: String] = [:]
  ) async throws -> TestResponse {
    var headers: HTTPFields = [:]
    let kind = body == nil ? [:] : ["Content-Type": "application/json"]
    for (name, value) in fields.merging(kind, uniquingKeysWith: { a, _ in a }).merging(
      more, uniquingKeysWith: { _, b in b })
    {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return try await client.execute(
      uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
  }

  /// Sends a file as it is.
  func send(_ uri: String, _ method: HTTPRequest.Method, bytes: [UInt8]) async throws -> TestResponse {
    var headers: HTTPFields = [.contentType: "application/octet-stream"]
    for (name, value) in fields { if let name = HTTPField.Name(name) { headers[name] = value } }
    return try await client.execute(uri: uri, method: method, headers: headers, body: ByteBuffer(bytes: bytes))
  }

  /// The answer's document; empty if it is none.
  static func document(_ response: TestResponse) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))) as? [String: Any] ?? [:]
  }

  /// A header field of the answer.
  static func field(_ name: String, _ response: TestResponse) -> String? {
    HTTPField.Name(name).flatMap { response.headers[$0] }
  }
}
