/// An allocation that contradicts common sense when the problem changes (分配悖论).
public enum Paradox: Hashable, Sendable {
  /// Alabama (亚拉巴马悖论): the total grows and a unit loses a seat.
  case alabama(unit: String, fromSeats: Int, toSeats: Int, before: Int, after: Int)
  /// Population (人口悖论): `loser` grew faster than `gainer` and lost a seat while that one gained.
  case population(gainer: String, loser: String, gained: Int, lost: Int)
  /// New states (新州悖论): units join with exactly their seats, and others exchange a seat.
  case newUnits(joined: [String], gainers: [String], losers: [String])
}

extension SeatProblem {
  /// Every unit that surely loses a seat at a step from h to h+1 seats, for h in `houses` up to the last but one.
  ///
  /// Steps with a tied or missing result on either side are left out. Divisor methods have none.
  public func alabamaParadoxes(in houses: ClosedRange<Int>) -> [Paradox] {
    guard !method.isDivisorMethod else { return [] }
    var events: [Paradox] = []
    var before: [Int]?
    for house in houses {
      let after = SeatAllocation.uniqueSeats(with(seats: house))
      if let old = before, let new = after {
        for unit in units.indices where new[unit] < old[unit] {
          events.append(
            .alabama(
              unit: units[unit].name, fromSeats: house - 1, toSeats: house, before: old[unit], after: new[unit]))
        }
      }
      before = after
    }
    return events
  }
}

extension SeatAllocation {
  /// Population paradoxes against the same units' earlier weights, with the same total.
  ///
  /// Units on one side only are left out with their seats: the earlier weights are divided over the seats that the common
  /// units have now. A pair is one where the loser's weight grew by a larger factor than the gainer's.
  ///
  /// - Returns: the pairs; none unless both results are unique.
  public func populationParadoxes(since previous: [WeightedUnit]) -> [Paradox] {
    guard status == .unique, let seats else { return [] }
    let earlier = Dictionary(previous.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let common = problem.units.indices.filter { earlier[problem.units[$0].name] != nil && problem.units[$0].takesPart }
    let units = common.compactMap { earlier[problem.units[$0].name] }
    let house = common.reduce(0) { $0 + seats[$1] }
    let before = SeatProblem(units, seats: house, method: problem.method, baseSeats: problem.baseSeats).allocate()
    guard before.status == .unique, let old = before.seats else { return [] }
    var events: [Paradox] = []
    for (gain, gainer) in common.enumerated() where seats[gainer] > old[gain] && !units[gain].weight.isZero {
      for (loss, loser) in common.enumerated() where seats[loser] < old[loss] && !units[loss].weight.isZero {
        let gainerNow = problem.units[gainer].weight * units[loss].weight
        let loserNow = problem.units[loser].weight * units[gain].weight
        if loserNow > gainerNow {
          events.append(
            .population(
              gainer: problem.units[gainer].name, loser: problem.units[loser].name, gained: seats[gainer] - old[gain],
              lost: old[loss] - seats[loser]))
        }
      }
    }
    return events
  }

  /// Whether the units outside `known` bring exactly their seats with them and still make others exchange seats.
  ///
  /// The units in `known` are divided alone, by their present weights, over the seats that they have together now.
  public func newUnitParadox(known: Set<String>) -> Paradox? {
    guard status == .unique, let seats else { return nil }
    let old = problem.units.indices.filter { known.contains(problem.units[$0].name) && problem.units[$0].takesPart }
    let joined = problem.units.indices.filter { !known.contains(problem.units[$0].name) && seats[$0] > 0 }
    guard !old.isEmpty, !joined.isEmpty else { return nil }
    let house = old.reduce(0) { $0 + seats[$1] }
    let alone = SeatProblem(
      old.map { problem.units[$0] }, seats: house, method: problem.method, baseSeats: problem.baseSeats
    ).allocate()
    guard alone.status == .unique, let before = alone.seats else { return nil }
    let gainers = zip(old, before).filter { seats[$0] > $1 }.map { problem.units[$0.0].name }
    let losers = zip(old, before).filter { seats[$0] < $1 }.map { problem.units[$0.0].name }
    guard !losers.isEmpty else { return nil }
    return .newUnits(joined: joined.map { problem.units[$0].name }, gainers: gainers, losers: losers)
  }
}
