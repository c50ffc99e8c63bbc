/// Finds the largest standardised difference of drawn errors over the pairs that are open.
///
/// For independent errors |σⱼzⱼ − σₖzₖ| / √(σⱼ² + σₖ²) ≤ √(zⱼ² + zₖ²) (Cauchy–Schwarz). So units are looked at in the order of
/// |z|, and the search ends where no later pair can exceed what was found: a few pairs instead of all. The order is kept by
/// cells of width 1/16, each counted with its upper edge, which costs no sorting.
struct PairScan {
  private static let cells = 160
  private static let width = 1.0 / 16

  private let count: Int
  private let variances: [Double]
  /// The search for correlated errors, which has another bound.
  private var correlated: CorrelatedScan?

  private var starts = Array(repeating: 0, count: PairScan.cells + 1)
  private var cellOf: [Int]
  private var unit: [Int]
  private var error: [Double]
  private var variance: [Double]
  private var edge: [Double]
  private var errors: [Double]

  init(_ ranked: RankedEstimates) {
    count = ranked.count
    variances = ranked.standardErrors.map { $0 * $0 }
    correlated = ranked.covariance.map { _ in CorrelatedScan(ranked) }
    cellOf = Array(repeating: 0, count: count)
    unit = cellOf
    errors = Array(repeating: 0, count: count)
    error = errors
    variance = errors
    edge = errors
  }

  /// Takes a draw, ordering its units by |z|.
  mutating func take(_ noise: RankNoise) {
    if correlated != nil {
      take(noise.errors[...])
      return
    }
    errors = noise.errors
    for cell in starts.indices { starts[cell] = 0 }
    for index in 0..<count {
      let cell = PairScan.cells - 1 - min(PairScan.cells - 1, Int(abs(noise.standardised[index]) / PairScan.width))
      cellOf[index] = cell
      starts[cell + 1] += 1
    }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    for index in 0..<count {
      let cell = cellOf[index]
      let place = starts[cell]
      starts[cell] += 1
      unit[place] = index
      error[place] = errors[index]
      variance[place] = variances[index]
      // The outermost cell has no upper edge of its own.
      let upper = cell == 0 ? .infinity : Double(PairScan.cells - cell) * PairScan.width
      edge[place] = upper * upper
    }
  }

  /// Takes the errors of a draw of correlated estimates.
  mutating func take(_ errors: ArraySlice<Double>) { correlated?.take(errors) }

  /// The largest over all open pairs; −∞ if none is open.
  func maximum(over pairs: RankPairs) -> Double {
    if let correlated { return correlated.maximum(over: pairs) }
    var largest = -Double.infinity
    var bound = -Double.infinity
    pairs.remaining.withUnsafeBufferPointer { open in
      for a in 0..<count {
        if a + 1 < count && edge[a] + edge[a + 1] <= bound { break }
        for b in (a + 1)..<max(a + 1, count) {
          if edge[a] + edge[b] <= bound { break }
          let total = variance[a] + variance[b]
          if total == 0 { continue }
          let difference = (error[a] - error[b]) / total.squareRoot()
          if difference > largest && open[unit[a] * count + unit[b]] { largest = difference }
          if -difference > largest && open[unit[b] * count + unit[a]] { largest = -difference }
          bound = largest > 0 ? largest * largest : -.infinity
        }
      }
    }
    return largest
  }

  /// The largest over the open pairs of one unit's own test; −∞ if none is open.
  func maximum(of own: Int, over pairs: OwnRankPairs) -> Double {
    if let correlated { return correlated.maximum(of: own, over: pairs) }
    var largest = -Double.infinity
    let row = own * count
    let (ownError, ownVariance) = (errors[own], variances[own])
    let ownSquare = ownVariance > 0 ? ownError * ownError / ownVariance : 0
    var bound = -Double.infinity
    for b in 0..<count {
      if ownSquare + edge[b] <= bound { break }
      let other = unit[b]
      let total = ownVariance + variance[b]
      if other == own || total == 0 { continue }
      let difference = (ownError - error[b]) / total.squareRoot()
      if difference > largest && pairs.above[row + other] { largest = difference }
      if -difference > largest && pairs.below[row + other] { largest = -difference }
      bound = largest > 0 ? largest * largest : -.infinity
    }
    return largest
  }
}
