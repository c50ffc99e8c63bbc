/// Ranks and places of all units from their scores, group by group.
///
/// Scores that agree to eleven digits tie: less than that is rounding of the arithmetic and no difference of the data. Ties are
/// broken as the rating breaks them, where it has an order of its own; what remains tied shares rank and titles.
struct RankSorter: Sendable {
  private let members: [[Int32]]
  private let places: [Int]
  /// For each unit its place where scores are equal; empty if nothing breaks ties.
  private let tieOrder: [Int]
  private let largest: Int
  let units: Int

  init(groups: [Int], places: [Int], isEligible: [Bool], tieOrder: [Int] = []) {
    units = groups.count
    var members = places.map { _ in [Int32]() }
    for unit in groups.indices where isEligible[unit] { members[groups[unit]].append(Int32(unit)) }
    self.members = members
    self.places = places
    self.tieOrder = tieOrder
    largest = members.map(\.count).max() ?? 0
  }

  /// What one thread sorts with.
  struct Memory: Sendable {
    fileprivate var order: DescendingOrder
    fileprivate var scores: [Double]
    fileprivate var present: [Int32]
  }

  /// Memory for one thread.
  func memory() -> Memory {
    Memory(
      order: DescendingOrder(capacity: largest), scores: Array(repeating: 0, count: largest),
      present: Array(repeating: 0, count: largest))
  }

  /// The competition rank of each unit in its group, 0 for units without one, and its share in a title: 1 within the places,
  /// 0 outside, a fraction where a tie runs across the line.
  func rank(
    _ scores: UnsafePointer<Double>, _ mask: UnsafePointer<Double>?, ranks: inout [Int32], titles: inout [Double],
    memory: inout Memory
  ) {
    for unit in 0..<units {
      ranks[unit] = 0
      titles[unit] = 0
    }
    for (group, members) in members.enumerated() {
      var count = 0
      for unit in members where mask.map({ $0[Int(unit)] != 0 }) ?? true {
        memory.scores[count] = scores[Int(unit)]
        memory.present[count] = unit
        count += 1
      }
      memory.order.sort(memory.scores, count: count)
      assign(count, places[group], memory, &ranks, &titles)
    }
  }

  private func assign(
    _ count: Int, _ places: Int, _ memory: Memory, _ ranks: inout [Int32], _ titles: inout [Double]
  ) {
    let order = memory.order.order
    var start = 0
    while start < count {
      var end = start + 1
      while end < count,
        RankSorter.areEqual(memory.scores[Int(order[end - 1])], memory.scores[Int(order[end])])
      { end += 1 }
      if end == start + 1 {
        let unit = Int(memory.present[Int(order[start])])
        ranks[unit] = Int32(start + 1)
        titles[unit] = start < places ? 1 : 0
      } else {
        let tied = order[start..<end].map { Int(memory.present[Int($0)]) }
        settle(tied, from: start, places, &ranks, &titles)
      }
      start = end
    }
  }

  /// Gives tied units their ranks from `start` on: by the order of ties, then shared.
  private func settle(
    _ tied: [Int], from start: Int, _ places: Int, _ ranks: inout [Int32], _ titles: inout [Double]
  ) {
    let sorted = tieOrder.isEmpty ? tied : tied.sorted { tieOrder[$0] < tieOrder[$1] }
    var low = 0
    while low < sorted.count {
      var high = low + 1
      while high < sorted.count, tieOrder.isEmpty || tieOrder[sorted[high]] == tieOrder[sorted[low]] { high += 1 }
      let within = max(0, min(places, start + high) - (start + low))
      for unit in sorted[low..<high] {
        ranks[unit] = Int32(start + low + 1)
        titles[unit] = Double(within) / Double(high - low)
      }
      low = high
    }
  }

  private static func areEqual(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-11 * max(abs(a), abs(b), 1) }
}
