import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Surveys
import Titles

extension Service {
  /// The online survey for programs.
  func addResidentInterface(_ table: inout RouteTable) {
    let base = "/api/v1/rounds/{round}/invitations"
    table.interface(
      .get, base, Service.invitationReaders,
      OperationNote(
        summary: "Batches of invitations with what came back", parameters: OperationNote.window,
        answers: [200: "InvitationBatchList"])
    ) { request, context in
      let round = try round(context)
      let batches = try desk.invitationBatches(round, of: try context.signedIn().person).reversed()
      return try ListWindow(request).page(
        Array(batches), key: { Service.padded($0.batch.id) }, json: \.json,
        path: "/api/v1/rounds/\(round.id.escapedForQuery)/invitations")
    }
    table.interface(
      .post, base, Service.inviters,
      OperationNote(
        summary: "Make invitations; their codes are in this answer and nowhere else", body: .json("NewInvitations"),
        answers: [201: "PrintedInvitations"])
    ) { request, context in
      let round = try round(context)
      let body = try await request.json(NewInvitations.self).value
      let (batch, cards) = try await desk.invite(
        body.list, until: body.until, in: round, by: try context.signedIn().person)
      return .json(
        .object([
          "batch": .integer(batch.id),
          "cards": .array(
            cards.map {
              .object([
                "number": .integer($0.number), "code": .string($0.code), "community": .string($0.community),
              ])
            }),
        ]), status: .created)
    }
    table.interface(
      .post, base + "/take", Service.inviters,
      OperationNote(
        summary: "Take the online answers into the round as an upload with its receipt", answers: [201: "Upload"])
    ) { _, context in
      let done = try await desk.takeOnlineAnswers(in: try round(context), by: try context.signedIn().person)
      return .json(done.value.json(done.receipt), status: .created)
    }
    table.interface(
      .post, base + "/{batch}/void", Service.inviters,
      OperationNote(summary: "Make a batch void; answers that came stay", answers: [204: nil])
    ) { _, context in
      guard let batch = Int(try context.parameter("batch")) else { throw ServiceFault.notFound }
      try await desk.makeVoid(batch: batch, in: try round(context), by: try context.signedIn().person)
      return Response(status: .noContent)
    }
    let code = "/api/v1/public/invitations/{code}"
    table.interface(
      .get, code, .anyone,
      OperationNote(summary: "The questionnaire of an invitation", answers: [200: "OnlineQuestionnaire"])
    ) { _, context in
      let invitation = try desk.open(
        invitation: try context.parameter("code"), from: context.remoteAddress ?? "")
      return .json(invitation.json(context.language))
    }
    table.interface(
      .post, code + "/answers", .anyone,
      OperationNote(
        summary: "Answer it, once: codes of choices (several with blanks between them), numbers, texts by question",
        body: .json("OnlineAnswers"), answers: [204: nil])
    ) { request, context in
      let invitation = try desk.open(
        invitation: try context.parameter("code"), from: context.remoteAddress ?? "")
      let body = try await request.json(OnlineAnswers.self).value
      try desk.answer(invitation, with: invitation.filling(body.answers.mapValues(ResidentAnswers.clean)))
      return Response(status: .noContent)
    }
  }
}

extension ServiceDesk.OpenInvitation {
  /// The questions that are put to this person, relevance left to the program.
  func json(_ language: Language) -> JSONValue {
    let asked = questionnaire.questions.filter {
      [.item, .other].contains($0.role) && $0.kind.isAnswered && filling([:]).given[$0.name] == nil
    }
    return .object([
      "title": .string(questionnaire.title[language]), "community": .string(community),
      "until": .string(batch.until.description),
      "questions": .array(
        asked.map { question in
          .object([
            "name": .string(question.name), "kind": .string(question.kind.rawValue),
            "label": .string(question.label[language]), "hint": .string(question.hint),
            "isRequired": .bool(question.isRequired), "relevant": .string(question.relevant),
            "constraint": .string(question.constraint),
            "choices": .array(
              question.choices.map { .object(["code": .string($0.code), "label": .string($0.label[language])]) }),
          ])
        }),
    ])
  }
}

extension ServiceDesk.BatchProgress {
  /// The batch in a list.
  var json: JSONValue {
    .object([
      "id": .integer(batch.id), "round": .string(batch.round), "scope": .string(batch.scope.description),
      "until": .string(batch.until.description), "invitations": .integer(batch.invitations),
      "answered": .integer(answered), "isVoid": .bool(batch.isVoid),
      "communities": .array(
        communities.sorted { $0.key < $1.key }.map {
          .object(["code": .string($0.key), "sent": .integer($0.value.sent), "answered": .integer($0.value.answered)])
        }),
    ])
  }
}

private struct NewInvitations: Decodable, Sendable {
  var list: String
  var until: CalendarDay
}

private struct OnlineAnswers: Decodable, Sendable { var answers: [String: String] }
