/// One change of the register: what happened, from when, by which document, to whom, and what stands afterwards.
public struct RegisterChange: Hashable, Sendable, Codable {
  /// What happened.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Set up (设立).
    case established
    /// Renamed (更名).
    case renamed
    /// Several became one (合并).
    case merged
    /// One became several (拆分).
    case split
    /// Given to another street or district (划转).
    case moved
    /// A village became an urban community (村改居).
    case urbanised
    /// Got another code (编码变更).
    case recoded
    /// Put on file (备案).
    case filed
    /// A figure was brought up to date: households, area class, kind.
    case updated
    /// Abolished (撤销).
    case abolished
  }

  /// What happened.
  public var kind: Kind
  /// The first day on which it holds.
  public var effective: CalendarDay
  /// The document's number (发文字号), such as `民发〔2015〕12号`.
  public var document: String
  /// The communities that it happened to; empty for a new one.
  public var communities: [CommunityID]
  /// What stands afterwards, in full; empty if nothing does.
  public var results: [CommunityAttributes]
  /// The one of `communities` that goes on as the first of `results` after a merger or a split; nil if all results are new.
  public var continues: CommunityID?

  /// A change.
  public init(
    _ kind: Kind, effective: CalendarDay, document: String, communities: [CommunityID] = [],
    results: [CommunityAttributes] = [], continues: CommunityID? = nil
  ) {
    self.kind = kind
    self.effective = effective
    self.document = document
    self.communities = communities
    self.results = results
    self.continues = continues
  }

  /// Whether the numbers of communities before and after belong to this kind of change.
  var hasRightNumbers: Bool {
    switch (kind, communities.count, results.count) {
    case (.established, 0, 1), (.abolished, 1, 0): true
    case (.merged, 2..., 1), (.split, 1, 2...): true
    case (.renamed, 1, 1), (.moved, 1, 1), (.urbanised, 1, 1), (.recoded, 1, 1), (.filed, 1, 1), (.updated, 1, 1): true
    default: false
    }
  }

  /// Whether a community that changes from `old` to `new` shows what this kind of change says.
  func shows(_ old: CommunityAttributes, _ new: CommunityAttributes) -> Bool {
    switch kind {
    case .renamed: old.name != new.name
    case .moved: old.street != new.street || old.district != new.district
    case .urbanised: old.kind != .community && new.kind == .community
    case .recoded: old.code != new.code
    case .filed: old.filing != .filed && new.filing == .filed
    case .updated: old != new
    case .established, .merged, .split, .abolished: true
    }
  }
}

/// A change as the register keeps it, with the ids that it gave.
public struct LineageEvent: Hashable, Sendable, Codable {
  /// The running number, from 1.
  public var number: Int
  /// What happened.
  public var kind: RegisterChange.Kind
  /// The first day on which it holds.
  public var effective: CalendarDay
  /// The document's number.
  public var document: String
  /// The communities before.
  public var before: [CommunityID]
  /// The communities after.
  public var after: [CommunityID]

  /// An event of these parts.
  public init(
    number: Int, kind: RegisterChange.Kind, effective: CalendarDay, document: String, before: [CommunityID],
    after: [CommunityID]
  ) {
    self.number = number
    self.kind = kind
    self.effective = effective
    self.document = document
    self.before = before
    self.after = after
  }
}
