import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Setting a round up from the library and the register, and the lists of its districts.
  func addSetUpInterface(_ table: inout RouteTable) {
    let office = Access.roles([.leadingGroupOffice])
    let versioned = [OperationNote.match, OperationNote.key]
    table.interface(
      .get, "/api/v1/library", .roles(Service.libraryReaders),
      OperationNote(summary: "Standards and questionnaires that may be frozen", answers: [200: "Library"])
    ) { _, _ in
      func names(_ folder: String) -> JSONValue {
        .array(ServiceDesk.folders(in: settings.library + "/" + folder).map(JSONValue.string))
      }
      return .json(.object(["standards": names("Scoring"), "questionnaires": names("Surveys")]))
    }
    table.interface(
      .post, "/api/v1/rounds/{round}/freeze", office,
      OperationNote(
        summary: "Freeze a standard and a questionnaire of the library", parameters: versioned,
        body: .json("Freezing"), answers: [200: "Done"])
    ) { request, context in
      let (round, visitor) = (try round(context), try context.signedIn())
      let body = try await request.json(Freezing.self)
      return try await once(request, context, body: body.bytes) {
        try EntityTag(version: round.eventCount).requireMatch(request)
        guard let standard = folder("Scoring", body.value.standard),
          let survey = folder("Surveys", body.value.questionnaire)
        else {
          throw ServiceFault(
            .unprocessableContent, .fieldInvalid, details: ["standard, questionnaire", "/api/v1/library"])
        }
        let done = try await desk.freeze(
          round.id, standard: standard, survey: survey, basis: body.value.basis, admission: body.value.admission,
          by: visitor.person)
        return .json(done.json(context.language), headers: [.eTag: EntityTag(version: done.value.eventCount).text])
      }
    }
    table.interface(
      .post, "/api/v1/rounds/{round}/quotas", office,
      OperationNote(
        summary: "Divide the titles by the register of the cut-off date", parameters: versioned,
        body: .json("QuotaFixing"), answers: [200: "Done"])
    ) { request, context in
      let (round, visitor) = (try round(context), try context.signedIn())
      let body = try await request.json(QuotaFixing.self)
      return try await once(request, context, body: body.bytes) {
        try EntityTag(version: round.eventCount).requireMatch(request)
        guard (1...100_000).contains(body.value.titles ?? 1), (0...100).contains(body.value.pause ?? 0) else {
          throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["titles, pause", "1–100000, 0–100"])
        }
        let done = try await desk.fixQuotas(
          round.id, cutOff: body.value.cutOff, titles: body.value.titles, pause: body.value.pause ?? 0,
          by: visitor.person)
        return .json(done.json(context.language), headers: [.eTag: EntityTag(version: done.value.eventCount).text])
      }
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/districts/{district}", .roles(Service.listReaders),
      OperationNote(summary: "A district with its ranking and shortlist", answers: [200: "District"])
    ) { _, context in
      let (round, district) = try district(context)
      return .json(round.json(district))
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/districts/{district}/ranking", .roles(Service.listReaders),
      OperationNote(summary: "A district's last result, a row for each community", answers: [200: "text/csv"])
    ) { _, context in
      let (round, district) = try district(context)
      guard let bytes = try desk.resultFile(round.id, district: district.code, name: "ranking.csv"),
        let own = Service.rows(of: bytes, district: district.code)
      else { throw ServiceFault.notFound }
      return .download(own, "text/csv", named: "ranking-\(round.id)-\(district.code).csv")
    }
  }
}

private struct Freezing: Decodable, Sendable {
  var standard: String
  var questionnaire: String
  var basis: String
  var admission: String
}

private struct QuotaFixing: Decodable, Sendable {
  var cutOff: CalendarDay
  var titles: Int?
  var pause: Int?
}
