/// What rules need to know of a rated unit.
public struct UnitProfile: Hashable, Sendable {
  /// Its code.
  public var id: String
  /// Its name, for findings.
  public var name: String
  /// Its variant (社区、村); empty if the standard has none.
  public var variant: String
  /// `urban` or `rural` for targets that differ; empty if unknown.
  public var setting: String

  /// A unit.
  public init(id: String, name: String, variant: String = "", setting: String = "") {
    self.id = id
    self.name = name
    self.variant = variant
    self.setting = setting
  }
}

/// One entry of a reviewer or of a record: the material of rules R1–R6.
public struct Evidence: Hashable, Sendable {
  /// Who entered it.
  public var rater: String
  /// The criterion (R1) or kind of event (R2) that it is about; `exempt` for an exemption.
  public var criterion: String
  /// The value as it was written.
  public var text: String
  /// The value: points (R6), criteria (R1), events (R2), numerator or rate (R4), passed spots (R5); 0 for a grade.
  public var value: Double
  /// The denominator (R4) or the spots checked (R5).
  public var denominator: Double?
  /// The document that shows it.
  public var document: String
  /// The day.
  public var date: String
  /// The file.
  public var file: String
  /// The row.
  public var row: Int
}

/// The outcome of one leaf for one unit.
public struct LeafOutcome: Hashable, Sendable {
  /// How a leaf came to its points.
  public enum State: String, Hashable, Sendable {
    /// By evidence.
    case rated
    /// Nobody has rated it (未评), which is not zero.
    case unrated
    /// The unit is exempt (免检) and has full points.
    case exempt
    /// By evidence freed from the severity of its raters.
    case adjusted
    /// By answers.
    case surveyed
  }

  /// The points; nil if unrated.
  public var points: Double?
  /// How it came to them.
  public var state: State
  /// The entries that counted, in the order of their tables.
  public var entries: [Evidence]
  /// The points of each rater, in the order of their first entries; empty where raters do not matter (R2).
  public var raters: [RaterPoints]
  /// The events under rule R2.
  public var events: Double = 0

  /// One rater's points.
  public struct RaterPoints: Hashable, Sendable {
    /// The rater.
    public var rater: String
    /// What the rater's entries come to.
    public var points: Double
  }

  /// A leaf without evidence.
  public static let unrated = LeafOutcome(points: nil, state: .unrated, entries: [], raters: [])
}
