/// One row of an indicator table: an indicator with data, or a group of indicators or groups.
public struct CompositeNode: Hashable, Sendable {
  /// The code, unique in the table.
  public var code: String
  /// The name; the code if there is none.
  public var name: String
  /// The place of the group it belongs to; nil for the top.
  public var parent: Int?
  /// The places of its children, in the table's order; empty for an indicator.
  public var children: [Int]
  /// +1 if more is better, −1 if less is; without meaning for a group.
  public var direction: Int
  /// The weight among its siblings, at least 0.
  public var weight: Double
  /// The weight as the table writes it.
  public var weightText: String
  /// 1 for an indicator; above that of all its children for a group.
  public var level: Int
  /// The row in the table; nil for a top that was put above several.
  public var row: Int?
  /// The other cells of the row, by column in lower case; empty ones are left out.
  public var settings: [String: String]

  /// Whether it is an indicator and no group.
  public var isLeaf: Bool { children.isEmpty }
}

/// A tree of indicators (指标体系): groups of indicators and of groups under one top.
public struct CompositeTree: Hashable, Sendable {
  /// The file as findings show it.
  public let file: String
  /// The nodes in the table's order.
  public internal(set) var nodes: [CompositeNode]
  /// The place of the top.
  public let top: Int
  /// The places of the indicators, in the table's order.
  public let leaves: [Int]
  /// The places of the groups, children before parents: by level, then in the table's order.
  public let groups: [Int]

  init(file: String, nodes: [CompositeNode], top: Int) {
    self.file = file
    self.nodes = nodes
    self.top = top
    leaves = nodes.indices.filter { nodes[$0].isLeaf }
    groups = nodes.indices.filter { !nodes[$0].isLeaf }.sorted { (nodes[$0].level, $0) < (nodes[$1].level, $1) }
  }

  /// The highest level, that of the top.
  public var height: Int { nodes[top].level }

  /// The place of the node with this code.
  public func index(of code: String) -> Int? { nodes.firstIndex { $0.code == code } }

  /// The ancestor of a node at `level` or the first one above it; the node itself if it is at that level.
  public func ancestor(of node: Int, level: Int) -> Int {
    var node = node
    while nodes[node].level < level, let parent = nodes[node].parent { node = parent }
    return node
  }

  /// The weight of each node in the whole if all means were arithmetic and nothing missing: its share among its siblings
  /// times that of its parent (COINr's effective weights).
  public var cumulativeWeights: [Double] {
    var weights = [Double](repeating: 0, count: nodes.count)
    weights[top] = 1
    for group in groups.reversed() {
      let sum = nodes[group].children.reduce(0) { $0 + nodes[$1].weight }
      for child in nodes[group].children { weights[child] = weights[group] * nodes[child].weight / sum }
    }
    return weights
  }

  /// The tree with other weights for the codes that are named.
  public func reweighted(_ weights: [String: Double]) -> CompositeTree {
    var tree = self
    for node in nodes.indices {
      guard let weight = weights[nodes[node].code] else { continue }
      tree.nodes[node].weight = weight
      tree.nodes[node].weightText = "\(weight)"
    }
    return tree
  }
}
