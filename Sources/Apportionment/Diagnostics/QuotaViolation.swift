/// A unit whose seats lie outside its share rounded down and up (配额违背).
public struct QuotaViolation: Hashable, Sendable {
  /// On which side it lies.
  public enum Side: String, Hashable, Sendable {
    /// Fewer seats than the whole part of its share.
    case belowLower = "below the lower quota"
    /// More seats than its share rounded up.
    case aboveUpper = "above the upper quota"
  }

  /// The unit's position in the problem.
  public let unit: Int
  /// On which side.
  public let side: Side
  /// The quota that is violated.
  public let bound: Int
}

extension SeatAllocation {
  /// The units outside their quota; none if there is no result. With a tie, only what every solution violates.
  public var quotaViolations: [QuotaViolation] {
    guard let seats else { return [] }
    return seats.indices.compactMap { unit in
      let most = seats[unit] + (tie.map { $0.units.contains(unit) ? 1 : 0 } ?? 0)
      if most < lowerQuota(unit) { return QuotaViolation(unit: unit, side: .belowLower, bound: lowerQuota(unit)) }
      if seats[unit] > upperQuota(unit) {
        return QuotaViolation(unit: unit, side: .aboveUpper, bound: upperQuota(unit))
      }
      return nil
    }
  }
}
