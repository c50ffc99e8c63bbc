import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Reports
import Store
import Titles

extension Service {
  /// The pages of uploads: choosing, checking, confirming, taking back.
  func addUploadRoutes(_ table: inout RouteTable) {
    let readers = Access.roles(Service.uploadReaders)
    let senders = Access.roles(Service.uploadSenders)
    let owners = Access.roles(Service.uploadSenders.union(Service.materialSenders))
    table.get("/rounds/{round}/uploads", readers) { request, context in
      try uploadsPage(request, context)
    }
    table.post("/rounds/{round}/uploads", senders) { request, context in try await receive(request, context) }
    table.get("/rounds/{round}/uploads/{upload}", readers) { request, context in
      let (round, upload) = try upload(context)
      let page = UploadPage(
        upload, in: round, receipt: try desk.receipt(of: upload), for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/uploads/{upload}/receipt.json", readers) { _, context in
      let (round, upload) = try upload(context)
      guard let receipt = try desk.receipt(of: upload) else { throw ServiceFault.notFound }
      return .download(receipt.json.bytes(), "application/json", named: "receipt-\(round.id)-\(upload.number).json")
    }
    table.get("/rounds/{round}/uploads/{upload}/original", readers) { _, context in
      let (_, upload) = try upload(context)
      return try original(upload)
    }
    table.form("/rounds/{round}/uploads/{upload}/undo", senders) { _, _, context in
      let (round, upload) = try upload(context)
      let done = try await desk.undo(upload.number, by: try context.signedIn().person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/uploads/\(done.value.number)?done=uploadUndone")
    }
    table.get("/incoming/{incoming}", owners) { request, context in
      let incoming = try incoming(context)
      guard let preview = desk.preview(of: incoming) else { throw ServiceFault.notFound }
      return pages.response(IncomingPage(incoming, preview, context.language), request, context)
    }
    table.get("/incoming/{incoming}/rejected.csv", owners) { _, context in
      let incoming = try incoming(context)
      guard let bytes = try await desk.rejectedRows(incoming, context.language) else { throw ServiceFault.notFound }
      return .download(bytes, "text/csv; charset=utf-8", named: "rejected-\(incoming.name)")
    }
    table.form("/incoming/{incoming}/confirm", owners) { _, _, context in
      let (incoming, visitor) = (try incoming(context), try context.signedIn())
      if let material = incoming.material {
        let folder = desk.preview(of: incoming)?.request?.folder ?? ""
        _ = try await desk.take(incoming, library: settings.library, by: visitor.person)
        return .seeOther(Service.home(material, isTaken: true, folder: folder))
      }
      let done = try await desk.confirm(incoming, by: visitor.person)
      return .seeOther("/rounds/\(incoming.round.escapedForQuery)/uploads/\(done.value.number)?done=uploadConfirmed")
    }
    table.form("/incoming/{incoming}/discard", owners) { _, _, context in
      let incoming = try incoming(context)
      try desk.drop(incoming)
      if let material = incoming.material { return .seeOther(Service.home(material, isTaken: false, folder: "")) }
      return .seeOther("/rounds/\(incoming.round.escapedForQuery)/uploads?done=uploadDiscarded")
    }
  }

  /// Those who may send some kind of file.
  static let uploadSenders = Set(RoundUpload.Kind.allCases.flatMap(\.roles))
  /// Those who may see some uploads.
  static let uploadReaders = uploadSenders.union([.auditor, .leadingGroupMember])

  /// The upload of a path, if the visitor sees it.
  func upload(_ context: ServiceContext) throws -> (TitleRound, UploadRecord) {
    let round = try round(context)
    guard let number = Int(try context.parameter("upload")),
      let upload = try desk.upload(number, for: try context.signedIn().person), upload.round == round.id
    else { throw ServiceFault.notFound }
    return (round, upload)
  }

  /// The upload under way of a path, if it is the visitor's.
  func incoming(_ context: ServiceContext) throws -> IncomingRecord {
    guard let incoming = try desk.incoming(try context.parameter("incoming"), of: try context.signedIn().person) else {
      throw ServiceFault.notFound
    }
    return incoming
  }

  /// The original, block by block, as a file to save: nothing that somebody sent is ever shown in place.
  func original(_ upload: UploadRecord) throws -> Response {
    guard upload.purgedAt == nil else { throw ServiceFault(.gone, .uploadPurged, details: [String(upload.number)]) }
    let desk = desk
    let body = ResponseBody(contentLength: upload.bytes) { writer in
      guard let reader = desk.reader(of: upload) else { throw ServiceFault.notFound }
      while let piece = try reader.next() { try await writer.write(ByteBuffer(bytes: piece)) }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [.contentType: "application/octet-stream", .contentDisposition: Response.disposition(upload.name)],
      body: body)
  }

  private func uploadsPage(_ request: Request, _ context: ServiceContext) throws -> Response {
    let visitor = try context.signedIn()
    let round = try round(context)
    let filter = UploadsPage.Filter(request)
    let uploads = try desk.uploads(
      of: round.id, for: visitor.person, beyond: filter.before, named: filter.name, most: UploadsPage.size + 1)
    let page = UploadsPage(
      round, uploads: uploads, filter, underWay: try desk.incoming(of: visitor.person), for: visitor, context.language)
    return pages.response(page, request, context)
  }

  /// Receives a browser's upload for a round, looks at it and shows what was found.
  private func receive(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let visitor = try context.signedIn()
    let round = try round(context)
    return try await receive(request, context) { fields, name in
      guard let kind = fields["kind"].flatMap(RoundUpload.Kind.init(rawValue:)) else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid,
          details: [Words.text("kind", context.language), Words.text("chooseKind", context.language)])
      }
      let scope = fields["scope"].flatMap { Scope($0) } ?? visitor.grant.scope
      let record = try desk.begin(
        round: round.id, kind: kind, scope: scope, name: name, length: nil, by: visitor.person)
      return (record, ())
    } examine: { record, _ in
      try await desk.examine(record)
    }
  }

  /// Receives a browser's form with a file, looks at the file and shows what was found; of a failure nothing is left.
  ///
  /// - Parameters:
  ///   - begin: gets the fields before the file and the file's name, and gives the upload with what else was asked.
  ///   - examine: looks at what arrived.
  func receive<Asked: Sendable>(
    _ request: Request, _ context: ServiceContext,
    begin: ([String: String], String) throws -> (IncomingRecord, Asked),
    examine: (IncomingRecord, Asked) async throws -> IncomingRecord
  ) async throws -> Response {
    var started: IncomingRecord?
    do {
      let receiver = BodyReceiver(most: settings.mostUploadBytes, metrics: metrics)
      let begun = try await receiver.receive(form: request) { fields, name in
        try SameSite.check(fields["_token"], context)
        guard !name.isEmpty else {
          throw ServiceFault(
            .unprocessableContent, .fieldInvalid,
            details: [Words.text("file", context.language), Words.text("chooseFile", context.language)])
        }
        let (record, asked) = try begin(fields, name)
        started = record
        return ((record, asked), try desk.open(record))
      }
      guard let (record, asked) = begun else { throw ServiceFault(.badRequest, .bodyMalformed) }
      _ = try await examine(record, asked)
      return .seeOther("/incoming/\(record.id)")
    } catch {
      if let started { desk.discard(started) }
      throw error
    }
  }
}
