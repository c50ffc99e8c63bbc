import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Who is told of events: `docs/api.md` says what is sent and how it is signed.
  func addWebhookInterface(_ table: inout RouteTable) {
    let access = Service.webhookKeepers
    table.interface(
      .get, "/api/v1/webhooks", access,
      OperationNote(summary: "One's own webhooks", parameters: OperationNote.window, answers: [200: "WebhookList"])
    ) { request, context in
      try ListWindow(request).page(
        try desk.webhooks(of: try context.signedIn().person), key: \.id, json: { $0.json() }, path: "/api/v1/webhooks")
    }
    table.interface(
      .post, "/api/v1/webhooks", access,
      OperationNote(
        summary: "Have events sent to an address; the secret that they are signed with is shown once",
        parameters: [OperationNote.key], body: .json("NewWebhook"), answers: [201: "WebhookWithSecret"],
        link: .init("/api/v1/webhooks/{webhook}", "webhook", at: "/id"))
    ) { request, context in
      let visitor = try context.signedIn()
      let body = try await request.json(NewWebhook.self)
      guard WebhookTarget(body.value.url, allowed: settings.webhookHosts) != nil else {
        throw ServiceFault(.unprocessableContent, .webhookHostUnknown)
      }
      return try await once(request, context, body: body.bytes) {
        let hook = try desk.makeWebhook(body.value.url, actions: body.value.actions ?? [], by: visitor.person)
        return .json(
          hook.json(withSecret: true), status: .created, headers: [.location: "/api/v1/webhooks/\(hook.id)"])
      }
    }
    table.interface(
      .get, "/api/v1/webhooks/{webhook}", access,
      OperationNote(summary: "A webhook and how it fares", answers: [200: "Webhook"])
    ) { _, context in .json(try webhook(context).json()) }
    table.interface(
      .delete, "/api/v1/webhooks/{webhook}", access,
      OperationNote(summary: "Have nothing sent there any more", answers: [204: nil])
    ) { _, context in
      guard try desk.removeWebhook(try webhook(context).id, of: try context.signedIn().person) else {
        throw ServiceFault.notFound
      }
      return Response(status: .noContent)
    }
    table.interface(
      .post, "/api/v1/webhooks/{webhook}/try", access,
      OperationNote(
        summary: "Send a signed message that only tries the way, and say what it was answered",
        answers: [200: "WebhookTrial"])
    ) { _, context in
      let hook = try webhook(context)
      let sender = WebhookSender(desk: desk, allowed: settings.webhookHosts, logger: context.logger)
      let status = await sender.sendTrial(hook)
      return .json(
        .object([
          "isTaken": .bool(status.map { (200...299).contains($0) } ?? false), "status": .optional(status),
        ]))
    }
    table.interface(
      .post, "/api/v1/webhooks/{webhook}/restart", access,
      OperationNote(
        summary: "Go on after a pause; from an earlier entry of the audit log what came since is sent again",
        body: .json("WebhookRestart"), answers: [200: "Webhook"])
    ) { request, context in
      let hook = try webhook(context)
      let from = try await request.json(WebhookRestart.self).value.from
      guard from.map({ $0 >= 0 }) ?? true else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["from", "≥ 0"])
      }
      return .json(try desk.restart(hook, from: from).json())
    }
  }
}

private struct NewWebhook: Decodable, Sendable {
  var url: String
  var actions: [String]?
}

private struct WebhookRestart: Decodable, Sendable { var from: Int? }

extension WebhookRecord {
  /// The webhook as its owner sees it; with its secret just after it was made.
  fileprivate func json(withSecret: Bool = false) -> JSONValue {
    var document: [String: JSONValue] = [
      "id": .string(id), "url": .string(url), "actions": .array(actions.map(JSONValue.string)),
      "nextLeaf": .integer(nextLeaf), "failures": .integer(failures), "lastStatus": .optional(lastStatus),
      "isPaused": .bool(isPaused), "madeAt": .string(Service.moment(made)),
    ]
    if withSecret { document["secret"] = .string(readableSecret) }
    return .object(document)
  }
}
