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
  /// Reviewers' grids for programs, and for the grid page's own script.
  func addReviewInterface(_ table: inout RouteTable) {
    let base = "/api/v1/rounds/{round}/review-grids"
    table.interface(
      .get, base, Service.gridReaders,
      OperationNote(
        summary: "The grids of the round with their progress; a reviewer's own", parameters: OperationNote.window,
        answers: [200: "ReviewGridList"])
    ) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let all = try desk.reviewProgress(round).filter {
        visitor.grant.role != .reviewer
          || $0.record.reviewer == visitor.user && $0.record.scope == visitor.grant.scope
            && $0.record.state != .withdrawn
      }
      return try ListWindow(request).page(
        all, key: { Service.padded($0.record.id) }, json: \.json,
        path: "/api/v1/rounds/\(round.id.escapedForQuery)/review-grids")
    }
    table.interface(
      .post, base, Service.assigners,
      OperationNote(
        summary: "Assign indicators of communities to a reviewer", parameters: [OperationNote.key],
        body: .json("NewReviewGrid"), answers: [201: "ReviewGridSummary"])
    ) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      let body = try await request.json(ServiceDesk.Assignment.self)
      return try await once(request, context, body: body.bytes) {
        let made = try await desk.assign(body.value, in: round, by: visitor.person).value
        guard let entry = try desk.reviewProgress(round).first(where: { $0.record.id == made.id }) else {
          throw ServiceFault.notFound
        }
        return .json(
          entry.json, status: .created,
          headers: [.location: "/api/v1/rounds/\(round.id.escapedForQuery)/review-grids/\(made.id)"])
      }
    }
    table.interface(
      .post, base + "/{grid}/return", Service.assigners,
      OperationNote(
        summary: "Return a submitted grid with a reason", body: .json("ReviewReturn"), answers: [204: nil])
    ) { request, context in
      let round = try round(context)
      let reason = try await request.json(ReviewReturn.self).value.reason
      try await desk.returnGrid(
        try gridNumber(context), in: round, reason: reason, by: try context.signedIn().person)
      return Response(status: .noContent)
    }
    table.interface(
      .delete, base + "/{grid}", Service.assigners,
      OperationNote(summary: "Take back an assignment that was never submitted", answers: [204: nil])
    ) { _, context in
      try await desk.withdrawGrid(
        try gridNumber(context), in: try round(context), by: try context.signedIn().person)
      return Response(status: .noContent)
    }
    addMarkingInterface(&table, base + "/{grid}")
  }

  private func addMarkingInterface(_ table: inout RouteTable, _ base: String) {
    table.interface(
      .get, base, Service.markers,
      OperationNote(summary: "A grid of the caller with rules and cells", answers: [200: "ReviewGrid"])
    ) { _, context in
      let (_, grid) = try grid(context)
      return .json(grid.json(uploads: try desk.uploads(of: grid.record), context.language))
    }
    table.interface(
      .patch, base + "/cells", Service.markers,
      OperationNote(
        summary:
          "Keep what is typed into cells; each is judged at once, and one that has moved on since its version stays",
        body: .json("ReviewEntries"), answers: [200: "ReviewEntriesKept"])
    ) { request, context in
      let person = try context.signedIn().person
      let (round, grid) = try grid(context)
      let entries = try await request.json(ReviewEntries.self).value.cells
      let cells = try desk.save(entries, in: grid, by: person)
      let progress = try desk.reviewGrid(grid.record.id, in: round, of: person)?.progress ?? grid.progress
      return .json(
        .object([
          "cells": .array(cells.map { $0.json(context.language) }), "filled": .integer(progress.filled),
          "total": .integer(progress.total),
        ]))
    }
    table.interface(
      .post, base + "/submit", Service.markers,
      OperationNote(
        summary: "Submit and lock a grid; its marks become uploads with receipts", answers: [201: "ReviewSubmission"])
    ) { _, context in
      let (_, grid) = try grid(context)
      let done = try await desk.submit(grid, by: try context.signedIn().person)
      return .json(
        .object(["uploads": .array(done.uploads.map { $0.value.json($0.receipt) })]), status: .created)
    }
    table.interface(
      .post, base + "/recusals", Service.markers,
      OperationNote(
        summary: "Declare a recusal from communities; a colleague of the department takes over",
        body: .json("ReviewRecusal"), answers: [200: "ReviewHandOver"])
    ) { request, context in
      let (_, grid) = try grid(context)
      let body = try await request.json(ReviewRecusal.self).value
      let done = try await desk.recuse(
        from: body.communities, reason: body.reason, in: grid, by: try context.signedIn().person)
      return .json(
        .object([
          "successor": done.successor.map { .integer($0.id) } ?? .null,
          "findings": .array(done.findings.map { $0.json(context.language) }),
        ]))
    }
    table.interface(
      .get, base + "/evidence", Service.markers,
      OperationNote(
        summary: "The evidence to read beside a grid, by community and, for what names none, by district",
        answers: [200: "GridEvidence"])
    ) { _, context in
      let evidence = try desk.evidence(for: try grid(context).1)
      func files(_ uploads: [String: [UploadRecord]]) -> JSONValue {
        .array(
          uploads.sorted { $0.key < $1.key }.map {
            .object(["code": .string($0.key), "uploads": .array($0.value.map { $0.json(nil) })])
          })
      }
      return .json(
        .object(["communities": files(evidence.ofCommunity), "districts": files(evidence.ofDistrict)]))
    }
    table.interface(
      .get, base + "/evidence/{upload}", Service.markers,
      OperationNote(
        summary: "A file of a grid's evidence as it was received", answers: [200: "application/octet-stream"])
    ) { _, context in try evidenceFile(context) }
    table.interface(
      .get, base + "/workbook", Service.markers,
      OperationNote(summary: "A grid as a workbook (XLSX)", answers: [200: Service.workbookType])
    ) { _, context in
      let (round, grid) = try grid(context)
      return .download(
        try desk.workbook(of: grid, context.language), Service.workbookType,
        named: "reviews-\(round.id)-\(grid.record.id).xlsx")
    }
    table.interface(
      .put, base + "/workbook", Service.markers,
      OperationNote(
        summary: "Read a filled-in workbook back into a grid", body: .bytes(Service.workbookType),
        answers: [200: "WorkbookReading"])
    ) { request, context in
      let (_, grid) = try grid(context)
      let buffer = try await request.collected(upTo: ServiceDesk.mostGridBytes)
      let bytes = Array(buffer.readableBytesView)
      // Workbooks are archives, which begin with these letters; anything else is read as a table of text.
      let name = bytes.starts(with: Array("PK".utf8)) ? "workbook.xlsx" : "workbook.csv"
      let reading = try desk.take(workbook: bytes, name: name, into: grid, by: try context.signedIn().person)
      return .json(
        .object([
          "changed": .integer(reading.changed.count), "same": .integer(reading.same),
          "findings": .array(reading.findings.map { $0.json(context.language) }),
        ]))
    }
  }
}

private struct ReviewEntries: Decodable, Sendable { var cells: [CellEntry] }

private struct ReviewReturn: Decodable, Sendable { var reason: String }

private struct ReviewRecusal: Decodable, Sendable {
  var communities: [String]
  var reason: String
}
