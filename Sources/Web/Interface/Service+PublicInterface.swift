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
  /// What anyone may read without sign-in, and what anyone may ask or say.
  func addPublicInterface(_ table: inout RouteTable) {
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
      .get, "/api/v1/public/rounds/{round}/lists.csv", .anyone,
      OperationNote(summary: "What was published of a round, as one table", answers: [200: "text/csv"])
    ) { _, context in
      let (round, lists) = try published(context)
      return .download(Service.csv(round, lists), "text/csv", named: "lists-\(round.id).csv")
    }
    table.interface(
      .get, "/api/v1/public/rounds/{round}/communities/{community}", .anyone,
      OperationNote(
        summary: "A community: the lists it stands on and its own figures", answers: [200: "PublicCommunity"])
    ) { _, context in
      let (round, lists) = try published(context)
      let community = try community(context, round, lists)
      let named = lists.filter { list in list.entries.contains { $0.id == community.id } }
      return .json(
        .object([
          "id": .string(community.id.description), "code": .string(community.code), "name": .string(community.name),
          "district": .string(community.district),
          "lists": .array(named.map { .object(["number": .integer($0.number), "kind": .string($0.kind.name)]) }),
          "result": try await desk.figures(of: community, in: round).map(\.json) ?? .null,
        ]))
    }
    table.interface(
      .post, "/api/v1/public/rounds/{round}/objections", .anyone,
      OperationNote(
        summary: "Object to a list on notice; who objects is sealed", body: .json("NewObjection"),
        answers: [201: "ObjectionReceived"])
    ) { request, context in
      let body = try await request.json(NewObjection.self).value
      let (round, lists) = try published(context)
      let list = try openList(String(body.list), lists)
      let ground = String(body.ground.trimmed.prefix(200))
      guard !ground.isEmpty else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["ground", "1–200"])
      }
      let number = try await takeObjection(
        to: list, of: round, community: body.community, ground: ground, contact: body.contact ?? "", context)
      return .json(.object(["number": .optional(number)]), status: .created)
    }
    table.interface(
      .get, "/api/v1/public/findings", .anyone,
      OperationNote(
        summary: "All finding codes: what they mean and what to do", parameters: OperationNote.window,
        answers: [200: "FindingCodeList"])
    ) { request, context in
      let codes = FindingCatalogue.all.sorted { $0.code < $1.code }
      return try ListWindow(request).page(
        codes, key: \.code,
        json: {
          .object([
            "code": .string($0.code), "severity": .string($0.severity.rawValue),
            "message": .string($0.general[context.language]), "remedy": .string($0.remedy[context.language]),
          ])
        }, path: "/api/v1/public/findings")
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
          OperationNote.Parameter(name: $0, place: .query, type: "integer", isRequired: true, range: 1...Int(Int32.max))
        },
        answers: [200: "Consistency"])
    ) { request, _ in
      guard let from = request.countParameter("from"), let to = request.countParameter("to"),
        let path = try desk.consistency(from: from, to: to)
      else { throw ServiceFault(.notFound, .parameterInvalid, details: ["from, to", "0 < from ≤ to ≤ head"]) }
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
      // What is no receipt at all is malformed, not a fault of the request.
      let faults = body.receipt.receipt?.faults(key: desk.verifier, file: digest) ?? [.malformed]
      return .json(
        .object([
          "holds": .bool(faults.isEmpty), "faults": .array(faults.map { "\($0)" }.sorted().map(JSONValue.string)),
        ]))
    }
  }
}

/// Something that may be a receipt.
private struct SupposedReceipt: Decodable, Sendable {
  let receipt: Receipt?

  init(from decoder: any Decoder) throws {
    _ = try decoder.container(keyedBy: AnyKey.self)
    receipt = try? Receipt(from: decoder)
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

private struct ReceiptCheck: Decodable, Sendable {
  var receipt: SupposedReceipt
  var sha256: String?
}

private struct NewObjection: Decodable, Sendable {
  var list: Int
  var community: String?
  var ground: String
  var contact: String?
}

extension CommunityFigures {
  /// The figures as open data, in the digits that the page shows; null where they are hidden.
  fileprivate var json: JSONValue {
    func figure(_ number: Double?) -> JSONValue {
      number.map { .string(DisplayNumber.rounded($0, places: 2)) } ?? .null
    }
    return .object([
      "score": figure(score), "satisfaction": figure(satisfaction), "lower": figure(lower), "upper": figure(upper),
      "department": figure(department), "answers": .optional(answers),
      "items": .array(
        items.map {
          .object([
            "zh": .string($0.label.chinese), "en": .string($0.label.english),
            "mean": .string(DisplayNumber.rounded($0.mean, places: 0)),
          ])
        }),
    ])
  }
}
