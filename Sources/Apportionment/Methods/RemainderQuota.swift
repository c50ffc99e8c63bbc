internal import BigInt

/// The quotas (配额) of the largest-remainder family, for total weight `V` and `h` seats.
public enum RemainderQuota: String, Hashable, Sendable, CaseIterable {
  /// Hare (Hamilton): V/h.
  case hare
  /// Droop: the whole part of V/(h+1), plus 1.
  case droop
  /// Hagenbach-Bischoff: V/(h+1), not rounded.
  case hagenbachBischoff = "hagenbach-bischoff"
  /// Imperiali: V/(h+2), not rounded.
  case imperiali

  /// The quota, or nil if it is undefined or zero: no seats with Hare, no weight.
  ///
  /// With Hagenbach-Bischoff and Imperiali the whole parts can exceed the seats; that is an outcome of its own.
  public func value(total: Fraction, seats: Int) -> Fraction? {
    let quota: Fraction
    switch self {
    case .hare:
      guard seats > 0 else { return nil }
      quota = total / Fraction(seats)
    case .droop: quota = Fraction((total / Fraction(seats + 1)).floor + 1)
    case .hagenbachBischoff: quota = total / Fraction(seats + 1)
    case .imperiali: quota = total / Fraction(seats + 2)
    }
    return quota.isZero ? nil : quota
  }
}
