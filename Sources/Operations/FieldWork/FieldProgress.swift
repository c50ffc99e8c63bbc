import Surveys

/// How far a district's interviews have come, community by community, and what stands out in them so far.
public struct FieldProgress: Sendable {
  /// A community.
  public struct Community: Hashable, Sendable {
    /// The code.
    public var code: String
    /// The name.
    public var name: String
    /// The interviews that were sent.
    public var interviews = 0
    /// Those that can be used.
    public var usable = 0
    /// The sampled units with an interview.
    public var unitsReached = 0
    /// The sampled units; nil without a table of them.
    public var unitsDrawn: Int?
    /// Answers to items that are missing.
    public var missing = 0
    /// Answers to items that could be there.
    public var possible = 0
    /// Interviews that repeat another.
    public var duplicates = 0
    /// Interviews nearly like others of the same interviewer.
    public var nearDuplicates = 0
    /// Interviews with one answer throughout, in a short time.
    public var straight = 0
    /// Interviews far faster than the others.
    public var speeders = 0

    /// The share of answers that are missing; nil without an interview.
    public var missingShare: Double? { possible > 0 ? Double(missing) / Double(possible) : nil }
  }

  /// An interviewer whose interviews differ from those of the others.
  public struct Interviewer: Hashable, Sendable {
    /// The code.
    public var name: String
    /// The interviews.
    public var interviews: Int
    /// The share of them that is nearly like others.
    public var alike: Double
    /// The share with one answer throughout.
    public var straight: Double
  }

  /// The communities that take part, by code.
  public var communities: [Community]
  /// Usable interviews that a community needs to be ranked.
  public var needed: Int
  /// Usable interviews below which the result is uncertain.
  public var advised: Int
  /// Rows of the files that are about none of the communities.
  public var elsewhere: Int
  /// Interviewers that stand out, the most striking first.
  public var interviewers: [Interviewer]
  /// The files, by name.
  public var files: [String]
  /// The files that are too large to be looked through before the evaluation.
  public var unscreened: [String]

  /// The communities that have what they need.
  public var complete: Int { communities.count { $0.usable >= needed } }

  /// Sums over the communities.
  public func sum(_ part: (Community) -> Int) -> Int { communities.reduce(0) { $0 + part($1) } }
}

extension FieldProgress.Community {
  /// Counts what screening found in one of the community's interviews.
  mutating func count(_ record: SubmissionRecord, _ flags: Set<ScreeningFlag>) {
    interviews += 1
    possible += record.answers.count
    missing += record.answers.count { $0 == nil }
    if flags.contains(.duplicateExact) || flags.contains(.duplicateResubmitted) { duplicates += 1 }
    if flags.contains(.nearDuplicate) { nearDuplicates += 1 }
    if flags.contains(.straightline) { straight += 1 }
    if flags.contains(.speeder) { speeders += 1 }
  }
}
