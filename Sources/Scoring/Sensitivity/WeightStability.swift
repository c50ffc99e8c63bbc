/// The smallest change of weights that changes the list (改变名单的最小权重变动), exact for linear scores.
///
/// A score is Σ wₖ xₖ with Σ wₖ = 1. A unit within the line and one outside change places where Σ wₖ dₖ = 0, dₖ being the
/// difference of their parts: a plane in the space of the weights. Over all such pairs of a group the nearest plane is found
///
/// * for a single weight that moves while the others keep their proportions: a point on a line, by division;
/// * for weights that may all move: the least mass Σ|Δw|/2 moved from some weights to others is a linear programme with one
///   constraint, solved by moving from the largest dₖ to the smallest until the plane is reached.
public struct WeightStability: Hashable, Sendable {
  /// How far one weight can go.
  public struct Range: Hashable, Sendable {
    /// Its share now.
    public var share: Double
    /// The share below which the list changes; nil if it does not down to 0.
    public var lower: Double?
    /// The share above which the list changes; nil if it does not up to 1.
    public var upper: Double?
    /// The pair, inside and outside, that changes places at the lower end.
    public var lowerPair: Pair?
    /// The pair at the upper end.
    public var upperPair: Pair?
  }

  /// A unit within the line and one outside it.
  public struct Pair: Hashable, Sendable {
    /// The unit within.
    public var inside: Int
    /// The unit outside.
    public var outside: Int
  }

  /// The least change of all weights together.
  public struct LeastChange: Hashable, Sendable {
    /// The mass moved, Σ|Δw|/2, from 0 to 1.
    public var mass: Double
    /// The weights at which the pair is level, in the order of the parts.
    public var weights: [Double]
    /// The pair.
    public var pair: Pair
  }

  /// For each part how far its weight can go alone.
  public let ranges: [Range]
  /// The least change of all weights; nil if no change brings any unit in.
  public let least: LeastChange?

  /// - Parameters:
  ///   - parts: one list for each part, one value for each unit; complete for the units of the pairs.
  ///   - weights: the weights of the parts, not all 0.
  ///   - constants: what each unit's score has beside the weighted parts, such as a bonus; nil for nothing.
  ///   - inside: for each group the units within the line.
  ///   - outside: for each group those outside it.
  public init(
    parts: [[Double]], weights: [Double], constants: [Double]? = nil, inside: [[Int]], outside: [[Int]]
  ) {
    let sum = weights.reduce(0, +)
    precondition(sum > 0 && weights.count == parts.count, "one weight for each part")
    let shares = weights.map { $0 / sum }
    var search = Search(shares: shares)
    // Unit by unit, so that a pair reads two short runs of memory.
    let units = parts.first?.count ?? 0
    var rows = [Double](repeating: 0, count: units * parts.count)
    for (part, column) in parts.enumerated() {
      for unit in 0..<units { rows[unit * parts.count + part] = column[unit] }
    }
    rows.withUnsafeBufferPointer { rows in
      for (within, beyond) in zip(inside, outside) {
        for i in within {
          for j in beyond {
            search.compare(
              Pair(inside: i, outside: j),
              UnsafeBufferPointer(rebasing: rows[(i * parts.count)..<((i + 1) * parts.count)]),
              UnsafeBufferPointer(rebasing: rows[(j * parts.count)..<((j + 1) * parts.count)]),
              constant: constants.map { $0[i] - $0[j] } ?? 0)
          }
        }
      }
    }
    ranges = search.ranges
    least = search.least
  }

  /// What was found so far, pair after pair.
  private struct Search {
    let shares: [Double]
    var ranges: [Range]
    var least: LeastChange?
    private var differences: [Double]

    init(shares: [Double]) {
      self.shares = shares
      ranges = shares.map { Range(share: $0, lower: nil, upper: nil, lowerPair: nil, upperPair: nil) }
      differences = shares
    }

    mutating func compare(
      _ pair: Pair, _ inside: UnsafeBufferPointer<Double>, _ outside: UnsafeBufferPointer<Double>, constant: Double
    ) {
      var (gap, lowest, highest) = (constant, Double.infinity, -Double.infinity)
      for part in shares.indices {
        let difference = inside[part] - outside[part]
        differences[part] = difference
        gap += shares[part] * difference
        lowest = min(lowest, difference)
        highest = max(highest, difference)
      }
      for part in shares.indices where shares[part] < 1 {
        ranges[part].narrow(gap, differences[part], constant, pair)
      }
      // What can be moved at all gains at most the spread of the differences: a quick way out for most pairs.
      let spread = highest - lowest
      let bound = least?.mass ?? .infinity
      guard spread > 0, gap < bound * spread, lowest + constant <= 0,
        let change = WeightStability.move(shares, differences, gap, below: bound)
      else { return }
      least = LeastChange(mass: change.mass, weights: change.weights, pair: pair)
    }
  }

  /// The least mass that brings the pair level, if it is less than `bound`.
  private static func move(
    _ shares: [Double], _ differences: [Double], _ gap: Double, below bound: Double
  ) -> (mass: Double, weights: [Double])? {
    guard let lowest = differences.indices.min(by: { differences[$0] < differences[$1] }) else { return nil }
    var (rest, mass) = (max(0, gap), 0.0)
    var weights = shares
    for part in differences.indices.sorted(by: { (differences[$0], $1) > (differences[$1], $0) }) where rest > 0 {
      let gain = differences[part] - differences[lowest]
      guard gain > 0 else { return nil }
      let moved = min(weights[part], rest / gain)
      weights[part] -= moved
      weights[lowest] += moved
      mass += moved
      rest = moved * gain >= rest ? 0 : rest - moved * gain
      if mass >= bound { return nil }
    }
    return rest <= 1e-12 * abs(gap) ? (mass, weights) : nil
  }
}

extension WeightStability.Range {
  /// With the share s of this part and the others in proportion the pair's gap is linear in s: g(s) = g + (s − w)(d − r),
  /// r being the gap of the others alone.
  fileprivate mutating func narrow(
    _ gap: Double, _ difference: Double, _ constant: Double, _ pair: WeightStability.Pair
  ) {
    // (d − r)(1 − w), so that most pairs are compared without a division.
    let slope = difference - (gap - constant)
    let rest = gap * (1 - share)
    if slope > 0, lower.map({ rest < (share - $0) * slope }) ?? (rest <= share * slope) {
      (lower, lowerPair) = (max(0, share - rest / slope), pair)
    } else if slope < 0, upper.map({ rest < ($0 - share) * -slope }) ?? (rest <= (1 - share) * -slope) {
      (upper, upperPair) = (min(1, share - rest / slope), pair)
    }
  }
}
