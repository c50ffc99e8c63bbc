/// A coefficient of correlation (相关系数).
public enum CorrelationMethod: String, Hashable, Sendable, CaseIterable {
  /// Pearson's product-moment correlation.
  case pearson
  /// Spearman's: Pearson's of the ranks, ties taking their mean.
  case spearman
  /// Kendall's τ-b, corrected for ties.
  case kendall

  /// The correlation of two lists over the pairs in which both have a value; nil with fewer than two pairs, or if one of
  /// the lists is constant in them.
  ///
  /// - Precondition: the lists are of one length.
  public func coefficient(_ a: [Double?], _ b: [Double?]) -> Double? {
    precondition(a.count == b.count, "the lists are of one length")
    var (x, y): ([Double], [Double]) = ([], [])
    for (left, right) in zip(a, b) {
      guard let left, let right else { continue }
      x.append(left)
      y.append(right)
    }
    guard x.count >= 2 else { return nil }
    switch self {
    case .pearson: return CorrelationMethod.pearson(x, y)
    case .spearman: return CorrelationMethod.pearson(CorrelationMethod.midRanks(x), CorrelationMethod.midRanks(y))
    case .kendall: return CorrelationMethod.kendall(x, y)
    }
  }

  /// The ranks of `values` from the smallest, 1, ties taking the mean of their places.
  public static func midRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = values
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count && values[order[end + 1]] == values[order[start]] { end += 1 }
      for position in start...end { ranks[order[position]] = Double(start + end) / 2 + 1 }
      start = end + 1
    }
    return ranks
  }

  private static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    guard let (first, second) = x.first.flatMap({ a in y.first.map { (a, $0) } }),
      x.contains(where: { $0 != first }), y.contains(where: { $0 != second })
    else { return nil }
    let n = Double(x.count)
    let (meanX, meanY) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    var (sxx, syy, sxy) = (0.0, 0.0, 0.0)
    for (a, b) in zip(x, y) {
      sxx += (a - meanX) * (a - meanX)
      syy += (b - meanY) * (b - meanY)
      sxy += (a - meanX) * (b - meanY)
    }
    let r = sxy / (sxx.squareRoot() * syy.squareRoot())
    return r.isFinite ? min(1, max(-1, r)) : nil
  }

  private static func kendall(_ x: [Double], _ y: [Double]) -> Double? {
    var (balance, pairsX, pairsY) = (0, 0, 0)
    for i in x.indices {
      for j in 0..<i {
        let (signX, signY) = (sign(x[i] - x[j]), sign(y[i] - y[j]))
        balance += signX * signY
        pairsX += abs(signX)
        pairsY += abs(signY)
      }
    }
    guard pairsX > 0, pairsY > 0 else { return nil }
    return Double(balance) / (Double(pairsX).squareRoot() * Double(pairsY).squareRoot())
  }

  private static func sign(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }
}

/// The sample covariance (divisor n − 1) of two lists over the pairs in which both have a value; nil with fewer than two.
///
/// - Precondition: the lists are of one length.
public func pairwiseCovariance(_ a: [Double?], _ b: [Double?]) -> Double? {
  precondition(a.count == b.count, "the lists are of one length")
  let pairs = zip(a, b).compactMap { left, right in left.flatMap { l in right.map { (l, $0) } } }
  guard pairs.count >= 2 else { return nil }
  let n = Double(pairs.count)
  let (meanA, meanB) = (pairs.reduce(0) { $0 + $1.0 } / n, pairs.reduce(0) { $0 + $1.1 } / n)
  return pairs.reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) } / (n - 1)
}
