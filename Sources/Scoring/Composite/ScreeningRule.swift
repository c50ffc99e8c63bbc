/// Which units have enough data to be scored (单位筛选).
///
/// - SeeAlso: COINr's `Screen`; the COIN Tool's rule of thumb asks for 65 per cent.
public struct ScreeningRule: Hashable, Sendable {
  /// The least share of indicators with a value; nil for no such rule.
  public var minimumAvailability: Double?
  /// The least share of values other than 0 among those present; nil for no such rule.
  public var minimumNonZero: Double?
  /// Units that stay in whatever the rules say.
  public var included: Set<String>
  /// Units that are left out whatever the rules say.
  public var excluded: Set<String>

  /// A rule; without anything it keeps every unit.
  public init(
    minimumAvailability: Double? = nil, minimumNonZero: Double? = nil, included: Set<String> = [],
    excluded: Set<String> = []
  ) {
    self.minimumAvailability = minimumAvailability
    self.minimumNonZero = minimumNonZero
    self.included = included
    self.excluded = excluded
  }

  /// What is known of one unit's data.
  public struct Availability: Hashable, Sendable {
    /// Indicators without a value.
    public var missing: Int
    /// Values that are 0.
    public var zeros: Int
    /// The share of indicators with a value.
    public var available: Double
    /// The share of values other than 0 among those present; nil without any.
    public var nonZero: Double?
  }

  /// The availability of every unit.
  public static func availability(_ columns: [[Double?]]) -> [Availability] {
    let units = columns.first?.count ?? 0
    return (0..<units).map { unit in
      let missing = columns.count { $0[unit] == nil }
      let zeros = columns.count { $0[unit] == 0 }
      let present = columns.count - missing
      return Availability(
        missing: missing, zeros: zeros, available: 1 - Double(missing) / Double(columns.count),
        nonZero: present > 0 ? 1 - Double(zeros) / Double(present) : nil)
    }
  }

  /// Whether each unit stays.
  public func keeps(_ columns: [[Double?]], units: [String]) -> [Bool] {
    zip(units, ScreeningRule.availability(columns)).map { unit, found in
      if excluded.contains(unit) { return false }
      if included.contains(unit) { return true }
      if let minimumAvailability, found.available < minimumAvailability { return false }
      if let minimumNonZero, (found.nonZero ?? 0) < minimumNonZero { return false }
      return true
    }
  }
}
