import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Titles

extension Service {
  /// One's own access tokens and sessions. What concerns the person alone no token can do: a program that was given a token must not
  /// be able to give itself another.
  func addAccountInterface(_ table: inout RouteTable) {
    table.interface(
      .get, "/api/v1/account/tokens", .signedIn,
      OperationNote(summary: "One's own access tokens", parameters: OperationNote.window, answers: [200: "TokenList"])
    ) { request, context in
      let tokens = try desk.tokens(of: try context.signedIn().user).sorted { $0.id < $1.id }
      return try ListWindow(request).page(tokens, key: \.id, json: { $0.json() }, path: "/api/v1/account/tokens")
    }
    table.interface(
      .post, "/api/v1/account/tokens", .signedIn,
      OperationNote(
        summary: "Make an access token for the present role, perhaps for parts of the interface only; needs a session",
        body: .json("NewToken"), answers: [201: "TokenWithSecret"])
    ) { request, context in
      let visitor = try inPerson(context)
      let body = try await request.json(NewToken.self).value
      let scopes = (body.scopes ?? []).compactMap { TokenScope($0) }
      guard (1...366).contains(body.days), !body.name.trimmed.isEmpty, scopes.count == body.scopes?.count ?? 0 else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid,
          details: ["name, days, scopes", "1–366; " + TokenScope.all.joined(separator: ", ")])
      }
      let made = try desk.makeToken(
        for: visitor.person, name: body.name.trimmed, isReadOnly: body.isReadOnly ?? false, scopes: scopes,
        days: body.days)
      return .json(made.record.json(secret: made.secret), status: .created)
    }
    table.interface(
      .delete, "/api/v1/account/tokens/{token}", .signedIn,
      OperationNote(summary: "End an access token of one's own; needs a session", answers: [204: nil])
    ) { _, context in
      guard try desk.endToken(try context.parameter("token"), of: try inPerson(context).person) else {
        throw ServiceFault.notFound
      }
      return Response(status: .noContent)
    }
    table.interface(
      .get, "/api/v1/account/sessions", .signedIn,
      OperationNote(summary: "One's own sessions", parameters: OperationNote.window, answers: [200: "SessionList"])
    ) { request, context in
      let person = try context.signedIn().person
      let sessions = try desk.sessions(of: person.user).sorted { $0.id < $1.id }
      return try ListWindow(request).page(
        sessions, key: \.id,
        json: {
          .object([
            "agent": .string($0.agent), "openedAt": .string(Service.moment($0.opened)),
            "seenAt": .string(Service.moment($0.seen)), "isCurrent": .bool($0.id == person.id),
          ])
        }, path: "/api/v1/account/sessions")
    }
    table.interface(
      .delete, "/api/v1/account/sessions", .signedIn,
      OperationNote(summary: "End all sessions of one's own but this one; needs a fresh session", answers: [204: nil])
    ) { _, context in
      let visitor = try inPerson(context)
      try proved(visitor)
      try desk.endSessions(of: visitor.user, but: visitor.person.id)
      return Response(status: .noContent)
    }
  }

  /// The visitor, who is there in person and not as a program.
  ///
  /// - Throws: 403 for an access token.
  func inPerson(_ context: ServiceContext) throws(ServiceFault) -> Visitor {
    let visitor = try context.signedIn()
    guard !visitor.isProgram else { throw ServiceFault(.forbidden, .tokensNeedASession) }
    return visitor
  }
}

private struct NewToken: Decodable, Sendable {
  var name: String
  var days: Int
  var isReadOnly: Bool?
  var scopes: [String]?
}

extension AccessTokenRecord {
  /// The token in a list; with its secret just after it was made.
  func json(secret: String? = nil) -> JSONValue {
    var document: [String: JSONValue] = [
      "id": .string(id), "name": .string(name), "grant": .string(grant.description), "isReadOnly": .bool(isReadOnly),
      "scopes": .array(scopes.map(JSONValue.string)), "expiresAt": .string(Service.moment(expires)),
    ]
    if let secret { document["secret"] = .string(secret) }
    return .object(document)
  }
}
