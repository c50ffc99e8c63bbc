public import Findings

/// The departments' half of one unit, and the bonus.
public struct DepartmentScore: Hashable, Sendable {
  /// 0–100: what was earned over what could be, of the rated leaves; nil if none is rated.
  public var score: Double?
  /// The bonus points, at most the standard's cap.
  public var bonus: Double
  /// The outcomes, aligned with the leaves of the unit's tree.
  public var outcomes: [LeafOutcome]

  /// The places, in the tree's leaves, of those that nobody has rated.
  public func unrated(_ tree: IndicatorTree) -> [Int] {
    tree.leaves.indices.filter { tree.leaves[$0].half == .department && outcomes[$0].points == nil }
  }

  /// The events under rule R2.
  public var events: Double { outcomes.reduce(0) { $0 + $1.events } }

  /// Adds the leaves up: 100 × Σ f·earned / Σ f·points over the rated leaves of the half, or group by group if an unrated leaf is
  /// re-based inside its first-level group.
  public init(_ outcomes: [LeafOutcome], _ tree: IndicatorTree, _ standard: ScoringStandard) {
    var outcomes = outcomes
    if let decimals = standard.rounding.indicators {
      for index in outcomes.indices { outcomes[index].points = outcomes[index].points.map { rounded($0, decimals) } }
    }
    self.outcomes = outcomes
    let bonus = tree.bonuses.reduce(0.0) { $0 + (outcomes[$1].points ?? 0) }
    self.bonus = min(bonus, standard.bonusCap?.value ?? 0)
    score = DepartmentScore.score(outcomes, tree, standard)
  }

  private static func score(
    _ outcomes: [LeafOutcome], _ tree: IndicatorTree, _ standard: ScoringStandard
  ) -> Double? {
    var groups = Array(repeating: Sum(), count: tree.groupCount)
    var whole = Sum()
    var isGrouped = false
    for part in tree.summands {
      groups[part.group].nominal += part.possible
      if let points = outcomes[part.leaf].points {
        let earned = part.factor * points
        groups[part.group].add(earned, of: part.possible)
        whole.add(earned, of: part.possible)
      } else if (part.missing ?? standard.missingReviews) == .rebaseGroup {
        isGrouped = true
      }
    }
    guard whole.possible > 0 else { return nil }
    guard isGrouped else { return 100 * whole.earned / whole.possible }
    var earned = 0.0
    var nominal = 0.0
    for sum in groups where sum.possible > 0 {
      earned += sum.nominal * sum.earned / sum.possible
      nominal += sum.nominal
    }
    return 100 * earned / nominal
  }

  private struct Sum {
    var earned = 0.0
    var possible = 0.0
    var nominal = 0.0

    mutating func add(_ earned: Double, of possible: Double) {
      self.earned += earned
      self.possible += possible
    }
  }

  /// Reports every unrated leaf, or that the unit has no review at all; an error where the standard waits for them.
  public func reportGaps(
    _ tree: IndicatorTree, _ standard: ScoringStandard, name: String, _ findings: inout [Finding]
  ) {
    func file(_ rule: ScoringRule?) -> String { rule == .directPoints ? "reviews.csv" : "measures.csv" }
    func severity(_ policy: MissingReviewPolicy) -> Severity { policy == .block ? .error : .warning }
    if score == nil {
      let hasReviews = tree.leaves.contains { $0.indicator.rule == .directPoints }
      findings.append(
        Finding(
          .noReviews, severity: severity(standard.missingReviews),
          at: Location(file: file(hasReviews ? .directPoints : nil)), details: [name]))
      return
    }
    for index in unrated(tree) {
      let leaf = tree.leaves[index]
      findings.append(
        Finding(
          .notReviewed, severity: severity(leaf.rule.missing ?? standard.missingReviews),
          at: Location(file: file(leaf.indicator.rule)), details: [name, leaf.indicator.code, leaf.indicator.rater]))
    }
  }
}

/// `value` rounded half up to `decimals`; a value within 1e-9 of a half, or within 1e-13 of its own size, is a half, because
/// half-way decimals such as 2.675 are no half-way doubles (docs/decisions/0017).
package func rounded(_ value: Double, _ decimals: Int) -> Double {
  let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
  let scaled = value * scale
  return (scaled + 0.5 + max(1e-9, 1e-13 * abs(scaled))).rounded(.down) / scale
}
