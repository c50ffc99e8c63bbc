/// How far ranks and titles move when the study's choices are made otherwise.
public struct SensitivityResult: Sendable {
  /// One unit's fate over the variants.
  public struct Unit: Hashable, Sendable {
    /// The nominal score; nil if it has none.
    public var score: Double?
    /// The nominal rank in its group; nil if it has none.
    public var rank: Int?
    /// The mean, median and the 5 and 95 per cent quantiles of its rank; nil if it has no rank in any variant.
    public var mean: Double?
    /// The median rank.
    public var median: Double?
    /// The 5 per cent quantile of the rank.
    public var lower: Double?
    /// The 95 per cent quantile of the rank.
    public var upper: Double?
    /// Its nominal share in a title: 1 within the places, 0 outside, a fraction in a tie at the line.
    public var title: Double
    /// The share of the variants in which it has a title.
    public var titleShare: Double
  }

  /// What becomes of the list without one node.
  public struct Omission: Hashable, Sendable {
    /// The node.
    public var node: Int
    /// The mean of |rank − nominal rank|.
    public var meanShift: Double
    /// Units that get a title only without it.
    public var enters: [Int]
    /// Units that lose theirs without it.
    public var leaves: [Int]
  }

  /// Nominal and effective weights of one child of the top.
  public struct Part: Hashable, Sendable {
    /// The node.
    public var node: Int
    /// Its nominal share.
    public var nominal: Double
    /// Its part of the top's variance; nil unless the top is an arithmetic mean of complete scores.
    public var effective: Double?
    /// The standard deviation of its scores.
    public var standardDeviation: Double?
    /// Its correlation with the top.
    public var correlation: Double?
  }

  /// The number of variants behind the ranks.
  public let variants: Int
  /// Whether these are all combinations of the choices, so that nothing is estimated.
  public let isExact: Bool
  /// The seed; without meaning if exact.
  public let seed: UInt64
  /// The units.
  public let units: [Unit]
  /// The mean over variants of the mean rank shift.
  public let meanShift: Double
  /// The mean over variants of the titles that go to others.
  public let titleChanges: Double
  /// The share of variants with exactly the nominal list.
  public let unchanged: Double
  /// Sobol's indices of the mean rank shift by factor; nil if they were not asked for or there is one factor.
  public let shiftIndices: SobolIndices?
  /// The same of the number of titles that go to others.
  public let titleIndices: SobolIndices?
  /// The list without single nodes.
  public let omissions: [Omission]
  /// The children of the top.
  public let parts: [Part]
}
