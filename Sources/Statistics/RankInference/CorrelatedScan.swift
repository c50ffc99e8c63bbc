/// Finds the largest standardised difference of correlated errors over the pairs that are open.
///
/// With s the largest of one over the standard error of a difference that a unit takes part in, and c any centre,
/// (eⱼ − eₖ)/se(eⱼ − eₖ) ≤ sⱼ·max(0, eⱼ − c) + sₖ·max(0, c − eₖ). Units are looked at in the order of these two terms, and the
/// search ends where no later pair can exceed what was found. The orders are kept by cells of width 1/16, each counted with
/// its upper edge, which costs no sorting.
struct CorrelatedScan {
  private static let cells = 160
  private static let width = 1.0 / 16

  private let count: Int
  /// One over the standard error of each difference, 0 for a certain one.
  private let scale: [Double]
  /// The largest of each unit.
  private let largestScale: [Double]
  private var errors: [Double]
  private var above: Order
  private var below: Order

  /// Units in descending order of a term, with a bound of the term.
  private struct Order {
    var term: [Double]
    var unit: [Int]
    var bound: [Double]
    private var starts = Array(repeating: 0, count: CorrelatedScan.cells + 1)

    init(count: Int) {
      term = Array(repeating: 0, count: count)
      unit = Array(repeating: 0, count: count)
      bound = term
    }

    mutating func sort() {
      let cells = CorrelatedScan.cells
      func cell(_ term: Double) -> Int { cells - 1 - Int(min(Double(cells - 1), term / CorrelatedScan.width)) }
      for index in starts.indices { starts[index] = 0 }
      for value in term { starts[cell(value) + 1] += 1 }
      for index in 1..<starts.count { starts[index] += starts[index - 1] }
      for index in term.indices {
        let own = cell(term[index])
        unit[starts[own]] = index
        // The outermost cell has no upper edge of its own.
        bound[starts[own]] = own == 0 ? .infinity : Double(cells - own) * CorrelatedScan.width
        starts[own] += 1
      }
    }
  }

  init(_ ranked: RankedEstimates) {
    let count = ranked.count
    self.count = count
    scale = (0..<(count * count)).map { index in
      let (j, k) = (index / count, index % count)
      let error = j == k ? 0 : ranked.differenceError(j, k)
      return error > 0 ? 1 / error : 0
    }
    let scale = scale
    largestScale = (0..<count).map { row in scale[(row * count)..<((row + 1) * count)].max() ?? 0 }
    errors = Array(repeating: 0, count: count)
    above = Order(count: count)
    below = above
  }

  /// Takes a draw, ordering its units.
  mutating func take(_ draw: ArraySlice<Double>) {
    errors = Array(draw)
    let centre = errors.reduce(0, +) / Double(max(1, count))
    for unit in 0..<count {
      above.term[unit] = largestScale[unit] * max(0, errors[unit] - centre)
      below.term[unit] = largestScale[unit] * max(0, centre - errors[unit])
    }
    above.sort()
    below.sort()
  }

  /// The largest over all open pairs; −∞ if none is open.
  func maximum(over pairs: RankPairs) -> Double {
    var largest = -Double.infinity
    guard let best = below.bound.first else { return largest }
    for (place, j) in above.unit.enumerated() {
      if above.bound[place] + best <= largest { break }
      for (other, k) in below.unit.enumerated() {
        if above.bound[place] + below.bound[other] <= largest { break }
        if pairs.remaining[j * count + k] {
          largest = max(largest, (errors[j] - errors[k]) * scale[j * count + k])
        }
      }
    }
    return largest
  }

  /// The largest over the open pairs of one unit's own test; −∞ if none is open.
  func maximum(of own: Int, over pairs: OwnRankPairs) -> Double {
    let row = own * count
    let lower = largest(
      below, reach: above.term[own], from: -.infinity, open: pairs.above, row: row, sign: 1, error: errors[own])
    return largest(
      above, reach: below.term[own], from: lower, open: pairs.below, row: row, sign: -1, error: errors[own])
  }

  /// The largest of ±(error − e) over the units of one order, from a value found before.
  private func largest(
    _ order: Order, reach: Double, from start: Double, open: [Bool], row: Int, sign: Double, error: Double
  ) -> Double {
    var largest = start
    order.unit.withUnsafeBufferPointer { units in
      order.bound.withUnsafeBufferPointer { bounds in
        for place in 0..<count {
          if reach + bounds[place] <= largest { break }
          let k = units[place]
          if open[row + k] { largest = max(largest, sign * (error - errors[k]) * scale[row + k]) }
        }
      }
    }
    return largest
  }
}
