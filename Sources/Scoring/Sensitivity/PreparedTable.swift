import Foundation

/// Normalised data laid out for fast aggregation: the leaves' columns one after the other, gaps as 0 with a mask.
struct PreparedTable: Sendable {
  /// The number of units.
  let units: Int
  /// Leaf by leaf, one number for each unit.
  let values: [Double]
  /// 1 where there is a value and 0 where there is none, laid out likewise; empty if nothing is missing.
  let mask: [Double]
  /// Whether each leaf has gaps.
  let hasGaps: [Bool]
  /// The values' logarithms; empty unless all values are above 0.
  let logarithms: [Double]
  /// The smallest value.
  let least: Double
  /// The units by what they lack; nil if there are too many such patterns.
  let patterns: GapPatterns?
  /// How far the scores of the part with sampling errors spread, over the spread of the nominal ones.
  var spread = 1.0

  /// Normalises a table; an indicator that cannot be normalised counts as missing.
  init(
    _ table: [[Double?]], study: SensitivityStudy, rule: NormalisationRule?,
    missing: SensitivityFactor.MissingRule, needsLogarithms: Bool
  ) {
    let (tree, recipe, names) = (study.tree, study.recipe, study.units)
    units = names.count
    var values: [Double] = []
    var mask: [Double] = []
    values.reserveCapacity(table.count * units)
    mask.reserveCapacity(table.count * units)
    var hasGaps: [Bool] = []
    for (place, leaf) in tree.leaves.enumerated() {
      let node = tree.nodes[leaf]
      var column = table[place]
      if missing == .standard, let fillers = study.fillers?[place] { column = zip(column, fillers).map { $0 ?? $1 } }
      let own = rule ?? recipe.normalisationByIndicator[node.code] ?? recipe.normalisation
      var normalised = try? own.apply(column, direction: node.direction, units: names)
      let stretch = recipe.range ?? (rule == nil || rule == .given ? nil : study.alternativeRange)
      if let range = stretch, let list = normalised {
        normalised = try? NormalisationRule.minMax(lower: range.lowerBound, upper: range.upperBound)
          .apply(list, direction: 1, units: names)
      }
      let filled = PreparedTable.fill(normalised ?? column.map { _ in nil }, missing, study.applies?[place])
      hasGaps.append(filled.contains(nil))
      for value in filled {
        values.append(value ?? 0)
        mask.append(value == nil ? 0 : 1)
      }
    }
    self.hasGaps = hasGaps
    self.mask = hasGaps.contains(true) ? mask : []
    var least = Double.infinity
    for (value, present) in zip(values, mask) where present == 1 { least = min(least, value) }
    self.least = least
    logarithms =
      needsLogarithms && least > 0 ? zip(values, mask).map { value, present in present == 1 ? log(value) : 0 } : []
    self.values = values
    patterns = GapPatterns(mask: self.mask, leaves: tree.leaves.count, units: units)
  }

  /// Fills the gaps that the rule fills; what does not apply to a unit stays a gap under every rule.
  private static func fill(
    _ column: [Double?], _ rule: SensitivityFactor.MissingRule, _ applies: [Bool]?
  ) -> [Double?] {
    let present = column.compactMap { $0 }
    let filler: Double? =
      switch rule {
      case .spread, .standard: nil
      case .worst: present.min()
      case .mean: present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
      }
    return column.indices.map { unit in
      if let value = column[unit], value.isFinite { return value }
      return applies?[unit] == false ? nil : filler
    }
  }
}
