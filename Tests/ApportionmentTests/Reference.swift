import Apportionment
import TestSupport

/// A slow rational reference, written from the definitions and not from the room's algorithms.
enum Reference {
  /// Divisor method for affine signposts (offset + k·slope): seat after seat to the largest quotient.
  ///
  /// - Returns: the certain seats, the tied units and the seats among them; nil if fewer seats than first seats.
  static func divisor(
    _ weights: [Fraction], seats: Int, offset: Fraction, slope: Fraction, minimum: Int = 0, maximum: Int = .max
  ) -> (seats: [Int], tied: [Int], among: Int)? {
    var given = weights.map { _ in min(minimum, maximum) }
    var rest = seats - given.reduce(0, +)
    if rest < 0 { return nil }
    func quotient(_ unit: Int) -> Fraction? {
      guard given[unit] < maximum, !weights[unit].isZero else { return nil }
      let signpost = offset + slope * Fraction(given[unit])
      return signpost.isZero ? nil : weights[unit] / signpost
    }
    if offset.isZero {
      for unit in weights.indices where given[unit] == 0 && !weights[unit].isZero && maximum > 0 {
        given[unit] = 1
        rest -= 1
      }
      if rest < 0 { return nil }
    }
    while rest > 0 {
      let claims = weights.indices.compactMap { unit in quotient(unit).map { (unit, $0) } }
      guard let best = claims.map(\.1).max() else { return nil }
      let winners = claims.filter { $0.1 == best }.map(\.0)
      if winners.count > rest { return (given, winners, rest) }
      for unit in winners { given[unit] += 1 }
      rest -= winners.count
    }
    return (given, [], 0)
  }

  /// Hamilton's method: shares rounded down, then the largest fractional parts.
  static func hamilton(_ weights: [Fraction], seats: Int) -> (seats: [Int], tied: [Int], among: Int)? {
    let total = weights.reduce(.zero, +)
    if total.isZero { return nil }
    var given: [Int] = []
    var parts: [Fraction] = []
    for weight in weights {
      let share = weight * Fraction(seats) / total
      // The whole part by counting up: no integer division to share with the room.
      var whole = 0
      while Fraction(whole + 1) <= share { whole += 1 }
      given.append(whole)
      parts.append(share - Fraction(whole))
    }
    var rest = seats - given.reduce(0, +)
    for level in Set(parts).sorted(by: >) {
      let units = parts.indices.filter { parts[$0] == level && !weights[$0].isZero }
      if rest == 0 { break }
      if units.count > rest { return (given, units, rest) }
      for unit in units { given[unit] += 1 }
      rest -= units.count
    }
    return (given, [], 0)
  }
}

/// Problems made from a seed, with the marks of trouble: equal weights, zeros, huge and decimal ones.
struct GeneratedProblems {
  var generator: SeededGenerator

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(generator.next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func weights(_ count: Int) -> [Fraction] {
    let kind = number(0...4)
    return (0..<count).map { _ in
      switch kind {
      case 0: return Fraction(number(0...6))
      case 1: return Fraction(number(1...1_000))
      case 2: return Fraction(number(1...100_000), over: number(1...3))
      case 3: return Fraction(number(1...1_000_000_000)) * Fraction(1_000_000_000_000) + Fraction(number(0...3))
      default: return Fraction(number(1...40))
      }
    }
  }
}
