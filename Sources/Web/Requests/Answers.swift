import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Reports
import Seals

extension Response {
  /// Go there with GET: the answer to a form that was carried out.
  static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }

  /// A JSON document with its strong entity tag.
  static func json(
    _ value: JSONValue, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    bytes(value.bytes(), "application/json", status: status, headers: headers)
  }

  /// Bytes of a media type.
  static func bytes(
    _ bytes: [UInt8], _ mediaType: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    headers[.contentType] = mediaType
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A file to save: never shown in place, whatever the browser thinks it is.
  static func download(_ bytes: [UInt8], _ mediaType: String, named name: String) -> Response {
    .bytes(bytes, mediaType, headers: [.contentDisposition: disposition(name)])
  }

  /// `attachment` with the name in ASCII and, after RFC 8187, as it is.
  static func disposition(_ name: String) -> String {
    let ascii = String(
      name.unicodeScalars.map { scalar in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains(scalar))
        return isPlain ? Character(scalar) : "_"
      })
    return
      "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(name.escapedForQuery.split(separator: "/").joined(separator: "_"))"
  }

  /// The answer, or 304 if the visitor holds it already (RFC 9110, 13.1.2). `tag` is what changes when the content does.
  func unlessMatching(_ request: Request, tag: EntityTag) -> Response {
    var response = self
    response.headers[.eTag] = tag.text
    if let known = request.headers[.ifNoneMatch], EntityTag.list(known, contains: tag) {
      return Response(
        status: .notModified, headers: [.eTag: tag.text, .cacheControl: headers[.cacheControl] ?? "no-cache"])
    }
    return response
  }
}

/// A strong entity tag (RFC 9110, 8.8.3): the version of a resource.
struct EntityTag: Hashable, Sendable {
  /// The tag in its quotation marks.
  let text: String

  /// The tag of a version number.
  init(version: Int) { text = "\"v\(version)\"" }
  /// The tag of a content.
  init(of content: [UInt8]) { text = "\"" + ContentDigest.of(content).hexadecimal.prefix(32) + "\"" }

  /// Whether a header's list names the tag, or `*`.
  static func list(_ header: String, contains tag: EntityTag) -> Bool {
    header.split(separator: ",").map(\.trimmed).contains { $0 == "*" || $0 == tag.text || $0 == "W/" + tag.text }
  }

  /// Lets a change through if it was made on this version.
  ///
  /// - Throws: 428 without `If-Match`, 412 if it names another version.
  func requireMatch(_ request: Request) throws(ServiceFault) {
    guard let header = request.headers[.ifMatch] else { throw ServiceFault(.preconditionRequired, .versionMissing) }
    let names = header.split(separator: ",").map(\.trimmed)
    guard names.contains("*") || names.contains(text) else { throw ServiceFault(.preconditionFailed, .versionStale) }
  }
}
