/// Intervals for x of n (简单随机样本中的比例): a share in a simple random sample without finite population.
///
/// - SeeAlso: Brown, Cai and DasGupta (2001), doi:10.1214/ss/1009213286; Newcombe (1998); Clopper and Pearson (1934).
public struct BinomialInterval: Hashable, Sendable {
  /// Successes; may be fractional where an effective size is used.
  public let x: Double
  /// Trials.
  public let n: Double
  /// The confidence.
  public let confidence: Double

  /// x of n.
  ///
  /// - Throws: `.invalidArgument` unless 0 ≤ x ≤ n, n > 0 and the confidence lies between 0 and 1.
  public init(x: Double, n: Double, confidence: Double = 0.95) throws(StatisticsError) {
    guard n > 0, n.isFinite, x >= 0, x <= n, confidence > 0, confidence < 1 else {
      throw .invalidArgument("an interval for \(x) of \(n) at confidence \(confidence)")
    }
    self.x = x
    self.n = n
    self.confidence = confidence
  }

  private var p: Double { x / n }
  private var z: Double { Normal.quantile(0.5 + confidence / 2) }
  private var tail: Double { (1 - confidence) / 2 }

  /// p ± z √(pq/n), not clipped.
  public var wald: ConfidenceLimits {
    let half = z * (p * (1 - p) / n).squareRoot()
    return ConfidenceLimits(lower: p - half, upper: p + half)
  }

  /// Wilson's score interval.
  public var wilson: ConfidenceLimits { BinomialInterval.wilson(p: p, n: n, z: z) }

  /// The score interval of a share with a given size and quantile.
  static func wilson(p: Double, n: Double, z: Double) -> ConfidenceLimits {
    let middle = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let divisor = 1 + z * z / n
    return ConfidenceLimits(
      lower: p == 0 ? 0 : max(0, (middle - half) / divisor), upper: p == 1 ? 1 : min(1, (middle + half) / divisor))
  }

  /// Wilson's interval with continuity correction; 0 at x = 0 and 1 at x = n.
  public var wilsonContinuity: ConfidenceLimits {
    let q = 1 - p
    let square = z * z
    let lower =
      (2 * n * p + square - 1 - z * max(0, square - 2 - 1 / n + 4 * p * (n * q + 1)).squareRoot())
      / (2 * (n + square))
    let upper =
      (2 * n * p + square + 1 + z * max(0, square + 2 - 1 / n + 4 * p * (n * q - 1)).squareRoot())
      / (2 * (n + square))
    return ConfidenceLimits(lower: x == 0 ? 0 : max(0, lower), upper: x == n ? 1 : min(1, upper))
  }

  /// The exact interval, by beta quantiles.
  public var clopperPearson: ConfidenceLimits {
    ConfidenceLimits(lower: quantile(tail, x, n - x + 1), upper: quantile(1 - tail, x + 1, n - x))
  }

  /// Wald after adding z²/2 successes and failures, not clipped.
  public var agrestiCoull: ConfidenceLimits {
    let size = n + z * z
    let middle = (x + z * z / 2) / size
    let half = z * (middle * (1 - middle) / size).squareRoot()
    return ConfidenceLimits(lower: middle - half, upper: middle + half)
  }

  /// The posterior interval under Jeffreys' prior; 0 at x = 0 and 1 at x = n.
  public var jeffreys: ConfidenceLimits {
    ConfidenceLimits(
      lower: x == 0 ? 0 : quantile(tail, x + 0.5, n - x + 0.5),
      upper: x == n ? 1 : quantile(1 - tail, x + 0.5, n - x + 0.5))
  }

  /// A beta quantile; a shape of 0 puts all mass on one end.
  private func quantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
    if a <= 0 { return 0 }
    if b <= 0 { return 1 }
    guard let beta = try? BetaDistribution(a: a, b: b) else { return .nan }
    return beta.quantile(probability)
  }
}
