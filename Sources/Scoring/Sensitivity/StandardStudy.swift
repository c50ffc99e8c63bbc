package import Findings
package import Surveys

/// A rated city as the input of a sensitivity analysis: the standard's own total is the nominal result, and what the standard
/// leaves as a choice may vary.
package struct StandardStudy: Sendable {
  /// What one unit was rated by.
  package struct Unit: Sendable {
    /// The place of its variant's tree.
    package var tree: Int
    /// Whether it takes part; who does not has no value and no influence.
    package var takesPart: Bool
    /// Its departments' half.
    package var department: DepartmentScore?
    /// Its residents' half by the standard's answer map, then by each other map.
    package var residents: [CommunitySatisfaction?]

    /// A unit.
    package init(tree: Int, takesPart: Bool, department: DepartmentScore?, residents: [CommunitySatisfaction?]) {
      self.tree = tree
      self.takesPart = takesPart
      self.department = department
      self.residents = residents
    }
  }

  /// The study, without factors.
  package var study: SensitivityStudy
  /// The names of the tree's nodes.
  package let names: [Bilingual]
  /// Whether some unit lacks a value that its variant has.
  package let hasGaps: Bool

  /// The study of `units` by `standard`.
  ///
  /// - Parameters:
  ///   - itemNames: the questionnaire's items, in the order of `CommunitySatisfaction.items`.
  ///   - groups: each unit's district.
  ///   - places: each district's titles.
  ///   - tieOrder: the order of units of equal totals.
  package init(
    _ standard: ScoringStandard, _ units: [Unit], codes: [String], itemNames: [String], groups: [Int], places: [Int],
    tieOrder: [Int]
  ) {
    let tree = StandardTree(standard)
    let items = Dictionary(itemNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let maps = units.map(\.residents.count).max() ?? 1
    let reader = ValueReader(standard: standard, tree: tree, units: units, items: items)
    var recipe = CompositeRecipe()
    recipe.normalisation = .given
    var study = SensitivityStudy(
      tree: tree.tree, recipe: recipe, units: codes, table: reader.table(map: 0), places: 0, factors: [])
    study.tables += (1..<max(1, maps)).map { reader.table(map: $0) }
    study.groups = groups
    study.places = places
    study.isEligible = units.map(\.takesPart)
    study.applies = tree.leaves.map { leaf in units.map { reader.applies(leaf, $0) } }
    study.fillers = tree.leaves.map { leaf in units.map { reader.filler(leaf, $0) } }
    study.nominalMissing = .standard
    study.alternativeRange = 0...100
    study.finish = ScoreFinish(
      scale: standard.fullScore.value / 100, bonus: units.map { $0.department?.bonus ?? 0 },
      cap: standard.totalCap?.value, decimals: standard.rounding.total)
    study.tieOrder = tieOrder
    if let residents = tree.residents {
      let overall = units.map { $0.residents.first.flatMap { $0?.overall } }
      study.partErrors = PartErrors(
        node: residents, errors: overall.map { $0?.standardError ?? 0 },
        degreesOfFreedom: overall.map { Double($0?.degreesOfFreedom ?? 0) })
    }
    hasGaps = study.tables[0].indices.contains { leaf in
      units.indices.contains { study.tables[0][leaf][$0] == nil && study.applies?[leaf][$0] == true }
    }
    names = tree.names
    self.study = study
  }

  /// Reads the leaves' values on 0–100 out of the units' halves.
  private struct ValueReader {
    let standard: ScoringStandard
    let tree: StandardTree
    let units: [Unit]
    let items: [String: Int]

    func table(map: Int) -> [[Double?]] { tree.leaves.map { leaf in units.map { value(leaf, $0, map) } } }

    func applies(_ leaf: StandardTree.Leaf, _ unit: Unit) -> Bool {
      unit.takesPart && (leaf.isWholeHalf || leaf.places[unit.tree] != nil)
    }

    private func residents(_ unit: Unit, _ map: Int) -> CommunitySatisfaction? {
      unit.residents.indices.contains(map) ? unit.residents[map] : unit.residents.first ?? nil
    }

    private func value(_ leaf: StandardTree.Leaf, _ unit: Unit, _ map: Int) -> Double? {
      guard applies(leaf, unit) else { return nil }
      if leaf.isWholeHalf { return residents(unit, map)?.overall?.mean }
      guard let place = leaf.places[unit.tree] else { return nil }
      let own = standard.trees[unit.tree].leaves[place]
      if leaf.half == .satisfaction {
        guard let item = items[own.indicator.item], let residents = residents(unit, map) else { return nil }
        return residents.items[item]?.mean
      }
      return unit.department?.outcomes[place].points.map { 100 * $0 / own.rule.points }
    }

    /// What the standard puts in the place of a value that nobody gave: the share of the rated leaves of the half, or of the
    /// group where one of the unit's unrated leaves is re-based in its group (`DepartmentScore`).
    func filler(_ leaf: StandardTree.Leaf, _ unit: Unit) -> Double? {
      guard applies(leaf, unit) else { return nil }
      if leaf.half == .satisfaction { return residents(unit, 0)?.overall?.mean }
      guard let place = leaf.places[unit.tree], let department = unit.department else { return nil }
      let own = standard.trees[unit.tree]
      let isGrouped = department.unrated(own).contains {
        (own.leaves[$0].rule.missing ?? standard.missingReviews) == .rebaseGroup
      }
      guard isGrouped else { return department.score }
      var (earned, possible) = (0.0, 0.0)
      for index in own.leaves(of: .department) where own.leaves[index].group == own.leaves[place].group {
        guard let points = department.outcomes[index].points else { continue }
        earned += own.leaves[index].factor * points
        possible += own.leaves[index].factor * own.leaves[index].rule.points
      }
      return possible > 0 ? 100 * earned / possible : department.score
    }
  }
}

extension StandardStudy {
  /// The choices that vary unless others are asked for: all weights ± a quarter, the residents' share ± a tenth, the answer
  /// map, the normalisation, and missing values where there are any.
  package var usualFactors: [SensitivityFactor] {
    var factors: [SensitivityFactor] = [.weightNoise(level: 1, amount: 0.25)]
    let tree = study.tree
    if tree.groups.contains(where: { tree.nodes[$0].level == 2 }) {
      factors.append(.weightNoise(level: 2, amount: 0.25))
    }
    let halves = tree.nodes[tree.top].children
    if let part = study.partErrors?.node, halves.count > 1 {
      let sum = halves.reduce(0) { $0 + tree.nodes[$1].weight }
      let share = tree.nodes[part].weight / sum
      factors.append(.share(node: part, range: max(0, share - 0.1)...min(1, share + 0.1)))
    }
    if study.tables.count > 1 { factors.append(.data) }
    factors.append(.normalisation([.given, .minMax(lower: 0, upper: 100), .percentileRank(.average)]))
    if hasGaps { factors.append(.missing([.standard, .spread, .mean, .worst])) }
    return factors
  }
}
