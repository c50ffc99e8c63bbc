/// Which units lack the same indicators: units of one pattern share the weights that the tree gives their leaves.
///
/// A standard with a variant for towns and one for villages has two patterns, some unrated indicators a few more. Where every
/// mean of a variant is of one kind, a unit's score is then a single sum over its leaves, whatever the depth of the tree.
struct GapPatterns: Sendable {
  /// One pattern.
  struct Pattern: Sendable {
    /// Whether each leaf has a value.
    var isPresent: [Bool]
    /// The units.
    var units: [Int32]
  }

  /// The patterns, that of most units first.
  let patterns: [Pattern]

  /// Beyond so many patterns the masked columns are as quick.
  private static let limit = 24

  /// The patterns of a mask laid out leaf by leaf (1 for a value, 0 for none); one pattern for an empty mask, nil if there are
  /// too many.
  init?(mask: [Double], leaves: Int, units: Int) {
    guard !mask.isEmpty else {
      patterns = [
        Pattern(isPresent: Array(repeating: true, count: leaves), units: (0..<units).map { Int32($0) })
      ]
      return
    }
    // One bit for each leaf, so that a unit's gaps are a few words to look up.
    let words = (leaves + 63) / 64
    var bits = [UInt64](repeating: 0, count: units * words)
    for leaf in 0..<leaves {
      for unit in 0..<units where mask[leaf * units + unit] == 1 {
        bits[unit * words + leaf / 64] |= 1 << UInt64(leaf % 64)
      }
    }
    var found: [[UInt64]: Int] = [:]
    var patterns: [Pattern] = []
    for unit in 0..<units {
      let own = Array(bits[(unit * words)..<((unit + 1) * words)])
      if let index = found[own] {
        patterns[index].units.append(Int32(unit))
      } else {
        guard patterns.count < GapPatterns.limit else { return nil }
        found[own] = patterns.count
        let isPresent = (0..<leaves).map { own[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
        patterns.append(Pattern(isPresent: isPresent, units: [Int32(unit)]))
      }
    }
    // Dictionaries have no order, but the patterns are in that of their first units.
    self.patterns = patterns.enumerated().sorted { a, b in
      (b.element.units.count, a.offset) < (a.element.units.count, b.offset)
    }.map(\.element)
  }
}
