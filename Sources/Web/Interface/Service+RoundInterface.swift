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
  /// Rounds: reading them and acting on them.
  func addRoundInterface(_ table: inout RouteTable) {
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
        summary: "Open a round", parameters: [OperationNote.key], body: .json("NewRound"), answers: [201: "Round"],
        link: .init("/api/v1/rounds/{round}", "round", at: "/id"))
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
      .get, "/api/v1/rounds/{round}/work", .signedIn,
      OperationNote(
        summary: "What the caller may do in the round now, what of it the round waits for, and the days to keep",
        answers: [200: "DueWork"])
    ) { _, context in
      .json(DueWork(try round(context), for: try context.signedIn(), on: desk.now.day).json)
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
        guard !ActionSchemas.elsewhere.contains(body.value.action.kind) else {
          throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["action", "docs/api.md"])
        }
        if try request.isTrial() {
          let next = try desk.tryOut(body.value.action, on: round.id, by: visitor.person)
          return .json(
            .object([
              "version": .integer(next.eventCount), "phase": .string(next.phase.rawValue), "receipt": .null,
              "findings": .array([]),
            ]))
        }
        let done = try await desk.apply(body.value.action, to: round.id, version: round.eventCount, by: visitor.person)
        return .json(done.json(context.language), headers: [.eTag: EntityTag(version: done.value.eventCount).text])
      }
    }
  }
}

private struct NewRound: Decodable, Sendable {
  var id: String
  var year: Int
  var title: String
}

private struct ActionDocument: Decodable, Sendable { var action: RoundAction }
