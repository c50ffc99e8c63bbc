/// Post-stratification (事后分层) and raking (迭代比例拟合): weights scaled until the cells of known size have it.
///
/// - SeeAlso: Holt and Smith (1979); Deming and Stephan (1940).
public enum PostStratification {
  /// A partition of the rows with the known size of each cell; a row of code −1 belongs to none and keeps its weight.
  public struct Margin: Sendable {
    /// The cell of each row.
    public var codes: [Int32]
    /// The known size of each cell, above 0.
    public var sizes: [Double]

    /// A margin.
    public init(codes: [Int32], sizes: [Double]) {
      self.codes = codes
      self.sizes = sizes
    }
  }

  /// The factors that give each cell its size.
  ///
  /// - Parameter base: weights times persons.
  /// - Throws: `.invalidArgument` if a cell of positive size has no weight in the sample.
  public static func factors(base: [Double], _ margin: Margin) throws(StatisticsError) -> [Double] {
    var sums = [Double](repeating: 0, count: margin.sizes.count)
    for row in base.indices where margin.codes[row] >= 0 { sums[Int(margin.codes[row])] += base[row] }
    for cell in sums.indices where sums[cell] <= 0 && margin.sizes[cell] > 0 {
      throw .invalidArgument("cell \(cell + 1) of size \(margin.sizes[cell]) has no weight in the sample")
    }
    return base.indices.map { row in
      let cell = Int(margin.codes[row])
      return cell < 0 || sums[cell] <= 0 ? 1 : margin.sizes[cell] / sums[cell]
    }
  }

  /// The factors that give every cell of every margin its size, by iterated proportional fitting to a relative 1e-13.
  ///
  /// - Throws: as `factors`, and `.notConverged` if the margins contradict each other.
  public static func rake(base: [Double], _ margins: [Margin]) throws(StatisticsError) -> [Double] {
    var total = [Double](repeating: 1, count: base.count)
    var weights = base
    var previous = Double.infinity
    for round in 0..<5000 {
      var moved = 0.0
      for margin in margins {
        let factors = try self.factors(base: weights, margin)
        for row in base.indices where base[row] > 0 {
          moved = max(moved, abs(factors[row] - 1))
          weights[row] *= factors[row]
          total[row] *= factors[row]
        }
      }
      if moved < 1e-13 { return total }
      // Rounding may keep the factors a few ulps from 1 for ever.
      if moved < 1e-11, moved >= previous { return total }
      if round > 50, moved > 0.999_999 * previous, moved > 1e-9 { break }
      previous = moved
    }
    throw .notConverged("raking: the margins contradict each other or a cell is empty; last change \(previous)")
  }
}
