import Foundation
import Statistics

/// One variant of the method: which alternatives and which weights.
struct MethodVariant: Sendable {
  /// The aggregation of each group, in the order of the tree's groups.
  var aggregations: [AggregationRule]
  /// The weight of each node.
  var weights: [Double]
  /// What draws the scores of the part with sampling errors; nil if they are not drawn.
  var sampling: RandomStream?
}

/// Computes the top's scores of all units under a variant, group by group over whole columns.
struct VariantScorer: Sendable {
  private struct Group: Sendable {
    let children: [Int]
    let threshold: Double?
    /// The place of the group above among the groups; nil for the top.
    let above: Int?
  }

  private let groups: [Group]
  /// For each node the place of its column: leaves among the prepared columns, groups among the scratch columns.
  private let places: [Int]
  private let isLeaf: [Bool]
  private let units: Int

  init(_ tree: CompositeTree, recipe: CompositeRecipe, units: Int) {
    groups = tree.groups.map { group in
      let node = tree.nodes[group]
      return Group(
        children: node.children, threshold: recipe.threshold(node),
        above: node.parent.flatMap { tree.groups.firstIndex(of: $0) })
    }
    var places = tree.nodes.map { _ in 0 }
    for (index, leaf) in tree.leaves.enumerated() { places[leaf] = index }
    for (index, group) in tree.groups.enumerated() { places[group] = index }
    self.places = places
    isLeaf = tree.nodes.map(\.isLeaf)
    self.units = units
  }

  /// Memory for one thread: the scores and masks of every group.
  struct Scratch {
    var scores: [Double]
    var mask: [Double]
    var hasGaps: [Bool]
    /// Whether a group's column holds logarithms, as it does if the group above takes their mean.
    var isLogarithm: [Bool]
    var sum: [Double]
    var count: [Double]
  }

  func scratch() -> Scratch {
    Scratch(
      scores: Array(repeating: 0, count: groups.count * units), mask: Array(repeating: 1, count: groups.count * units),
      hasGaps: Array(repeating: false, count: groups.count),
      isLogarithm: Array(repeating: false, count: groups.count), sum: Array(repeating: 0, count: units),
      count: Array(repeating: 0, count: units))
  }

  /// The top's scores are the last group's column of the scratch memory afterwards; its mask tells who has one.
  func score(_ variant: MethodVariant, _ table: PreparedTable, _ scratch: inout Scratch) {
    for (index, group) in groups.enumerated() {
      let sum = group.children.reduce(0) { $0 + variant.weights[$1] }
      let hasGaps = group.children.contains { node in
        isLeaf[node] ? table.hasGaps[places[node]] : scratch.hasGaps[places[node]]
      }
      scratch.hasGaps[index] = hasGaps
      let isGeometric = variant.aggregations[index] == .geometric
      scratch.isLogarithm[index] = isGeometric && group.above.map { variant.aggregations[$0] == .geometric } ?? false
      switch variant.aggregations[index] {
      case .arithmetic: mean(index, group, variant, sum, hasGaps, table, &scratch, .value)
      case .geometric: mean(index, group, variant, sum, hasGaps, table, &scratch, .logarithm)
      case .harmonic: mean(index, group, variant, sum, hasGaps, table, &scratch, .inverse)
      default: general(index, group, variant, table, &scratch)
      }
    }
  }

  private enum Link {
    case value, logarithm, inverse
  }

