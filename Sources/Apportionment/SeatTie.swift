internal import BigInt

/// A tie (并列): units with exactly equal claims to the last seats, at most one seat each.
public struct SeatTie: Hashable, Sendable {
  /// The tied units' positions in the problem, ascending.
  public let units: [Int]
  /// How many seats are to be drawn among them; fewer than the units.
  public let seats: Int

  /// The number of solutions: the ways to choose `seats` of the units, in decimal digits.
  public var solutionCountText: String { String(count) }

  /// The number of solutions, or nil if it is beyond 2^53.
  public var solutionCount: Int? { count.bitWidth <= 53 ? Int(count) : nil }

  private var count: BigUInt {
    let chosen = min(seats, units.count - seats)
    guard chosen > 0 else { return 1 }
    return (1...chosen).reduce(BigUInt(1)) { $0 * BigUInt(units.count - chosen + $1) / BigUInt($1) }
  }

  /// The choices of winners, in the order of the units: at most `limit` of them.
  public func choices(limit: Int) -> [[Int]] {
    var result: [[Int]] = []
    var chosen = Array(0..<seats)
    while result.count < limit {
      result.append(chosen.map { units[$0] })
      guard let turn = chosen.indices.last(where: { chosen[$0] < units.count - seats + $0 }) else { break }
      chosen[turn] += 1
      for index in chosen.indices where index > turn { chosen[index] = chosen[index - 1] + 1 }
    }
    return result
  }
}
