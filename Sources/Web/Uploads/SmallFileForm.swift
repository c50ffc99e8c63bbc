import Findings
import HTTPTypes
import Hummingbird
import NIOCore

/// A browser's form with one file that is small enough for memory, such as a workbook.
struct SmallFileForm: Sendable {
  /// The fields beside the file.
  private(set) var fields: [String: String] = [:]
  /// The file's name as it was sent, without folders.
  private(set) var name = ""
  /// Its bytes.
  private(set) var bytes: [UInt8] = []

  /// Reads the body of a request.
  ///
  /// - Throws: 415 if it is no such form, 413 beyond `most` bytes, 400 if it cannot be read, 422 without a file.
  init(_ request: Request, most: Int) async throws {
    guard let boundary = request.headers[.contentType].flatMap({ MultipartScanner.boundary(inContentType: $0) }),
      var scanner = MultipartScanner(boundary: boundary)
    else { throw ServiceFault(.unsupportedMediaType, .bodyTypeUnknown) }
    let body = try await request.collected(upTo: most + 64 * 1024)
    var header: MultipartHeader?
    var part: [UInt8] = []
    for event in try scanner.take(body.readableBytesView) {
      switch event {
      case .part(let next): (header, part) = (next, [])
      case .data(let data): part += data
      case .end:
        guard let ended = header else { continue }
        if let fileName = ended.fileName {
          name = String(fileName.split { $0 == "/" || $0 == "\\" }.last ?? "")
          bytes = part
        } else if part.count <= 4096, let text = String(validating: part, as: UTF8.self) {
          fields[ended.name] = text
        } else {
          throw ServiceFault(.badRequest, .bodyMalformed)
        }
        header = nil
      }
    }
    try scanner.finish()
    guard bytes.count <= most else {
      throw ServiceFault(.contentTooLarge, .bodyTooLarge, details: [String(most / 1024)])
    }
  }
}
