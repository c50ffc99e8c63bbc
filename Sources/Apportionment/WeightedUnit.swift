/// A unit that takes part in an apportionment: a district with its communities, a list with its votes.
public struct WeightedUnit: Hashable, Sendable {
  /// The unit's name or code; unique within a problem.
  public var name: String
  /// Its weight, at least zero.
  public var weight: Fraction
  /// The seats it has at least; nil is none.
  public var minimum: Int?
  /// The seats it has at most; nil is no limit.
  public var maximum: Int?
  /// Whether it takes part; a unit below the threshold stays in the tables with no seat.
  public var takesPart: Bool

  /// A unit; the weight may not be negative, nor the minimum above the maximum.
  public init(_ name: String, weight: Fraction, minimum: Int? = nil, maximum: Int? = nil, takesPart: Bool = true) {
    precondition(!weight.isNegative, "a weight is at least zero")
    precondition(minimum ?? 0 >= 0 && (maximum ?? .max) >= (minimum ?? 0), "0 ≤ minimum ≤ maximum")
    self.name = name
    self.weight = weight
    self.minimum = minimum
    self.maximum = maximum
    self.takesPart = takesPart
  }
}

extension [WeightedUnit] {
  /// The same units, those with less than `share` of the whole weight no longer taking part ("at or above" takes part).
  public func passing(threshold share: Fraction) -> [WeightedUnit] {
    let line = share * reduce(.zero) { $0 + $1.weight }
    return map { unit in
      var unit = unit
      unit.takesPart = unit.takesPart && unit.weight >= line
      return unit
    }
  }
}
