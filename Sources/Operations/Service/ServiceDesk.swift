public import Credentials
public import Findings
import Store
public import Titles

import struct Surveys.Questionnaire

/// What the web service asks of the program: signing in, uploads on their way, drafts, and through `rounds` the round itself.
public struct ServiceDesk: Sendable {
  /// The use cases of the round, on the data directory that this process holds.
  public let rounds: EvaluationDesk
  /// The rules for passwords and sessions.
  public let rules: PasswordRules
  /// Passwords that were stolen elsewhere; nil if whoever runs the service has no list of them.
  let breached: BreachedPasswords?
  /// Where passwords are hashed.
  public let hashing = HashingDesk()
  /// Scoring and other work that people wait for.
  public let line = JobLine()
  /// How far the work in the line has come.
  public let progress = JobProgress()
  /// What was read of rounds, tokens and lists since something was last written.
  let recollection = DeskRecollection()
  /// The rules of grids that were used last.
  let reviewShelf = RoundShelf<ReviewRules>()
  /// The questionnaires that were used last.
  let questionnaireShelf = RoundShelf<Questionnaire>()
  /// Ratings that were computed again from stored inputs.
  let ratings = RecomputationShelf<RatingResult>()
  /// What rounds' titles hang on, by round and version.
  let studies = RecomputationShelf<RoundSensitivity?>()
  /// How far districts' interviews have come, by the files that were sent.
  let fieldWork = RecomputationShelf<FieldProgress?>()
  /// What the public is told of communities, by result.
  let published = RecomputationShelf<[String: CommunityFigures]>()
  /// What studies found, by everything that the figures rest on.
  let studyResults = RecomputationShelf<StudyResults>()
  /// Where files are read and written.
  private let backroom = Backroom()
  /// Where backups are made, one after the other: each is a copy of everything.
  let backupRoom = Backroom()

  /// What sessions live by.
  private let steadyClock: SteadyClock

  /// A desk on the use cases of the round.
  ///
  /// - Parameter breached: Passwords that nobody may choose because they were stolen elsewhere.
  /// - Throws: `StoreFailure` if the log cannot be read.
  public init(_ rounds: EvaluationDesk, rules: PasswordRules, breached: BreachedPasswords? = nil) throws {
    self.breached = breached
    self.rounds = rounds
    self.rules = rules
    steadyClock = try SteadyClock(rounds)
  }

  /// The data directory.
  var store: EvaluationStore { rounds.store }

  /// The moment.
  public var now: Moment { rounds.surroundings.now() }

  /// Seconds since 1970.
  func clock() -> Int { now.seconds }

  /// Seconds by the clock of sessions, access tokens and tries to sign in, which nobody puts back.
  public func sessionClock() -> Int { steadyClock.seconds }

  /// Whether the database answers: what readiness means.
  public func isReady() -> Bool { (try? store.sqliteVersion()) != nil }

  /// What was noticed when the directory was opened.
  public var openingFindings: [Finding] { store.openingFindings }

  /// Removes what has run out: sessions, old tries, uploads that nobody has confirmed for a week.
  public func tidy() throws {
    let now = clock()
    let steady = sessionClock()
    try store.endSessions(
      unusedSince: steady - rules.idleMinutes * 60, openedBefore: steady - ServiceDesk.absoluteSeconds)
    try store.forgetTries(before: steady - 30 * 86_400)
    for incoming in try store.incoming(of: nil) where incoming.made < now - ServiceDesk.daysUnderWay * 86_400 {
      try drop(incoming)
    }
    try store.forgetJobs(before: now - 30 * 86_400)
    for round in try store.rounds() where [.archived, .cancelled].contains(round.phase) {
      try store.forgetInvitations(round.id)
    }
  }

  /// Does long work in its turn, on a thread of its own.
  func inTurn<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await backroom.run(work)
  }

  /// Who acts, as the round knows it.
  func actor(_ person: SignedInPerson) throws -> DeskActor {
    guard let user = try store.user(person.user) else {
      throw Refusal(findings: [Finding(.notSignedIn)], isForbidden: true)
    }
    return try rounds.actor(user, as: person.grant.description)
  }
}

/// What a desk remembers.
struct DeskRecollection: Sendable {
  let rounds = Recollection<String, TitleRound?>(capacity: 16)
  let lists = Recollection<String, [PublishedList]>(capacity: 16)
  let tokens = Recollection<String, TokenHolder?>(capacity: 1000)
  let results = Recollection<String, [UInt8]?>(capacity: 32)
}
