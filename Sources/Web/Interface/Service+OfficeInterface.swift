import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Reports
import Seals
import Store
import Titles

extension Service {
  /// Users and the audit log.
  func addOfficeInterface(_ table: inout RouteTable) {
    let administrator = Access.roles([.administrator])
    table.interface(
      .get, "/api/v1/users", administrator,
      OperationNote(summary: "Users by name", parameters: OperationNote.window, answers: [200: "UserList"])
    ) { request, _ in
      try ListWindow(request).page(try desk.users(), key: \.name, json: \.json, path: "/api/v1/users")
    }
    table.interface(
      .post, "/api/v1/users", administrator,
      OperationNote(
        summary: "Add a user; the access code is shown once", parameters: [OperationNote.key], body: .json("NewUser"),
        answers: [201: "AccessCode"], link: .init("/api/v1/users/{user}", "user", at: "/user"))
    ) { request, context in
      let body = try await request.json(NewUser.self)
      return try await once(request, context, body: body.bytes) {
        let code = try await desk.addUser(
          body.value.name, display: body.value.display ?? "", grants: body.value.grants,
          by: try context.signedIn().person)
        return .json(.object(["user": .string(body.value.name), "code": .string(code)]), status: .created)
      }
    }
    table.interface(
      .get, "/api/v1/users/{user}", administrator,
      OperationNote(summary: "A user; its ETag is for If-Match", answers: [200: "User", 304: nil])
    ) { request, context in
      let document = try user(context).json
      return Response.json(document, headers: [.cacheControl: "private, no-cache"])
        .unlessMatching(request, tag: EntityTag(of: document.bytes()))
    }
    table.interface(
      .put, "/api/v1/users/{user}/grants", administrator,
      OperationNote(
        summary: "Give a user other roles; sessions in a role that is gone end", parameters: [OperationNote.match],
        body: .json("Grants"), answers: [200: "User"])
    ) { request, context in
      let user = try user(context)
      let texts = try await request.json(Grants.self).value.grants
      try EntityTag(of: user.json.bytes()).requireMatch(request)
      let grants = texts.compactMap { RoleGrant($0) }
      guard !grants.isEmpty, grants.count == texts.count, Set(texts).count == texts.count else {
        throw ServiceFault(.unprocessableContent, .grantUnsound, details: [texts.joined(separator: " ")])
      }
      try await desk.setGrants(user.name, grants, by: try context.signedIn().person)
      return .json(try self.user(context).json)
    }
    for (path, isDisabled, summary) in [
      ("disable", true, "Let a user in no longer: sessions and tokens end at once"),
      ("enable", false, "Let a user in again"),
    ] {
      table.interface(
        .post, "/api/v1/users/{user}/\(path)", administrator, OperationNote(summary: summary, answers: [200: "User"])
      ) { _, context in
        let (visitor, user) = (try context.signedIn(), try user(context))
        guard user.name != visitor.user else { throw ServiceFault.notPermitted }
        try await desk.setDisabled(user.name, isDisabled, by: visitor.person)
        return .json(try self.user(context).json)
      }
    }
    table.interface(
      .post, "/api/v1/users/{user}/reset", administrator,
      OperationNote(
        summary:
          "Give a user a new access code, shown once; password, sessions and tokens are over. Needs a fresh session",
        answers: [200: "AccessCode"])
    ) { _, context in
      let (visitor, user) = (try inPerson(context), try user(context))
      guard user.name != visitor.user else { throw ServiceFault.notPermitted }
      try proved(visitor)
      let code = try await desk.resetUser(user.name, by: visitor.person)
      return .json(.object(["user": .string(user.name), "code": .string(code)]))
    }
    table.interface(
      .get, "/api/v1/audit-events", .roles([.administrator, .auditor, .leadingGroupOffice]),
      OperationNote(
        summary: "Entries of the audit log",
        parameters: OperationNote.window + [
          OperationNote.Parameter(name: "actor", place: .query, type: "string"),
          OperationNote.Parameter(name: "action", place: .query, type: "string"),
        ], answers: [200: "AuditList"])
    ) { request, _ in
      let window = try ListWindow(request)
      let first = window.after.flatMap(Int.init).map { $0 + 1 } ?? 0
      let events = try desk.auditEvents(
        from: first, count: window.limit + 1, actor: request.parameter("actor"), action: request.parameter("action"))
      return window.page(
        events, key: { Service.padded($0.leaf) },
        json: {
          .object([
            "leaf": .integer($0.leaf), "at": .string($0.at), "actor": .string($0.actor), "role": .string($0.role),
            "action": .string($0.action), "reason": .string($0.reason),
            "details": .object($0.details.mapValues(JSONValue.string)),
            "objects": .array($0.changes.map { .string($0.object) }),
          ])
        }, path: "/api/v1/audit-events")
    }
  }
}

private struct NewUser: Decodable, Sendable {
  var name: String
  var display: String?
  var grants: [String]
}

private struct Grants: Decodable, Sendable { var grants: [String] }

extension UserRecord {
  /// The user in a list; nothing of password or code.
  fileprivate var json: JSONValue {
    .object([
      "name": .string(name), "display": .string(display), "grants": .array(grants.map { .string($0.description) }),
      "isDisabled": .bool(isDisabled),
    ])
  }
}
