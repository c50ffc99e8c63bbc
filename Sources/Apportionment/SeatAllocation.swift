internal import BigInt

/// The outcome of an apportionment (名额分配结果) with its working.
///
/// Arrays are indexed like the units of the problem.
public struct SeatAllocation: Sendable {
  /// What kind of outcome it is; the raw values are those of the command's JSON.
  public enum Status: String, Hashable, Sendable {
    /// One result.
    case unique
    /// Several results: exactly equal claims to the last seats.
    case tied
    /// The whole parts exceed the seats; no result.
    case overallocated
    /// More seats remain than units may take; no result.
    case underallocated
    /// No allocation meets the conditions; no result.
    case infeasible
  }

  /// How a bound or the threshold acted on a unit.
  public enum BoundEffect: String, Hashable, Sendable {
    /// Not at all.
    case none
    /// The minimum gives it more seats than the method would.
    case raisedToMinimum = "raised-to-minimum"
    /// The maximum gives it fewer seats than the method would.
    case heldAtMaximum = "held-at-maximum"
    /// It is below the threshold.
    case belowThreshold = "below-threshold"
  }

  /// The problem that was solved.
  public let problem: SeatProblem
  /// What kind of outcome it is.
  public let status: Status
  /// The seats that are certain; with a tie without the tied seats; nil if there is no result.
  public let seats: [Int]?
  /// The tie, if there is one.
  public let tie: SeatTie?
  /// Seats too many (overallocated) or without a taker (underallocated).
  public let discrepancy: Int
  /// Why there is no result, with status infeasible.
  public let infeasibility: Infeasibility?
  /// Each unit's exact share: weight × seats / total weight of those taking part.
  public let shares: [Fraction]
  /// How bounds acted on each unit.
  public let boundEffects: [BoundEffect]
  /// The working, if the method is of the largest-remainder family.
  public let remainderWorking: LargestRemainder?
  /// The working, if the method is a divisor method and there is a result.
  public let divisorWorking: DivisorWorking?

  /// Solves `problem`.
  init(_ problem: SeatProblem) {
    self.problem = problem
    shares = SeatAllocation.shares(problem)
    let (remainder, divisor, result, base) = SeatAllocation.solve(problem)
    remainderWorking = remainder
    divisorWorking = divisor
    switch result {
    case .allocated(let seats, let tie):
      self.seats = zip(seats, base).map(+)
      self.tie = tie
      status = tie == nil ? .unique : .tied
      discrepancy = 0
      infeasibility = nil
    case .overallocated(let count), .underallocated(let count):
      seats = nil
      tie = nil
      if case .overallocated = result { status = .overallocated } else { status = .underallocated }
      discrepancy = count
      infeasibility = nil
    case .infeasible(let reason):
      seats = nil
      tie = nil
      status = .infeasible
      discrepancy = 0
      infeasibility = reason
    }
    boundEffects = problem.units.indices.map { unit in
      if !problem.units[unit].takesPart { return .belowThreshold }
      if divisor?.raised[unit] ?? remainder?.raised[unit] ?? false { return .raisedToMinimum }
      if divisor?.cut[unit] ?? remainder?.cut[unit] ?? false { return .heldAtMaximum }
      return .none
    }
  }

  /// The bare division: working, result, and the base seats that the result does not hold.
  private static func solve(
    _ problem: SeatProblem
  ) -> (remainder: LargestRemainder?, divisor: DivisorWorking?, result: SeatResult, base: [Int]) {
    switch BoundedProblem.make(problem) {
    case .failure(let failure): return (nil, nil, .infeasible(failure.reason), [])
    case .success(let bounded):
      switch problem.method {
      case .largestRemainder(let quota):
        let (working, result) = LargestRemainder.divide(
          bounded.seats, weights: bounded.weights, minima: bounded.minima, maxima: bounded.maxima, quota: quota)
        return (working, nil, result, bounded.base)
      case .divisor(let sequence, _):
        let (working, result) = DivisorWorking.divide(
          bounded.seats, weights: bounded.weights, minima: bounded.minima, maxima: bounded.maxima, sequence: sequence)
        return (nil, working, result, bounded.base)
      }
    }
  }

  /// The seats of `problem` if they are unique, without shares and the rest of the working.
  static func uniqueSeats(_ problem: SeatProblem) -> [Int]? {
    let (_, _, result, base) = solve(problem)
    guard case .allocated(let seats, nil) = result else { return nil }
    return zip(seats, base).map(+)
  }

  private static func shares(_ problem: SeatProblem) -> [Fraction] {
    let weights = problem.units.map { $0.takesPart ? $0.weight : .zero }
    let total = weights.reduce(.zero, +)
    if total.isZero { return weights }
    return weights.map { $0.isZero ? .zero : $0 * Fraction(problem.seats) / total }
  }

  /// The number of solutions: 1, or those of the tie; nil if there is no result.
  public var solutionCountText: String? { seats == nil ? nil : tie?.solutionCountText ?? "1" }

  /// The complete allocations, at most `limit` of them; none if there is no result.
  public func solutions(limit: Int) -> [[Int]] {
    guard let seats else { return [] }
    guard let tie else { return [seats] }
    return tie.choices(limit: limit).map { seats.addingOne(to: $0) }
  }

  /// The whole part of a unit's share: its lower quota (下配额).
  public func lowerQuota(_ unit: Int) -> Int { Int(clamping: shares[unit].floor) }

  /// The next whole number at or above a unit's share: its upper quota (上配额).
  public func upperQuota(_ unit: Int) -> Int { Int(clamping: shares[unit].ceiling) }
}

extension [Int] {
  /// The same seats with one more for each of `units`.
  public func addingOne(to units: [Int]) -> [Int] {
    var seats = self
    for unit in units { seats[unit] += 1 }
    return seats
  }
}
