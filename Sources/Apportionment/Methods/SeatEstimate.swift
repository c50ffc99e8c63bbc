internal import BigInt

/// Where the search for a divisor method's seats starts: the exact shares, held to the bounds and cut to whole numbers.
///
/// The start decides only how many steps follow, never the result.
enum SeatEstimate {
  /// Shares of `seats` in proportion to `weights`, those beyond a bound held there and the rest divided again.
  static func start(weights: [BigUInt], lows: [Int], highs: [Int], seats: Int) -> [Int] {
    var estimate = lows
    var free = weights.indices.filter { lows[$0] < highs[$0] }
    var freeSeats = weights.indices.reduce(seats) { lows[$1] < highs[$1] ? $0 : $0 - lows[$1] }
    var rounds = 0
    while !free.isEmpty {
      let total = free.reduce(BigUInt(0)) { $0 + weights[$1] }
      let house = BigUInt(max(0, freeSeats))
      var (above, below) = ([Int](), [Int]())
      var (surplus, lack) = (BigUInt(0), BigUInt(0))
      for unit in free {
        let share = weights[unit] * house / total
        if share > highs[unit] {
          above.append(unit)
          surplus += share - BigUInt(highs[unit])
        } else if share < lows[unit] {
          below.append(unit)
          lack += BigUInt(lows[unit]) - share
        }
        estimate[unit] = min(max(Int(clamping: share), lows[unit]), highs[unit])
      }
      rounds += 1
      let settled = surplus > lack ? above : below
      if settled.isEmpty || rounds > 100 { break }
      let held = Set(settled)
      free.removeAll { held.contains($0) }
      freeSeats -= settled.reduce(0) { $0 + estimate[$1] }
    }
    return estimate
  }
}
