public import Findings

/// What tables of communities or changes would make of the register: every step with what stood before and after it, every fault at
/// its row. The register that is kept is changed only when somebody has looked at this.
public struct RegisterTrial: Sendable {
  /// One change.
  public struct Step: Sendable {
    /// The event with the ids that it gives.
    public var event: LineageEvent
    /// What stood before.
    public var before: [CommunityAttributes]
    /// What stands afterwards.
    public var after: [CommunityAttributes]
  }

  /// The register with the steps so far.
  public private(set) var register: CommunityRegister
  /// The steps in their order.
  public private(set) var steps: [Step] = []
  /// Faults, and notices about what stands afterwards, such as sizes and codes that the rules of thumb do not expect.
  public private(set) var findings: [Finding] = []
  /// The rows of the tables.
  public internal(set) var rows = 0

  /// A trial on a register.
  public init(_ register: CommunityRegister) { self.register = register }

  /// Whether everything could be entered.
  public var isSound: Bool { !findings.contains { $0.severity == .error } }

  /// The rows at which there are faults, as users count.
  public var faultyRows: Set<Int> {
    Set(findings.filter { $0.severity == .error }.compactMap { $0.location?.row })
  }

  /// Enters a change, or notes why not.
  ///
  /// - Parameter place: the row that it comes from; nil for none.
  public mutating func enter(_ change: RegisterChange, at place: Location? = nil) {
    let before = change.communities.compactMap { register.periods[$0]?.last?.attributes }
    do throws(RegisterRefusal) {
      let (event, notices) = try register.enter(change)
      steps.append(Step(event: event, before: before, after: change.results))
      note(notices, at: place)
    } catch {
      note(error.findings, at: place)
    }
  }

  /// Enters changes that are written in full, in their order.
  public mutating func take(_ changes: [RegisterChange]) {
    rows += changes.count
    for change in changes { enter(change) }
  }

  /// Says that nothing would change, if nothing would.
  public mutating func conclude() {
    if isSound, steps.isEmpty { findings.append(Finding(.nothingChanges)) }
  }

  /// Adds findings at a row, unless they have a place of their own.
  mutating func note(_ more: [Finding], at place: Location? = nil) {
    findings += more.map { finding in
      var finding = finding
      finding.location = finding.location ?? place
      return finding
    }
  }

  /// The community that an id or a code means on a day; nil after a finding.
  mutating func community(_ text: String, on day: CalendarDay, at place: Location) -> CommunityID? {
    if let id = CommunityID(text), register.periods[id] != nil { return id }
    let found = register.communities(withCode: text, on: day)
    if found.count == 1 { return found[0] }
    note(
      [
        found.isEmpty
          ? Finding(.unknownRegisterID, found: text, details: [text])
          : Finding(
            .codeAmbiguous, found: text,
            details: [text, day.description, found.map(\.description).joined(separator: ", ")])
      ], at: place)
    return nil
  }
}
