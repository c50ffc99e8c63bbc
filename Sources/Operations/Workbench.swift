public import Findings

/// What the use cases need from outside: the program's version and someone to hear of progress. Time and chance enter with each
/// request, so that the same request gives the same bytes.
public struct Workbench: Sendable {
  /// The version that results record.
  public var version: String
  /// Hears how far a long step has come; called from the thread that runs the use case.
  public var report: @Sendable (Progress) -> Void

  /// How far a long step has come.
  public struct Progress: Hashable, Sendable {
    /// The step.
    public var step: Bilingual
    /// What is done, in the step's own unit.
    public var done: Int
    /// All there is to do; 0 if nobody knows.
    public var total: Int

    /// A step that is `done` of `total` far.
    public init(step: Bilingual, done: Int, total: Int) {
      self.step = step
      self.done = done
      self.total = total
    }
  }

  /// A workbench of this version.
  public init(version: String, report: @escaping @Sendable (Progress) -> Void = { _ in }) {
    self.version = version
    self.report = report
  }
}

/// Material that was refused: every finding, and whether something could not even be opened.
public struct Refusal: Error, Sendable {
  /// Everything that was found, errors among it.
  public let findings: [Finding]
  /// Whether the person may not do it at all (status 77).
  public let isForbidden: Bool

  init(findings: [Finding], isForbidden: Bool = false) {
    self.findings = findings
    self.isForbidden = isForbidden
  }

  /// Whether a decision is needed first that only people may take (status 10).
  public var needsDecision: Bool { findings.contains { $0.code == .tieOpen } }

  /// Whether an input could not be opened (status 66 instead of 65).
  public var isUnopened: Bool { findings.contains { $0.code == .fileMissing || $0.code == .fileUnreadable } }
}
