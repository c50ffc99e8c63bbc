import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// Somebody who is signed in and goes from page to page without scripts.
struct PageVisitor {
  private let client: any TestClientProtocol
  private let cookies: String
  private let token: String

  init(_ user: String, _ fixture: ServiceFixture, _ client: any TestClientProtocol) async throws {
    self.client = client
    (cookies, token) = try await fixture.signIn(user, client)
  }

  /// A page in English.
  func page(_ path: String, status: HTTPResponse.Status = .ok) async throws -> String {
    let answer = try await client.execute(uri: path, method: .get, headers: [.cookie: cookies + "; language=en"])
    #expect(answer.status == status, "\(path): \(answer.status)")
    let text = String(buffer: answer.body)
    #expect(!text.contains("{{"), "\(path)")
    let scripts = text.matches(of: /<script src="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(scripts).count == scripts.count, "\(path) runs a script twice: \(scripts)")
    return text
  }

  /// Sends a form.
  func send(_ path: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
    let body = (fields + [("_token", token)]).map { "\($0.0)=\(PageVisitor.escaped($0.1))" }.joined(separator: "&")
    return try await client.execute(
      uri: path, method: .post,
      headers: [.contentType: "application/x-www-form-urlencoded", .cookie: cookies + "; language=en"],
      body: ByteBuffer(string: body))
  }

  /// Sends a form with a file.
  func send(_ path: String, file bytes: [UInt8], named name: String, _ fields: [(String, String)] = []) async throws
    -> TestResponse
  {
    var body = ByteBuffer()
    for (field, value) in [("_token", token)] + fields {
      body.writeString("--cut\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n")
    }
    body.writeString("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
    body.writeBytes(bytes)
    body.writeString("\r\n--cut--\r\n")
    return try await client.execute(
      uri: path, method: .post,
      headers: [.contentType: "multipart/form-data; boundary=cut", .cookie: cookies + "; language=en"], body: body)
  }

  /// Where an answer sends its reader.
  static func target(_ answer: TestResponse) -> String {
    #expect(answer.status == .seeOther, "\(answer.status) \(String(buffer: answer.body))")
    return answer.headers[.location] ?? ""
  }

  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}
