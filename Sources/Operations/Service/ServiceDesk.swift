public import Credentials
import Dispatch
public import Findings
import Store
public import Titles

/// What the web service asks of the program: signing in, uploads on their way, drafts, and through `rounds` the round itself.
public struct ServiceDesk: Sendable {
  /// The use cases of the round, on the data directory that this process holds.
  public let rounds: EvaluationDesk
  /// The rules for passwords and sessions.
  public let rules: PasswordRules
  /// Where passwords are hashed.
  public let hashing = HashingDesk()
  /// Ratings that were computed again from stored inputs.
  let ratings = Recomputation<RatingResult>()
  /// What rounds' titles hang on, by round and version.
  let studies = Recomputation<RoundSensitivity?>()
  /// How far districts' interviews have come, by the files that were sent.
  let fieldWork = Recomputation<FieldProgress?>()
  /// What the public is told of communities, by result.
  let published = Recomputation<[String: CommunityFigures]>()
  /// Long work goes here, one piece at a time, so that requests never wait for a thread.
  private let backroom = DispatchQueue(label: "kaoping.backroom")

  /// A desk on the use cases of the round.
  public init(_ rounds: EvaluationDesk, rules: PasswordRules) {
    self.rounds = rounds
    self.rules = rules
  }

  /// The data directory.
  var store: EvaluationStore { rounds.store }

  /// The moment.
  public var now: Moment { rounds.surroundings.now() }

  /// Seconds since 1970.
  func clock() -> Int { now.seconds }

  /// Whether the database answers: what readiness means.
  public func isReady() -> Bool { (try? store.sqliteVersion()) != nil }

  /// What was noticed when the directory was opened.
  public var openingFindings: [Finding] { store.openingFindings }

  /// Removes what has run out: sessions, old tries, uploads that nobody has confirmed for a week.
  public func tidy() throws {
    let now = clock()
    try store.endSessions(unusedSince: now - rules.idleMinutes * 60, openedBefore: now - ServiceDesk.absoluteSeconds)
    try store.forgetTries(before: now - 30 * 86_400)
    for incoming in try store.incoming(of: nil) where incoming.made < now - 7 * 86_400 { try drop(incoming) }
  }

  /// Does long work in its turn, on a thread of its own.
  func inTurn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      backroom.async { continuation.resume(with: Result { try work() }) }
    }
  }

  /// Who acts, as the round knows it.
  func actor(_ person: SignedInPerson) throws -> DeskActor {
    guard let user = try store.user(person.user) else {
      throw Refusal(findings: [Finding(.notSignedIn)], isForbidden: true)
    }
    return try rounds.actor(user, as: person.grant.description)
  }
}
