/// Scores units under a variant whose means are all arithmetic, or all geometric: one sum over the leaves.
///
/// A weighted mean of weighted means is a weighted mean of the leaves; a mean of means of logarithms likewise. Missing leaves
/// spread their weights over their siblings, so the leaves' weights depend on the pattern of gaps alone.
struct CollapsedScorer: Sendable {
  private struct Group: Sendable {
    let node: Int
    let children: [Int]
    let threshold: Double?
  }

  private let groups: [Group]
  private let leaves: [Int]
  private let top: Int
  private let nodes: Int
  private let units: Int

  init(_ tree: CompositeTree, recipe: CompositeRecipe, units: Int) {
    groups = tree.groups.map { node in
      Group(node: node, children: tree.nodes[node].children, threshold: recipe.threshold(tree.nodes[node]))
    }
    leaves = tree.leaves
    top = tree.top
    nodes = tree.nodes.count
    self.units = units
  }

  /// Writes the scores of all units (their logarithms under geometric means) and a mask of those that have one; false, with
  /// nothing written, if the variant mixes means or the table has too many patterns of gaps.
  func score(
    _ variant: MethodVariant, _ table: PreparedTable, scores: UnsafeMutablePointer<Double>,
    mask: UnsafeMutablePointer<Double>, sums: inout [Double]
  ) -> Bool {
    guard let patterns = table.patterns?.patterns, let rule = variant.aggregations.first,
      rule == .arithmetic || rule == .geometric, variant.aggregations.allSatisfy({ $0 == rule }),
      rule == .arithmetic || !table.logarithms.isEmpty
    else { return false }
    let columns = rule == .geometric ? table.logarithms : table.values
    columns.withUnsafeBufferPointer { columns in
      guard let start = columns.baseAddress else { return }
      for pattern in patterns {
        let weights = weights(variant, pattern.isPresent)
        if pattern.units.count * 8 >= units {
          sums.withUnsafeMutableBufferPointer { add(weights ?? [], start, $0) }
          for unit in pattern.units {
            scores[Int(unit)] = sums[Int(unit)]
            mask[Int(unit)] = weights == nil ? 0 : 1
          }
        } else {
          for unit in pattern.units {
            var sum = 0.0
            for (leaf, weight) in (weights ?? []).enumerated() { sum += weight * start[leaf * units + Int(unit)] }
            scores[Int(unit)] = sum
            mask[Int(unit)] = weights == nil ? 0 : 1
          }
        }
      }
    }
    return true
  }

  /// Σ weight · column over all units, four columns at a time so that the sums are read and written less often.
  private func add(_ weights: [Double], _ columns: UnsafePointer<Double>, _ sums: UnsafeMutableBufferPointer<Double>) {
    guard let out = sums.baseAddress else { return }
    out.update(repeating: 0, count: units)
    let used = weights.indices.filter { weights[$0] != 0 }
    var next = 0
    while next + 4 <= used.count {
      let (a, b, c, d) = (used[next], used[next + 1], used[next + 2], used[next + 3])
      let (wa, wb, wc, wd) = (weights[a], weights[b], weights[c], weights[d])
      let (xa, xb) = (columns + a * units, columns + b * units)
      let (xc, xd) = (columns + c * units, columns + d * units)
      for unit in 0..<units {
        out[unit] += (wa * xa[unit] + wb * xb[unit]) + (wc * xc[unit] + wd * xd[unit])
      }
      next += 4
    }
    for leaf in used[next...] {
      let (weight, x) = (weights[leaf], columns + leaf * units)
      for unit in 0..<units { out[unit] += weight * x[unit] }
    }
  }

  /// Each leaf's share of the top where the leaves of a pattern have values; nil if the top has no score then.
  private func weights(_ variant: MethodVariant, _ isPresent: [Bool]) -> [Double]? {
    var hasScore = [Bool](repeating: false, count: nodes)
    for (leaf, present) in zip(leaves, isPresent) { hasScore[leaf] = present }
    var sums = [Double](repeating: 0, count: nodes)
    for group in groups {
      let present = group.children.filter { hasScore[$0] }
      let whole = group.children.reduce(0) { $0 + variant.weights[$1] }
      let sum = present.reduce(0) { $0 + variant.weights[$1] }
      let least = (group.threshold ?? 0) * Double(group.children.count) - 1e-9
      hasScore[group.node] = whole > 0 && sum / whole > 0 && Double(present.count) >= least
      sums[group.node] = sum
    }
    guard hasScore[top] else { return nil }
    var shares = [Double](repeating: 0, count: nodes)
    shares[top] = 1
    for group in groups.reversed() where shares[group.node] > 0 {
      for child in group.children where hasScore[child] {
        shares[child] = shares[group.node] * variant.weights[child] / sums[group.node]
      }
    }
    return leaves.map { shares[$0] }
  }
}
