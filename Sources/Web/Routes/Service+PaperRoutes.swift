import Findings
import Hummingbird
import Operations
import Store
import Titles

extension Service {
  /// Those who type, decide and approve paper questionnaires: whoever may send residents' answers.
  static let paperTypists = RoundUpload.Kind.responses.roles
  /// Those who see the batches.
  static let paperReaders = paperTypists.union([.auditor])

  /// The bytes of a table of typed forms.
  static let mostPaperBytes = 16 << 20

  /// The pages of paper questionnaires: batches, typing, deciding differences, approving.
  func addPaperRoutes(_ table: inout RouteTable) {
    let typists = Access.roles(Service.paperTypists)
    let readers = Access.roles(Service.paperReaders)
    table.get("/rounds/{round}/paper", readers) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let batches = try desk.paperBatches(of: round.id, for: visitor.person)
      return pages.response(PaperListPage(round, batches, for: visitor, context.language), request, context)
    }
    table.form("/rounds/{round}/paper", typists) { fields, _, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let scope = fields["scope"].flatMap { Scope($0) } ?? visitor.grant.scope
      let batch = try await desk.openPaper(fields["batch"] ?? "", round: round.id, scope: scope, by: visitor.person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/paper/\(batch.id)?done=paperOpened")
    }
    table.get("/rounds/{round}/paper/{batch}", readers) { request, context in
      let (round, batch) = try paperBatch(context)
      return try batchPage(batch, round, [], request, context)
    }
    table.form("/rounds/{round}/paper/{batch}/decide", typists) { fields, _, context in
      let (round, batch) = try paperBatch(context)
      try await desk.decidePaper(
        batch, PaperBatchPage.decisions(fields, of: batch), reason: fields["reason"] ?? "",
        version: fields["version"].flatMap(Int.init), by: try context.signedIn().person)
      return .seeOther(Service.link(batch, round, "?done=paperDecided"))
    }
    table.form("/rounds/{round}/paper/{batch}/approve", typists) { _, _, context in
      let (round, batch) = try paperBatch(context)
      let upload = try await desk.approvePaper(batch, by: try context.signedIn().person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/uploads/\(upload.number)?done=paperApproved")
    }
    table.form("/rounds/{round}/paper/{batch}/end", typists) { fields, _, context in
      let (round, batch) = try paperBatch(context)
      let discards = fields["do"] == "discard"
      try await desk.endPaper(
        batch, discards: discards, reason: fields["reason"] ?? "", by: try context.signedIn().person)
      return .seeOther(Service.link(batch, round, "?done=\(discards ? "paperDiscarded" : "paperSentBack")"))
    }
    addTypingRoutes(&table, typists)
  }

  private func addTypingRoutes(_ table: inout RouteTable, _ typists: Access) {
    table.get("/rounds/{round}/paper/{batch}/type", typists) { request, context in
      let (round, batch) = try paperBatch(context)
      let sheet = try desk.paperSheet(batch, of: try context.signedIn().person)
      let opened = request.query("form").flatMap { number in sheet.forms.first { $0.number == number } }
      let page = PaperTypingPage(
        batch, in: round, sheet, opened: opened, replacing: opened?.number, context.language)
      return pages.response(page, request, context)
    }
    table.form("/rounds/{round}/paper/{batch}/type", typists) { fields, request, context in
      let (round, batch) = try paperBatch(context)
      let person = try context.signedIn().person
      let sheet = try desk.paperSheet(batch, of: person)
      let form = PaperTypingPage.form(fields, sheet)
      do {
        try desk.keep(form, replacing: fields["replacing"], of: batch, by: person)
        return .seeOther(Service.link(batch, round, "/type?done=paperKept"))
      } catch let refusal as Refusal where !refusal.isForbidden {
        let page = PaperTypingPage(
          batch, in: round, sheet, opened: form, replacing: fields["replacing"], faults: refusal.findings,
          context.language)
        return pages.response(page, request, context, .unprocessableContent)
      }
    }
    table.form("/rounds/{round}/paper/{batch}/remove", typists) { fields, _, context in
      let (round, batch) = try paperBatch(context)
      try desk.removeForm(fields["number"] ?? "", of: batch, by: try context.signedIn().person)
      return .seeOther(Service.link(batch, round, "/type?done=paperRemoved"))
    }
    table.form("/rounds/{round}/paper/{batch}/hand-in", typists) { _, request, context in
      let (round, batch) = try paperBatch(context)
      return try await shown(batch, round, request, context) {
        _ = try await desk.handInPaper(batch, by: try context.signedIn().person)
      }
    }
    table.post("/rounds/{round}/paper/{batch}/file", typists) { request, context in
      let file = try await SmallFileForm(request, most: Service.mostPaperBytes)
      try SameSite.check(file.fields["_token"], context)
      let (round, batch) = try paperBatch(context)
      return try await shown(batch, round, request, context) {
        _ = try await desk.handInPaper(
          batch, table: file.bytes, name: file.name, by: try context.signedIn().person)
      }
    }
  }

  /// Hands in, and shows the batch: with what is wrong if it was not taken.
  private func shown(
    _ batch: PaperBatch, _ round: TitleRound, _ request: Request, _ context: ServiceContext,
    _ handIn: () async throws -> Void
  ) async throws -> Response {
    do {
      try await handIn()
      return .seeOther(Service.link(batch, round, "?done=paperHandedIn"))
    } catch let refusal as Refusal where !refusal.isForbidden {
      return try batchPage(batch, round, refusal.findings, request, context)
    }
  }

  private func batchPage(
    _ batch: PaperBatch, _ round: TitleRound, _ faults: [Finding], _ request: Request, _ context: ServiceContext
  ) throws -> Response {
    let visitor = try context.signedIn()
    let sheet = try? desk.paperSheet(batch, of: visitor.person)
    let labels = Dictionary((sheet?.fields ?? []).map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
    let page = PaperBatchPage(batch, in: round, for: visitor, labels: labels, faults: faults, context.language)
    return pages.response(page, request, context, faults.isEmpty ? .ok : .unprocessableContent)
  }

  /// The batch of a path, if the visitor sees it.
  func paperBatch(_ context: ServiceContext) throws -> (TitleRound, PaperBatch) {
    let round = try round(context)
    guard
      let batch = try desk.paperBatch(
        try context.parameter("batch"), of: round.id, for: try context.signedIn().person)
    else { throw ServiceFault.notFound }
    return (round, batch)
  }

  private static func link(_ batch: PaperBatch, _ round: TitleRound, _ rest: String) -> String {
    "/rounds/\(round.id.escapedForQuery)/paper/\(batch.id)\(rest)"
  }
}
