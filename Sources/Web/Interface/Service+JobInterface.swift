import Findings
import HTTPTypes
import Hummingbird
import Operations
import Reports
import Store
import Titles

extension Service {
  /// Long work: asked for, watched, given up.
  func addJobInterface(_ table: inout RouteTable) {
    table.interface(
      .post, "/api/v1/rounds/{round}/evaluations", Service.scorers,
      OperationNote(
        summary: "Have districts scored: answered at once with a job; with a reason they are scored again",
        parameters: [OperationNote.key], body: .json("NewEvaluation"), answers: [202: "Job"],
        link: .init("/api/v1/jobs/{job}", "job", at: "/id"))
    ) { request, context in
      let (round, visitor) = (try round(context), try context.signedIn())
      let body = try await request.json(NewEvaluation.self)
      return try await once(request, context, body: body.bytes) {
        let own = visitor.district.map { [$0] }
        let districts = body.value.districts ?? own ?? []
        guard own == nil || districts == own else { throw ServiceFault.notPermitted }
        if let unknown = districts.first(where: { code in !round.districts.contains { $0.code == code } }) {
          throw ServiceFault(.unprocessableContent, .unknownInRound, found: unknown, details: [unknown])
        }
        let job = try await desk.startEvaluation(
          round.id, districts: districts, reason: body.value.reason ?? "", by: visitor.person)
        return .json(
          json(job, context.language), status: .accepted,
          headers: [.location: "/api/v1/jobs/\(job.id)", .retryAfter: "2"])
      }
    }
    table.interface(
      .get, "/api/v1/jobs", .signedIn,
      OperationNote(
        summary: "One's own jobs of the last thirty days", parameters: OperationNote.window, answers: [200: "JobList"])
    ) { request, context in
      let jobs = try desk.jobs(of: try context.signedIn().person).sorted { $0.id < $1.id }
      return try ListWindow(request).page(
        jobs, key: \.id, json: { json($0, context.language) }, path: "/api/v1/jobs")
    }
    table.interface(
      .get, "/api/v1/jobs/{job}", .signedIn,
      OperationNote(summary: "How far a job has come, and what came of it", answers: [200: "Job"])
    ) { _, context in
      let job = try job(context)
      return .json(json(job, context.language), headers: job.state.isOver ? [:] : [.retryAfter: "2"])
    }
    table.interface(
      .post, "/api/v1/jobs/{job}/cancel", .signedIn,
      OperationNote(
        summary: "Give a job up; one that runs stops where it can and changes nothing, or is done before",
        answers: [202: "Job"])
    ) { _, context in
      let job = try job(context)
      guard !job.state.isOver else { throw ServiceFault(.conflict, .jobOver) }
      try await desk.cancel(job)
      return .json(json(try self.job(context), context.language), status: .accepted)
    }
  }

  private func json(_ job: JobRecord, _ language: Language) -> JSONValue {
    let progress = desk.progress.of(job.id)
    let outcome = desk.outcome(of: job).map { outcome in
      JSONValue.object([
        "version": .optional(outcome.version), "phase": .optional(outcome.phase),
        "receipt": outcome.leaf.flatMap { try? desk.receipt(leaf: $0) }.flatMap { $0?.json } ?? .null,
        "findings": .array(outcome.readable.map { $0.json(language) }),
      ])
    }
    return .object([
      "id": .string(job.id), "kind": .string(job.kind.rawValue), "round": .string(job.round),
      "state": .string(job.state.rawValue),
      "progress": .object([
        "step": .optional(progress?.step[language]), "done": .optional(progress?.done),
        // 0 stands for a number that nobody knows.
        "total": .optional(progress.flatMap { $0.total > 0 ? $0.total : nil }),
      ]),
      "madeAt": .string(Service.moment(job.made)), "changedAt": .string(Service.moment(job.changed)),
      "outcome": outcome ?? .null,
    ])
  }
}

private struct NewEvaluation: Decodable, Sendable {
  var districts: [String]?
  var reason: String?
}
