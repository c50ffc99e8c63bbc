public import Findings

/// The register of communities (社区名册) through time: permanent ids with dated attributes, and the events that joined, cut and moved
/// them. Nothing in it is ever overwritten: a change ends a period and begins another.
public struct CommunityRegister: Hashable, Sendable {
  /// Attributes that hold from a day up to, not including, another.
  public struct Period: Hashable, Sendable {
    /// The community.
    public var community: CommunityID
    /// The first day.
    public var from: CalendarDay
    /// The first day on which they no longer hold; nil while they do.
    public var until: CalendarDay?
    /// The attributes.
    public var attributes: CommunityAttributes
    /// The document that they rest on.
    public var document: String

    /// A period.
    public init(
      community: CommunityID, from: CalendarDay, until: CalendarDay?, attributes: CommunityAttributes, document: String
    ) {
      self.community = community
      self.from = from
      self.until = until
      self.attributes = attributes
      self.document = document
    }

    /// Whether they hold on `day`.
    public func holds(on day: CalendarDay) -> Bool { from <= day && until.map { day < $0 } ?? true }
  }

  /// Every community's periods in the order of time.
  public private(set) var periods: [CommunityID: [Period]] = [:]
  /// All events in the order in which they were entered.
  public private(set) var lineage: [LineageEvent] = []

  private var codes: [String: Set<CommunityID>] = [:]
  private var lastNumber = 0

  /// An empty register.
  public init() {}

  /// The register of stored periods and events.
  public init(periods: [Period], lineage: [LineageEvent]) {
    for period in periods.sorted(by: { $0.from < $1.from }) {
      self.periods[period.community, default: []].append(period)
      codes[period.attributes.code, default: []].insert(period.community)
      lastNumber = max(lastNumber, period.community.number)
    }
    self.lineage = lineage.sorted { $0.number < $1.number }
  }

  /// Every id that was ever given, in order.
  public var communities: [CommunityID] { periods.keys.sorted() }

  /// What held of a community on `day`; nil if it did not exist then.
  public func attributes(of community: CommunityID, on day: CalendarDay) -> CommunityAttributes? {
    periods[community]?.last { $0.holds(on: day) }?.attributes
  }

  /// The communities that had `code` on `day`: usually one, none if the code was not given out then, several only if the lists
  /// themselves were at fault. The same code may lead to different communities on different days.
  public func communities(withCode code: String, on day: CalendarDay) -> [CommunityID] {
    (codes[code] ?? []).filter { attributes(of: $0, on: day)?.code == code }.sorted()
  }

  /// Every use of a code, the earliest first.
  public func periods(withCode code: String) -> [Period] {
    (codes[code] ?? []).flatMap { periods[$0] ?? [] }.filter { $0.attributes.code == code }
      .sorted { ($0.from, $0.community) < ($1.from, $1.community) }
  }

  /// All communities of `day` by district and code.
  public func standing(on day: CalendarDay) -> [(id: CommunityID, attributes: CommunityAttributes)] {
    communities.compactMap { id in attributes(of: id, on: day).map { (id, $0) } }
      .sorted {
        ($0.attributes.district, $0.attributes.code, $0.id) < ($1.attributes.district, $1.attributes.code, $1.id)
      }
  }

  /// The events that touched a community.
  public func events(of community: CommunityID) -> [LineageEvent] {
    lineage.filter { $0.before.contains(community) || $0.after.contains(community) }
  }

  /// Those that a community of an earlier day has become by `day`: itself while it stands, its successors if it was merged or cut,
  /// nobody if it was abolished.
  public func successors(of community: CommunityID, on day: CalendarDay) -> [CommunityID] {
    if attributes(of: community, on: day) != nil { return [community] }
    let ending = lineage.last { $0.before.contains(community) && !$0.after.contains(community) && $0.effective <= day }
    guard let ending else { return [] }
    return Array(Set(ending.after.flatMap { successors(of: $0, on: day) })).sorted()
  }

  /// Enters a change.
  ///
  /// - Returns: the event with the ids that it gave, and notices about what stands now.
  /// - Throws: `RegisterRefusal` with every reason at once; then nothing has changed.
  public mutating func enter(
    _ change: RegisterChange
  ) throws(RegisterRefusal) -> (event: LineageEvent, notices: [Finding]) {
    let faults = faults(of: change)
    guard faults.isEmpty else { throw RegisterRefusal(findings: faults) }
    var after: [CommunityID] = []
    let isOneToOne = change.communities.count == 1 && change.results.count == 1
    for (index, attributes) in change.results.enumerated() {
      let continuing = isOneToOne ? change.communities[0] : index == 0 ? change.continues : nil
      after.append(continuing ?? newID())
      end(after[index], on: change.effective)
      begin(after[index], attributes, change)
    }
    for community in change.communities where !after.contains(community) { end(community, on: change.effective) }
    let event = LineageEvent(
      number: (lineage.last?.number ?? 0) + 1, kind: change.kind, effective: change.effective,
      document: change.document, before: change.communities, after: after)
    lineage.append(event)
    return (event, after.flatMap { notices(about: $0, on: change.effective) })
  }

  private mutating func newID() -> CommunityID {
    lastNumber += 1
    return CommunityID(number: lastNumber)
  }

  private mutating func end(_ community: CommunityID, on day: CalendarDay) {
    guard var list = periods[community], let last = list.indices.last, list[last].until == nil else { return }
    list[last].until = day
    periods[community] = list
  }

  private mutating func begin(_ community: CommunityID, _ attributes: CommunityAttributes, _ change: RegisterChange) {
    periods[community, default: []].append(
      Period(
        community: community, from: change.effective, until: nil, attributes: attributes, document: change.document))
    codes[attributes.code, default: []].insert(community)
  }
}

/// A change that the register does not take, with every reason.
public struct RegisterRefusal: Error, Hashable, Sendable {
  /// The reasons, all of severity error.
  public let findings: [Finding]
}
