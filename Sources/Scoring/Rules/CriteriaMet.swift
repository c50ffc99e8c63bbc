/// R1, criteria met (达标项数): of n criteria k are met.
///
/// The share of the points is what the standard's map says for k (广州 2006: 3 met = 3 points, 2 = 2, 1 = 1, 0 = 0), else k/n. If
/// the criteria have points of their own, the points of those that are met add up.
public struct CriteriaMet: Hashable, Sendable {
  /// The criteria; empty if the standard gives only their number.
  public let criteria: [Criterion]
  /// n.
  public let count: Int
  /// The share of the points by k; nil for k/n.
  public let shares: [String: Double]?

  /// Whether the criteria earn points of their own.
  public var hasOwnPoints: Bool { !criteria.isEmpty && criteria.allSatisfy { $0.points != nil } }

  /// The share of the points for `met` criteria of n.
  public func share(met: Int) -> Double {
    guard let shares else { return min(1, Double(met) / Double(count)) }
    return shares[String(met)] ?? shares["*"] ?? 0
  }

  /// The points of one rater's findings: codes that are met, or a bare number of criteria.
  func points(of entries: [Evidence], full: Double) -> Double {
    let codes = Set(entries.filter { $0.value != 0 }.map(\.criterion))
    if hasOwnPoints {
      return criteria.filter { codes.contains($0.code) }.reduce(0) { $0 + ($1.points ?? 0) }
    }
    if let bare = entries.last(where: { $0.criterion.isEmpty }) { return share(met: Int(bare.value)) * full }
    return share(met: codes.count) * full
  }
}
