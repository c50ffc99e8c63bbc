/// Classes of similar response propensity (倾向得分分组): fitted probabilities cut at their quantiles.
///
/// Boundaries are quantiles of Hyndman and Fan's type 7 over all rows with weight; a class holds its upper end. Inside a class
/// people answer about equally often, so weighting classes made of them take away the bias that the regressors explain.
///
/// - SeeAlso: Little (1986), doi:10.2307/1403140; Rosenbaum and Rubin (1984), doi:10.2307/2288398.
public struct PropensityClasses: Hashable, Sendable {
  /// The ends of the classes: the smallest propensity, the quantiles between, the largest.
  public let boundaries: [Double]
  /// The class of each row, from 0.
  public let classes: [Int]
  /// The mean propensity of each class's rows with weight, persons counted singly; nil for an empty class.
  public let meanPropensities: [Double?]
  /// How many classes there are.
  public var count: Int { boundaries.count - 1 }

  /// - Parameters:
  ///   - propensities: one per row.
  ///   - persons: persons that each row stands for.
  ///   - isMember: whether the row belongs to the sample.
  ///   - count: how many classes, at least 1; equal quantiles make some of them one.
  /// - Throws: `.emptySample` without a member; `.invalidArgument` if `count` is below 1.
  public init(
    _ propensities: [Double], persons: [Double]? = nil, isMember: [Bool], count: Int
  ) throws(StatisticsError) {
    guard count >= 1 else { throw .invalidArgument("\(count) classes") }
    let members = propensities.indices.filter { isMember[$0] }
    let quantiles = WeightedQuantile(
      values: members.map { propensities[$0] }, weights: members.map { _ in 1 },
      persons: persons.map { persons in members.map { persons[$0] } })
    var ends: [Double] = []
    for k in 0...count {
      guard let end = quantiles.quantile(Double(k) / Double(count), rule: .hf7) else { throw .emptySample }
      // Equal quantiles would leave a class without anybody.
      if k == 0 || k == count || end > (ends.last ?? -1) + 1e-12 { ends.append(end) }
    }
    if ends.count > 2, ends[ends.count - 1] <= ends[ends.count - 2] + 1e-12 { ends.remove(at: ends.count - 2) }
    boundaries = ends
    let last = ends.count - 2
    classes = propensities.map { value in (0..<last).first { value <= ends[$0 + 1] + 1e-12 } ?? last }
    var sums = [Double](repeating: 0, count: last + 1)
    var heads = sums
    for row in members {
      let head = persons?[row] ?? 1
      sums[classes[row]] += head * propensities[row]
      heads[classes[row]] += head
    }
    meanPropensities = zip(sums, heads).map { $1 > 0 ? $0 / $1 : nil }
  }
}
