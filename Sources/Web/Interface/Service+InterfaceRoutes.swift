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
  /// The interface for programs.
  func addInterfaceRoutes(_ table: inout RouteTable) {
    table.interface(
      .get, "/api/v1/me", .signedIn, OperationNote(summary: "Who the token stands for", answers: [200: "Person"])
    ) {
      _, context in
      let person = try context.signedIn().person
      return .json(
        .object([
          "user": .string(person.user), "name": .string(person.display), "grant": .string(person.grant.description),
          "grants": .array(person.grants.map { .string($0.description) }),
        ]))
    }
    addRoundInterface(&table)
    addUploadInterface(&table)
    addLeaderInterface(&table)
    addCareInterface(&table)
    addLibraryInterface(&table)
    addOfficeInterface(&table)
    addPublicInterface(&table)
    let description = OperationNote(summary: "This description", answers: [200: "Description"])
    let known = table
    let version = settings.version
    table.interface(.get, "/api/v1/openapi.json", .anyone, description) { request, _ in
      var whole = known
      whole.note(.get, "/api/v1/openapi.json", .anyone, description)
      let bytes = InterfaceDescription(table: whole, version: version).document.bytes()
      return Response.bytes(bytes, "application/json", headers: [.cacheControl: "public, no-cache"])
        .unlessMatching(request, tag: EntityTag(of: bytes))
    }
  }

  private func addRoundInterface(_ table: inout RouteTable) {
    table.interface(
      .get, "/api/v1/rounds", .staff,
      OperationNote(summary: "Rounds, the newest first", parameters: OperationNote.window, answers: [200: "RoundList"])
    ) { request, _ in
      // A list needs keys that rise: years run backwards.
      let rounds = try desk.roundList().map { (key: String(99_999 - $0.year) + $0.id, round: $0) }.sorted {
        $0.key < $1.key
      }
      return try ListWindow(request).page(rounds, key: \.key, json: { $0.round.json }, path: "/api/v1/rounds")
    }
    table.interface(
      .post, "/api/v1/rounds", .roles([.leadingGroupOffice]),
      OperationNote(
        summary: "Open a round", parameters: [OperationNote.key], body: .json("NewRound"), answers: [201: "Round"])
    ) { request, context in
      let body = try await request.json(NewRound.self)
      return try await once(request, context, body: body.bytes) {
        let visitor = try context.signedIn()
        _ = try await desk.openRound(body.value.id, year: body.value.year, title: body.value.title, by: visitor.person)
        guard let round = try desk.round(body.value.id) else { throw ServiceFault.notFound }
        return .json(
          round.json(for: visitor), status: .created, headers: [.location: "/api/v1/rounds/\(round.id.escapedForQuery)"]
        )
      }
    }
    table.interface(
      .get, "/api/v1/rounds/{round}", .staff,
      OperationNote(
        summary: "A round as the caller sees it; its ETag is the version for If-Match",
        answers: [200: "Round", 304: nil])
    ) { request, context in
      let round = try round(context)
      return Response.json(round.json(for: try context.signedIn()), headers: [.cacheControl: "private, no-cache"])
        .unlessMatching(request, tag: EntityTag(version: round.eventCount))
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/communities", .staff,
      OperationNote(
        summary: "The communities of the round that the caller sees", parameters: OperationNote.window,
        answers: [200: "CommunityList"])
    ) { request, context in
      let round = try round(context)
      let grant = try context.signedIn().grant
      let communities = round.communities.values.filter { grant.scope == .all || grant.scope == .district($0.district) }
        .sorted { $0.id < $1.id }
      return try ListWindow(request).page(
        communities, key: \.id.description, json: \.json, path: "/api/v1/rounds/\(round.id.escapedForQuery)/communities"
      )
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/events", .overview,
      OperationNote(
        summary: "What has happened in the round", parameters: OperationNote.window, answers: [200: "EventList"])
    ) { request, context in
      let round = try round(context)
      let events = try desk.roundEvents(round.id).enumerated().map { (number: $0.offset + 1, event: $0.element) }
      return try ListWindow(request).page(
        events, key: { Service.padded($0.number) },
        json: {
          .object([
            "number": .integer($0.number), "action": .string($0.event.action.kind.rawValue),
            "user": .string($0.event.actor.user),
            "role": .string($0.event.actor.grant.description), "day": .string($0.event.day.description),
          ])
        }, path: "/api/v1/rounds/\(round.id.escapedForQuery)/events")
    }
    table.interface(
      .post, "/api/v1/rounds/{round}/actions", .staff,
      OperationNote(
        summary: "Do something to the round; docs/api.md lists the actions",
        parameters: [OperationNote.match, OperationNote.key, OperationNote.dryRun], body: .json("Action"),
        answers: [200: "Done"])
    ) { request, context in
      let visitor = try context.signedIn()
      let round = try round(context)
      let body = try await request.json(ActionDocument.self)
      // Before the version: a repeated request brings the version of its first time.
      return try await once(request, context, body: body.bytes) {
        try EntityTag(version: round.eventCount).requireMatch(request)
        if request.query("dry_run") == "true" {
          let next = try desk.tryOut(body.value.action, on: round.id, by: visitor.person)
          return .json(
            .object([
              "version": .integer(next.eventCount), "phase": .string(next.phase.rawValue), "receipt": .null,
              "findings": .array([]),
            ]))
        }
        guard ![.upload, .evaluate, .rescore, .freeze, .fixQuotas].contains(body.value.action.kind) else {
          throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["action", "docs/api.md"])
        }
        let done = try await desk.apply(body.value.action, to: round.id, version: round.eventCount, by: visitor.person)
        return .json(done.json(context.language), headers: [.eTag: EntityTag(version: done.value.eventCount).text])
      }
    }
  }

  private func addOfficeInterface(_ table: inout RouteTable) {
    let administrator = Access.roles([.administrator])
    table.interface(
      .get, "/api/v1/users", administrator,
      OperationNote(summary: "Users by name", parameters: OperationNote.window, answers: [200: "UserList"])
    ) { request, _ in
      try ListWindow(request).page(
        try desk.users(), key: \.name,
        json: {
          .object([
            "name": .string($0.name), "display": .string($0.display),
            "grants": .array($0.grants.map { .string($0.description) }),
            "isDisabled": .bool($0.isDisabled),
          ])
        }, path: "/api/v1/users")
    }
    table.interface(
      .post, "/api/v1/users", administrator,
      OperationNote(
        summary: "Add a user; the access code is shown once", body: .json("NewUser"), answers: [201: "AccessCode"])
    ) { request, context in
      let body = try await request.json(NewUser.self).value
      let code = try await desk.addUser(
        body.name, display: body.display ?? "", grants: body.grants, by: try context.signedIn().person)
      return .json(.object(["user": .string(body.name), "code": .string(code)]), status: .created)
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
        from: first, count: window.limit + 1, actor: request.query("actor"), action: request.query("action"))
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

  private func addPublicInterface(_ table: inout RouteTable) {
    table.interface(
      .get, "/api/v1/public/rounds", .anyone,
      OperationNote(summary: "Rounds with something published", answers: [200: "PublishedRounds"])
    ) { _, _ in
      let rounds = try desk.roundList().filter { try !desk.publishedLists($0.id).isEmpty }
      return .json(.object(["items": .array(rounds.map(\.json))]), headers: [.cacheControl: "public, max-age=60"])
    }
    table.interface(
      .get, "/api/v1/public/rounds/{round}/lists", .anyone,
      OperationNote(
        summary: "What was published of a round, word for word", answers: [200: "PublishedLists", 304: nil])
    ) { request, context in
      let (round, lists) = try published(context)
      let document = JSONValue.object(["round": .string(round.id), "lists": .array(lists.map(\.json))]).bytes()
      return Response.bytes(document, "application/json", headers: [.cacheControl: "public, no-cache"])
        .unlessMatching(request, tag: EntityTag(of: document))
    }
    table.interface(
      .get, "/api/v1/public/key", .anyone,
      OperationNote(summary: "The key that receipts and heads are signed with", answers: [200: "Key"])
    ) { _, _ in .json(.object(["key": .string(desk.verifier.text)])) }
    table.interface(
      .get, "/api/v1/public/head", .anyone,
      OperationNote(summary: "The newest signed head of the audit log", answers: [200: "Head"])
    ) { _, _ in .json(.object(["head": .optional(try desk.head()?.text)])) }
    table.interface(
      .get, "/api/v1/public/consistency", .anyone,
      OperationNote(
        summary: "The proof that one head continues another",
        parameters: ["from", "to"].map {
          OperationNote.Parameter(name: $0, place: .query, type: "integer", isRequired: true)
        },
        answers: [200: "Consistency"])
    ) { request, _ in
      guard let from = request.query("from").flatMap(Int.init), let to = request.query("to").flatMap(Int.init),
        let path = try desk.consistency(from: from, to: to)
      else { throw ServiceFault(.badRequest, .parameterInvalid, details: ["from, to", "0 < from ≤ to"]) }
      return .json(
        .object(["from": .integer(from), "to": .integer(to), "path": .array(path.map { .string($0.base64) })]))
    }
    table.interface(
      .post, "/api/v1/public/receipts/check", .anyone,
      OperationNote(summary: "Check a receipt", body: .json("ReceiptCheck"), answers: [200: "ReceiptVerdict"])
    ) { request, _ in
      let body = try await request.json(ReceiptCheck.self).value
      let digest = body.sha256.flatMap { ContentDigest(hexadecimal: $0.lowercased()) }
      guard body.sha256 == nil || digest != nil else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["sha256", "64 hex digits"])
      }
      let faults = body.receipt.faults(key: desk.verifier, file: digest)
      return .json(
        .object([
          "holds": .bool(faults.isEmpty), "faults": .array(faults.map { "\($0)" }.sorted().map(JSONValue.string)),
        ]))
    }
  }

  /// A number whose text sorts as it does.
  static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
}

private struct NewRound: Decodable, Sendable {
  var id: String
  var year: Int
  var title: String
}

private struct NewUser: Decodable, Sendable {
  var name: String
  var display: String?
  var grants: [String]
}

private struct ActionDocument: Decodable, Sendable { var action: RoundAction }

private struct ReceiptCheck: Decodable, Sendable {
  var receipt: Receipt
  var sha256: String?
}

extension Request {
  /// The body as a JSON document, and its bytes.
  ///
  /// - Throws: 415 for another type, 413 beyond 1 MiB, 400 if it is not of this kind.
  func json<Value: Decodable & Sendable>(_ type: Value.Type) async throws -> (value: Value, bytes: [UInt8]) {
    guard mediaType == "application/json" else { throw ServiceFault(.unsupportedMediaType, .bodyTypeUnknown) }
    let buffer = try await collected(upTo: 1 << 20)
    let bytes = Array(buffer.readableBytesView)
    guard let value = try? JSONDecoder().decode(type, from: Data(bytes)) else {
      throw ServiceFault(.badRequest, .bodyMalformed)
    }
    return (value, bytes)
  }
}
