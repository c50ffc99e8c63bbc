import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Titles

extension Service {
  /// Interviews under way, the register, the calendar, backups and health, for programs.
  func addCareInterface(_ table: inout RouteTable) {
    let administrator = Access.roles([.administrator])
    table.interface(
      .get, "/api/v1/rounds/{round}/districts/{district}/field", .roles(Service.listReaders),
      OperationNote(
        summary: "How far a district's interviews have come, and what stands out in them",
        answers: [200: "FieldProgress"])
    ) { _, context in
      let (round, district) = try district(context)
      guard let progress = try await desk.fieldProgress(of: district.code, in: round) else {
        throw ServiceFault.notFound
      }
      return .json(progress.json)
    }
    table.interface(
      .get, "/api/v1/register", .staff,
      OperationNote(
        summary: "The communities of a day whose code, name, street or district has a text in it",
        parameters: OperationNote.window + [
          OperationNote.Parameter(name: "q", place: .query, type: "string"),
          OperationNote.day("day"),
        ], answers: [200: "RegisterList"])
    ) { request, _ in
      let text = String((request.parameter("q") ?? "").prefix(100))
      let on = try request.queriedDay("day") ?? desk.now.day
      let found = try desk.register().search(text, on: on).sorted { $0.id < $1.id }
      return try ListWindow(request).page(
        found, key: { $0.id.description },
        json: { .object(["id": .string($0.id.description), "attributes": $0.attributes.json]) },
        path: "/api/v1/register?q=\(text.escapedForQuery)&day=\(on)")
    }
    table.interface(
      .get, "/api/v1/register/{community}", .staff,
      OperationNote(summary: "One community through time, with its events", answers: [200: "RegisterEntry"])
    ) { _, context in
      guard let id = CommunityID(try context.parameter("community")),
        let document = try desk.register().json(id, today: desk.now.day)
      else { throw ServiceFault.notFound }
      return .json(document)
    }
    table.interface(
      .get, "/api/v1/calendar/period", .staff,
      OperationNote(
        summary: "The last day of a period of working days",
        parameters: [
          OperationNote.day("from", isRequired: true),
          OperationNote.Parameter(name: "days", place: .query, type: "integer", isRequired: true, range: 1...400),
        ], answers: [200: "WorkingPeriod"])
    ) { request, _ in
      guard let from = try request.queriedDay("from"),
        let days = request.countParameter("days"), (1...400).contains(days)
      else { throw ServiceFault(.badRequest, .parameterInvalid, details: ["from, days", "2014-11-03, 1–400"]) }
      do {
        let end = try desk.calendar().lastDay(of: days, from: from)
        return .json(
          .object(["from": .string(from.description), "days": .integer(days), "lastDay": .string(end.description)]))
      } catch let fault as WorkingCalendar.UnknownYear {
        throw ServiceFault(.unprocessableContent, .yearWithoutNotice, details: [String(fault.year)])
      }
    }
    table.interface(
      .get, "/api/v1/backups", administrator,
      OperationNote(summary: "The backups, the newest first", answers: [200: "BackupList"])
    ) { _, _ in .json(.object(["items": .array(desk.backups().map(\.json))])) }
    table.interface(
      .post, "/api/v1/backups", administrator,
      OperationNote(summary: "Make a backup on the server", answers: [201: "Backup"])
    ) { _, context in
      let name = try await desk.makeBackup(by: try context.signedIn().person)
      guard let backup = desk.backups().first(where: { $0.name == name }) else { throw ServiceFault.notFound }
      return .json(backup.json, status: .created)
    }
    table.interface(
      .post, "/api/v1/backups/{backup}/verify", administrator,
      OperationNote(summary: "Restore a backup on trial and verify everything in it", answers: [200: "AuditReport"])
    ) { _, context in
      guard
        let report = try await desk.verifyBackup(
          try context.parameter("backup"), by: try context.signedIn().person)
      else { throw ServiceFault.notFound }
      return .json(report.json(context.language))
    }
    table.interface(
      .get, "/api/v1/health", administrator,
      OperationNote(
        summary: "Whether libraries, machine, data directory and backups are well", answers: [200: "Health"])
    ) { _, context in
      let checks = desk.health().map { check -> JSONValue in
        .object([
          "name": .string(check.name[context.language]), "isReady": .bool(check.isReady),
          "isRequired": .bool(check.isRequired), "found": .string(check.found),
          "remedy": .string(check.isReady ? "" : check.remedy[context.language]),
        ])
      }
      return .json(.object(["checks": .array(checks)]))
    }
    table.interface(
      .post, "/api/v1/health/verify", administrator,
      OperationNote(summary: "Verify the whole audit log and everything it stands for", answers: [200: "AuditReport"])
    ) { _, context in
      .json(try await desk.verifyLog(by: try context.signedIn().person).json(context.language))
    }
  }
}
