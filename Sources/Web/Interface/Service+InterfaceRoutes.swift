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
    addAccountInterface(&table)
    addRoundInterface(&table)
    addSetUpInterface(&table)
    addJobInterface(&table)
    addUploadInterface(&table)
    addMaterialInterface(&table)
    addPaperInterface(&table)
    addReviewInterface(&table)
    addResidentInterface(&table)
    addStudyInterface(&table)
    addLeaderInterface(&table)
    addWatchingInterface(&table)
    addCareInterface(&table)
    addRegisterInterface(&table)
    addLibraryInterface(&table)
    addOfficeInterface(&table)
    addWebhookInterface(&table)
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

  /// Seconds since 1970 as a moment in UTC.
  static func moment(_ seconds: Int) -> String { Moment(seconds: seconds).description }

  /// A number whose text sorts as it does.
  static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
  }
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
