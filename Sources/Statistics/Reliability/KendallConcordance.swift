/// Kendall's coefficient of concordance W: how far raters rank units alike, corrected for ties.
///
///     W = 12 S / (m²(n³ − n) − m Σ T),  T = Σ (t³ − t) over a rater's ties,  χ² = m (n − 1) W
///
/// - SeeAlso: Kendall and Babington Smith (1939), Ann. Math. Stat. 10:275–287; Siegel and Castellan (1988).
public struct KendallConcordance: Hashable, Sendable {
  /// W, from 0 (no concordance) to 1.
  public let w: Double
  /// m (n − 1) W.
  public let chiSquare: Double
  /// n − 1.
  public let degreesOfFreedom: Int
  /// P(χ² or more) without concordance; the approximation is good from about seven units.
  public let p: Double
  /// Sums of the mid-ranks of each unit, 1 being the smallest value.
  public let rankSums: [Double]

  /// - Parameter rows: one row per unit, one value per rater.
  /// - Throws: `.tooFew` with fewer than two units or raters; `.noVariance` if every rater ties all units.
  public init(_ rows: [[Double]]) throws(StatisticsError) {
    guard rows.count >= 2 else { throw .tooFew(what: "complete units", needed: 2, found: rows.count) }
    let raters = rows[0].count
    guard raters >= 2 else { throw .tooFew(what: "raters", needed: 2, found: raters) }
    precondition(rows.allSatisfy { $0.count == raters }, "one value for each rater")
    let n = Double(rows.count)
    let m = Double(raters)
    var sums = [Double](repeating: 0, count: rows.count)
    var ties = 0.0
    for rater in 0..<raters {
      let order = rows.indices.sorted { rows[$0][rater] < rows[$1][rater] }
      var start = 0
      while start < order.count {
        var end = start
        while end + 1 < order.count, rows[order[end + 1]][rater] == rows[order[start]][rater] { end += 1 }
        let rank = Double(start + end) / 2 + 1
        for place in start...end { sums[order[place]] += rank }
        let t = Double(end - start + 1)
        ties += t * t * t - t
        start = end + 1
      }
    }
    let mean = m * (n + 1) / 2
    let spread = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let most = m * m * (n * n * n - n) - m * ties
    guard most > 0 else { throw .noVariance("the ranks") }
    w = 12 * spread / most
    chiSquare = m * (n - 1) * w
    degreesOfFreedom = rows.count - 1
    p = try ChiSquareDistribution(degreesOfFreedom: n - 1).upperTail(chiSquare)
    rankSums = sums
  }
}
