import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Typing paper questionnaires by program: the forms that the caller has typed, which nobody else sees, and handing them in.
  func addPaperTypingInterface(_ table: inout RouteTable, _ base: String, _ typists: Access) {
    table.interface(
      .get, base + "/sheet", typists,
      OperationNote(summary: "What is typed of each form: the columns with their codes", answers: [200: "PaperSheet"])
    ) { _, context in .json(try ownSheet(context).sheet.json(context.language)) }
    table.interface(
      .get, base + "/forms", typists,
      OperationNote(
        summary: "The forms that the caller has typed and not handed in", parameters: OperationNote.window,
        answers: [200: "PaperFormList"])
    ) { request, context in
      let (batch, sheet) = try ownSheet(context)
      return try ListWindow(request).page(
        sheet.forms.sorted { $0.number < $1.number }, key: \.number, json: { sheet.json($0) },
        path: "/api/v1/rounds/\(batch.round.escapedForQuery)/paper/\(batch.id)/forms")
    }
    table.interface(
      .post, base + "/forms", typists,
      OperationNote(
        summary: "Type a form; its number must be new", parameters: [OperationNote.key], body: .json("PaperForm"),
        answers: [201: "PaperForm"])
    ) { request, context in
      let body = try await request.json(TypedForm.self)
      return try await once(request, context, body: body.bytes) {
        .json(try keep(body.value, replacing: nil, context), status: .created)
      }
    }
    table.interface(
      .put, base + "/forms/{form}", typists,
      OperationNote(
        summary: "Type a form anew; it may get another number", body: .json("PaperForm"), answers: [200: "PaperForm"])
    ) { request, context in
      let body = try await request.json(TypedForm.self).value
      return .json(try keep(body, replacing: try formNumber(context), context))
    }
    table.interface(
      .delete, base + "/forms/{form}", typists,
      OperationNote(summary: "Take back a form that the caller has typed", answers: [204: nil])
    ) { _, context in
      let (_, batch) = try paperBatch(context)
      try desk.removeForm(try formNumber(context), of: batch, by: try context.signedIn().person)
      return Response(status: .noContent)
    }
    table.interface(
      .post, base + "/hand-in", typists,
      OperationNote(
        summary: "Hand in the forms that the caller has typed; they cannot be changed afterwards",
        parameters: [OperationNote.key], answers: [200: "PaperBatch"])
    ) { request, context in
      let (_, batch) = try paperBatch(context)
      return try await once(request, context, body: []) {
        _ = try await desk.handInPaper(batch, by: try context.signedIn().person)
        return try paperAnswer(context)
      }
    }
    table.interface(
      .post, base + "/table", typists,
      OperationNote(
        summary: "Hand in a table that was typed elsewhere: a row for each form, its number first",
        parameters: [OperationNote.key], body: .bytes("text/csv"), answers: [200: "PaperBatch"])
    ) { request, context in
      let (_, batch) = try paperBatch(context)
      let bytes = Array(try await request.collected(upTo: Service.mostPaperBytes).readableBytesView)
      return try await once(request, context, body: bytes) {
        _ = try await desk.handInPaper(
          batch, table: bytes, name: "\(batch.id).csv", by: try context.signedIn().person)
        return try paperAnswer(context)
      }
    }
  }

  /// The batch of a path and what the visitor has typed of it.
  private func ownSheet(_ context: ServiceContext) throws -> (batch: PaperBatch, sheet: PaperSheet) {
    let (_, batch) = try paperBatch(context)
    return (batch, try desk.paperSheet(batch, of: try context.signedIn().person))
  }

  /// The number of the form in a path, if the visitor has typed it.
  private func formNumber(_ context: ServiceContext) throws -> String {
    let number = try context.parameter("form")
    guard try ownSheet(context).sheet.forms.contains(where: { $0.number == number }) else {
      throw ServiceFault.notFound
    }
    return number
  }

  /// Keeps a form, and gives it as it was kept.
  private func keep(_ typed: TypedForm, replacing: String?, _ context: ServiceContext) throws -> JSONValue {
    let (batch, sheet) = try ownSheet(context)
    let names = Set(sheet.fields.map(\.name))
    let unknown = typed.answers.keys.filter { !names.contains($0) }.sorted()
    guard unknown.isEmpty else {
      throw ServiceFault(
        .unprocessableContent,
        findings: unknown.map {
          Finding(.fieldInvalid, found: $0, details: ["answers", sheet.fields.map(\.name).joined(separator: ", ")])
        })
    }
    let form = TypedForms.Form(
      number: ResidentAnswers.clean(typed.number),
      cells: sheet.fields.map { ResidentAnswers.clean(typed.answers[$0.name] ?? "") })
    try desk.keep(form, replacing: replacing, of: batch, by: try context.signedIn().person)
    return sheet.json(form)
  }
}

private struct TypedForm: Decodable, Sendable {
  var number: String
  var answers: [String: String]
}
