public import Findings

extension RatingReport {
  /// The score sheets of all units of one variant as a table: what each earned of every indicator.
  public struct ScoreTable: Hashable, Sendable {
    /// The variant's name; nil if the standard has none.
    public var variant: Bilingual?
    /// The indicators, from the roots down.
    public var columns: [Column]
    /// The units in the order of the register.
    public var rows: [Row]

    /// A table.
    public init(variant: Bilingual?, columns: [Column], rows: [Row]) {
      self.variant = variant
      self.columns = columns
      self.rows = rows
    }

    /// An indicator.
    public struct Column: Hashable, Sendable {
      /// Its code.
      public var code: String
      /// Its name.
      public var name: Bilingual
      /// Its points as a decimal.
      public var points: String
      /// An indicator.
      public init(code: String, name: Bilingual, points: String) {
        self.code = code
        self.name = name
        self.points = points
      }
    }

    /// A unit.
    public struct Row: Hashable, Sendable {
      /// Its group.
      public var group: String
      /// Its code.
      public var id: String
      /// Its name.
      public var name: String
      /// Its total; nil if a half is missing.
      public var score: Double?
      /// The points earned, a value for each column; nil where unrated (未评).
      public var earned: [Double?]
      /// A unit.
      public init(group: String, id: String, name: String, score: Double?, earned: [Double?]) {
        self.group = group
        self.id = id
        self.name = name
        self.score = score
        self.earned = earned
      }
    }
  }
}
