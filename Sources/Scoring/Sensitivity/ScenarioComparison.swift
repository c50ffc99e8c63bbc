import Statistics

/// Two results on the same units side by side (情景比较): how far the ranks move and who crosses the line.
public struct ScenarioComparison: Hashable, Sendable {
  /// Spearman's correlation of the scores; nil if it is undefined.
  public let spearman: Double?
  /// The mean of |rank − nominal rank| over the units that have both.
  public let meanShift: Double
  /// The largest of them.
  public let largestShift: Int
  /// Units that move by at least `shift` places.
  public let movers: Int
  /// What counts as a move.
  public let shift: Int
  /// Units within the line here and not in the nominal result, in the units' order.
  public let enters: [Int]
  /// Units within the line in the nominal result and not here.
  public let leaves: [Int]

  /// - Parameters:
  ///   - nominal: the scores of the nominal result, nil where there is none.
  ///   - other: those of the other result, for the same units.
  ///   - nominalRanks: the nominal ranks; inside a district if lines are drawn there.
  ///   - otherRanks: the other ranks.
  ///   - lines: the last rank within the line, for each unit (that of its district).
  ///   - shift: what counts as a move.
  public init(
    nominal: [Double?], other: [Double?], nominalRanks: [Int?], otherRanks: [Int?], lines: [Int], shift: Int
  ) {
    spearman = CorrelationMethod.spearman.coefficient(nominal, other)
    let shifts = zip(nominalRanks, otherRanks).compactMap { a, b in a.flatMap { a in b.map { abs($0 - a) } } }
    meanShift = shifts.isEmpty ? 0 : Double(shifts.reduce(0, +)) / Double(shifts.count)
    largestShift = shifts.max() ?? 0
    movers = shifts.count { $0 >= shift }
    self.shift = shift
    func isIn(_ rank: Int?, _ line: Int) -> Bool { rank.map { $0 <= line } ?? false }
    enters = lines.indices.filter { isIn(otherRanks[$0], lines[$0]) && !isIn(nominalRanks[$0], lines[$0]) }
    leaves = lines.indices.filter { !isIn(otherRanks[$0], lines[$0]) && isIn(nominalRanks[$0], lines[$0]) }
  }
}
