import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Seals
import Store
import Titles

extension Service {
  /// Checks on the spot, witnesses of the audit log, and objections, for programs.
  func addWatchingInterface(_ table: inout RouteTable) {
    addSpotCheckInterface(&table)
    addWitnessInterface(&table)
    table.interface(
      .get, "/api/v1/rounds/{round}/objections", .roles(Service.listReaders),
      OperationNote(
        summary: "Objections with their answers, a district's own; who objected is sealed",
        parameters: OperationNote.window, answers: [200: "ObjectionList"])
    ) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let seen = round.objections.filter { ServiceDesk.sees(visitor.grant, district: $0.district) }
        .sorted { $0.number < $1.number }
      return try ListWindow(request).page(
        seen, key: { Service.padded($0.number) }, json: \.json,
        path: "/api/v1/rounds/\(round.id.escapedForQuery)/objections")
    }
  }

  private func addSpotCheckInterface(_ table: inout RouteTable) {
    let base = "/api/v1/rounds/{round}/spot-checks"
    table.interface(
      .get, base, Service.checkReaders,
      OperationNote(
        summary: "The newest draw of communities to check on the spot, with the results entered so far",
        parameters: OperationNote.window, answers: [200: "SpotCheckList"])
    ) { request, context in
      let round = try round(context)
      return try ListWindow(request).page(
        try desk.spotChecks(of: round.id)?.lots ?? [], key: { $0.lot + $0.code }, json: { round.json($0) },
        path: "/api/v1/rounds/\(round.id.escapedForQuery)/spot-checks")
    }
    table.interface(
      .get, base + "/checkers", Service.checkReaders,
      OperationNote(summary: "The users among whom checks can be divided", answers: [200: "Checkers"])
    ) { _, context in
      _ = try round(context)
      return .json(.object(["items": .array(try desk.possibleCheckers().map(JSONValue.string))]))
    }
    table.interface(
      .post, base, .roles([.leadingGroupOffice]),
      OperationNote(
        summary: "Draw lots from a public seed: so many of each submitted list, divided among the checkers",
        parameters: [OperationNote.key], body: .json("NewSpotChecks"), answers: [201: "SpotChecks"])
    ) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let body = try await request.json(NewSpotChecks.self)
      let asked = body.value
      guard !asked.seed.trimmed.isEmpty, !asked.checkers.isEmpty, (1...1000).contains(asked.count) else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["seed, checkers, count", "1–1000"])
      }
      return try await once(request, context, body: body.bytes) {
        let draw = try await desk.drawSpotChecks(
          round.id, seed: asked.seed.trimmed, count: asked.count, checkers: asked.checkers, by: visitor.person)
        return .json(.object(["items": .array(draw.lots.map { round.json($0) })]), status: .created)
      }
    }
  }

  private func addWitnessInterface(_ table: inout RouteTable) {
    table.interface(
      .get, "/api/v1/witnesses", Service.witnessReaders,
      OperationNote(
        summary: "Who watches over the audit log, the head to cosign, and how far the round's history is witnessed",
        answers: [200: "Witnesses"])
    ) { _, _ in
      let round = try currentRound()
      let watching = try round.map { try desk.watching(over: $0) }
      let best = watching?.best
      return .json(
        .object([
          "round": .optional(round?.id), "head": .optional(try desk.head()?.text),
          "witnessed": .optional(best?.head.text), "isMet": .bool(best?.standing.isMet ?? false),
          "districts": .integer(watching?.list.districts ?? 0),
          "districtsSigned": .array((best?.standing.districts ?? []).map(JSONValue.string)),
          "hasAuditorSigned": .bool(best?.standing.hasAuditor ?? false),
          "witnesses": .array(
            try desk.witnesses().map { witness in
              witness.json(hasSigned: best?.head.isSigned(by: witness.key) ?? false)
            }),
        ]))
    }
    table.interface(
      .post, "/api/v1/witnesses", .roles([.administrator]),
      OperationNote(
        summary: "Register a key that watches over the log; needs a fresh session", parameters: [OperationNote.key],
        body: .json("NewWitness"), answers: [201: "Witness"])
    ) { request, context in
      let visitor = try inPerson(context)
      try proved(visitor)
      let body = try await request.json(NewWitness.self)
      guard let key = VerifierKey(body.value.key) else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid, details: ["key", Words.text("witnessUnreadable", context.language)])
      }
      return try await once(request, context, body: body.bytes) {
        try await desk.addWitness(key, holder: body.value.holder, by: visitor.person)
        let witness = WitnessList.Witness(holder: body.value.holder, key: key)
        return .json(witness.json(hasSigned: false), status: .created)
      }
    }
    table.interface(
      .post, "/api/v1/witnesses/cosigned", Service.witnessReaders,
      OperationNote(
        summary: "Bring a head of the log that witnesses have cosigned; signatures that are there already count once",
        body: .json("CosignedHead"), answers: [200: "CosignaturesTaken"])
    ) { request, context in
      let text = try await request.json(CosignedHead.self).value.head
      guard let head = SignedTreeHead(text.hasSuffix("\n") ? text : text + "\n") else {
        throw ServiceFault(
          .unprocessableContent, .fieldInvalid, details: ["head", Words.text("headUnreadable", context.language)])
      }
      let new = try await desk.take(cosigned: head, by: try context.signedIn().person)
      return .json(.object(["new": .integer(new)]))
    }
  }
}

private struct NewSpotChecks: Decodable, Sendable {
  var seed: String
  var count: Int
  var checkers: [String]
}

private struct NewWitness: Decodable, Sendable {
  var holder: String
  var key: String
}

private struct CosignedHead: Decodable, Sendable { var head: String }

extension TitleRound {
  /// A check on the spot: who was drawn for whom, and what came of it.
  fileprivate func json(_ lot: SpotCheckDraw.Lot) -> JSONValue {
    let check = spotChecks.last { $0.community == lot.community }
    return .object([
      "community": .string(lot.community.description), "code": .string(lot.code),
      "name": .optional(communities[lot.community]?.name), "district": .string(lot.district), "lot": .string(lot.lot),
      "checker": .string(lot.checker), "isPassed": check.map { .bool($0.isPassed) } ?? .null,
      "record": .optional(check?.record),
    ])
  }
}

extension WitnessList.Witness {
  /// The key with its holder.
  fileprivate func json(hasSigned: Bool) -> JSONValue {
    .object(["holder": .string(holder), "key": .string(key.text), "hasSigned": .bool(hasSigned)])
  }
}

extension Objection {
  /// The objection without whoever objected.
  fileprivate var json: JSONValue {
    .object([
      "number": .integer(number), "level": .string(level.rawValue), "district": .string(district),
      "community": .optional(community?.description), "ground": .string(ground), "isAnonymous": .bool(isAnonymous),
      "receivedOn": .string(received.description), "answeredOn": .optional(answered?.description),
      "isUpheld": .bool(isUpheld), "reason": .string(reason), "awaitsScores": .bool(awaitsScores),
      "isOpen": .bool(isOpen),
    ])
  }
}