  private func mean(
    _ index: Int, _ group: Group, _ variant: MethodVariant, _ sum: Double, _ hasGaps: Bool, _ table: PreparedTable,
    _ scratch: inout Scratch, _ link: Link
  ) {
    let n = units
    let offset = index * n
    let isLogarithm = scratch.isLogarithm
    scratch.scores.withUnsafeMutableBufferPointer { scores in
      scratch.mask.withUnsafeMutableBufferPointer { masks in
        scratch.sum.withUnsafeMutableBufferPointer { sums in
          scratch.count.withUnsafeMutableBufferPointer { counts in
            guard let start = scores.baseAddress, let masksStart = masks.baseAddress else { return }
            let out = start + offset
            out.update(repeating: 0, count: n)
            if hasGaps {
              for i in 0..<n {
                sums[i] = 0
                counts[i] = 0
              }
            }
            for child in group.children {
              let weight = variant.weights[child] / sum
              let place = places[child] * n
              let leaf = isLeaf[child]
              func add(_ column: UnsafePointer<Double>, _ mask: UnsafePointer<Double>?, isLinked: Bool) {
                switch isLinked ? .value : link {
                case .value: for i in 0..<n { out[i] += weight * column[i] }
                case .logarithm:
                  for i in 0..<n { out[i] += weight * (mask.map { $0[i] == 0 } ?? false ? 0 : log(column[i])) }
                case .inverse:
                  for i in 0..<n { out[i] += weight * (mask.map { $0[i] == 0 } ?? false ? 0 : 1 / column[i]) }
                }
                guard hasGaps else { return }
                if let mask {
                  for i in 0..<n {
                    sums[i] += weight * mask[i]
                    counts[i] += mask[i]
                  }
                } else {
                  for i in 0..<n {
                    sums[i] += weight
                    counts[i] += 1
                  }
                }
              }
              if leaf {
                let hasMask = table.hasGaps[places[child]]
                let isLinked = link == .logarithm && !table.logarithms.isEmpty
                (isLinked ? table.logarithms : table.values).withUnsafeBufferPointer { values in
                  table.mask.withUnsafeBufferPointer { mask in
                    guard let base = values.baseAddress else { return }
                    add(base + place, hasMask ? mask.baseAddress.map { $0 + place } : nil, isLinked: isLinked)
                  }
                }
              } else {
                let hasMask = scratch.hasGaps[places[child]]
                add(
                  start + place, hasMask ? UnsafePointer(masksStart + place) : nil, isLinked: isLogarithm[places[child]]
                )
              }
            }
            finish(
              out, masksStart + offset, group, hasGaps, sums, counts, isLogarithm[index] ? .value : link)
          }
        }
      }
    }
  }

  private func finish(
    _ out: UnsafeMutablePointer<Double>, _ mask: UnsafeMutablePointer<Double>, _ group: Group, _ hasGaps: Bool,
    _ sums: UnsafeMutableBufferPointer<Double>, _ counts: UnsafeMutableBufferPointer<Double>, _ link: Link
  ) {
    if hasGaps {
      let least = (group.threshold ?? 0) * Double(group.children.count) - 1e-9
      for i in 0..<units {
        let isPresent = sums[i] > 0 && counts[i] >= least
        mask[i] = isPresent ? 1 : 0
        out[i] = isPresent ? out[i] / sums[i] : 0
      }
    }
    switch link {
    case .value: break
    case .logarithm: for i in 0..<units { out[i] = exp(out[i]) }
    case .inverse: for i in 0..<units { out[i] = 1 / out[i] }
    }
    // A gap stays 0 under its mask, so that sums over it add nothing.
    if hasGaps && link != .value { for i in 0..<units where mask[i] == 0 { out[i] = 0 } }
  }

  /// Any rule, through optional values.
  private func general(
    _ index: Int, _ group: Group, _ variant: MethodVariant, _ table: PreparedTable, _ scratch: inout Scratch
  ) {
    let columns = group.children.map { child -> [Double?] in
      let offset = places[child] * units
      return (0..<units).map { unit in
        if isLeaf[child] {
          return table.mask.isEmpty || table.mask[offset + unit] == 1 ? table.values[offset + unit] : nil
        }
        return scratch.hasGaps[places[child]] && scratch.mask[offset + unit] == 0 ? nil : scratch.scores[offset + unit]
      }
    }
    let scores = variant.aggregations[index].apply(
      columns, weights: group.children.map { variant.weights[$0] }, threshold: group.threshold)
    scratch.hasGaps[index] = scores.contains(nil)
    for (unit, score) in scores.enumerated() {
      scratch.scores[index * units + unit] = score ?? 0
      scratch.mask[index * units + unit] = score == nil ? 0 : 1
    }
  }
}
