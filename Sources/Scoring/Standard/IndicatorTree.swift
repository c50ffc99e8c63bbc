/// The tree of one variant, ready to compute with: every leaf with its rule, its half and its share of the total.
///
/// Siblings divide their parent by points or, if they carry weights, by weights. Both readings of the halves come to the same:
/// a half is a list of leaves, and its score 100 × Σ f·earned / Σ f·points over those that are rated, where `factor` f is 1 in a
/// tree of points alone and turns points into shares where weights divide.
public struct IndicatorTree: Hashable, Sendable {
  /// A node.
  public struct Node: Hashable, Sendable {
    /// Its row.
    public let indicator: Indicator
    /// Its depth, 0 for a root.
    public let depth: Int
    /// Its parent's place in `nodes`; nil for a root.
    public let parent: Int?
    /// Its children's places in `nodes`.
    public var children: [Int] = []
    /// The leaves below it, or itself, as places in `leaves`.
    public var leaves: [Int] = []
  }

  /// A leaf.
  public struct Leaf: Hashable, Sendable {
    /// Its place in `nodes`.
    public let node: Int
    /// Its row.
    public let indicator: Indicator
    /// How evidence becomes its points.
    public let rule: LeafRule
    /// What a point counts in its half.
    public let factor: Double
    /// The half that it belongs to.
    public let half: Half
    /// The first-level node above it (a root under the reading `points`, else a root's child), as a place in `nodes`.
    public let group: Int
  }

  /// A part of the total.
  public enum Half: String, Hashable, Sendable {
    /// Residents' answers.
    case satisfaction
    /// Reviews and measurements.
    case department
    /// Points on top.
    case bonus
  }

  /// The variant; nil if the standard has none.
  public let variant: String?
  /// The nodes from the roots down, each before its children, in the order of the table.
  public let nodes: [Node]
  /// The leaves in the order of the nodes.
  public let leaves: [Leaf]
  /// What the departments' half adds up, in the order of the leaves.
  let summands: [Summand]
  /// The first-level nodes that have summands.
  let groupCount: Int
  /// The bonus leaves, as places in `leaves`.
  let bonuses: [Int]

  /// A leaf of the departments' half in the numbers that adding up needs: a thousand units are added up, and a leaf with its rule is
  /// dear to copy.
  struct Summand: Hashable {
    /// Its place in `leaves`.
    let leaf: Int
    /// Its group's place among those with summands, in the order of their first leaves.
    let group: Int
    /// What a point counts in its half.
    let factor: Double
    /// The most that it counts.
    let possible: Double
    /// What happens if nobody rates it, where its own rules say so.
    let missing: MissingReviewPolicy?
  }

  /// The tree of the rows that belong to `variant`, which have no cycle.
  init(
    _ indicators: [Indicator], variant: String?, reading: Reading, rules: [String: LeafRule]
  ) {
    let rows = indicators.filter { variant == nil || $0.kind == nil || $0.kind == variant }
    let children = Dictionary(grouping: rows, by: { $0.parent ?? "" })
    let isByPoints = !rows.contains { $0.weight != nil && $0.parent != nil && !$0.isBonus }
    var nodes: [Node] = []
    var leaves: [Leaf] = []
    func add(_ indicator: Indicator, depth: Int, parent: Int?, share: Double, group: Int?, isBonus: Bool) {
      let place = nodes.count
      nodes.append(Node(indicator: indicator, depth: depth, parent: parent))
      if let parent { nodes[parent].children.append(place) }
      let isGroup = reading == .points ? depth == 0 : depth == 1
      let group = isGroup ? place : group
      let below = children[indicator.code] ?? []
      let isBonus = isBonus || indicator.isBonus
      if below.isEmpty {
        if let rule = rules[indicator.code] {
          let isSurvey: Bool = if case .surveyMean = rule.kind { true } else { false }
          let factor = isByPoints || isBonus || rule.points == 0 ? 1 : 100 * share / rule.points
          leaves.append(
            Leaf(
              node: place, indicator: indicator, rule: rule, factor: factor,
              half: isBonus ? .bonus : isSurvey ? .satisfaction : .department, group: group ?? place))
          var above: Int? = place
          while let node = above {
            nodes[node].leaves.append(leaves.count - 1)
            above = nodes[node].parent
          }
        }
        return
      }
      for (child, part) in IndicatorTree.shares(below) {
        add(child, depth: depth + 1, parent: place, share: share * part, group: group, isBonus: isBonus)
      }
    }
    let roots = children[""] ?? []
    for (root, part) in IndicatorTree.shares(roots) {
      add(root, depth: 0, parent: nil, share: reading == .points ? part : 1, group: nil, isBonus: false)
    }
    self.variant = variant
    self.nodes = nodes
    self.leaves = leaves
    var groups: [Int: Int] = [:]
    summands = leaves.enumerated().filter { $1.half == .department }.map { place, leaf in
      let group = groups[leaf.group] ?? groups.count
      groups[leaf.group] = group
      return Summand(
        leaf: place, group: group, factor: leaf.factor, possible: leaf.factor * leaf.rule.points,
        missing: leaf.rule.missing)
    }
    groupCount = groups.count
    bonuses = leaves.indices.filter { leaves[$0].half == .bonus }
  }

  /// Siblings with their shares of the parent, by weight if one has a weight, else by points; bonuses have none.
  private static func shares(_ siblings: [Indicator]) -> [(Indicator, Double)] {
    let counted = siblings.filter { !$0.isBonus }
    let byWeight = counted.contains { $0.weight != nil }
    let value = { (indicator: Indicator) -> Double in
      indicator.isBonus ? 0 : byWeight ? indicator.weight?.value ?? 0 : indicator.points.value
    }
    let total = counted.reduce(0) { $0 + value($1) }
    return siblings.map { ($0, total > 0 ? value($0) / total : 0) }
  }

  /// The place of the node with `code`; nil if this variant has none.
  public func node(_ code: String) -> Int? { nodes.firstIndex { $0.indicator.code == code } }

  /// The leaves of a half, as places in `leaves`.
  public func leaves(of half: Half) -> [Int] { leaves.indices.filter { leaves[$0].half == half } }

  /// What a half counts together: Σ f·points of its leaves.
  public func total(of half: Half) -> Double {
    leaves.reduce(0) { $1.half == half ? $0 + $1.factor * $1.rule.points : $0 }
  }
}
