import Findings
import Hummingbird
import Logging
import Operations
import Reports
import Sheets
import Titles

extension Service {
  /// The register, the calendar, backups, and whether everything is well.
  func addCareRoutes(_ table: inout RouteTable) {
    let administrator = Access.roles([.administrator])
    table.get("/register", .staff) { request, context in
      let page = RegisterPage(
        try desk.register(), search: String((request.query("q") ?? "").prefix(100)), on: day(request),
        maySend: Service.materialSenders.contains(try context.signedIn().grant.role), context.language)
      return pages.response(page, request, context)
    }
    table.get("/register.csv", .staff) { request, _ in try registerTable(on: day(request)) }
    table.get("/register/{community}", .staff) { request, context in
      guard let id = CommunityID(try context.parameter("community")),
        let page = RegisterEntryPage(id, try desk.register(), today: desk.now.day, context.language)
      else { throw ServiceFault.notFound }
      return pages.response(page, request, context)
    }
    table.get("/calendar", .staff) { request, context in
      let page = CalendarPage(
        try desk.calendar(), year: request.query("year").flatMap(Int.init), from: request.query("from") ?? "",
        days: request.query("days") ?? "", today: desk.now.day,
        maySend: Service.materialSenders.contains(try context.signedIn().grant.role), context.language)
      return pages.response(page, request, context)
    }
    table.get("/backups", administrator) { request, context in
      pages.response(
        BackupsPage(desk.backups(), folder: desk.backupFolder, context.language), request, context)
    }
    table.form("/backups", administrator) { _, _, context in
      let visitor = try context.signedIn()
      let name = try await desk.makeBackup(by: visitor.person)
      context.logger.notice("backup", metadata: ["file": "\(name)", "by": "\(visitor.user)"])
      return .seeOther("/backups?done=backupMade")
    }
    table.form("/backups/{backup}/verify", administrator) { _, request, context in
      let name = try context.parameter("backup")
      guard let report = try await desk.verifyBackup(name, by: try context.signedIn().person) else {
        throw ServiceFault.notFound
      }
      var page = BackupsPage(desk.backups(), folder: desk.backupFolder, context.language)
      page.show(report, of: name, context.language)
      return pages.response(page, request, context)
    }
    table.get("/health", administrator) { request, context in
      pages.response(HealthPage(desk.health(), log: nil, context.language), request, context)
    }
    table.form("/health/verify", administrator) { _, request, context in
      let report = try await desk.verifyLog(by: try context.signedIn().person)
      return pages.response(HealthPage(desk.health(), log: report, context.language), request, context)
    }
  }

  /// The communities of a day as a table.
  func registerTable(on day: CalendarDay) throws -> Response {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + (try desk.register().rosterTable(on: day))
    return .download(bytes, "text/csv; charset=utf-8", named: "register-\(day).csv")
  }

  /// The day that a query asks about, else today.
  func day(_ request: Request) -> CalendarDay { request.query("day").flatMap { CalendarDay($0) } ?? desk.now.day }
}
