import Findings
import HTTPTypes
import Hummingbird
import Logging
import Operations
import Reports
import Sheets
import Store
import Titles

extension Service {
  /// The pages of the leading group: quotas with their working, all lists, what they hang on, what if, and the decision.
  func addLeaderRoutes(_ table: inout RouteTable) {
    table.get("/rounds/{round}/quotas", QuotaPage.access) { request, context in
      let round = try round(context)
      let page = QuotaPage(QuotaWorking(round), round, for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/quotas.csv", QuotaPage.access) { _, context in
      let round = try round(context)
      guard let working = QuotaWorking(round) else { throw ServiceFault.notFound }
      return .download(working.table(), "text/csv; charset=utf-8", named: "quotas-\(round.id).csv")
    }
    table.get("/rounds/{round}/lists", .overview) { request, context in
      let round = try round(context)
      let (standings, obstacle) = try await standings(round, context)
      let page = ListsPage(round, standings, obstacle: obstacle, for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/sensitivity", .overview) { request, context in
      let round = try round(context)
      let (sensitivity, obstacle) = try await sensitivity(round, context)
      let page = SensitivityPage(
        sensitivity, round, obstacle: obstacle, for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/sensitivity.csv", .overview) { _, context in
      let round = try round(context)
      guard let sensitivity = try await desk.sensitivity(of: round) else { throw ServiceFault.notFound }
      return .download(sensitivity.table(), "text/csv; charset=utf-8", named: "sensitivity-\(round.id).csv")
    }
    table.get("/rounds/{round}/decision", .overview) { request, context in
      let round = try round(context)
      let (standings, _) = try await standings(round, context)
      let page = DecisionPage(round, standings, for: try context.signedIn(), context.language)
      return pages.response(page, request, context)
    }
    table.get("/rounds/{round}/decision.csv", .overview) { _, context in
      let round = try round(context)
      return .download(round.listTable(), "text/csv; charset=utf-8", named: "list-\(round.id).csv")
    }
    table.get("/rounds/{round}/districts/{district}/what-if", .roles(Service.listReaders)) { request, context in
      try await whatIfPage(request, context)
    }
  }

  /// The lists of all districts with their certainty, or why there are none.
  func standings(
    _ round: TitleRound, _ context: ServiceContext
  ) async throws -> (standings: [String: DistrictStanding], obstacle: String?) {
    do {
      return (try await desk.standings(in: round), nil)
    } catch {
      return ([:], try Service.obstacle(error, context))
    }
  }

  /// A district's list with its certainty, or why there is none.
  func standing(
    _ district: RoundDistrict, _ round: TitleRound, _ context: ServiceContext
  ) async throws -> (standing: DistrictStanding?, obstacle: String?) {
    do {
      return (try await desk.standing(of: district.code, in: round), nil)
    } catch {
      return (nil, try Service.obstacle(error, context))
    }
  }

  private func sensitivity(
    _ round: TitleRound, _ context: ServiceContext
  ) async throws -> (sensitivity: RoundSensitivity?, obstacle: String?) {
    do {
      let sensitivity = try await desk.sensitivity(of: round)
      return (sensitivity, sensitivity == nil ? Words.text("notAllScored", context.language) : nil)
    } catch {
      return (nil, try Service.obstacle(error, context))
    }
  }

  /// In words why a result cannot be computed again, where a page is of use without it.
  ///
  /// - Throws: the error itself if it is not about the stored inputs.
  static func obstacle(_ error: any Error, _ context: ServiceContext) throws -> String {
    switch error {
    case let failure as StoreFailure where [.uploadPurged, .objectMissing].contains(failure.finding.code):
      return Words.text("inputsPurged", context.language)
    case let refusal as Refusal where !refusal.isForbidden:
      // What was once rated cannot be rated now: the page says so and the log has the code.
      context.logger.warning("recompute", metadata: ["finding": "\(refusal.findings.first?.code.code ?? "")"])
      return refusal.findings.first?.message(context.language) ?? Words.text("inputsPurged", context.language)
    default: throw error
    }
  }

  private func whatIfPage(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let (round, district) = try district(context)
    guard let standing = try await desk.standing(of: district.code, in: round) else {
      return .seeOther("/rounds/\(round.id.escapedForQuery)/districts/\(district.code.escapedForQuery)")
    }
    let question = WhatIfPage.Question(round, request.query)
    let objection = request.query("objection").flatMap(Int.init).flatMap { number in
      round.objections.first { $0.number == number && $0.district == district.code }
    }
    var page = WhatIfPage(question, standing, district, in: round, objection: objection, context.language)
    var status = HTTPResponse.Status.ok
    do {
      if let asked = try question.whatIf(standing, context.language),
        let outcome = try await desk.answer(asked, district: district.code, in: round)
      {
        page.answer(outcome, context.language)
      }
    } catch {
      let fault = ErrorMapping.fault(error, context)
      guard fault.status.code < 500 else { throw error }
      page.refuse(fault.findings, context.language)
      status = fault.status
    }
    return pages.response(page, request, context, status)
  }
}

extension QuotaWorking {
  /// The working with the titles of every method, for a spreadsheet.
  func table() -> [UInt8] {
    var writer = CSVWriter()
    writer.write(
      ["district_code", "district", "communities", "share", "whole_part", "remainder", "remainder_rank", "seats"]
        + methods.map(\.key))
    for (index, district) in districts.enumerated() {
      writer.write(
        [
          district.code, district.name, String(district.communities), district.share, String(district.whole),
          district.remainder, String(district.rank), String(district.seats),
        ] + methods.map { $0.seats.map { String($0[index]) } })
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}

extension RoundSensitivity {
  /// Every community's fate over the variants, for a spreadsheet.
  func table() -> [UInt8] {
    var writer = CSVWriter()
    writer.write(["district", "rank", "community_id", "name", "title", "title_share", "rank_lower", "rank_upper"])
    for unit in units {
      writer.write([
        unit.district, unit.rank.map(String.init), unit.code, unit.name, unit.title.description,
        unit.titleShare.description, unit.lower?.description, unit.upper?.description,
      ])
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}

extension TitleRound {
  /// The list that is to be decided on, for a spreadsheet.
  func listTable() -> [UInt8] {
    var writer = CSVWriter()
    writer.write(["district_code", "district", "place", "community", "code", "name"])
    for district in districts {
      for (place, id) in (shortlist(district) ?? []).enumerated() {
        let community = communities[id]
        writer.write([
          district.code, district.name, String(place + 1), id.description, community?.code, community?.name,
        ])
      }
    }
    return [0xEF, 0xBB, 0xBF] + writer.bytes
  }
}
