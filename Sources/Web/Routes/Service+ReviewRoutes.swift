import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Scoring
import Store
import Titles

extension Service {
  /// Those who fill in grids.
  static let markers = Access.roles([.reviewer])
  /// Those who assign and return them.
  static let assigners = Access.roles([.leadingGroupOffice])
  /// Those who see who marks what.
  static let gridReaders = Access.roles([.reviewer, .leadingGroupOffice, .leadingGroupMember, .auditor])

  /// The pages of reviewers' grids: for reviewers to fill in, for the office to assign and return.
  func addReviewRoutes(_ table: inout RouteTable) {
    table.get("/reviews", Service.gridReaders) { _, _ in
      guard let round = try currentRound() else { return .seeOther("/work") }
      return .seeOther("/rounds/\(round.id.escapedForQuery)/reviews")
    }
    table.get("/rounds/{round}/reviews", Service.gridReaders) { request, context in
      let (visitor, round) = (try context.signedIn(), try round(context))
      guard visitor.grant.role == .reviewer else { return try assignmentsPage(round, [], request, context) }
      let grids = try desk.reviewGrids(round, of: visitor.person)
      return pages.response(
        MyGridsPage(grids, in: round, today: desk.now.day, context.language), request, context)
    }
    table.form("/rounds/{round}/reviews", Service.assigners) { fields, request, context in
      try await assign(fields, request, context)
    }
    table.form("/rounds/{round}/reviews/{grid}/return", Service.assigners) { fields, _, context in
      let round = try round(context)
      try await desk.returnGrid(
        try gridNumber(context), in: round, reason: fields["reason"] ?? "", by: try context.signedIn().person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/reviews?done=gridReturned")
    }
    table.form("/rounds/{round}/reviews/{grid}/withdraw", Service.assigners) { _, _, context in
      let round = try round(context)
      try await desk.withdrawGrid(try gridNumber(context), in: round, by: try context.signedIn().person)
      return .seeOther("/rounds/\(round.id.escapedForQuery)/reviews?done=gridWithdrawn")
    }
    addMarkingRoutes(&table)
  }

  private func addMarkingRoutes(_ table: inout RouteTable) {
    table.get("/rounds/{round}/reviews/{grid}", Service.markers) { request, context in
      let (round, grid) = try grid(context)
      return try gridPage(grid, round, [], request, context)
    }
    table.form("/rounds/{round}/reviews/{grid}", Service.markers) { fields, request, context in
      try await keep(fields, request, context)
    }
    table.form("/rounds/{round}/reviews/{grid}/recusal", Service.markers) { fields, _, context in
      let (round, grid) = try grid(context)
      let done = try await desk.recuse(
        from: fields.all("community").filter { !$0.isEmpty }, reason: fields["reason"] ?? "", in: grid,
        by: try context.signedIn().person)
      let word = done.successor == nil ? "recusedAlone" : "recused"
      return .seeOther("/rounds/\(round.id.escapedForQuery)/reviews?done=\(word)")
    }
    table.get("/rounds/{round}/reviews/{grid}/workbook.xlsx", Service.markers) { _, context in
      let (round, grid) = try grid(context)
      return .download(
        try desk.workbook(of: grid, context.language), Service.workbookType,
        named: "reviews-\(round.id)-\(grid.record.id).xlsx")
    }
    table.post("/rounds/{round}/reviews/{grid}/workbook", Service.markers) { request, context in
      let file = try await SmallFileForm(request, most: ServiceDesk.mostGridBytes)
      try SameSite.check(file.fields["_token"], context)
      let (round, grid) = try grid(context)
      let reading = try desk.take(
        workbook: file.bytes, name: file.name, into: grid, by: try context.signedIn().person)
      return pages.response(WorkbookTakenPage(reading, of: grid, in: round, context.language), request, context)
    }
    table.get("/rounds/{round}/reviews/{grid}/evidence/{upload}", Service.markers) { _, context in
      try evidenceFile(context)
    }
  }

  /// The file of a path, if it is evidence of the visitor's grid.
  func evidenceFile(_ context: ServiceContext) throws -> Response {
    let (_, grid) = try grid(context)
    guard let number = Int(try context.parameter("upload")), let upload = try desk.evidence(number, for: grid) else {
      throw ServiceFault.notFound
    }
    return try original(upload)
  }

  /// The media type of a workbook.
  static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  /// The number of the grid in a path.
  func gridNumber(_ context: ServiceContext) throws -> Int {
    guard let number = Int(try context.parameter("grid")) else { throw ServiceFault.notFound }
    return number
  }

  /// The grid of a path, if it is the visitor's own.
  func grid(_ context: ServiceContext) throws -> (TitleRound, ReviewGrid) {
    let round = try round(context)
    guard let grid = try desk.reviewGrid(try gridNumber(context), in: round, of: try context.signedIn().person) else {
      throw ServiceFault.notFound
    }
    return (round, grid)
  }

  private func gridPage(
    _ grid: ReviewGrid, _ round: TitleRound, _ faults: [Finding], _ request: Request, _ context: ServiceContext
  ) throws -> Response {
    var page = ReviewGridPage(
      grid, in: round, part: request.query("part").flatMap(Int.init) ?? 0, evidence: try desk.evidence(for: grid),
      uploads: try desk.uploads(of: grid.record), context.language)
    page.refuse(faults, context.language)
    return pages.response(page, request, context, faults.isEmpty ? .ok : .unprocessableContent)
  }

  /// Saves a grid's form and, if it asks for that, submits the grid.
  private func keep(_ fields: FormFields, _ request: Request, _ context: ServiceContext) async throws -> Response {
    let person = try context.signedIn().person
    let (round, grid) = try grid(context)
    let cells = try desk.save([CellEntry](fields), in: grid, by: person)
    let conflicts = cells.flatMap { cell in
      cell.reading.findings.filter { $0.code == .cellChangedElsewhere }.map { finding in
        var finding = finding
        finding.location = Location(file: "\(cell.community) \(cell.indicator)")
        return finding
      }
    }
    guard let now = try desk.reviewGrid(grid.record.id, in: round, of: person) else { throw ServiceFault.notFound }
    guard conflicts.isEmpty else { return try gridPage(now, round, conflicts, request, context) }
    let link = "/rounds/\(round.id.escapedForQuery)/reviews/\(grid.record.id)"
    guard fields["do"] == "submit" else {
      return .seeOther("\(link)?part=\(request.query("part").flatMap(Int.init) ?? 0)&done=gridSaved")
    }
    do {
      _ = try await desk.submit(now, by: person)
    } catch let refusal as Refusal where !refusal.isForbidden {
      return try gridPage(now, round, refusal.findings, request, context)
    }
    return .seeOther("\(link)?done=gridSubmitted")
  }

  private func assignmentsPage(
    _ round: TitleRound, _ faults: [Finding], _ request: Request, _ context: ServiceContext
  ) throws -> Response {
    // Before standard and register are frozen there is nothing to assign yet.
    let rules = round.communities.isEmpty ? nil : try desk.reviewRules(round.id)
    var page = AssignmentsPage(
      try desk.reviewProgress(round), in: round, rules: rules, reviewers: try desk.reviewers(),
      today: desk.now.day, mayAssign: try context.signedIn().grant.role == .leadingGroupOffice, context.language)
    page.refuse(faults, context.language)
    return pages.response(page, request, context, faults.isEmpty ? .ok : .unprocessableContent)
  }

  private func assign(_ fields: FormFields, _ request: Request, _ context: ServiceContext) async throws -> Response {
    let (visitor, round) = (try context.signedIn(), try round(context))
    let due = fields["due"].flatMap { CalendarDay($0) }
    do {
      if fields["do"] == "standard" {
        let made = try await desk.assignByStandard(in: round, due: due, by: visitor.person)
        guard !made.isEmpty else {
          let none = context.language == .chinese ? "没有可按标准分配的评分人" : "no reviewer whose department the standard names"
          return try assignmentsPage(
            round, [Finding(.gridUnassignable, details: [none])], request, context)
        }
      } else {
        let assignment = ServiceDesk.Assignment(
          reviewer: fields["reviewer"] ?? "", indicators: fields.all("indicator"),
          communities: AssignmentsPage.communities(fields, round, try desk.reviewRules(round.id)), due: due)
        _ = try await desk.assign(assignment, in: round, by: visitor.person)
      }
    } catch let refusal as Refusal where !refusal.isForbidden {
      return try assignmentsPage(round, refusal.findings, request, context)
    }
    return .seeOther("/rounds/\(round.id.escapedForQuery)/reviews?done=gridAssigned")
  }
}
