import Findings
import HTTPTypes
import Hummingbird
import Operations
import Store
import Titles

extension Service {
  /// Those who may have districts scored.
  static let scorers = Access.roles(
    Set(RoundRule.of(.evaluate).grants.keys).union(RoundRule.of(.rescore).grants.keys))

  /// The page of long work: asked for, watched, given up.
  func addJobRoutes(_ table: inout RouteTable) {
    table.get("/jobs", Service.scorers) { request, context in
      let visitor = try context.signedIn()
      let page = JobsPage(
        try desk.jobs(of: visitor.person), try currentRound(), for: visitor, progress: { desk.progress.of($0.id) },
        outcome: { desk.outcome(of: $0) }, context.language)
      return pages.response(page, request, context)
    }
    table.form("/jobs", Service.scorers) { fields, _, context in
      let visitor = try context.signedIn()
      guard let round = try currentRound() else { throw ServiceFault.notFound }
      let code = fields["district"] ?? ""
      let districts = code.isEmpty ? visitor.district.map { [$0] } ?? [] : [code]
      guard districts.allSatisfy({ ServiceDesk.sees(visitor.grant, district: $0) }) else {
        throw ServiceFault.notPermitted
      }
      guard districts.allSatisfy({ code in round.districts.contains { $0.code == code } }) else {
        throw ServiceFault(.unprocessableContent, .unknownInRound, found: code, details: [code])
      }
      _ = try await desk.startEvaluation(round.id, districts: districts, reason: "", by: visitor.person)
      return .seeOther("/jobs?done=jobStarted")
    }
    table.form("/jobs/{job}/cancel", Service.scorers) { _, _, context in
      let job = try job(context)
      guard !job.state.isOver else { return .seeOther("/jobs") }
      try await desk.cancel(job)
      return .seeOther("/jobs?done=jobCancelled")
    }
  }

  /// The job of a path, if it is the visitor's.
  func job(_ context: ServiceContext) throws -> JobRecord {
    guard let job = try desk.job(try context.parameter("job"), of: try context.signedIn().person) else {
      throw ServiceFault.notFound
    }
    return job
  }
}
