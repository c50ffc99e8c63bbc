import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Paper questionnaires for programs: batches, what is decided about them, and their end.
  func addPaperInterface(_ table: inout RouteTable) {
    let typists = Access.roles(Service.paperTypists)
    let readers = Access.roles(Service.paperReaders)
    let base = "/api/v1/rounds/{round}/paper"
    table.interface(
      .get, base, readers,
      OperationNote(
        summary: "The batches of paper questionnaires that the caller sees", parameters: OperationNote.window,
        answers: [200: "PaperBatchList"])
    ) { request, context in
      let round = try round(context)
      let batches = try desk.paperBatches(of: round.id, for: try context.signedIn().person).sorted { $0.id < $1.id }
      return try ListWindow(request).page(
        batches, key: \.id, json: \.json, path: "/api/v1/rounds/\(round.id.escapedForQuery)/paper")
    }
    table.interface(
      .post, base, typists,
      OperationNote(
        summary: "Open a batch that two people are to type", parameters: [OperationNote.key],
        body: .json("NewPaperBatch"), answers: [201: "PaperBatch"])
    ) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let body = try await request.json(NewPaperBatch.self)
      guard let scope = body.value.scope.map({ Scope($0) }) ?? visitor.grant.scope else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid, found: body.value.scope, details: ["scope", "all, district:…, study:…"])
      }
      return try await once(request, context, body: body.bytes) {
        let batch = try await desk.openPaper(body.value.batch, round: round.id, scope: scope, by: visitor.person)
        return .json(
          batch.json, status: .created,
          headers: [
            .location: "/api/v1/rounds/\(round.id.escapedForQuery)/paper/\(batch.id)", .eTag: batch.tag.text,
          ])
      }
    }
    table.interface(
      .get, base + "/{batch}", readers,
      OperationNote(
        summary: "A batch with its differences; its ETag is the version for If-Match",
        answers: [200: "PaperBatch", 304: nil])
    ) { request, context in
      let (_, batch) = try paperBatch(context)
      return Response.json(batch.json, headers: [.cacheControl: "private, no-cache"])
        .unlessMatching(request, tag: batch.tag)
    }
    addPaperTypingInterface(&table, base + "/{batch}", typists)
    addPaperDecisions(&table, base + "/{batch}", typists)
  }

  private func addPaperDecisions(_ table: inout RouteTable, _ base: String, _ typists: Access) {
    table.interface(
      .post, base + "/decisions", typists,
      OperationNote(
        summary: "Decide differences by the paper: the value that counts, for a whole form keep or drop",
        parameters: [OperationNote.match], body: .json("PaperDecisions"), answers: [200: "PaperBatch"])
    ) { request, context in
      let body = try await request.json(PaperDecisions.self).value
      let batch = try seenBatch(request, context)
      try await desk.decidePaper(
        batch, try body.places(in: batch), reason: body.reason, version: batch.eventCount,
        by: try context.signedIn().person)
      return try paperAnswer(context)
    }
    table.interface(
      .post, base + "/approve", typists,
      OperationNote(
        summary: "Approve a batch whose typings agree: its answers become an upload of the round",
        parameters: [OperationNote.match], answers: [201: "Upload"])
    ) { request, context in
      let batch = try seenBatch(request, context)
      let upload = try await desk.approvePaper(batch, by: try context.signedIn().person)
      return .json(
        upload.json(try desk.receipt(of: upload)), status: .created,
        headers: [.location: "/api/v1/rounds/\(batch.round.escapedForQuery)/uploads/\(upload.number)"])
    }
    for (path, discards, summary) in [
      ("send-back", false, "Send a batch back: both typings are void, and it is typed again"),
      ("discard", true, "Give a batch up"),
    ] {
      table.interface(
        .post, "\(base)/\(path)", typists,
        OperationNote(
          summary: summary, parameters: [OperationNote.match], body: .json("Reason"), answers: [200: "PaperBatch"])
      ) { request, context in
        let reason = try await request.json(Reason.self).value.reason
        let batch = try seenBatch(request, context)
        try await desk.endPaper(batch, discards: discards, reason: reason, by: try context.signedIn().person)
        return try paperAnswer(context)
      }
    }
  }

  /// The batch of a path, if it is still as the sender saw it.
  private func seenBatch(_ request: Request, _ context: ServiceContext) throws -> PaperBatch {
    let (_, batch) = try paperBatch(context)
    try batch.tag.requireMatch(request)
    return batch
  }

  /// The batch of a path as it is now, with its version.
  func paperAnswer(_ context: ServiceContext) throws -> Response {
    let (_, batch) = try paperBatch(context)
    return .json(batch.json, headers: [.eTag: batch.tag.text])
  }
}

private struct NewPaperBatch: Decodable, Sendable {
  var batch: String
  var scope: String?
}

private struct Reason: Decodable, Sendable { var reason: String }

private struct PaperDecisions: Decodable, Sendable {
  struct Decision: Decodable, Sendable {
    var form: String
    var item: String
    var value: String
  }

  var decisions: [Decision]
  var reason: String

  /// The decisions by the places of the differences.
  ///
  /// - Throws: 422 with every decision that is about no difference.
  func places(in batch: PaperBatch) throws(ServiceFault) -> [Int: String] {
    var places: [Int: String] = [:]
    var unknown: [Finding] = []
    for decision in decisions {
      if let place = batch.differences.firstIndex(where: { $0.form == decision.form && $0.item == decision.item }),
        !decision.item.isEmpty || ["keep", "drop"].contains(decision.value)
      {
        places[place] = decision.value
      } else {
        unknown.append(
          Finding(
            .paperDifferenceUnknown, found: "\(decision.form) \(decision.item)",
            details: [decision.form, decision.item]))
      }
    }
    guard unknown.isEmpty, !places.isEmpty else {
      throw unknown.isEmpty
        ? ServiceFault(.unprocessableContent, .fieldInvalid, details: ["decisions", "form, item, value"])
        : ServiceFault(.unprocessableContent, findings: unknown)
    }
    return places
  }
}
