public import Apportionment

/// The scores of a composite indicator as exact fractions (精确得分), so that equal scores are equal and no rounding decides a
/// place.
///
/// Only methods that stay within the rational numbers have them: no step but normalising by given limits or the data's own,
/// and arithmetic means, minima and maxima.
public struct ExactScores: Sendable {
  /// The score of each node and unit; nil where there is none.
  public let scores: [[Fraction?]]

  /// The exact scores of a run; nil if its method leaves the rational numbers.
  public init?(_ run: CompositeRun) {
    let (tree, recipe) = (run.tree, run.recipe)
    guard run.datasets.allSatisfy({ [nil, .normalise, .screen].contains($0.step) }), recipe.range == nil else {
      return nil
    }
    var scores = [[Fraction?]](repeating: [], count: tree.nodes.count)
    for leaf in tree.leaves {
      let node = tree.nodes[leaf]
      let rule = recipe.normalisationByIndicator[node.code] ?? recipe.normalisation
      guard let values = run.current.exactValues(node), let normalised = rule.exactly(values, direction: node.direction)
      else { return nil }
      scores[leaf] = normalised
    }
    for group in tree.groups {
      let node = tree.nodes[group]
      let weights = node.children.map { Fraction(decimal: tree.nodes[$0].weightText) }
      guard !weights.contains(nil) else { return nil }
      let aggregated = recipe.aggregation(node).exactly(
        node.children.map { scores[$0] }, weights: weights.compactMap { $0 }, threshold: recipe.threshold(node))
      guard let aggregated else { return nil }
      scores[group] = aggregated
    }
    self.scores = scores
  }
}

extension NormalisationRule {
  /// The rule on fractions; nil if it has none, or if an indicator is constant.
  fileprivate func exactly(_ values: [Fraction?], direction: Int) -> [Fraction?]? {
    func number(_ value: Double) -> Fraction? { Fraction(decimal: "\(value)") }
    let turned = values.map { $0.map { $0 * Fraction(direction) } }
    let present = turned.compactMap { $0 }
    func stretched(_ from: Fraction, _ to: Fraction, _ scale: Fraction, cut: Bool = false) -> [Fraction?]? {
      guard from != to else { return nil }
      return turned.map { value in
        value.map { value in
          let share = (value - from) / (to - from)
          return (cut ? Swift.min(.one, Swift.max(.zero, share)) : share) * scale
        }
      }
    }
    func posts(_ lower: Double, _ upper: Double, _ scale: Double, cut: Bool) -> [Fraction?]? {
      guard let lower = number(lower), let upper = number(upper), let scale = number(scale) else { return nil }
      return direction < 0
        ? stretched(.zero - upper, .zero - lower, scale, cut: cut) : stretched(lower, upper, scale, cut: cut)
    }
    switch self {
    case .given: return values
    case .none: return turned
    case .scaled(let lower, let upper, let scale): return posts(lower, upper, scale, cut: false)
    case .goalposts(let limits):
      return limits.isLogarithmic ? nil : posts(limits.lower, limits.upper, limits.scale, cut: limits.isCut)
    case .minMax(let lower, let upper):
      guard let least = present.min(), let most = present.max(), let lower = number(lower), let upper = number(upper)
      else { return nil }
      return stretched(least, most, upper - lower)?.map { $0.map { $0 + lower } }
    default: return nil
    }
  }
}

extension AggregationRule {
  /// The rule on fractions; nil if it leaves them.
  fileprivate func exactly(
    _ children: [[Fraction?]], weights: [Fraction], threshold: Double?
  ) -> [Fraction?]? {
    let combine: ([Fraction], [Fraction]) -> Fraction?
    switch self {
    case .arithmetic:
      combine = { values, weights in
        let sum = weights.reduce(.zero, +)
        return sum.isZero ? nil : zip(values, weights).reduce(.zero) { $0 + $1.0 * $1.1 } / sum
      }
    case .minimum: combine = { values, _ in values.min() }
    case .maximum: combine = { values, _ in values.max() }
    default: return nil
    }
    return (children.first?.indices ?? 0..<0).map { unit in
      let present = children.indices.filter { children[$0][unit] != nil }
      if let threshold, Double(present.count) / Double(children.count) < threshold { return nil }
      return present.isEmpty ? nil : combine(present.compactMap { children[$0][unit] }, present.map { weights[$0] })
    }
  }
}
