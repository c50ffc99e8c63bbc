internal import BigInt

/// Finds the seats of a divisor method: no unit's next claim may exceed another's last claim.
///
/// From a start near the shares, single seats are added, taken away and exchanged by the size of the claims, until the sum is
/// right and no exchange improves; the number of steps is of the order of the units, not of the seats.
struct DivisorSolver<Whole: UnsignedInteger> {
  /// Each weight to the power e, as a whole number over a common scale.
  let weights: [Whole]
  let signposts: Signposts<Whole>
  let lows: [Int]
  let highs: [Int]

  /// The claim to the seat after the `seats` that the unit has.
  @inline(__always)
  func next(_ unit: Int, _ seats: Int) -> Claim<Whole>? {
    guard seats < highs[unit] else { return nil }
    let (numerator, denominator) = signposts.powered(seats)
    return Claim(unit: unit, seats: seats, top: weights[unit] * denominator, bottom: numerator)
  }

  /// The claim by which the unit holds the last of its `seats`.
  @inline(__always)
  func last(_ unit: Int, _ seats: Int) -> Claim<Whole>? {
    guard seats > lows[unit] else { return nil }
    let (numerator, denominator) = signposts.powered(seats - 1)
    return Claim(unit: unit, seats: seats, top: weights[unit] * denominator, bottom: numerator)
  }

  /// Seats with the sum `house`, no next claim above a last one.
  func solve(from start: [Int], house: Int) -> [Int] {
    var seats = start
    var sum = seats.reduce(0, +)
    var nexts = ClaimHeap(seats.indices.compactMap { next($0, seats[$0]) }, largestFirst: true)
    while sum < house, let claim = nexts.pop() {
      seats[claim.unit] += 1
      sum += 1
      if let claim = next(claim.unit, seats[claim.unit]) { nexts.push(claim) }
    }
    var lasts = ClaimHeap(seats.indices.compactMap { last($0, seats[$0]) }, largestFirst: false)
    while sum > house, let claim = lasts.pop() {
      seats[claim.unit] -= 1
      sum -= 1
      if let claim = last(claim.unit, seats[claim.unit]) { lasts.push(claim) }
      if let claim = next(claim.unit, seats[claim.unit]) { nexts.push(claim) }
    }
    while true {
      while let claim = nexts.top, claim.seats != seats[claim.unit] { nexts.pop() }
      while let claim = lasts.top, claim.seats != seats[claim.unit] { lasts.pop() }
      guard let gain = nexts.top, let loss = lasts.top, loss < gain else { return seats }
      seats[gain.unit] += 1
      seats[loss.unit] -= 1
      for unit in [gain.unit, loss.unit] {
        if let claim = next(unit, seats[unit]) { nexts.push(claim) }
        if let claim = last(unit, seats[unit]) { lasts.push(claim) }
      }
    }
  }

  /// The largest next claim and the smallest last claim of `seats`: the ends of the divisor interval.
  func ends(_ seats: [Int]) -> (next: Claim<Whole>?, last: Claim<Whole>?) {
    var (best, worst): (Claim<Whole>?, Claim<Whole>?) = (nil, nil)
    for unit in seats.indices {
      if let claim = next(unit, seats[unit]), best.map({ $0 < claim }) ?? true { best = claim }
      if let claim = last(unit, seats[unit]), worst.map({ claim < $0 }) ?? true { worst = claim }
    }
    return (best, worst)
  }

  /// The last `limit` seats in the order in which they are handed out, as (unit, seats before); the first seats, held by
  /// minimum or by a signpost of zero, are not among them.
  func lastSteps(_ seats: [Int], limit: Int) -> [(unit: Int, before: Int)] {
    var seats = seats
    var lasts = ClaimHeap(seats.indices.reversed().compactMap { last($0, seats[$0]) }, largestFirst: false)
    var steps: [(unit: Int, before: Int)] = []
    while steps.count < limit, let claim = lasts.pop() {
      seats[claim.unit] -= 1
      steps.append((claim.unit, seats[claim.unit]))
      if let claim = last(claim.unit, seats[claim.unit]) { lasts.push(claim) }
    }
    return steps.reversed()
  }
}
