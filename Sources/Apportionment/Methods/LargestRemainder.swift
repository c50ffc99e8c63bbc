internal import BigInt

/// The working of a largest-remainder method (最大余数法): everything that is needed to check it by hand.
///
/// Arrays are indexed like the units of the problem.
public struct LargestRemainder: Hashable, Sendable {
  /// The quota; nil if it is undefined (no seats, or no weight).
  public internal(set) var quota: Fraction?
  /// Each unit's whole part: ⌊weight / quota⌋, raised to its minimum or cut to its maximum.
  public internal(set) var wholeParts: [Int]
  /// What is left of each weight after the whole part, in units of weight; before raising or cutting.
  public var remainders: [Fraction] { scaledRemainders.map { Fraction(BigInt($0), over: BigInt(remainderScale)) } }
  /// One unit's remainder.
  public func remainder(_ unit: Int) -> Fraction {
    Fraction(BigInt(scaledRemainders[unit]), over: BigInt(remainderScale))
  }
  /// The remainders over one common denominator, so that comparing them compares whole numbers.
  private let scaledRemainders: [BigUInt]
  private let remainderScale: BigUInt
  /// Whether the unit was raised to its minimum, and so takes no part in the remaining seats.
  public internal(set) var raised: [Bool]
  /// Whether the whole part was cut to the maximum.
  public internal(set) var cut: [Bool]
  /// The seats left after the whole parts; below zero if the whole parts are too many.
  public internal(set) var remainingSeats: Int
  /// The units to which remaining seats surely go, by falling remainder; equal ones in the order of the problem.
  public internal(set) var order: [Int]
  /// The unit with the last (smallest) remainder that surely gets a seat.
  public internal(set) var lastWithSeat: Int?
  /// The unit with the first (largest) remainder that surely gets none.
  public internal(set) var firstWithoutSeat: Int?

  /// Divides `seats` among units by a largest-remainder method.
  ///
  /// A unit whose whole part is below its minimum is raised to it and takes no part in the remaining seats; one whose whole
  /// part reaches its maximum is held there. The remaining seats go, one each, to the largest remainders of the others; a
  /// unit without weight gets none.
  ///
  /// - Parameters:
  ///   - weights: the exact weights, at least zero; a unit that takes no part has weight zero and maximum 0.
  ///   - minima: seats each unit has at least.
  ///   - maxima: seats each unit has at most; not below the minima.
  /// - Complexity: O(n log n).
  static func divide(
    _ seats: Int, weights: [Fraction], minima: [Int], maxima: [Int], quota rule: RemainderQuota
  ) -> (working: LargestRemainder, result: SeatResult) {
    let scaled = ScaledWeights(weights)
    let total = Fraction(BigInt(scaled.total), over: BigInt(scaled.scale))
    let quota = rule.value(total: total, seats: seats)
    let count = weights.count
    var wholeParts = minima
    var raised = [Bool](repeating: false, count: count)
    var cut = [Bool](repeating: false, count: count)
    // The common denominator of the remainders is the weights' scale × the quota's denominator.
    var scaledRemainders = [BigUInt](repeating: 0, count: count)
    var common = BigUInt(1)
    if let quota {
      let step = quota.numerator.magnitude * scaled.scale
      common = quota.denominator.magnitude * scaled.scale
      for index in 0..<count {
        let value = scaled.whole[index] * quota.denominator.magnitude
        let (whole, remainder) = value.quotientAndRemainder(dividingBy: step)
        let part = Int(clamping: whole)
        scaledRemainders[index] = remainder
        raised[index] = part < minima[index]
        cut[index] = part > maxima[index]
        wholeParts[index] = min(max(part, minima[index]), maxima[index])
      }
    } else {
      raised = minima.map { $0 > 0 }
    }
    let remaining = seats - wholeParts.reduce(0, +)
    var working = LargestRemainder(
      quota: quota, wholeParts: wholeParts, scaledRemainders: scaledRemainders, remainderScale: common, raised: raised,
      cut: cut, remainingSeats: remaining, order: [], lastWithSeat: nil, firstWithoutSeat: nil)
    guard remaining >= 0 else { return (working, .overallocated(by: -remaining)) }
    let takers = (0..<count)
      .filter { !raised[$0] && wholeParts[$0] < maxima[$0] && !scaled.whole[$0].isZero }
      .sorted { a, b in
        scaledRemainders[a] == scaledRemainders[b] ? a < b : scaledRemainders[a] > scaledRemainders[b]
      }
    guard remaining <= takers.count else {
      return (working, .underallocated(by: remaining - takers.count))
    }
    var winners = Array(takers[..<remaining])
    var tie: SeatTie?
    if remaining > 0, remaining < takers.count,
      scaledRemainders[takers[remaining - 1]] == scaledRemainders[takers[remaining]]
    {
      let level = scaledRemainders[takers[remaining]]
      winners.removeAll { scaledRemainders[$0] == level }
      tie = SeatTie(
        units: takers.filter { scaledRemainders[$0] == level }.sorted(), seats: remaining - winners.count)
    }
    working.order = winners
    working.lastWithSeat = winners.last
    working.firstWithoutSeat = takers.dropFirst(winners.count + (tie?.units.count ?? 0)).first
    if let last = winners.last {
      // A unit already at its maximum whose remainder would have won a seat is held there, too.
      for index in 0..<count where !raised[index] && wholeParts[index] == maxima[index] {
        if scaledRemainders[index] > scaledRemainders[last] { working.cut[index] = true }
      }
    }
    for index in winners { wholeParts[index] += 1 }
    return (working, .allocated(seats: wholeParts, tie: tie))
  }
}
