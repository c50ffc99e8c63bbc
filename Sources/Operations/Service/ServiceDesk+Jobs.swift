import Findings
import Foundation
import Seals
public import Store
import Synchronization
import Titles

extension ServiceDesk {
  /// Asks for districts to be scored, without waiting for it. Nothing is checked beyond the round's being there: what stands against
  /// it is the job's outcome.
  ///
  /// - Parameter districts: their codes; empty for all that wait for scores.
  /// - Throws: `JobLine.Full` if too many wait.
  public func startEvaluation(
    _ round: String, districts: [String], reason: String, by person: SignedInPerson
  ) async throws -> JobRecord {
    let actor = try actor(person)
    guard await line.length < JobLine.longest else { throw JobLine.Full() }
    let job = JobRecord(
      id: newName(), user: person.user, grant: person.grant, kind: .evaluate, round: round, districts: districts,
      reason: reason, made: clock())
    try store.save(job)
    Task {
      defer { progress.end(job.id) }
      do {
        let done = try await line.run(job.id) {
          try change(job.id, to: .running)
          var reporting = rounds.workbench
          reporting.report = { progress.note($0, of: job.id) }
          return try await EvaluationDesk(reporting, store, surroundings: rounds.surroundings)
            .evaluate(round, districts: districts, reason: reason, by: actor)
        }
        try change(
          job.id, to: .done,
          JobOutcome(
            version: done.value.eventCount, phase: done.value.phase.rawValue, leaf: done.receipt?.leaf,
            findings: done.findings))
      } catch is CancellationError {
        try change(job.id, to: .cancelled)
      } catch let refusal as Refusal {
        try change(job.id, to: .failed, JobOutcome(findings: refusal.findings))
      } catch let failure as StoreFailure {
        try change(job.id, to: .failed, JobOutcome(findings: [failure.finding]))
      } catch {
        try change(job.id, to: .failed, JobOutcome(findings: [Finding(.serviceFailed, details: [job.id])]))
      }
    }
    return job
  }

  private func change(_ id: String, to state: JobRecord.State, _ outcome: JobOutcome? = nil) throws {
    guard var job = try store.job(id) else { return }
    job.state = state
    job.changed = clock()
    if let outcome {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      job.outcome = String(decoding: try encoder.encode(outcome), as: UTF8.self)
    }
    try store.save(job)
  }

  /// A job of this person; nil if there is none: nobody sees those of others.
  public func job(_ id: String, of person: SignedInPerson) throws -> JobRecord? {
    try store.job(id).flatMap { $0.user == person.user && $0.grant == person.grant ? $0 : nil }
  }

  /// The jobs that a person asked for in the present role, the newest first.
  public func jobs(of person: SignedInPerson) throws -> [JobRecord] {
    try store.jobs(of: person.user).filter { $0.grant == person.grant }
  }

  /// What came of a job; nil before it is over, and if it was given up.
  public func outcome(of job: JobRecord) -> JobOutcome? {
    job.outcome.flatMap { try? JSONDecoder().decode(JobOutcome.self, from: Data($0.utf8)) }
  }

  /// Gives a job up; one that runs stops at the next place where it can.
  public func cancel(_ job: JobRecord) async throws {
    guard await line.cancel(job.id), job.state == .waiting else { return }
    try change(job.id, to: .cancelled)
  }

  /// Says of jobs that the last run of the service left unfinished that they were interrupted.
  public func interruptJobs() throws { try store.interruptJobs(at: clock()) }
}

/// How far the jobs under way have come; only the latest word of each is kept.
public final class JobProgress: Sendable {
  private let latest = Mutex<[String: Workbench.Progress]>([:])

  /// Nothing under way.
  public init() {}

  /// How far a job has come; nil if it has not said.
  public func of(_ job: String) -> Workbench.Progress? { latest.withLock { $0[job] } }

  func note(_ progress: Workbench.Progress, of job: String) { latest.withLock { $0[job] = progress } }
  func end(_ job: String) { latest.withLock { $0[job] = nil } }
}
