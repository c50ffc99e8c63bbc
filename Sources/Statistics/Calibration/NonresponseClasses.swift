/// Weighting classes (无回答调整): in each class the respondents take over the weight of those who did not answer.
///
///     factor = Σ weights of all ÷ Σ weights of respondents       (unweighted: their numbers)
///
/// - SeeAlso: Oh and Scheuren (1983); Little (1986).
public enum NonresponseClasses {
  /// One class.
  public struct Adjustment: Hashable, Sendable {
    /// Rows of the class, persons counted singly.
    public let sampled: Double
    /// Respondents among them.
    public let responded: Double
    /// The factor on the respondents' weights.
    public let factor: Double
  }

  /// Adjusts weights; those who did not answer get 0.
  ///
  /// - Parameters:
  ///   - weights: one per row.
  ///   - persons: persons that each row stands for.
  ///   - responded: whether the row answered.
  ///   - classes: the class of each row, from 0.
  ///   - count: number of classes.
  ///   - weighted: whether factors come from weights (the class total is kept) or from numbers.
  /// - Throws: `.invalidArgument` naming the number, from 1, of a class without respondents.
  public static func adjust(
    weights: [Double], persons: [Double]?, responded: [Bool], classes: [Int], count: Int, weighted: Bool = true
  ) throws(StatisticsError) -> (weights: [Double], classes: [Adjustment]) {
    var all = [Double](repeating: 0, count: count)
    var answered = [Double](repeating: 0, count: count)
    var heads = [Double](repeating: 0, count: count)
    var respondents = [Double](repeating: 0, count: count)
    for row in weights.indices {
      let head = persons?[row] ?? 1
      let amount = weighted ? head * weights[row] : head
      all[classes[row]] += amount
      heads[classes[row]] += head
      if responded[row] {
        answered[classes[row]] += amount
        respondents[classes[row]] += head
      }
    }
    for code in 0..<count where heads[code] > 0 && answered[code] <= 0 {
      throw .invalidArgument("class \(code + 1) has nobody who answered")
    }
    let factors = (0..<count).map { answered[$0] > 0 ? all[$0] / answered[$0] : 1 }
    return (
      weights.indices.map { responded[$0] ? weights[$0] * factors[classes[$0]] : 0 },
      (0..<count).map { Adjustment(sampled: heads[$0], responded: respondents[$0], factor: factors[$0]) }
    )
  }
}
