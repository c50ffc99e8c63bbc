import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Titles

extension Service {
  /// What the leaders' pages show, for programs. All of it is read only; what decides is an action of the round.
  func addLeaderInterface(_ table: inout RouteTable) {
    table.interface(
      .get, "/api/v1/rounds/{round}/quotas", QuotaPage.access,
      OperationNote(
        summary: "How the titles were divided, in exact fractions, and what other methods would have given",
        answers: [200: "Quotas"])
    ) { _, context in
      guard let working = QuotaWorking(try round(context)) else { throw ServiceFault.notFound }
      return .json(working.json(context.language))
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/districts/{district}/standing", .roles(Service.listReaders),
      OperationNote(
        summary: "A district's list with intervals and how sure each place is, computed again from the stored inputs",
        answers: [200: "Standing"])
    ) { _, context in
      let (round, district) = try district(context)
      guard let standing = try await desk.standing(of: district.code, in: round) else { throw ServiceFault.notFound }
      return .json(standing.json(context.language))
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/districts/{district}/what-if", .roles(Service.listReaders),
      OperationNote(
        summary: "Who would move if one record of one community were another; nothing is stored",
        parameters: [
          OperationNote.Parameter(name: "community", place: .query, type: "string", isRequired: true),
          OperationNote.Parameter(
            name: "change", place: .query, type: "string", isRequired: true,
            choices: ["marks", "event", "noEvents", "withoutInterviewer", "leavesOut"]),
        ]
          + ["indicator", "points", "condition", "interviewer"].map {
            OperationNote.Parameter(name: $0, place: .query, type: "string")
          }, answers: [200: "WhatIf"])
    ) { request, context in
      let (round, district) = try district(context)
      guard let standing = try await desk.standing(of: district.code, in: round) else { throw ServiceFault.notFound }
      let question = WhatIfPage.Question(round, request.parameter)
      guard let asked = try question.whatIf(standing, context.language) else {
        throw ServiceFault(.unprocessableContent, .fieldInvalid, details: ["change", ""])
      }
      guard let outcome = try await desk.answer(asked, district: district.code, in: round) else {
        throw ServiceFault.notFound
      }
      return .json(outcome.json(context.language))
    }
    table.interface(
      .get, "/api/v1/rounds/{round}/sensitivity", .overview,
      OperationNote(
        summary: "In how many variants of the method each community has a title", answers: [200: "Sensitivity"])
    ) { _, context in
      guard let sensitivity = try await desk.sensitivity(of: try round(context)) else { throw ServiceFault.notFound }
      return .json(sensitivity.json(context.language))
    }
  }
}
