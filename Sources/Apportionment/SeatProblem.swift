/// A one-way apportionment: these units, this many seats, by this method.
public struct SeatProblem: Hashable, Sendable {
  /// The units, in the order of the input; their names are unique.
  public var units: [WeightedUnit]
  /// The seats to be divided.
  public var seats: Int
  /// The method.
  public var method: ApportionmentMethod
  /// Seats that every unit taking part gets first; the method divides the rest.
  public var baseSeats: Int

  /// The most seats that can be asked for: far beyond any house, small enough that no sum can overflow.
  public static let mostSeats = 1_000_000_000_000_000

  /// A problem; `seats` and `baseSeats` are at least 0 and at most `mostSeats`.
  public init(_ units: [WeightedUnit], seats: Int, method: ApportionmentMethod = .hamilton, baseSeats: Int = 0) {
    precondition((0...SeatProblem.mostSeats).contains(seats), "seats from 0 to 10^15")
    precondition((0...SeatProblem.mostSeats).contains(baseSeats), "base seats from 0 to 10^15")
    self.units = units
    self.seats = seats
    self.method = method
    self.baseSeats = baseSeats
  }

  /// The same problem with other seats.
  public func with(seats: Int) -> SeatProblem { SeatProblem(units, seats: seats, method: method, baseSeats: baseSeats) }

  /// The same problem by another method.
  public func with(method: ApportionmentMethod) -> SeatProblem {
    SeatProblem(units, seats: seats, method: method, baseSeats: baseSeats)
  }

  /// Divides the seats.
  public func allocate() -> SeatAllocation { SeatAllocation(self) }
}

/// A problem as the methods see it: base seats taken off, units that take no part at weight and maximum zero.
struct BoundedProblem {
  let weights: [Fraction]
  let minima: [Int]
  let maxima: [Int]
  let seats: Int
  let base: [Int]

  /// Nil with the reason if base seats, minima or maxima rule out every allocation.
  static func make(_ problem: SeatProblem) -> Result<BoundedProblem, Infeasible> {
    let units = problem.units
    let members = units.count { $0.takesPart }
    let (baseTotal, overflow) = problem.baseSeats.multipliedReportingOverflow(by: members)
    var needed = overflow ? Int.max : baseTotal
    for unit in units where unit.takesPart {
      let beyondBase = max(0, (unit.minimum ?? 0) - problem.baseSeats)
      needed = needed.addingReportingOverflow(beyondBase).overflow ? Int.max : needed + beyondBase
    }
    guard needed <= problem.seats else {
      return .failure(Infeasible(.minimaExceedSeats(needed: needed, seats: problem.seats)))
    }
    let rest = problem.seats - baseTotal
    if rest > 0, !units.contains(where: { $0.takesPart && !$0.weight.isZero }) {
      if needed < problem.seats { return .failure(Infeasible(.noWeight)) }
    }
    // Nobody can take more than the whole house; one above it, the maximum still never binds.
    let limit = problem.seats + 1
    let maxima = units.map { unit in
      unit.takesPart ? max(0, min(unit.maximum ?? limit, limit) - problem.baseSeats) : 0
    }
    if let low = units.first(where: { $0.takesPart && ($0.maximum ?? .max) < problem.baseSeats }) {
      return .failure(Infeasible(.maximaBelowSeats(possible: low.maximum ?? 0, seats: problem.baseSeats)))
    }
    return .success(
      BoundedProblem(
        weights: units.map { $0.takesPart ? $0.weight : .zero },
        minima: units.map { $0.takesPart ? max(0, ($0.minimum ?? 0) - problem.baseSeats) : 0 },
        maxima: maxima, seats: rest, base: units.map { $0.takesPart ? problem.baseSeats : 0 }))
  }

  /// The reason, as an error.
  struct Infeasible: Error {
    let reason: Infeasibility
    init(_ reason: Infeasibility) { self.reason = reason }
  }
}
