import Findings
import HTTPTypes
import Hummingbird
import Reports
import Seals

/// What a list is asked for: how many entries, after which.
struct ListWindow: Hashable, Sendable {
  /// Entries wanted; 50 unless said otherwise, 500 at most.
  let limit: Int
  /// The key of the last entry of the page before; nil for the first page.
  let after: String?

  /// Reads `limit` and `cursor`.
  ///
  /// - Throws: 400 if either cannot be used.
  init(_ request: Request) throws(ServiceFault) {
    let asked = request.parameter("limit")
    let count = asked == nil ? 50 : request.countParameter("limit")
    guard let count, (1...500).contains(count) else {
      throw ServiceFault(.badRequest, .parameterInvalid, found: asked, details: ["limit", "1–500"])
    }
    limit = count
    guard let cursor = request.parameter("cursor") else {
      after = nil
      return
    }
    guard let bytes = Hexadecimal.bytes(cursor) else {
      throw ServiceFault(.badRequest, .parameterInvalid, found: cursor, details: ["cursor", "next"])
    }
    // A cursor of somebody's own making stands somewhere in the order of keys, like any other text.
    after = String(decoding: bytes, as: UTF8.self)
  }

  /// The cursor that stands for "after this key".
  static func cursor(after key: String) -> String { Hexadecimal.text(key.utf8) }

  /// One page of `entries`, which are all there are in the order of their keys.
  ///
  /// - Parameter path: the list's address, with what else was asked.
  func page<Entry>(_ entries: some Sequence<Entry>, key: (Entry) -> String, json: (Entry) -> JSONValue, path: String)
    -> Response
  {
    var page: [Entry] = []
    var hasMore = false
    for entry in entries {
      if let after, key(entry) <= after { continue }
      guard page.count < limit else {
        hasMore = true
        break
      }
      page.append(entry)
    }
    let next = hasMore ? page.last.map { ListWindow.cursor(after: key($0)) } : nil
    var headers: HTTPFields = [:]
    if let next, let link = HTTPField.Name("Link") {
      headers[link] = "<\(path)\(path.contains("?") ? "&" : "?")limit=\(limit)&cursor=\(next)>; rel=\"next\""
    }
    return .json(.object(["items": .array(page.map(json)), "next": .optional(next)]), headers: headers)
  }
}
