public import Findings

extension RatingReport {
  /// How far the list depends on choices that might have been made otherwise (敏感性分析).
  public struct Sensitivity: Hashable, Sendable {
    /// The variants that were computed.
    public var variants: Int
    /// Whether these are all combinations of the choices.
    public var isExact: Bool
    /// The seed of the draws.
    public var seed: UInt64
    /// The mean over the variants of the mean shift of ranks.
    public var meanShift: Double
    /// The mean over the variants of the titles that go to others.
    public var titleChanges: Double
    /// The share of the variants with exactly the list of this report.
    public var unchanged: Double
    /// The choices that vary.
    public var choices: [Choice]
    /// The halves.
    public var halves: [Half]
    /// The districts that have titles.
    public var districts: [District]
    /// The units that some variants put within the quota and others outside, by district and rank.
    public var contested: [Unit]
    /// What becomes of the list without single groups and indicators, those that change it most first.
    public var omissions: [Omission]
    /// The smallest changes of weights that change the list, in sentences.
    public var smallestChanges: [Bilingual]

    /// A sensitivity of these figures; its lists are filled in afterwards.
    public init(
      variants: Int, isExact: Bool, seed: UInt64, meanShift: Double, titleChanges: Double, unchanged: Double
    ) {
      self.variants = variants
      self.isExact = isExact
      self.seed = seed
      self.meanShift = meanShift
      self.titleChanges = titleChanges
      self.unchanged = unchanged
      choices = []
      halves = []
      districts = []
      contested = []
      omissions = []
      smallestChanges = []
    }
  }
}

extension RatingReport.Sensitivity {
  /// A choice, and the share of the variation of titles that it explains.
  public struct Choice: Hashable, Sendable {
    /// Its name.
    public var name: Bilingual
    /// How many alternatives it has; nil if it is continuous.
    public var alternatives: Int?
    /// Sobol's first-order index; nil if there is none.
    public var first: Double?
    /// Sobol's total index.
    public var total: Double?
    /// The bootstrap interval of the total index; nil if it is exact.
    public var totalInterval: ClosedRange<Double>?
    /// A choice.
    public init(
      name: Bilingual, alternatives: Int?, first: Double?, total: Double?, totalInterval: ClosedRange<Double>?
    ) {
      self.name = name
      self.alternatives = alternatives
      self.first = first
      self.total = total
      self.totalInterval = totalInterval
    }
  }

  /// A half of the total: what it weighs on paper and in effect.
  public struct Half: Hashable, Sendable {
    /// Its name.
    public var name: Bilingual
    /// Its nominal share.
    public var nominal: Double
    /// Its part of the variance of the totals within districts; nil if it is undefined.
    public var effective: Double?
    /// The standard deviation of its scores within districts.
    public var deviation: Double?
    /// The share down to which, and up to which, the list stays the same; nil if that is not defined.
    public var unchangedWithin: ClosedRange<Double>?
    /// A half.
    public init(
      name: Bilingual, nominal: Double, effective: Double?, deviation: Double?, unchangedWithin: ClosedRange<Double>?
    ) {
      self.name = name
      self.nominal = nominal
      self.effective = effective
      self.deviation = deviation
      self.unchangedWithin = unchangedWithin
    }
  }

  /// A district: how firmly its titles are held.
  public struct District: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its titles.
    public var seats: Int
    /// Those within that have a title in at least 95 per cent of the variants.
    public var firm: Int
    /// Those within that have one in 50 to 95 per cent.
    public var likely: Int
    /// Those within that have one in fewer than half.
    public var weak: Int
    /// Those outside that have one in at least 5 per cent.
    public var challengers: Int
    /// A district.
    public init(name: String, seats: Int, firm: Int, likely: Int, weak: Int, challengers: Int) {
      self.name = name
      self.seats = seats
      self.firm = firm
      self.likely = likely
      self.weak = weak
      self.challengers = challengers
    }
  }

  /// A unit that is within in some variants only.
  public struct Unit: Hashable, Sendable {
    /// Its district.
    public var group: String
    /// Its name.
    public var name: String
    /// Its rank.
    public var rank: Int
    /// Whether it stands within the quota; nil if a tie leaves it open.
    public var isInQuota: Bool?
    /// The share of the variants in which it has a title.
    public var titleShare: Double
    /// The 5 and 95 per cent quantiles of its rank.
    public var ranks: ClosedRange<Double>?
    /// A unit.
    public init(
      group: String, name: String, rank: Int, isInQuota: Bool?, titleShare: Double, ranks: ClosedRange<Double>?
    ) {
      self.group = group
      self.name = name
      self.rank = rank
      self.isInQuota = isInQuota
      self.titleShare = titleShare
      self.ranks = ranks
    }
  }

  /// The list without one group or indicator.
  public struct Omission: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// Its name.
    public var name: Bilingual
    /// The mean shift of ranks.
    public var meanShift: Double
    /// The units that get a title only without it.
    public var enters: Int
    /// The units that lose theirs without it.
    public var leaves: Int
    /// An omission.
    public init(code: String, name: Bilingual, meanShift: Double, enters: Int, leaves: Int) {
      self.code = code
      self.name = name
      self.meanShift = meanShift
      self.enters = enters
      self.leaves = leaves
    }
  }
}
