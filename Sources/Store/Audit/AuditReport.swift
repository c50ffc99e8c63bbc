public import Findings

/// What a verification looked at and found.
public struct AuditReport: Hashable, Sendable {
  /// The events of the log.
  public var events = 0
  /// The signed heads.
  public var heads = 0
  /// The rows of audited tables.
  public var rows = 0
  /// The kept files.
  public var objects = 0
  /// The rounds that were folded from their events.
  public var rounds = 0
  /// What is wrong, with its place.
  public var findings: [Finding] = []

  /// Whether nothing of severity error was found.
  public var isSound: Bool { !findings.contains { $0.severity == .error } }
}
