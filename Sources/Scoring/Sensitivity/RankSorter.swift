/// Ranks and places of all units from their scores, group by group, as fast as sorting whole numbers.
///
/// A score becomes an unsigned number of the same order whose lowest bits hold the unit. What these bits displace is below
/// 1e-12 of the score, which is rounding of the arithmetic and no difference: such scores tie.
struct RankSorter: Sendable {
  private let members: [[Int]]
  private let places: [Int]
  private let bits: UInt64
  private let units: Int

  init(groups: [Int], places: [Int], isEligible: [Bool]) {
    units = groups.count
    var members = places.map { _ in [Int]() }
    for unit in groups.indices where isEligible[unit] { members[groups[unit]].append(unit) }
    self.members = members
    self.places = places
    bits = UInt64(max(1, Int.bitWidth - max(1, groups.count - 1).leadingZeroBitCount))
  }

  /// The competition rank of each unit in its group, 0 for units without one, and its share in a title: 1 within the places,
  /// 0 outside, a fraction where a tie runs across the line.
  func rank(
    _ scores: UnsafePointer<Double>, _ mask: UnsafePointer<Double>?, ranks: inout [Int32], titles: inout [Double],
    keys: inout [UInt64]
  ) {
    let low = (UInt64(1) << bits) - 1
    for unit in 0..<units {
      ranks[unit] = 0
      titles[unit] = 0
    }
    for (group, members) in members.enumerated() {
      keys.removeAll(keepingCapacity: true)
      for unit in members {
        if let mask, mask[unit] == 0 { continue }
        let pattern = (scores[unit] + 0).bitPattern
        let rising = pattern >> 63 == 1 ? ~pattern : pattern | (1 << 63)
        keys.append((~rising & ~low) | UInt64(unit))
      }
      keys.sort()
      assign(keys, places[group], low, &ranks, &titles)
    }
  }

  private func assign(
    _ keys: [UInt64], _ places: Int, _ low: UInt64, _ ranks: inout [Int32], _ titles: inout [Double]
  ) {
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end] & ~low == keys[start] & ~low { end += 1 }
      let within = max(0, min(places, end) - start)
      let share = Double(within) / Double(end - start)
      for position in start..<end {
        let unit = Int(keys[position] & low)
        ranks[unit] = Int32(start + 1)
        titles[unit] = share
      }
      start = end
    }
  }
}
