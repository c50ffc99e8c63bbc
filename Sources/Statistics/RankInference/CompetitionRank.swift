/// The places of one unit when ties are told apart: best, middle and worst.
public struct CompetitionRank: Hashable, Sendable {
  /// The place if every tie went for the unit: competition rank (竞赛排名, "1224"), 1 is the highest value.
  public let best: Int
  /// The mean of the places of the tied units.
  public let middle: Double
  /// The place if every tie went against the unit.
  public let worst: Int

  /// The ranks of `values`, the highest first; equal values tie.
  ///
  /// - Precondition: no value is NaN.
  /// - Complexity: O(n log n).
  public static func ranks(of values: [Double]) -> [CompetitionRank] {
    let order = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
    var ranks: [CompetitionRank?] = Array(repeating: nil, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count && values[order[end + 1]] == values[order[start]] { end += 1 }
      let rank = CompetitionRank(best: start + 1, middle: Double(start + end) / 2 + 1, worst: end + 1)
      for position in start...end { ranks[order[position]] = rank }
      start = end + 1
    }
    return ranks.compactMap { $0 }
  }
}
