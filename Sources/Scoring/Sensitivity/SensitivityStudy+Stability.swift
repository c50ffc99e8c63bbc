extension SensitivityStudy {
  /// How far the weights of one set of nodes can go before the list changes; exact.
  ///
  /// - Parameters:
  ///   - nodes: the children of the top, or all leaves.
  ///   - scores: the normalised values and scores of every node, as a `CompositeRun` has them.
  /// - Returns: nil unless every mean above the nodes is arithmetic and every unit in question has all their scores, or if
  ///   nothing is given or nobody is outside.
  public func stability(nodes: [Int], scores: [[Double?]]) -> WeightStability? {
    let shares = tree.cumulativeWeights
    let above = Set(
      nodes.flatMap { node in
        sequence(first: node, next: { tree.nodes[$0].parent }).dropFirst()
      })
    guard above.allSatisfy({ recipe.aggregation(tree.nodes[$0]) == .arithmetic }), recipe.thresholds.isEmpty else {
      return nil
    }
    let ranked = units.indices.filter { isEligible[$0] && scores[tree.top][$0] != nil }
    guard nodes.allSatisfy({ node in ranked.allSatisfy { scores[node][$0] != nil } }) else { return nil }
    var inside: [[Int]] = []
    var outside: [[Int]] = []
    for group in places.indices {
      let members = ranked.filter { groups[$0] == group }.sorted { a, b in
        (scores[tree.top][a] ?? 0, b) > (scores[tree.top][b] ?? 0, a)
      }
      let within = min(places[group], members.count)
      inside.append(Array(members[..<within]))
      outside.append(Array(members[within...]))
    }
    guard zip(inside, outside).contains(where: { !$0.isEmpty && !$1.isEmpty }) else { return nil }
    let weights = nodes.map { shares[$0] }
    guard weights.reduce(0, +) > 0 else { return nil }
    return WeightStability(
      parts: nodes.map { node in scores[node].map { $0 ?? 0 } }, weights: weights, inside: inside, outside: outside)
  }
}
