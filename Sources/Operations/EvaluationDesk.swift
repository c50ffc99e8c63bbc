public import Findings
import Foundation
public import Seals
public import Store
public import Titles

/// What use cases with a data directory need of the world: the time and bytes that nobody can foresee. Both enter here and nowhere
/// deeper, so that tests fix them.
public struct Surroundings: Sendable {
  /// The time now.
  public var now: @Sendable () -> Moment
  /// So many random bytes.
  public var random: @Sendable (Int) -> [UInt8]
  /// Seconds since some moment before, by a clock that nobody sets; nil if `now` is such a clock.
  public var elapsed: (@Sendable () -> Int)?

  /// Surroundings of these parts.
  public init(
    now: @escaping @Sendable () -> Moment, random: @escaping @Sendable (Int) -> [UInt8],
    elapsed: (@Sendable () -> Int)? = nil
  ) {
    self.now = now
    self.random = random
    self.elapsed = elapsed
  }

  /// The machine's clocks and generator.
  public static let machine = Surroundings(
    now: { Moment(seconds: Int(Date().timeIntervalSince1970.rounded(.down))) }, random: { RandomBytes.draw($0) },
    elapsed: { Int(start.duration(to: .now).components.seconds) })

  private static let start = ContinuousClock.now
}

/// A workbench with an open data directory: every use case of the service and of the commands that need one.
public struct EvaluationDesk: Sendable {
  /// The workbench that rates.
  public let workbench: Workbench
  /// The data directory.
  public let store: EvaluationStore
  /// Time and chance.
  public let surroundings: Surroundings

  /// A desk with a directory that is held until the desk goes.
  public init(_ workbench: Workbench, _ store: EvaluationStore, surroundings: Surroundings = .machine) {
    self.workbench = workbench
    self.store = store
    self.surroundings = surroundings
  }

  /// Opens a data directory for this process alone.
  ///
  /// - Throws: `StoreFailure`: no data directory (B002), held by somebody (B003), not writable (B004), written by a later version (B006).
  public static func open(
    _ path: String, _ workbench: Workbench, surroundings: Surroundings = .machine
  ) throws -> EvaluationDesk {
    let process = ProcessInfo.processInfo
    let store = try EvaluationStore(
      DataDirectory(path), holder: "\(process.processName) \(process.processIdentifier)")
    return EvaluationDesk(workbench, store, surroundings: surroundings)
  }

  /// Makes a new data directory with the holidays of a folder, such as `Scoring/calendar-china`.
  public static func create(
    _ path: String, calendar: String?, _ workbench: Workbench, surroundings: Surroundings = .machine
  ) throws -> (desk: EvaluationDesk, findings: [Finding]) {
    let process = ProcessInfo.processInfo
    let store = try EvaluationStore.create(
      at: DataDirectory(path), seed: surroundings.random(32), name: surroundings.random(8), moment: surroundings.now(),
      holder: "\(process.processName) \(process.processIdentifier)")
    let desk = EvaluationDesk(workbench, store, surroundings: surroundings)
    guard let calendar else { return (desk, []) }
    return (desk, try desk.takeOver(calendar: calendar, by: .console).findings)
  }

  /// What happened, with the receipt that proves it and what somebody should know.
  public struct Done<Value: Sendable>: Sendable {
    /// The outcome.
    public let value: Value
    /// The receipt; nil if nothing had to be recorded.
    public let receipt: Receipt?
    /// Warnings and notes.
    public let findings: [Finding]

    /// Whether this had been done before, and the answer is the first one's.
    public var isRepeated: Bool { findings.contains { $0.code == .alreadyReceived } }
  }

  /// Makes a change at the present moment and gives its receipt.
  func change<Value: Sendable>(
    _ note: ChangeNote, file: Receipt.File? = nil, _ body: (ChangeSession) throws -> Value
  ) throws -> Done<Value> {
    let moment = surroundings.now()
    var findings: [Finding] = []
    // Order goes by the log's numbers; a clock that runs behind it is worth a word, no more.
    if let last = try store.lastMoment(), moment < last {
      findings.append(Finding(.clockWentBack, details: [moment.description, last.description]))
    }
    let (value, leaf) = try store.change(note, at: moment, body)
    return Done(value: value, receipt: try store.receipt(leaf, file: file), findings: findings)
  }
}

/// Who acts on a desk: a person in a role, or whoever sits at the machine's console.
public struct DeskActor: Hashable, Sendable {
  /// The name that the log gets.
  public var name: String
  /// The role that the log gets.
  public var grant: RoleGrant?

  /// A person who has shown who he or she is, in a role.
  init(name: String, grant: RoleGrant?) {
    self.name = name
    self.grant = grant
  }

  /// Whoever may read the data directory and sits at the console. May keep users, register and calendar, but takes no part in rounds.
  public static let console = DeskActor(name: "console", grant: nil)

  /// Anyone, without sign-in.
  public static let anyone = DeskActor(name: "", grant: RoleGrant(.public))

  /// The note of a change by this actor.
  func note(_ action: String, reason: String = "", details: [String: String] = [:]) -> ChangeNote {
    ChangeNote(actor: name, role: grant?.description ?? "operator", action: action, reason: reason, details: details)
  }

  /// The actor of a round; nil at the console, which has no role.
  var inRound: RoundActor? { grant.map { RoundActor(name, $0) } }
}
