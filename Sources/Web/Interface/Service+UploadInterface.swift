import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Uploads for programs: in one request, or resumable by the tus protocol 1.0.0 (creation, termination).
  func addUploadInterface(_ table: inout RouteTable) {
    let readers = Access.roles(Service.uploadReaders)
    let senders = Access.roles(Service.uploadSenders)
    let kinds = RoundUpload.Kind.allCases.map(\.rawValue)
    let kindsInBase64 = kinds.map { Data($0.utf8).base64EncodedString() }.joined(separator: "|")
    table.interface(
      .get, "/api/v1/rounds/{round}/uploads", readers,
      OperationNote(
        summary: "The uploads that the caller sees, or those whose files' names hold a text",
        parameters: OperationNote.window + [OperationNote.Parameter(name: "name", place: .query, type: "string")],
        answers: [200: "UploadList"])
    ) { request, context in
      let round = try round(context)
      let window = try ListWindow(request)
      let name = request.parameter("name") ?? ""
      let uploads = try desk.uploads(
        of: round.id, for: try context.signedIn().person, newestFirst: false, beyond: window.after.flatMap { Int($0) },
        named: name, most: window.limit + 1)
      return window.page(
        uploads, key: { Service.padded($0.number) }, json: { $0.json(nil) },
        path: "/api/v1/rounds/\(round.id.escapedForQuery)/uploads"
          + (name.isEmpty ? "" : "?name=\(name.escapedForQuery)"))
    }
    table.interface(
      .post, "/api/v1/rounds/{round}/uploads", senders,
      OperationNote(
        summary: "Send a file: the body is the file as it is",
        parameters: [
          OperationNote.Parameter(name: "kind", place: .query, type: "string", isRequired: true, choices: kinds),
          OperationNote.Parameter(
            name: "scope", place: .query, type: "string",
            pattern: InterfaceSchemas.scopePattern, example: "district:329905"),
          OperationNote.Parameter(name: "name", place: .query, type: "string"), OperationNote.dryRun, OperationNote.key,
        ], body: .bytes("application/octet-stream"), answers: [200: "Preview", 201: "Upload"])
    ) { request, context in try await receiveWhole(request, context) }
    table.interface(
      .get, "/api/v1/rounds/{round}/uploads/{upload}", readers,
      OperationNote(summary: "An upload with its receipt", answers: [200: "Upload"])
    ) { _, context in
      let (_, upload) = try upload(context)
      return .json(upload.json(try desk.receipt(of: upload)))
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/uploads/{upload}/original", readers,
      OperationNote(summary: "The bytes as they were received", answers: [200: "application/octet-stream"])
    ) { _, context in try original(try upload(context).1) }
    table.interface(
      .post, "/api/v1/rounds/{round}/uploads/{upload}/undo", senders,
      OperationNote(summary: "Put the upload before in its place", answers: [201: "Upload"])
    ) { _, context in
      let (_, upload) = try upload(context)
      let done = try await desk.undo(upload.number, by: try context.signedIn().person)
      return .json(done.value.json(done.receipt), status: .created)
    }
    table.interface(
      .get, "/api/v1/uploads", senders,
      OperationNote(
        summary: "The uploads that one has under way", parameters: OperationNote.window, answers: [200: "IncomingList"])
    ) { request, context in
      let underWay = try desk.incoming(of: try context.signedIn().person).filter { $0.kind != nil }.sorted {
        $0.id < $1.id
      }
      return try ListWindow(request).page(underWay, key: \.id, json: \.json, path: "/api/v1/uploads")
    }
    table.interface(
      .options, "/api/v1/uploads", .anyone,
      OperationNote(summary: "What of tus 1.0.0 the service knows", answers: [204: nil])
    ) { _, _ in
      tus(
        .noContent,
        [
          "Tus-Version": "1.0.0", "Tus-Extension": "creation,termination,expiration",
          "Tus-Max-Size": String(settings.mostUploadBytes),
        ])
    }
    table.interface(
      .post, "/api/v1/uploads", senders,
      OperationNote(
        summary: "Begin a resumable upload (tus 1.0.0)",
        parameters: [
          OperationNote.Parameter(
            name: "Upload-Length", place: .header, type: "integer", isRequired: true,
            range: 0...settings.mostUploadBytes),
          // Names and base64 values; `round`, `kind`, `scope` and `filename` are looked at.
          OperationNote.Parameter(
            name: "Upload-Metadata", place: .header, type: "string", isRequired: true, choices: [],
            pattern: "^round [A-Za-z0-9+/]+={0,2},kind (\(kindsInBase64))(,(scope|filename) [A-Za-z0-9+/]+={0,2})*$",
            example: "round MjAxNA==,kind ZXZpZGVuY2U="),
        ], answers: [201: nil])
    ) { request, context in try beginResumable(request, context) }
    table.interface(
      .get, "/api/v1/uploads/{incoming}", senders,
      OperationNote(
        summary: "What was found in an upload that is complete; HEAD gives Upload-Offset", answers: [200: "Preview"])
    ) { request, context in try await resumable(request, context) }
    table.interface(
      .get, "/api/v1/uploads/{incoming}/rejected", senders,
      OperationNote(
        summary: "The rows of an upload that cannot be used, with the reasons, to correct and send again",
        answers: [200: "text/csv", 204: nil])
    ) { _, context in
      let incoming = try incoming(context)
      guard let bytes = try await desk.rejectedRows(incoming, context.language) else {
        return Response(status: .noContent)
      }
      return .download(bytes, "text/csv", named: "rejected-\(incoming.name)")
    }
    table.interface(
      .patch, "/api/v1/uploads/{incoming}", senders,
      OperationNote(
        summary: "Append to a resumable upload",
        parameters: [
          OperationNote.Parameter(
            name: "Upload-Offset", place: .header, type: "integer", isRequired: true,
            range: 0...settings.mostUploadBytes)
        ],
        body: .bytes("application/offset+octet-stream"), answers: [204: nil])
    ) { request, context in try await append(request, context) }
    table.interface(
      .delete, "/api/v1/uploads/{incoming}", senders, OperationNote(summary: "Give an upload up", answers: [204: nil])
    ) { _, context in
      try desk.drop(try incoming(context))
      return Response(status: .noContent)
    }
    table.interface(
      .post, "/api/v1/uploads/{incoming}/confirm", senders,
      OperationNote(summary: "Take a complete upload into the round", answers: [201: "Upload"])
    ) { _, context in
      let incoming = try incoming(context)
      let file = try desk.open(incoming)
      guard incoming.length == file.size else {
        throw ServiceFault(.conflict, .offsetWrong, details: [String(file.size)])
      }
      let done = try await desk.confirm(incoming, by: try context.signedIn().person)
      return .json(done.value.json(done.receipt), status: .created)
    }
  }

  private func receiveWhole(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let visitor = try context.signedIn()
    let round = try round(context)
    let kind = try kind(request.parameter("kind"))
    let scope = try scope(request.parameter("scope"), visitor)
    let (key, isTrial) = (try request.idempotencyKey, try request.isTrial())
    let record = try desk.begin(
      round: round.id, kind: kind, scope: scope, name: request.parameter("name") ?? "upload.csv", length: nil,
      by: visitor.person)
    do {
      try await receive(request, into: record)
      if isTrial {
        let examined = try await desk.examine(record)
        let preview = desk.preview(of: examined)
        try desk.drop(record)
        return .json(preview?.json(examined, context.language) ?? .null)
      }
      let done = try await desk.confirm(record, key: key.map { "\(visitor.user)/\($0)" } ?? "", by: visitor.person)
      var headers: HTTPFields = [
        .location: "/api/v1/rounds/\(round.id.escapedForQuery)/uploads/\(done.value.number)"
      ]
      if done.isRepeated, let replayed = HTTPField.Name("Idempotent-Replayed") { headers[replayed] = "true" }
      return .json(done.value.json(done.receipt), status: .created, headers: headers)
    } catch {
      desk.discard(record)
      throw error
    }
  }

  /// Receives the body of a request as the file of an upload under way, piece by piece.
  ///
  /// - Throws: 400 if the body is not as long as was announced.
  func receive(_ request: Request, into record: IncomingRecord) async throws {
    let file = try desk.open(record)
    try await BodyReceiver(most: settings.mostUploadBytes, metrics: metrics).receive(request.body, into: file)
    if let length = request.headers[.contentLength].flatMap(Int.init), length != file.size {
      throw ServiceFault(.badRequest, .uploadCutShort)
    }
  }

  private func kind(_ text: String?) throws(ServiceFault) -> RoundUpload.Kind {
    guard let kind = text.flatMap(RoundUpload.Kind.init(rawValue:)) else {
      let known = RoundUpload.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ServiceFault(.badRequest, .parameterInvalid, found: text, details: ["kind", known])
    }
    return kind
  }

  /// The scope that a request names; the visitor's own if it names none.
  ///
  /// - Throws: 400 if it is none.
  func scope(_ text: String?, _ visitor: Visitor) throws(ServiceFault) -> Scope {
    guard let text else { return visitor.grant.scope }
    guard let scope = Scope(text) else {
      throw ServiceFault(
        .badRequest, .parameterInvalid, found: text, details: ["scope", "all, district:…, department:…, study:…"])
    }
    return scope
  }

  /// `Upload-Metadata` is a list of names with base64 values: `round`, `kind`, `scope`, `filename`.
  private func beginResumable(_ request: Request, _ context: ServiceContext) throws -> Response {
    let visitor = try context.signedIn()
    guard let length = header("Upload-Length", request).flatMap(Int.init),
      (0...settings.mostUploadBytes).contains(length)
    else {
      throw ServiceFault(.badRequest, .parameterInvalid, details: ["Upload-Length", "0–\(settings.mostUploadBytes)"])
    }
    var metadata: [String: String] = [:]
    for pair in (header("Upload-Metadata", request) ?? "").split(separator: ",").prefix(20) {
      let parts = pair.split(separator: " ")
      guard parts.count == 2, let data = Data(base64Encoded: String(parts[1])),
        let text = String(data: data, encoding: .utf8)
      else {
        continue
      }
      metadata[String(parts[0])] = text
    }
    let (kind, scope): (RoundUpload.Kind, Scope)
    do {
      (kind, scope) = (try self.kind(metadata["kind"]), try self.scope(metadata["scope"], visitor))
    } catch {
      // The header is well formed; what it says is not.
      throw ServiceFault(.unprocessableContent, findings: error.findings)
    }
    let record = try desk.begin(
      round: metadata["round"] ?? "", kind: kind, scope: scope, name: metadata["filename"] ?? "upload.csv",
      length: length, by: visitor.person)
    return tus(
      .created,
      [
        "Location": "/api/v1/uploads/\(record.id)", "Upload-Offset": "0",
        "Upload-Expires": Service.httpDate(record.made + ServiceDesk.daysUnderWay * 86_400),
      ])
  }

  /// `HEAD` says how far an upload has come; `GET` what was found in it, once it is complete.
  private func resumable(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let incoming = try incoming(context)
    let size = try desk.open(incoming).size
    if request.method == .head {
      return tus(.ok, ["Upload-Offset": String(size), "Upload-Length": String(incoming.length)])
    }
    guard size == incoming.length else { throw ServiceFault(.conflict, .offsetWrong, details: [String(size)]) }
    let examined = incoming.preview == nil ? try await desk.examine(incoming) : incoming
    return .json(desk.preview(of: examined)?.json(examined, context.language) ?? .null)
  }

  private func append(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let incoming = try incoming(context)
    guard request.mediaType == "application/offset+octet-stream" else {
      throw ServiceFault(.unsupportedMediaType, .bodyTypeUnknown)
    }
    let file = try desk.open(incoming)
    guard header("Upload-Offset", request).flatMap(Int.init) == file.size else {
      throw ServiceFault(.conflict, .offsetWrong, details: [String(file.size)])
    }
    try await BodyReceiver(most: incoming.length, metrics: metrics).receive(request.body, into: file)
    return tus(.noContent, ["Upload-Offset": String(file.size)])
  }

  private func header(_ name: String, _ request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }

  private func tus(_ status: HTTPResponse.Status, _ fields: [String: String]) -> Response {
    var headers: HTTPFields = [:]
    for (name, value) in fields.merging(["Tus-Resumable": "1.0.0"], uniquingKeysWith: { a, _ in a }) {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return Response(status: status, headers: headers)
  }

  /// Seconds since 1970 as header fields write a moment (RFC 9110, 5.6.7).
  private static func httpDate(_ seconds: Int) -> String {
    let format = Date.VerbatimFormatStyle(
      format:
        "\(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT",
      locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))
    return Date(timeIntervalSince1970: Double(seconds)).formatted(format)
  }
}

extension IncomingRecord {
  /// The upload under way in a list.
  fileprivate var json: JSONValue {
    .object([
      "id": .string(id), "round": .string(round), "kind": .string(purpose.text), "scope": .string(scope.description),
      "name": .string(name), "length": .optional(length < 0 ? nil : length), "madeAt": .string(Service.moment(made)),
      "isExamined": .bool(preview != nil),
    ])
  }
}
