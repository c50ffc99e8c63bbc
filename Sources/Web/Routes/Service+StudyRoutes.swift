import Findings
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Store
import Titles

extension Service {
  /// Those who see a study.
  static let studyReaders = Access.roles([.thirdParty, .leadingGroupOffice, .leadingGroupMember, .auditor])
  /// Those who plan one.
  static let evaluators = Access.roles([.thirdParty])

  /// The pages of a third party's study.
  func addStudyRoutes(_ table: inout RouteTable) {
    table.get("/study", Service.evaluators) { _, context in
      guard let round = try currentRound() else { return .seeOther("/work") }
      let name = try context.signedIn().grant.scope.name
      return .seeOther("/rounds/\(round.id.escapedForQuery)/studies/\(name.escapedForQuery)")
    }
    table.get("/rounds/{round}/studies/{study}", Service.studyReaders) { request, context in
      try await studyPage(request, context)
    }
    table.post("/rounds/{round}/studies/{study}/frame", Service.evaluators) { request, context in
      let file = try await SmallFileForm(request, most: ServiceDesk.mostFrameBytes)
      try SameSite.check(file.fields["_token"], context)
      let (round, study) = try study(context)
      do {
        _ = try await desk.keep(frame: file.bytes, of: study, in: round, by: try context.signedIn().person)
      } catch let refusal as Refusal where !refusal.isForbidden {
        return try await studyPage(request, context, faults: refusal.findings)
      }
      return .seeOther(Service.link(study, round) + "?done=frameKept")
    }
    table.form("/rounds/{round}/studies/{study}/plan", Service.evaluators) { fields, _, context in
      let (round, study) = try study(context)
      _ = try await desk.enter(
        StudyParameters(fields, usual: StudyParameters()), of: study, in: round, by: try context.signedIn().person)
      return .seeOther(Service.link(study, round) + "?done=planEntered")
    }
    table.get("/rounds/{round}/studies/{study}/drawn.csv", Service.studyReaders) { _, context in
      let (round, study) = try study(context)
      guard let list = try desk.drawnList(of: study, in: round) else { throw ServiceFault.notFound }
      return .download(list, "text/csv; charset=utf-8", named: "drawn-\(round.id).csv")
    }
    table.get("/rounds/{round}/studies/{study}/weights.csv", Service.studyReaders) { _, context in
      let (round, study) = try study(context)
      let results = try await desk.results(of: study, in: round)
      return .download(results.weightTable, "text/csv; charset=utf-8", named: "weights-\(round.id).csv")
    }
    table.get("/rounds/{round}/studies/{study}/estimates.csv", Service.studyReaders) { _, context in
      let (round, study) = try study(context)
      let results = try await desk.results(of: study, in: round)
      return .download(results.estimateTable, "text/csv; charset=utf-8", named: "estimates-\(round.id).csv")
    }
  }

  /// The study of a path, if the visitor sees it.
  func study(_ context: ServiceContext) throws -> (TitleRound, Scope) {
    let round = try round(context)
    let study = Scope.study(try context.parameter("study"))
    guard try context.signedIn().grant.scope.covers(study) else { throw ServiceFault.notFound }
    return (round, study)
  }

  /// The page of a study.
  private static func link(_ study: Scope, _ round: TitleRound) -> String {
    "/rounds/\(round.id.escapedForQuery)/studies/\(study.name.escapedForQuery)"
  }

  private func studyPage(_ request: Request, _ context: ServiceContext, faults: [Finding] = []) async throws -> Response
  {
    let (round, study) = try study(context)
    let visitor = try context.signedIn()
    let entered = try desk.enteredParameters(of: study, in: round)
    let query = FormFields(request.uri.query ?? "")
    let parameters = StudyParameters(query, usual: entered ?? StudyParameters())
    var page = StudyPage(
      study, in: round, parameters: parameters, isEntered: entered != nil,
      frame: try desk.frameOnRecord(of: study, in: round), mayChange: visitor.grant.role == .thirdParty,
      context.language)
    page.refuse(faults, context.language)
    if !round.communities.isEmpty {
      let names = Dictionary(
        round.communities.values.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
      if query?["margin"] != nil || entered != nil {
        do {
          if let (plan, findings) = try desk.plan(parameters, of: study, in: round) {
            page.show(plan, findings + faults, names: names, context.language)
          }
        } catch let refusal as Refusal {
          page.refuse(refusal.findings + faults, context.language)
        }
      }
      page.show(try await desk.results(of: study, in: round), context.language)
    }
    return pages.response(page, request, context, faults.isEmpty ? .ok : .unprocessableContent)
  }
}
