package import Findings

/// A standard's trees, all variants in one tree of indicators: total, halves, first-level groups, leaves.
///
/// The total of the tree's arithmetic means is the standard's own total before bonus, whichever way the standard reads 50/50:
/// a leaf weighs what it counts in its half, and what a variant lacks has no value, so that its weight goes to what the variant
/// has. A group that differs between variants stands once for each of them. Where responses are scored as wholes the
/// residents' half is a leaf: it is no sum of items.
package struct StandardTree: Sendable {
  /// A leaf of the tree.
  package struct Leaf: Hashable, Sendable {
    /// Its half.
    package var half: IndicatorTree.Half
    /// Its place among the leaves of each variant's tree; nil where the variant lacks it, all nil for a half scored as a whole.
    package var places: [Int?]
    /// Whether it is the whole residents' half.
    package var isWholeHalf = false
  }

  /// The tree.
  package let tree: CompositeTree
  /// Its leaves, in the order of `tree.leaves`.
  package let leaves: [Leaf]
  /// The names of its nodes.
  package let names: [Bilingual]
  /// The node of the residents' half; nil without one.
  package let residents: Int?

  /// The tree of `standard`.
  package init(_ standard: ScoringStandard) {
    var builder = Builder(standard)
    let top = builder.add("total", Bilingual("总分", "total"), parent: nil, weight: 1, level: 4)
    var residents: Int?
    for half in [IndicatorTree.Half.satisfaction, .department] {
      let isSurvey = half == .satisfaction
      let weight = isSurvey ? standard.weights.satisfaction : standard.weights.department
      guard weight.thousandths > 0 else { continue }
      let root = isSurvey ? standard.satisfactionRoot : standard.departmentRoot
      let name = isSurvey ? Bilingual("居民部分", "residents' half") : Bilingual("部门部分", "departments' half")
      let code = root ?? (isSurvey ? "residents" : "departments")
      let isWhole = isSurvey && standard.responseScore == .meanOfValidAnswers
      let node = builder.add(
        code, root.flatMap { standard.indicator($0)?.name } ?? name, parent: top, weight: weight.value,
        level: isWhole ? 1 : 3)
      if isSurvey { residents = node }
      if isWhole {
        builder.leaves[node] = Leaf(half: half, places: standard.trees.map { _ in nil }, isWholeHalf: true)
      } else {
        builder.addGroups(of: half, below: node)
      }
    }
    let built = CompositeTree(file: "indicators.csv", nodes: builder.nodes, top: top)
    tree = built
    leaves = built.leaves.compactMap { builder.leaves[$0] }
    names = builder.names
    self.residents = residents
  }
}

extension StandardTree {
  private struct Builder {
    let standard: ScoringStandard
    var nodes: [CompositeNode] = []
    var names: [Bilingual] = []
    var leaves: [Int: Leaf] = [:]
    private var used: Set<String> = []

    init(_ standard: ScoringStandard) { self.standard = standard }

    /// One variant's members of a first-level group: each leaf's place and what it counts.
    private struct Members {
      var variant: Int
      var places: [Int]
      var weights: [Double]
      var codes: [String]
    }

    mutating func add(_ code: String, _ name: Bilingual, parent: Int?, weight: Double, level: Int) -> Int {
      let place = nodes.count
      used.insert(code)
      nodes.append(
        CompositeNode(
          code: code, name: name.chinese, parent: parent, children: [], direction: 1, weight: weight,
          weightText: "\(weight)", level: level, row: nil, settings: [:]))
      names.append(name)
      if let parent { nodes[parent].children.append(place) }
      return place
    }

    mutating func addGroups(of half: IndicatorTree.Half, below root: Int) {
      var order: [String] = []
      var groups: [String: [Members]] = [:]
      for (variant, tree) in standard.trees.enumerated() {
        for place in tree.leaves(of: half) {
          let leaf = tree.leaves[place]
          let code = tree.nodes[leaf.group].indicator.code
          if groups[code] == nil { order.append(code) }
          var members = groups[code] ?? []
          if members.last?.variant != variant {
            members.append(Members(variant: variant, places: [], weights: [], codes: []))
          }
          members[members.count - 1].places.append(place)
          members[members.count - 1].weights.append(leaf.factor * leaf.rule.points)
          members[members.count - 1].codes.append(leaf.indicator.code)
          groups[code] = members
        }
      }
      for code in order {
        var rest = groups[code] ?? []
        while let first = rest.first {
          let alike = rest.filter { $0.codes == first.codes && $0.weights == first.weights }
          rest.removeAll { $0.codes == first.codes && $0.weights == first.weights }
          add(code, alike, half, below: root)
        }
      }
    }

    /// Adds a group that is alike in several variants, or the leaf that it is.
    private mutating func add(_ code: String, _ alike: [Members], _ half: IndicatorTree.Half, below root: Int) {
      guard let first = alike.first else { return }
      let tree = standard.trees[first.variant]
      let isLeaf = first.codes == [code]
      let name = standard.indicator(code)?.name ?? Bilingual(code, code)
      if isLeaf {
        addLeaf(0, alike, half, below: root)
        return
      }
      // A first-level indicator with leaves in both halves stands in each; the name says which of them is meant.
      let isInBoth = [IndicatorTree.Half.satisfaction, .department].allSatisfy { half in
        tree.leaves(of: half).contains { tree.nodes[tree.leaves[$0].group].indicator.code == code }
      }
      let part = half == .satisfaction ? Bilingual("（居民部分）", " (residents)") : Bilingual("（部门部分）", " (departments)")
      let whole = isInBoth ? Bilingual(name.chinese + part.chinese, name.english + part.english) : name
      let group = add(
        free(code, half, tree.variant), whole, parent: root, weight: first.weights.reduce(0, +), level: 2)
      for member in first.places.indices { addLeaf(member, alike, half, below: group) }
    }

    private mutating func addLeaf(_ member: Int, _ alike: [Members], _ half: IndicatorTree.Half, below parent: Int) {
      let first = alike[0]
      let tree = standard.trees[first.variant]
      let leaf = tree.leaves[first.places[member]]
      let node = add(
        free(leaf.indicator.code, half, tree.variant), leaf.indicator.name, parent: parent,
        weight: first.weights[member], level: 1)
      var places: [Int?] = standard.trees.map { _ in nil }
      for members in alike { places[members.variant] = members.places[member] }
      leaves[node] = Leaf(half: half, places: places)
    }

    /// A code that no node has: a first-level indicator may belong to both halves, and differ between variants.
    private func free(_ code: String, _ half: IndicatorTree.Half, _ variant: String?) -> String {
      let candidates = [
        code, code + ":" + half.rawValue, code + "@" + (variant ?? ""),
        code + ":" + half.rawValue + "@" + (variant ?? ""),
      ]
      return candidates.first { !used.contains($0) } ?? code + "#\(nodes.count)"
    }
  }
}
