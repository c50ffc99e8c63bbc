import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// Receives an upload's body piece by piece. Never more than one piece of it is in memory; a sender who stops or cheats leaves nothing.
struct BodyReceiver {
  /// The bytes that one upload may have.
  let most: Int
  let metrics: ServiceMetrics

  /// Appends the whole body to a file.
  ///
  /// - Throws: 413 beyond the limit, what the disk says, or the connection's own error if it breaks off.
  func receive(_ body: RequestBody, into file: IncomingFile) async throws {
    var pace = BodyPace()
    for try await chunk in body {
      try pace.note(chunk.readableBytes)
      try append(chunk.readableBytesView, to: file)
    }
  }

  /// Reads a browser's form of fields and one file. The fields must come before the file: `begin` is asked with them when it begins.
  ///
  /// - Returns: what `begin` gave; nil if there was no file.
  func receive<Begun>(
    form request: Request, begin: ([String: String], String) throws -> (Begun, IncomingFile)
  ) async throws -> Begun? {
    guard let boundary = request.headers[.contentType].flatMap({ MultipartScanner.boundary(inContentType: $0) }),
      var scanner = MultipartScanner(boundary: boundary)
    else { throw ServiceFault(.unsupportedMediaType, .bodyTypeUnknown) }
    var fields: [String: String] = [:]
    var field: (name: String, bytes: [UInt8])?
    var begun: (value: Begun, file: IncomingFile)?
    var isFile = false
    var pace = BodyPace()
    for try await chunk in request.body {
      try pace.note(chunk.readableBytes)
      for event in try scanner.take(chunk.readableBytesView) {
        switch event {
        case .part(let header):
          isFile = header.fileName != nil
          if let name = header.fileName {
            guard begun == nil else { throw ServiceFault(.badRequest, .bodyMalformed) }
            begun = try begin(fields, name)
          } else {
            field = (header.name, [])
          }
        case .data(let bytes):
          if isFile, let begun {
            try append(bytes, to: begun.file)
          } else if field != nil {
            field?.bytes += bytes
            guard (field?.bytes.count ?? 0) <= 4096 else { throw ServiceFault(.badRequest, .bodyMalformed) }
          }
        case .end:
          if let ended = field, !isFile {
            guard let text = String(validating: ended.bytes, as: UTF8.self) else {
              throw ServiceFault(.badRequest, .bodyMalformed)
            }
            fields[ended.name] = text
            field = nil
          }
        }
      }
    }
    try scanner.finish()
    return begun?.value
  }

  private func append(_ bytes: some Collection<UInt8>, to file: IncomingFile) throws {
    guard file.size + bytes.count <= most else {
      throw ServiceFault(.contentTooLarge, .bodyTooLarge, details: [String(most / 1024)])
    }
    metrics.uploaded(bytes.count)
    let isWritten: Void? = try bytes.withContiguousStorageIfAvailable { try file.append(UnsafeRawBufferPointer($0)) }
    if isWritten == nil { try Array(bytes).withUnsafeBytes { try file.append($0) } }
  }
}
