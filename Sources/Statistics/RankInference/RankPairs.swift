/// The ordered pairs of units whose order is still open, for all units at once.
struct RankPairs {
  /// The number of units.
  let count: Int
  /// At j·n + k: whether "j is not above k" has not been rejected yet and can be tested.
  private(set) var remaining: [Bool]
  /// Whether another step may reject more.
  private(set) var isOpen: Bool

  private let differences: [Double]

  init(_ ranked: RankedEstimates) {
    count = ranked.count
    var differences = Array(repeating: 0.0, count: count * count)
    for j in 0..<count { for k in 0..<count { differences[j * count + k] = ranked.standardisedDifference(j, k) } }
    self.differences = differences
    // A certain difference needs no test: it is infinite or 0 and no error ever changes it.
    remaining = (0..<(count * count)).map { index in
      let (j, k) = (index / ranked.count, index % ranked.count)
      return j != k && ranked.differenceError(j, k) > 0
    }
    isOpen = remaining.contains(true)
  }

  /// Rejects what lies beyond `critical`; with nothing new, or nothing left, the pairs are closed.
  mutating func reject(beyond critical: Double, continuing: Bool) {
    var (new, left) = (false, false)
    for index in remaining.indices where remaining[index] {
      if differences[index] > critical {
        remaining[index] = false
        new = true
      } else {
        left = true
      }
    }
    isOpen = continuing && new && left
  }

  /// The ranks that the rejections leave.
  var bounds: [ClosedRange<Int>] {
    (0..<count).map { unit in
      var (above, below) = (0, 0)
      for other in 0..<count where other != unit {
        if !remaining[other * count + unit] && differences[other * count + unit] > 0 { above += 1 }
        if !remaining[unit * count + other] && differences[unit * count + other] > 0 { below += 1 }
      }
      return (1 + above)...(count - below)
    }
  }
}

/// For each unit the ordered pairs with it whose order is still open, each unit tested by itself.
struct OwnRankPairs {
  /// The number of units.
  let count: Int
  /// At i·n + k: whether, in unit i's own test, "i is not above k" is not rejected yet.
  private(set) var above: [Bool]
  /// At i·n + k: whether, in unit i's own test, "k is not above i" is not rejected yet.
  private(set) var below: [Bool]
  /// The units for which another step may reject more.
  private(set) var open: [Int]

  private let differences: [Double]

  init(_ ranked: RankedEstimates) {
    let (count, pairs) = (ranked.count, RankPairs(ranked))
    self.count = count
    above = pairs.remaining
    below = pairs.remaining
    open = (0..<count).filter { unit in pairs.remaining[(unit * count)..<((unit + 1) * count)].contains(true) }
    differences = (0..<(count * count)).map { ranked.standardisedDifference($0 / count, $0 % count) }
  }

  /// Whether a step is left for any unit.
  var isOpen: Bool { !open.isEmpty }

  /// Rejects what lies beyond `critical` in the test of one unit.
  mutating func reject(_ unit: Int, beyond critical: Double, continuing: Bool) {
    var (new, left) = (false, false)
    for index in (unit * count)..<((unit + 1) * count) {
      if above[index] && differences[index] > critical {
        above[index] = false
        new = true
      }
      if below[index] && -differences[index] > critical {
        below[index] = false
        new = true
      }
      left = left || above[index] || below[index]
    }
    if !(continuing && new && left) { open.removeAll { $0 == unit } }
  }

  /// The ranks that the rejections leave.
  var bounds: [ClosedRange<Int>] {
    (0..<count).map { unit in
      var (better, worse) = (0, 0)
      for other in 0..<count where other != unit {
        let index = unit * count + other
        if !below[index] && differences[index] < 0 { better += 1 }
        if !above[index] && differences[index] > 0 { worse += 1 }
      }
      return (1 + better)...(count - worse)
    }
  }
}
