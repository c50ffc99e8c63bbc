/// The working of one unit's total (得分明细): every line of its tree down to the last item, answer count and reviewer's entry.
///
/// `breakdown.json` holds one for each unit, a line of text each; `kaoping explain` prints them.
public struct Breakdown: Decodable, Hashable, Sendable {
  /// The unit's code.
  public var communityId: String
  /// Its name.
  public var name: String
  /// Its district.
  public var district: String
  /// The variant by which it is scored; nil if the standard has none.
  public var variant: String?
  /// Why by that variant.
  public var variantReason: String?
  /// The outcome.
  public var total: Total
  /// The tree from the roots down.
  public var lines: [Line]

  /// The outcome of the unit.
  public struct Total: Decodable, Hashable, Sendable {
    /// The composite; nil if a half is missing.
    public var score: Double?
    /// Its standard error.
    public var standardError: Double?
    /// The interval's ends.
    public var lower: Double?
    /// The interval's ends.
    public var upper: Double?
    /// The residents' half, 0–100.
    public var satisfaction: Double?
    /// The departments' half, 0–100.
    public var department: Double?
    /// The bonus points.
    public var bonus: Double?
    /// The full score.
    public var fullScore: Double
    /// The shares of the halves.
    public var satisfactionWeight: Double
    /// The shares of the halves.
    public var departmentWeight: Double
    /// The unit's own total (自评).
    public var selfScore: Double?
    /// The rank in the district.
    public var rank: Int?
    /// The district's titles.
    public var titles: Int
    /// Whether it stands within the quota; nil while a tie leaves that open.
    public var inQuota: Bool?
    /// The probability of being within it.
    public var probabilityInQuota: Double?
    /// Whether the data tell it from the other side of the line.
    public var line: String?
    /// Its total less the line's.
    public var distanceToLine: Double?
    /// What decided the line.
    public var decidedBy: String?
    /// The band.
    public var band: String?
    /// What the band brings.
    public var award: String?
    /// Whether it takes part.
    public var eligible: Bool
    /// Why not.
    public var exclusion: String?
  }

  /// One node of the tree.
  public struct Line: Decodable, Hashable, Sendable {
    /// The indicator's code.
    public var code: String
    /// Its name.
    public var name: String
    /// Its depth, 0 for a root.
    public var depth: Int
    /// The rule of a leaf, such as `R4`.
    public var rule: String?
    /// Who rates it.
    public var rater: String?
    /// The points.
    public var points: Double
    /// The points won; nil if unrated (未评).
    public var earned: Double?
    /// The share of the points.
    public var share: Double?
    /// What it brings to the total; nil where responses are scored as wholes.
    public var contribution: Double?
    /// How a leaf came to its points: `rated`, `adjusted`, `unrated`, `exempt`, `surveyed`.
    public var state: String?
    /// Whether unrated leaves below it are represented by the rated ones.
    public var rebased: Bool
    /// The unit's own score of it.
    public var selfScore: Double?
    /// The answers to an item.
    public var answers: Answers?
    /// How several raters were combined.
    public var combination: String?
    /// The points of each rater.
    public var raters: [Rater]
    /// The entries that counted.
    public var entries: [Entry]
  }

  /// The answers to an item.
  public struct Answers: Decodable, Hashable, Sendable {
    /// The weighted mean, 0–100.
    public var mean: Double?
    /// Its standard error.
    public var standardError: Double?
    /// The responses with a valid answer.
    public var n: Int
    /// How many usable responses gave each answer; empty if the counts were not kept.
    public var counts: [Count]
  }

  /// How often an answer was given.
  public struct Count: Decodable, Hashable, Sendable {
    /// The choice's code; nil for no answer or an impossible one.
    public var code: String?
    /// The choice in words.
    public var label: String
    /// Whether it counts as missing.
    public var missing: Bool
    /// The responses.
    public var count: Int
  }

  /// One rater's points.
  public struct Rater: Decodable, Hashable, Sendable {
    /// The rater.
    public var rater: String
    /// The points.
    public var points: Double
  }

  /// One entry.
  public struct Entry: Decodable, Hashable, Sendable {
    /// The file in the city's folder.
    public var file: String
    /// The row, as users count.
    public var row: Int
    /// Who entered it.
    public var rater: String
    /// The criterion or kind of event; nil without one.
    public var criterion: String?
    /// The value as it was written.
    public var value: String
    /// The denominator, or the spots checked.
    public var denominator: Double?
    /// The document.
    public var document: String?
    /// The day.
    public var date: String?
  }
}
