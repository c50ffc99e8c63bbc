package import Surveys

extension CommunitySatisfaction {
  /// The same with each item's points rounded as the standard asks (`round_indicators`), and the half from the rounded points.
  ///
  /// The standard errors stay those of the unrounded estimates: rounding is a rule and no sampling.
  package func rounded(_ tree: IndicatorTree, _ standard: ScoringStandard, itemNames: [String]) -> CommunitySatisfaction
  {
    guard let decimals = standard.rounding.indicators, standard.responseScore == .itemMeans else { return self }
    var result = self
    var (earned, possible) = (0.0, 0.0)
    for index in tree.leaves(of: .satisfaction) {
      let leaf = tree.leaves[index]
      guard let item = itemNames.firstIndex(of: leaf.indicator.item), items.indices.contains(item),
        let mean = items[item]?.mean
      else { continue }
      let points = Scoring.rounded(mean / 100 * leaf.rule.points, decimals)
      result.items[item]?.mean = 100 * points / leaf.rule.points
      earned += leaf.factor * points
      possible += leaf.factor * leaf.rule.points
    }
    if possible > 0 { result.overall?.mean = 100 * earned / possible }
    return result
  }
}
