/// How p-values of several tests are adjusted (多重比较校正) so that they may be read together.
public enum PValueAdjustment: String, Sendable, CaseIterable {
  /// n · p. Family-wise error, any dependence.
  case bonferroni
  /// Step-down Bonferroni. Family-wise error, any dependence; never worse than Bonferroni.
  case holm
  /// Step-up Bonferroni. Family-wise error for independent or positively dependent tests.
  case hochberg
  /// Step-up by Benjamini and Hochberg: the expected share of false rejections.
  case benjaminiHochberg = "benjamini-hochberg"
  /// The same under any dependence: larger by 1 + 1/2 + … + 1/n.
  case benjaminiYekutieli = "benjamini-yekutieli"

  /// The adjusted p-values, in the order given; reject those at or below the level.
  ///
  /// - Parameter p: probabilities.
  /// - Returns: as many, none above 1; empty if `p` is.
  /// - SeeAlso: Holm (1979); Hochberg (1988), doi:10.1093/biomet/75.4.800; Benjamini and Hochberg (1995),
  ///   doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini and Yekutieli (2001), doi:10.1214/aos/1013699998.
  public func adjusted(_ p: [Double]) -> [Double] {
    let count = Double(p.count)
    let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
    var result = p
    var running: Double
    switch self {
    case .bonferroni: return p.map { min(1, $0 * count) }
    case .holm:
      running = 0
      for (position, index) in order.enumerated() {
        running = max(running, min(1, (count - Double(position)) * p[index]))
        result[index] = running
      }
    case .hochberg, .benjaminiHochberg, .benjaminiYekutieli:
      var harmonic = 1.0
      if self == .benjaminiYekutieli { harmonic = p.indices.reduce(0) { $0 + 1 / Double($1 + 1) } }
      running = 1
      for (position, index) in order.enumerated().reversed() {
        let factor = self == .hochberg ? count - Double(position) : count / Double(position + 1) * harmonic
        running = min(running, factor * p[index])
        result[index] = running
      }
    }
    return result
  }
}
