public import Findings

extension RatingReport {
  /// How strict the raters are (宽严), as room Statistics estimates it.
  public struct RaterTable: Hashable, Sendable {
    /// Whether the scores of this report are freed from severity.
    public var isAdjusted: Bool
    /// The raters by name.
    public var raters: [Rater]
    /// The indicators whose raters have no unit in common and cannot be compared.
    public var unconnected: [String]

    /// A table.
    public init(isAdjusted: Bool, raters: [Rater], unconnected: [String]) {
      self.isAdjusted = isAdjusted
      self.raters = raters
      self.unconnected = unconnected
    }
  }

  /// One rater; shares are of an indicator's points, from 0 to 1.
  public struct Rater: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Reviews that counted.
    public var reviews: Int
    /// The mean share that the rater gives.
    public var meanShare: Double
    /// The standard deviation of the shares.
    public var deviation: Double
    /// The share of reviews with full points.
    public var fullMarks: Double
    /// The distinct shares.
    public var distinct: Int
    /// How much more than the mean rater on the same units; nil where raters cannot be compared.
    public var effect: Double?

    /// A rater.
    public init(
      name: String, reviews: Int, meanShare: Double, deviation: Double, fullMarks: Double, distinct: Int,
      effect: Double?
    ) {
      self.name = name
      self.reviews = reviews
      self.meanShare = meanShare
      self.deviation = deviation
      self.fullMarks = fullMarks
      self.distinct = distinct
      self.effect = effect
    }
  }

  /// The working of the scores (得分明细): for everyone by first-level indicator, and to the last item where there are few units.
  public struct Workings: Hashable, Sendable {
    /// The points of the first-level indicators, variant by variant.
    public var overview: [ScoreTable]
    /// The whole sheets; empty where there are too many units for a page.
    public var sheets: [Sheet]

    /// Workings.
    public init(overview: [ScoreTable], sheets: [Sheet]) {
      self.overview = overview
      self.sheets = sheets
    }

    /// The sheet of one unit.
    public struct Sheet: Hashable, Sendable {
      /// The unit's code.
      public var id: String
      /// Its name.
      public var name: String
      /// Its group.
      public var group: String
      /// How the total comes about.
      public var total: Bilingual
      /// The lines from the roots down.
      public var lines: [Line]

      /// A sheet.
      public init(id: String, name: String, group: String, total: Bilingual, lines: [Line]) {
        self.id = id
        self.name = name
        self.group = group
        self.total = total
        self.lines = lines
      }
    }

    /// One line of a sheet.
    public struct Line: Hashable, Sendable {
      /// The indicator's code.
      public var code: String
      /// Its name.
      public var name: Bilingual
      /// Its depth, 0 for a root.
      public var depth: Int
      /// Its points.
      public var points: Double
      /// What it earned; nil if unrated.
      public var earned: Double?
      /// What it brings to the total.
      public var contribution: Double?
      /// What it rests on.
      public var basis: Bilingual

      /// A line.
      public init(
        code: String, name: Bilingual, depth: Int, points: Double, earned: Double?, contribution: Double?,
        basis: Bilingual
      ) {
        self.code = code
        self.name = name
        self.depth = depth
        self.points = points
        self.earned = earned
        self.contribution = contribution
        self.basis = basis
      }
    }
  }
}
