public import Statistics

/// Weights at one level under which every node has the influence that is wanted of it (影响均衡的权重).
///
/// Influence is the correlation with the top, as a share of the sum over the level. Weights are moved by the ratio of wanted
/// to reached influence until all agree; COINr's `get_opt_weights` seeks the same by a general minimiser.
///
/// - SeeAlso: Becker, Saisana, Paruolo and Vandecasteele (2017), doi:10.1016/j.ecolind.2017.03.056.
public struct WeightBalancing: Sendable {
  /// The nodes of the level.
  public let nodes: [Int]
  /// Their weights, summing to 1.
  public let weights: [Double]
  /// Their shares of the influence under these weights.
  public let influence: [Double]
  /// The largest difference between a share reached and the share wanted.
  public let deviation: Double

  /// - Parameters:
  ///   - run: the run whose weights are moved.
  ///   - level: a level below the top.
  ///   - targets: the wanted shares by code; equal ones for codes that are not named.
  ///   - method: the correlation.
  /// - Returns: nil if the level has fewer than two nodes or a correlation is undefined.
  public init?(
    _ run: CompositeRun, level: Int, targets: [String: Double] = [:], method: CorrelationMethod = .pearson
  ) {
    let tree = run.tree
    let nodes = tree.nodes.indices.filter { tree.nodes[$0].level == level && $0 != tree.top }
    guard nodes.count >= 2 else { return nil }
    let wanted = nodes.map { targets[tree.nodes[$0].code] ?? 1 }
    let sum = wanted.reduce(0, +)
    guard sum > 0, wanted.allSatisfy({ $0 > 0 }) else { return nil }
    var weights = wanted.map { $0 / sum }
    let aims = weights
    var best: (weights: [Double], influence: [Double], deviation: Double)?
    for _ in 0..<500 {
      guard let influence = WeightBalancing.influence(run, nodes, weights, method) else { break }
      let deviation = zip(influence, aims).map { abs($0 - $1) }.max() ?? 0
      if deviation < (best?.deviation ?? .infinity) { best = (weights, influence, deviation) }
      if deviation < 1e-10 { break }
      for index in weights.indices {
        // Damped, and held off zero: an opposing node would otherwise leave for good.
        weights[index] *= max(0.5, min(2, aims[index] / max(influence[index], 1e-3))).squareRoot()
      }
      let total = weights.reduce(0, +)
      for index in weights.indices { weights[index] = max(1e-6, weights[index] / total) }
    }
    guard let best else { return nil }
    let total = best.weights.reduce(0, +)
    self.nodes = nodes
    self.weights = best.weights.map { $0 / total }
    influence = best.influence
    deviation = best.deviation
  }

  private static func influence(
    _ run: CompositeRun, _ nodes: [Int], _ weights: [Double], _ method: CorrelationMethod
  ) -> [Double]? {
    let tree = run.tree.reweighted(
      Dictionary(uniqueKeysWithValues: zip(nodes.map { run.tree.nodes[$0].code }, weights)))
    var scores = run.scores
    for group in tree.groups {
      let node = tree.nodes[group]
      scores[group] = run.recipe.aggregation(node).apply(
        node.children.map { scores[$0] }, weights: node.children.map { tree.nodes[$0].weight },
        threshold: run.recipe.threshold(node))
    }
    let correlations = nodes.map { method.coefficient(scores[$0], scores[tree.top]) }
    guard !correlations.contains(nil) else { return nil }
    let known = correlations.compactMap { $0 }
    let sum = known.reduce(0, +)
    guard sum > 0 else { return nil }
    return known.map { $0 / sum }
  }
}
