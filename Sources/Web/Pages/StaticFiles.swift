import HTTPTypes
import Hummingbird
import Seals

/// The style sheet and the script: part of the program, named with their digest so that browsers may keep them for ever.
enum StaticFiles {
  private static let mediaTypes = [
    "style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8",
    "grid.css": "text/css; charset=utf-8", "grid.js": "text/javascript; charset=utf-8",
    "paper.css": "text/css; charset=utf-8", "paper.js": "text/javascript; charset=utf-8",
    "resident.css": "text/css; charset=utf-8",
  ]

  private static let digests = EmbeddedAssets.files.mapValues { String(ContentDigest.of($0).hexadecimal.prefix(12)) }

  /// The address of a file.
  static func link(_ name: String) -> String { "/static/\(name)?v=\(digests[name] ?? "")" }

  /// The file.
  ///
  /// - Throws: 404 if there is none of this name.
  static func answer(_ name: String, _ request: Request) throws(ServiceFault) -> Response {
    guard let text = EmbeddedAssets.files[name], let mediaType = mediaTypes[name] else { throw .notFound }
    let lasting = request.query("v") == digests[name] ? "public, max-age=31536000, immutable" : "public, no-cache"
    let bytes = Array(text.utf8)
    return Response.bytes(bytes, mediaType, headers: [.cacheControl: lasting])
      .unlessMatching(request, tag: EntityTag(of: bytes))
  }
}
