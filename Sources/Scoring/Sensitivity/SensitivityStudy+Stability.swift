extension SensitivityStudy {
  /// The nominal scores of every node before any finish; nil where there is none.
  public func nominalScores() -> [[Double?]] {
    guard let builder = try? VariantBuilder(self, seed: 0) else {
      return tree.nodes.map { _ in units.map { _ in nil } }
    }
    let scorer = VariantScorer(tree, recipe: recipe, units: units.count)
    let sorter = RankSorter(groups: groups, places: places, isEligible: isEligible)
    var worker = SensitivityRun.Worker(self, scorer, sorter)
    worker.score(builder.nominal, builder.nominalTable)
    return tree.nodes.indices.map { worker.column($0, builder.nominalTable) }
  }

  /// How far the weights of one set of nodes can go before the list changes; exact.
  ///
  /// - Parameters:
  ///   - nodes: the children of the top, or all leaves.
  ///   - scores: the normalised values and scores of every node, as a `CompositeRun` has them.
  /// - Returns: nil unless every mean above the nodes is arithmetic and every unit in question has all their scores, or if
  ///   nothing is given or nobody is outside, or a total is cut by its cap or rounded.
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
    // A total is linear in the weights only while neither cap nor rounding touches it.
    let total = { (unit: Int) in finish?.total(scores[tree.top][unit] ?? 0, unit) ?? scores[tree.top][unit] ?? 0 }
    if let finish {
      guard finish.decimals == nil, finish.scale > 0,
        ranked.allSatisfy({ unit in finish.cap.map { total(unit) < $0 } ?? true })
      else { return nil }
    }
    var inside: [[Int]] = []
    var outside: [[Int]] = []
    for group in places.indices {
      let members = ranked.filter { groups[$0] == group }.sorted { a, b in
        if abs(total(a) - total(b)) > 1e-11 * max(1, abs(total(a))) { return total(a) > total(b) }
        return tieOrder.isEmpty ? a < b : (tieOrder[a], a) < (tieOrder[b], b)
      }
      let within = min(places[group], members.count)
      inside.append(Array(members[..<within]))
      outside.append(Array(members[within...]))
    }
    guard zip(inside, outside).contains(where: { !$0.isEmpty && !$1.isEmpty }) else { return nil }
    let weights = nodes.map { shares[$0] }
    guard weights.reduce(0, +) > 0 else { return nil }
    return WeightStability(
      parts: nodes.map { node in scores[node].map { $0 ?? 0 } }, weights: weights,
      constants: finish.map { finish in finish.bonus.map { $0 / finish.scale } }, inside: inside, outside: outside)
  }
}
