import Statistics

/// Which share of an output's variance the factors explain (Sobol 指数): each alone, and each with all its interactions.
///
///     Sᵢ = Var(E(Y|Xᵢ))/Var(Y)        Tᵢ = E(Var(Y|X₋ᵢ))/Var(Y)
///
/// - SeeAlso: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), doi:10.1016/j.cpc.2009.09.018; Jansen (1999).
public struct SobolIndices: Hashable, Sendable {
  /// One factor's indices.
  public struct Index: Hashable, Sendable {
    /// Sᵢ.
    public var first: Double
    /// Tᵢ.
    public var total: Double
    /// The bootstrap interval of Sᵢ; nil if it is exact.
    public var firstInterval: ClosedRange<Double>?
    /// The bootstrap interval of Tᵢ.
    public var totalInterval: ClosedRange<Double>?
  }

  /// Var(Y).
  public let variance: Double
  /// The indices by factor; nil if Y does not vary.
  public let indices: [Index]?

  /// Exactly, from the outputs of all combinations of equally likely alternatives; the last factor changes fastest.
  public init(enumerated outputs: [Double], alternatives: [Int]) {
    precondition(outputs.count == alternatives.reduce(1, *), "one output for each combination")
    let n = Double(outputs.count)
    let mean = outputs.reduce(0, +) / n
    let variance = outputs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    self.variance = variance
    let size = outputs.map(abs).max() ?? 0
    guard variance > 1e-24 * size * size else {
      indices = nil
      return
    }
    indices = alternatives.indices.map { factor in
      let stride = alternatives[(factor + 1)...].reduce(1, *)
      let count = alternatives[factor]
      var sums = [Double](repeating: 0, count: count)
      for (place, output) in outputs.enumerated() { sums[place / stride % count] += output }
      let perLevel = n / Double(count)
      let first = sums.reduce(0) { $0 + ($1 / perLevel - mean) * ($1 / perLevel - mean) } / Double(count)
      var within = 0.0
      for place in outputs.indices where place / stride % count == 0 {
        let others = (0..<count).map { outputs[place + $0 * stride] }
        let centre = others.reduce(0, +) / Double(count)
        within += others.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
      }
      return Index(first: first / variance, total: within / n / variance, firstInterval: nil, totalInterval: nil)
    }
  }

  /// Estimated from samples A, B and, for each factor, A with that factor from B: Saltelli's estimator of Sᵢ on centred
  /// outputs, Jansen's of Tᵢ, percentile intervals from bootstrapping the rows.
  public init(
    a: [Double], b: [Double], mixed: [[Double]], bootstrap: Int, confidence: Double, seed: UInt64
  ) {
    precondition(a.count == b.count && a.count >= 2 && mixed.allSatisfy { $0.count == a.count }, "samples of one size")
    let rows = Array(a.indices)
    let whole = SobolIndices.estimates(a, b, mixed, rows)
    variance = whole.variance
    guard whole.variance > 0 else {
      indices = nil
      return
    }
    var firsts = [[Double]](repeating: [], count: mixed.count)
    var totals = firsts
    for replicate in 0..<bootstrap {
      // Streams of the variants count up from 0; those of the bootstrap down from the top.
      var stream = RandomStream(seed: seed, stream: UInt64.max - UInt64(replicate))
      let drawn = rows.map { _ in stream.below(rows.count) }
      let estimates = SobolIndices.estimates(a, b, mixed, drawn)
      guard estimates.variance > 0 else { continue }
      for factor in mixed.indices {
        firsts[factor].append(estimates.first[factor])
        totals[factor].append(estimates.total[factor])
      }
    }
    indices = mixed.indices.map { factor in
      Index(
        first: whole.first[factor], total: whole.total[factor],
        firstInterval: SobolIndices.interval(firsts[factor], confidence),
        totalInterval: SobolIndices.interval(totals[factor], confidence))
    }
  }

  private static func estimates(
    _ a: [Double], _ b: [Double], _ mixed: [[Double]], _ rows: [Int]
  ) -> (variance: Double, first: [Double], total: [Double]) {
    let n = Double(rows.count)
    let mean = rows.reduce(0) { $0 + a[$1] + b[$1] } / (2 * n)
    let variance =
      rows.reduce(0) { $0 + (a[$1] - mean) * (a[$1] - mean) + (b[$1] - mean) * (b[$1] - mean) } / (2 * n - 1)
    guard variance > 0 else { return (0, [], []) }
    let first = mixed.map { ab in rows.reduce(0) { $0 + (b[$1] - mean) * (ab[$1] - a[$1]) } / n / variance }
    let total = mixed.map { ab in rows.reduce(0) { $0 + (a[$1] - ab[$1]) * (a[$1] - ab[$1]) } / (2 * n) / variance }
    return (variance, first, total)
  }

  private static func interval(_ values: [Double], _ confidence: Double) -> ClosedRange<Double>? {
    guard values.count >= 2 else { return nil }
    let sorted = values.sorted()
    func quantile(_ p: Double) -> Double {
      let place = p * Double(sorted.count - 1)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
    return quantile((1 - confidence) / 2)...quantile((1 + confidence) / 2)
  }
}
