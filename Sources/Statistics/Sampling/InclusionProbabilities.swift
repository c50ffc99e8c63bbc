/// First-order inclusion probabilities (入样概率) of a sample of fixed size.
public enum InclusionProbabilities {
  /// Probabilities proportional to `measures`, summing to `size`.
  ///
  /// Units whose share n x/Σx reaches 1 are taken with certainty, and the probabilities of the others are computed again for
  /// what is left, until none exceeds 1. A unit of measure 0 has probability 0.
  ///
  /// - Throws: `.invalidArgument` if a measure is negative or the size below 0; `.notFinite`; `.tooFew` if fewer units have a
  ///   measure above 0 than the size asks for.
  /// - SeeAlso: Tillé (2006), Sampling Algorithms, 2.10; Särndal, Swensson and Wretman (1992), 3.6.2.
  public static func proportional(to measures: [Double], size: Int) throws(StatisticsError) -> [Double] {
    guard size >= 0 else { throw .invalidArgument("sample size \(size)") }
    for measure in measures {
      guard measure.isFinite else { throw .notFinite("measure \(measure)") }
      guard measure >= 0 else { throw .invalidArgument("negative measure \(measure)") }
    }
    let positive = measures.count { $0 > 0 }
    guard positive >= size else { throw .tooFew(what: "units of measure above 0", needed: size, found: positive) }
    var probabilities = [Double](repeating: 0, count: measures.count)
    var left = measures.indices.filter { measures[$0] > 0 }
    var rest = size
    while rest > 0 {
      let total = left.reduce(0.0) { $0 + measures[$1] }
      guard total.isFinite else { throw .notFinite("sum of the measures") }
      let certain = left.filter { Double(rest) * measures[$0] >= total * (1 - 1e-12) }
      if certain.isEmpty {
        for unit in left { probabilities[unit] = Double(rest) * measures[unit] / total }
        break
      }
      for unit in certain { probabilities[unit] = 1 }
      rest -= certain.count
      left = left.filter { probabilities[$0] < 1 }
    }
    return probabilities
  }

  /// The same probability for every unit, size / count.
  ///
  /// - Throws: `.invalidArgument` if the size is below 0; `.tooFew` if there are fewer units than the size.
  public static func equal(count: Int, size: Int) throws(StatisticsError) -> [Double] {
    guard size >= 0 else { throw .invalidArgument("sample size \(size)") }
    guard count >= size else { throw .tooFew(what: "units", needed: size, found: count) }
    return [Double](repeating: count == 0 ? 0 : Double(size) / Double(count), count: count)
  }
}
