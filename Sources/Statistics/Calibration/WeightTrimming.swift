/// Trimming (截尾): weights cut at limits, what is cut off being spread over the others so that the sum is kept.
///
/// Weights of zero belong to rows outside the sample that answers; they are neither raised nor given anything.
///
/// - SeeAlso: Potter (1990).
public struct WeightTrimming: Hashable, Sendable {
  /// How the surplus is spread.
  public enum Spread: String, Hashable, Sendable, CaseIterable {
    /// The same amount to each weight that was not cut.
    case equal
    /// In proportion to the weights that were not cut.
    case proportional
  }

  /// The smallest weight.
  public let lower: Double
  /// The largest weight.
  public let upper: Double
  /// Whether cutting stops after one pass, though weights that were given something may pass a limit.
  public let once: Bool
  /// How the surplus is spread.
  public let spread: Spread

  /// Limits of weights.
  ///
  /// - Throws: `.invalidArgument` unless `lower` < `upper`.
  public init(
    lower: Double, upper: Double, once: Bool = false, spread: Spread = .equal
  ) throws(StatisticsError) {
    guard lower < upper else { throw .invalidArgument("trimming limits \(lower) and \(upper)") }
    self.lower = lower
    self.upper = upper
    self.once = once
    self.spread = spread
  }

  /// What trimming made of weights.
  public struct Outcome: Sendable {
    /// The weights after it.
    public let weights: [Double]
    /// Rows below the lower limit at first.
    public let raised: Int
    /// Rows above the upper limit at first.
    public let lowered: Int
    /// Passes made.
    public let passes: Int
  }

  /// Trims weights.
  ///
  /// - Parameters:
  ///   - weights: one per row.
  ///   - persons: persons that each row stands for.
  /// - Throws: `.notConverged` if no weight is left that could take the surplus.
  public func trim(_ weights: [Double], persons: [Double]? = nil) throws(StatisticsError) -> Outcome {
    var weights = weights
    var cut = [Bool](repeating: false, count: weights.count)
    let raised = weights.reduce(0) { $0 + ($1 != 0 && $1 < lower ? 1 : 0) }
    let lowered = weights.reduce(0) { $0 + ($1 > upper ? 1 : 0) }
    var passes = 0
    while weights.contains(where: { $0 != 0 && ($0 < lower || $0 > upper) }) {
      passes += 1
      var surplus = 0.0
      var share = 0.0
      for row in weights.indices where weights[row] != 0 {
        let head = persons?[row] ?? 1
        let inside = min(max(weights[row], lower), upper)
        if inside != weights[row] {
          surplus += head * (weights[row] - inside)
          weights[row] = inside
          cut[row] = true
        } else if !cut[row] {
          share += head * (spread == .equal ? 1 : weights[row])
        }
      }
      guard share > 0 else { throw .notConverged("trimming: every weight is at a limit and the sum cannot be kept") }
      for row in weights.indices where weights[row] != 0 && !cut[row] {
        weights[row] += surplus / share * (spread == .equal ? 1 : weights[row])
      }
      if once { break }
    }
    return Outcome(weights: weights, raised: raised, lowered: lowered, passes: passes)
  }
}
