internal import BigInt

/// The working of a divisor method (除数法): what is needed to check it with a pocket calculator.
public struct DivisorWorking: Hashable, Sendable {
  /// One seat in the order in which the seats are handed out.
  public struct Step: Hashable, Sendable {
    /// The unit's position in the problem.
    public let unit: Int
    /// The seats it then has.
    public let seats: Int
    /// The quotient by which it wins the seat; nil for a seat held by minimum, or by a signpost of zero.
    public let quotient: RootOfFraction?
  }

  /// Every divisor above this (and below `upper`) gives these seats; nil if there is no lower end but zero.
  public internal(set) var lower: RootOfFraction?
  /// Every divisor below this (and above `lower`) gives these seats; nil if there is no upper end.
  public internal(set) var upper: RootOfFraction?
  /// With a tie: the only divisor, at which the tied units sit exactly on a signpost.
  public internal(set) var divisorAtTie: RootOfFraction?
  /// The certain seats in order, or the last of them if they are very many; equal quotients in the order of the problem.
  public internal(set) var order: [Step]
  /// Whether `order` begins with the first seat.
  public internal(set) var orderIsComplete: Bool
  /// For each unit whether its minimum gives it more seats than the divisor would.
  public internal(set) var raised: [Bool]
  /// For each unit whether its maximum gives it fewer seats than the divisor would.
  public internal(set) var cut: [Bool]

  /// The most steps that are kept: enough for any table that a person checks.
  public static let mostSteps = 2_000

  /// Divides `seats` among units by a divisor method; each gets the middle one of minimum, rounded quotient and maximum.
  ///
  /// - Complexity: O(n log n) comparisons, whatever the number of seats.
  static func divide(
    _ seats: Int, weights: [Fraction], minima: [Int], maxima: [Int], sequence: SignpostSequence
  ) -> (working: DivisorWorking?, result: SeatResult) {
    // Without a seat to divide, as when base seats are the whole house, nobody is owed a first one.
    let first = sequence.givesFirstSeatToAll && seats > 0
    var lows = minima
    var highs = maxima
    for unit in weights.indices {
      if weights[unit].isZero {
        highs[unit] = minima[unit]
      } else if first {
        lows[unit] = min(max(1, minima[unit]), maxima[unit])
      }
    }
    let needed = saturatedSum(lows)
    guard needed <= seats else {
      let claimants = weights.indices.count { !weights[$0].isZero && maxima[$0] > 0 }
      return (
        nil,
        .infeasible(
          first && claimants > seats
            ? .fewerSeatsThanUnits(units: claimants, seats: seats) : .minimaExceedSeats(needed: needed, seats: seats))
      )
    }
    let possible = saturatedSum(highs)
    guard possible >= seats else { return (nil, .infeasible(.maximaBelowSeats(possible: possible, seats: seats))) }

    let scaled = ScaledWeights(weights)
    let start = SeatEstimate.start(weights: scaled.whole, lows: lows, highs: highs, seats: seats)
    let widest = (scaled.whole.map(\.bitWidth).max() ?? 0) * sequence.exponent + sequence.widestProduct(upTo: seats + 1)
    // Claims are compared by products below 2^127 in machine integers; only wider ones need big integers.
    if widest <= 127 {
      return finish(
        DivisorSolver<UInt128>(
          weights: scaled.whole.map { Signposts<UInt128>.power(UInt128($0), sequence.exponent) },
          signposts: Signposts(sequence), lows: lows, highs: highs),
        start, seats, weights, minima, sequence)
    }
    return finish(
      DivisorSolver<BigUInt>(
        weights: scaled.whole.map { $0.power(sequence.exponent) }, signposts: Signposts(sequence), lows: lows,
        highs: highs),
      start, seats, weights, minima, sequence)
  }

  private static func saturatedSum(_ values: [Int]) -> Int {
    var sum = 0
    for value in values {
      let (next, overflow) = sum.addingReportingOverflow(value)
      if overflow { return .max }
      sum = next
    }
    return sum
  }

  private static func finish<Whole>(
    _ solver: DivisorSolver<Whole>, _ start: [Int], _ house: Int, _ weights: [Fraction], _ minima: [Int],
    _ sequence: SignpostSequence
  ) -> (working: DivisorWorking?, result: SeatResult) {
    var seats = solver.solve(from: start, house: house)
    let (next, last) = solver.ends(seats)
    let lower = next.flatMap { sequence.quotient(weights[$0.unit], $0.seats) }
    let upper = last.flatMap { sequence.quotient(weights[$0.unit], $0.seats - 1) }
    var tie: SeatTie?
    let (raised, cut) = bindings(solver, seats, minima, next, last)
    if let next, let last, Claim.equal(next, last) {
      let holders = seats.indices.filter { solver.last($0, seats[$0]).map { Claim.equal($0, last) } ?? false }
      let others = seats.indices.filter { solver.next($0, seats[$0]).map { Claim.equal($0, next) } ?? false }
      for unit in holders { seats[unit] -= 1 }
      tie = SeatTie(units: (holders + others).sorted(), seats: holders.count)
    }
    let steps = solver.lastSteps(seats, limit: mostSteps)
    let given = seats.reduce(0, +)
    var order: [Step] = []
    if steps.count < mostSteps, given <= 2 * mostSteps {
      // First the seats held by minimum or by a signpost of zero, the heavier unit before the lighter.
      let heavy = seats.indices.sorted { weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1] }
      for unit in heavy where solver.lows[unit] > 0 {
        for count in 1...solver.lows[unit] { order.append(Step(unit: unit, seats: count, quotient: nil)) }
      }
    }
    let complete = order.count + steps.count == given
    order += steps.map {
      Step(unit: $0.unit, seats: $0.before + 1, quotient: sequence.quotient(weights[$0.unit], $0.before))
    }
    return (
      DivisorWorking(
        lower: lower, upper: upper, divisorAtTie: tie == nil ? nil : lower, order: order, orderIsComplete: complete,
        raised: raised, cut: cut),
      .allocated(seats: seats, tie: tie)
    )
  }

  /// A minimum binds if the unit would not win its last seat at any divisor of the interval; a maximum, if it would win the
  /// next one at every divisor.
  private static func bindings<Whole>(
    _ solver: DivisorSolver<Whole>, _ seats: [Int], _ minima: [Int], _ next: Claim<Whole>?, _ last: Claim<Whole>?
  ) -> (raised: [Bool], cut: [Bool]) {
    let free = DivisorSolver(
      weights: solver.weights, signposts: solver.signposts, lows: [Int](repeating: 0, count: seats.count),
      highs: seats.map { $0 + 1 })
    var raised = [Bool](repeating: false, count: seats.count)
    var cut = raised
    for unit in seats.indices {
      if seats[unit] > 0, seats[unit] == minima[unit], let claim = free.last(unit, seats[unit]), claim.bottom > 0 {
        raised[unit] = claim.top == 0 || next.map { !($0 < claim) } ?? false
      }
      if seats[unit] == solver.highs[unit], let claim = free.next(unit, seats[unit]), claim.top > 0 {
        cut[unit] = claim.bottom == 0 || last.map { !(claim < $0) } ?? false
      }
    }
    return (raised, cut)
  }
}

extension SignpostSequence {
  /// Bits that suffice for a signpost's numerator times another's denominator, up to signpost `index`.
  func widestProduct(upTo index: Int) -> Int {
    let (numerator, denominator) = powered(index)
    let (firstNumerator, firstDenominator) = powered(0)
    return max(numerator.bitWidth, firstNumerator.bitWidth) + max(denominator.bitWidth, firstDenominator.bitWidth)
  }
}
