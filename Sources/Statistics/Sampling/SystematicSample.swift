/// Systematic sampling (等距抽样) from a list in its order, with one random start.
public enum SystematicSample {
  /// Equal probabilities with the fractional interval k = N/n: position ⌊(u + i) k⌋, i = 0 … n − 1, counted from 0.
  ///
  /// - Parameter start: u, at least 0 and below 1.
  /// - Throws: `.invalidArgument` for a start outside [0, 1) or a negative size; `.tooFew` if the size exceeds the count.
  public static func equal(count: Int, size: Int, start: Double) throws(StatisticsError) -> [Int] {
    _ = try InclusionProbabilities.equal(count: count, size: size)
    try check(start)
    guard size > 0 else { return [] }
    let interval = Double(count) / Double(size)
    // A product may round up to the end of the list; the interval is at least 1, so that positions stay apart.
    return (0..<size).map { min(Int((start + Double($0)) * interval), count - size + $0) }
  }

  /// Unequal probabilities (Madow 1949): unit k is taken if u + j lies in [C(k−1), C(k)) for a whole j, where C cumulates the
  /// probabilities below 1 in the list's order; units of probability 1 are set aside and always taken.
  ///
  /// - Parameter probabilities: in [0, 1], with a whole sum.
  /// - Returns: positions from 0, ascending; always as many as the probabilities sum to.
  public static func proportional(_ probabilities: [Double], start: Double) throws(StatisticsError) -> [Int] {
    try check(start)
    let bounds = try cumulated(probabilities)
    return probabilities.indices.filter { unit in
      probabilities[unit] >= 1 || points(below: bounds[unit + 1], start) > points(below: bounds[unit], start)
    }
  }

  /// The probability that two units are both taken: the share of starts that take both; on the diagonal the unit's own.
  ///
  /// - Parameter units: the units wanted; all if nil.
  /// - Complexity: O(N + m³) for m units wanted.
  public static func jointProbabilities(
    _ probabilities: [Double], units: [Int]? = nil
  ) throws(StatisticsError) -> [[Double]] {
    let bounds = try cumulated(probabilities)
    let wanted = units ?? Array(probabilities.indices)
    // What is taken of the units wanted changes only where the start passes the fractional part of one of their bounds.
    let ends = wanted.flatMap { [bounds[$0], bounds[$0 + 1]] }
    let cuts = ([0, 1] + ends.map { $0 - $0.rounded(.down) }).sorted()
    var joint = [[Double]](repeating: [Double](repeating: 0, count: wanted.count), count: wanted.count)
    for (low, high) in zip(cuts, cuts.dropFirst()) where high > low {
      let start = low + (high - low) / 2
      let taken = wanted.indices.filter { place in
        let unit = wanted[place]
        return probabilities[unit] >= 1
          || points(below: bounds[unit + 1], start) > points(below: bounds[unit], start)
      }
      for a in taken {
        for b in taken { joint[a][b] += high - low }
      }
    }
    for (place, unit) in wanted.enumerated() { joint[place][place] = probabilities[unit] }
    return joint
  }

  /// C(0) = 0, C(1) …; the last is set to the whole number that it is, so that rounding never loses a unit.
  private static func cumulated(_ probabilities: [Double]) throws(StatisticsError) -> [Double] {
    guard probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .invalidArgument("inclusion probabilities") }
    var bounds = [0.0]
    for probability in probabilities { bounds.append(bounds[bounds.count - 1] + (probability < 1 ? probability : 0)) }
    let sum = bounds[bounds.count - 1]
    guard abs(sum - sum.rounded()) < 1e-6 else { throw .invalidArgument("probabilities that sum to \(sum)") }
    return bounds.map { $0 >= sum ? sum.rounded() : $0 }
  }

  /// How many of u, u + 1, u + 2 … lie below `bound`; compared without forming a difference, whose rounding could lose one.
  private static func points(below bound: Double, _ start: Double) -> Double {
    let whole = bound.rounded(.down)
    return start < bound - whole ? whole + 1 : whole
  }

  private static func check(_ start: Double) throws(StatisticsError) {
    guard (0..<1).contains(start) else { throw .invalidArgument("start \(start); it lies in [0, 1)") }
  }
}
