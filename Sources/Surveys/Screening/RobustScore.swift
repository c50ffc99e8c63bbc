import Foundation

/// How far values lie above the others, in robust standard deviations: (x − median)/(1.4826 · median absolute deviation).
///
/// Shares are taken on the scale asin √p, on which their sampling error is 1/(2√n) whatever p is; that error is the least
/// deviation that counts, so that a few submissions do not make an outlier.
package enum RobustScore {
  /// The middle value, of an even number the mean of the two; nil without one.
  package static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The scores of shares of counts; nil where the count is 0, and for all with fewer than three shares.
  package static func ofShares(_ shares: [Double?], counts: [Int]) -> [Double?] {
    let values = shares.map { $0.map { asin(max(0, min(1, $0)).squareRoot()) } }
    let known = values.compactMap { $0 }
    guard known.count >= 3, let centre = median(known), let spread = median(known.map { abs($0 - centre) }) else {
      return values.map { _ in nil }
    }
    return zip(values, counts).map { value, count in
      guard let value, count > 0 else { return nil }
      return (value - centre) / max(1.4826 * spread, 0.5 / Double(count).squareRoot())
    }
  }
}
