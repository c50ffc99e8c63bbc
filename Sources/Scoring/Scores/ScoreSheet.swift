package import Findings
package import Surveys

/// The score sheet of one unit (评分表): every node of its tree with what it could earn, what it earned, and why.
///
/// `contribution` is what a line brings to the total: those of the leaves add up to the total without bonus, also where an
/// unrated leaf is re-based. Where responses are scored as wholes (`mean-of-valid-answers`) the survey's leaves have none, since
/// the half is no sum of items; its root has.
package struct ScoreSheet: Sendable {
  /// One node.
  package struct Line: Sendable {
    /// The node's row.
    package var indicator: Indicator
    /// Its depth, 0 for a root.
    package var depth: Int
    /// Whether it is a leaf.
    package var isLeaf: Bool
    /// What it earned of its points; nil if nothing below is rated.
    package var earned: Double?
    /// The share of its points.
    package var share: Double?
    /// What it brings to the total.
    package var contribution: Double?
    /// What was entered about a leaf.
    package var outcome: LeafOutcome?
    /// What was answered to a leaf of the survey.
    package var answers: Answers?
    /// The rule of a leaf.
    package var rule: LeafRule?
    /// The unit's own score (自评).
    package var selfScore: Double?
    /// Whether leaves below it are unrated, so that its share stands for them too.
    package var isRebased: Bool
  }

  /// The answers to an item.
  package struct Answers: Sendable {
    /// The weighted mean on 0–100; nil without a valid answer.
    package var estimate: SatisfactionEstimate?
    /// How many usable responses gave each answer: choice, label, whether it counts as missing.
    package var counts: [(code: String, label: Bilingual, missing: String?, count: Int)]

    /// Answers of these figures.
    package init(
      estimate: SatisfactionEstimate?, counts: [(code: String, label: Bilingual, missing: String?, count: Int)]
    ) {
      self.estimate = estimate
      self.counts = counts
    }
  }

  /// The lines, from the roots down.
  package let lines: [Line]

  /// The sheet of one unit.
  ///
  /// - Parameters:
  ///   - outcomes: aligned with the leaves of `tree`.
  ///   - residents: the unit's residents' half; nil without one.
  ///   - answers: the item's answers by its name.
  package init(
    _ tree: IndicatorTree, _ standard: ScoringStandard, department: DepartmentScore?,
    residents: CommunitySatisfaction?, answers: [String: Answers], selfScores: [String: Double]
  ) {
    let isWhole = standard.responseScore == .meanOfValidAnswers
    let outcomes = department?.outcomes ?? tree.leaves.map { _ in .unrated }
    let points = tree.leaves.indices.map { index -> Double? in
      let leaf = tree.leaves[index]
      // A bonus that nobody entered is none: it is not unrated.
      if leaf.half == .bonus { return outcomes[index].points ?? 0 }
      guard leaf.half == .satisfaction else { return outcomes[index].points }
      return answers[leaf.indicator.item]?.estimate.map { $0.mean / 100 * leaf.rule.points }
    }
    let contributions = ScoreSheet.contributions(tree, standard, points, department)
    let root = standard.satisfactionRoot
    let groups = root.flatMap { tree.node($0) }.map { tree.nodes[$0].children } ?? []
    lines = tree.nodes.indices.map { place in
      let node = tree.nodes[place]
      let isLeaf = node.children.isEmpty
      let leaf = isLeaf ? node.leaves.first : nil
      var earned = 0.0
      var possible = 0.0
      var isRebased = false
      for index in node.leaves where tree.leaves[index].half != .bonus || isLeaf {
        let (factor, full) = (tree.leaves[index].factor, tree.leaves[index].rule.points)
        if let points = points[index] {
          earned += factor * points
          possible += factor * full
        } else {
          isRebased = true
        }
      }
      var share = possible > 0 ? earned / possible : nil
      var contribution: Double? = node.leaves.reduce(Optional(0.0)) { sum, index in
        sum.flatMap { sum in (contributions[index] ?? 0) + sum }
      }
      let isSurvey = !node.leaves.isEmpty && node.leaves.allSatisfy { tree.leaves[$0].half == .satisfaction }
      if isWhole, isSurvey {
        contribution = nil
        if node.indicator.code == root, let overall = residents?.overall {
          share = overall.mean / 100
          contribution = standard.fullScore.value / 100 * standard.weights.satisfaction.value * overall.mean
        } else if let group = groups.firstIndex(of: place), let groups = residents?.groups,
          groups.indices.contains(group)
        {
          share = groups[group].map { $0.mean / 100 }
        }
      }
      if share == nil { contribution = nil }
      return Line(
        indicator: node.indicator, depth: node.depth, isLeaf: isLeaf,
        earned: share.map { $0 * node.indicator.points.value }, share: share, contribution: contribution,
        outcome: leaf.flatMap { tree.leaves[$0].half == .satisfaction ? nil : outcomes[$0] },
        answers: leaf.flatMap { tree.leaves[$0].half == .satisfaction ? answers[node.indicator.item] : nil },
        rule: leaf.map { tree.leaves[$0].rule }, selfScore: selfScores[node.indicator.code],
        isRebased: isRebased && share != nil)
    }
  }

  /// What each leaf brings to the total; nil where it has no points.
  private static func contributions(
    _ tree: IndicatorTree, _ standard: ScoringStandard, _ points: [Double?], _ department: DepartmentScore?
  ) -> [Double?] {
    var contributions = [Double?](repeating: nil, count: tree.leaves.count)
    let full = standard.fullScore.value
    let isGrouped = tree.leaves.indices.contains {
      let leaf = tree.leaves[$0]
      return leaf.half == .department && points[$0] == nil
        && (leaf.rule.missing ?? standard.missingReviews) == .rebaseGroup
    }
    for half in [IndicatorTree.Half.satisfaction, .department] {
      let weight = half == .satisfaction ? standard.weights.satisfaction : standard.weights.department
      let leaves = tree.leaves(of: half)
      let rated = leaves.filter { points[$0] != nil }
      let possible = { (places: [Int]) in
        places.reduce(0.0) { $0 + tree.leaves[$1].factor * tree.leaves[$1].rule.points }
      }
      let groups = Dictionary(grouping: leaves, by: { tree.leaves[$0].group })
      let counted = groups.values.filter { $0.contains { points[$0] != nil } }
      let nominal = counted.reduce(0.0) { $0 + possible($1) }
      for index in rated {
        let leaf = tree.leaves[index]
        var share = leaf.factor * (points[index] ?? 0) / possible(rated)
        if half == .department, isGrouped, let members = groups[leaf.group] {
          let own = members.filter { points[$0] != nil }
          share = leaf.factor * (points[index] ?? 0) / possible(own) * possible(members) / nominal
        }
        contributions[index] = full * weight.value * share
      }
    }
    for index in tree.leaves(of: .bonus) { contributions[index] = points[index] }
    return contributions
  }
}
