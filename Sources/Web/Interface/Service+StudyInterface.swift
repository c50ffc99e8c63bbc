import Findings
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Third-party studies for programs.
  func addStudyInterface(_ table: inout RouteTable) {
    let base = "/api/v1/rounds/{round}/studies/{study}"
    table.interface(
      .get, base, Service.studyReaders,
      OperationNote(
        summary: "Field progress, estimates and comparison with the districts' own answers",
        answers: [200: "StudyResults"])
    ) { _, context in
      let (round, study) = try study(context)
      return .json(try await desk.results(of: study, in: round).json)
    }
    table.interface(
      .put, base + "/frame", Service.evaluators,
      OperationNote(
        summary: "Keep the list of units to draw from: community_id, stratum, psu, households",
        body: .bytes("text/csv"), answers: [201: "Upload"])
    ) { request, context in
      let (round, study) = try study(context)
      let buffer = try await request.collected(upTo: ServiceDesk.mostFrameBytes)
      let done = try await desk.keep(
        frame: Array(buffer.readableBytesView), of: study, in: round, by: try context.signedIn().person)
      return .json(done.value.json(done.receipt), status: .created)
    }
    table.interface(
      .post, base + "/plan", Service.evaluators,
      OperationNote(
        summary: "Size, allocate and draw; with dry_run nothing is entered", parameters: [OperationNote.dryRun],
        body: .json("StudyParameters"), answers: [200: "StudyPlan", 201: "StudyUploads"])
    ) { request, context in
      let (round, study) = try study(context)
      let parameters = try await request.json(StudyParameters.self).value
      if try request.isTrial() {
        guard let (plan, findings) = try desk.plan(parameters, of: study, in: round) else {
          throw ServiceFault.notFound
        }
        return .json(plan.json(findings, context.language))
      }
      let done = try await desk.enter(parameters, of: study, in: round, by: try context.signedIn().person)
      return .json(
        .object(["uploads": .array(done.map { $0.value.json($0.receipt) })]), status: .created)
    }
    table.interface(
      .get, base + "/drawn", Service.studyReaders,
      OperationNote(summary: "The drawn list as it was entered", answers: [200: "text/csv"])
    ) { _, context in
      let (round, study) = try study(context)
      guard let list = try desk.drawnList(of: study, in: round) else { throw ServiceFault.notFound }
      return .download(list, "text/csv; charset=utf-8", named: "drawn-\(round.id).csv")
    }
    table.interface(
      .get, base + "/weights", Service.studyReaders,
      OperationNote(summary: "Weights of the sampled units from completed interviews", answers: [200: "text/csv"])
    ) { _, context in
      let (round, study) = try study(context)
      let results = try await desk.results(of: study, in: round)
      return .download(results.weightTable, "text/csv; charset=utf-8", named: "weights-\(round.id).csv")
    }
    table.interface(
      .get, base + "/estimates", Service.studyReaders,
      OperationNote(summary: "Estimates and comparison as a table", answers: [200: "text/csv"])
    ) { _, context in
      let (round, study) = try study(context)
      let results = try await desk.results(of: study, in: round)
      return .download(results.estimateTable, "text/csv; charset=utf-8", named: "estimates-\(round.id).csv")
    }
  }
}

extension StudyPlan {
  /// The plan by community.
  func json(_ findings: [Finding], _ language: Language) -> JSONValue {
    .object([
      "units": .integer(units.count),
      "communities": .array(
        communities.map {
          .object([
            "code": .string($0.code), "households": .integer($0.households), "unitsInFrame": .integer($0.unitsInFrame),
            "unitsDrawn": .integer($0.unitsDrawn), "completed": .integer($0.completed), "toDraw": .integer($0.toDraw),
            "margin": $0.margin.map(JSONValue.number) ?? .null,
          ])
        }), "findings": .array(findings.map { $0.json(language) }),
    ])
  }
}

extension StudyResults {
  /// The results by community.
  var json: JSONValue {
    .object([
      "communities": .array(
        communities.map { row in
          .object([
            "code": .string(row.code), "name": .string(row.name), "district": .string(row.district),
            "needed": .integer(row.needed), "drawn": .integer(row.toDraw), "done": .integer(row.done),
            "unitsDrawn": .integer(row.units.drawn), "unitsReached": .integer(row.units.reached),
            "responseRate": row.responseRate.map(JSONValue.number) ?? .null,
            "weightEffect": row.weightEffect.map(JSONValue.number) ?? .null,
            "study": row.study?.json ?? .null, "own": row.own?.json ?? .null,
            "difference": row.difference?.json ?? .null,
          ])
        })
    ])
  }
}

extension StudyResults.Estimate {
  var json: JSONValue {
    .object([
      "mean": .number(mean), "standardError": standardError.map(JSONValue.number) ?? .null,
      "lower": interval.map { .number($0.lowerBound) } ?? .null,
      "upper": interval.map { .number($0.upperBound) } ?? .null, "answers": .integer(answers),
    ])
  }
}

extension StudyResults.Difference {
  var json: JSONValue {
    .object([
      "value": .number(value), "lower": interval.map { .number($0.lowerBound) } ?? .null,
      "upper": interval.map { .number($0.upperBound) } ?? .null, "isClear": .bool(isClear),
    ])
  }
}
