/// Krippendorff's α: agreement of any number of raters, with gaps, from the coincidence matrix (一致性矩阵).
///
///     α = 1 − D_o/D_e,  o_ck = Σ_u n_uc (n_uk − [c = k]) / (m_u − 1)
///
/// Units with fewer than two values cannot be paired and are left out.
///
/// - SeeAlso: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Krippendorff (2013), Content Analysis, ch. 12.
public struct KrippendorffAlpha: Hashable, Sendable {
  /// The level of measurement, which fixes the squared difference of two values.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// 0 if equal, else 1.
    case nominal
    /// (Σ of the margins from one value to the other − half of the two end margins)².
    case ordinal
    /// (a − b)².
    case interval
    /// ((a − b)/(a + b))², values at least 0.
    case ratio
  }

  /// The distinct values that were paired, ascending.
  public let values: [Double]
  /// The coincidences of `values`; symmetric, with the sum `pairable`.
  public let coincidences: [[Double]]
  /// The number of values in units with at least two.
  public let pairable: Double
  /// Units with at least two values.
  public let units: Int
  /// D_o, the mean squared difference inside units.
  public let observedDisagreement: Double
  /// D_e, the mean squared difference between all paired values.
  public let expectedDisagreement: Double
  /// α, at most 1; nil if all values agree, where 0/0 says nothing.
  public let alpha: Double?

  /// - Throws: `.tooFew` if no unit has two values; `.invalidArgument` for a negative value at the ratio level, or more than
  ///   5000 distinct values.
  public init(_ table: RatingTable, level: Level) throws(StatisticsError) {
    let units = KrippendorffAlpha.pairableUnits(table)
    guard !units.isEmpty else { throw .tooFew(what: "units with two values", needed: 1, found: 0) }
    if level == .ratio, let negative = units.joined().first(where: { $0 < 0 }) {
      throw .invalidArgument("value \(negative) at the ratio level")
    }
    let coding = try Coding(units)
    let disagreement = coding.disagreement(coding.units, level)
    values = coding.values
    coincidences = disagreement.coincidences
    pairable = units.reduce(0.0) { $0 + Double($1.count) }
    self.units = units.count
    observedDisagreement = disagreement.observed
    expectedDisagreement = disagreement.expected
    alpha = disagreement.alpha
  }

  /// Units as places in the list of distinct values, so that resamples need no search.
  private struct Coding {
    let values: [Double]
    let units: [[Int]]

    init(_ units: [[Double]]) throws(StatisticsError) {
      values = Set(units.joined()).sorted()
      guard values.count <= 5000 else { throw .invalidArgument("\(values.count) distinct values; at most 5000") }
      var places: [Double: Int] = [:]
      for (place, value) in values.enumerated() { places[value] = place }
      self.units = units.map { $0.compactMap { places[$0] } }
    }

    /// The coincidences and the two disagreements of some of the units, each with at least two values.
    func disagreement(
      _ units: [[Int]], _ level: Level
    ) -> (coincidences: [[Double]], observed: Double, expected: Double, alpha: Double?) {
      var matrix = [[Double]](repeating: [Double](repeating: 0, count: values.count), count: values.count)
      var count = 0.0
      for unit in units {
        let share = 1 / Double(unit.count - 1)
        count += Double(unit.count)
        for (a, first) in unit.enumerated() {
          for (b, second) in unit.enumerated() where a != b { matrix[first][second] += share }
        }
      }
      let margins = matrix.map { $0.reduce(0, +) }
      let used = values.indices.filter { margins[$0] > 0 }
      var observed = 0.0
      var expected = 0.0
      for (order, a) in used.enumerated() {
        var between = margins[a] / 2
        for b in used.dropFirst(order + 1) {
          let difference: Double
          switch level {
          case .nominal: difference = 1
          case .ordinal: difference = between + margins[b] / 2
          case .interval: difference = values[a] - values[b]
          case .ratio: difference = (values[a] - values[b]) / (values[a] + values[b])
          }
          between += margins[b]
          observed += 2 * matrix[a][b] * difference * difference
          expected += 2 * margins[a] * margins[b] * difference * difference
        }
      }
      observed /= count
      expected /= count * (count - 1)
      return (matrix, observed, expected, expected > 0 ? 1 - observed / expected : nil)
    }
  }

  static func pairableUnits(_ table: RatingTable) -> [[Double]] {
    table.rows.map { $0.compactMap { $0 } }.filter { $0.count >= 2 }
  }

  /// A bootstrap interval: units are drawn with replacement, α is computed for each sample, percentiles are taken.
  ///
  /// Samples in which all values agree have no α and are counted apart.
  ///
  /// - SeeAlso: Zapf, Castell, Morawietz and Karch (2016), BMC Med. Res. Methodol. 16:93, which found this interval to cover
  ///   as it should, for α and for Fleiss' κ.
  public static func bootstrap(
    _ table: RatingTable, level: Level, replications: Int, confidence: Double, _ stream: inout RandomStream
  ) throws(StatisticsError) -> Bootstrap {
    guard replications >= 1 else { throw .tooFew(what: "replications", needed: 1, found: replications) }
    guard confidence > 0, confidence < 1 else { throw .invalidArgument("confidence \(confidence)") }
    let units = pairableUnits(table)
    guard !units.isEmpty else { throw .tooFew(what: "units with two values", needed: 1, found: 0) }
    let coding = try Coding(units)
    var alphas: [Double] = []
    for _ in 0..<replications {
      let sample = coding.units.map { _ in coding.units[stream.below(units.count)] }
      if let alpha = coding.disagreement(sample, level).alpha { alphas.append(alpha) }
    }
    alphas.sort()
    return Bootstrap(
      lower: percentile(alphas, (1 - confidence) / 2), upper: percentile(alphas, (1 + confidence) / 2),
      undefined: replications - alphas.count)
  }

  /// Percentiles of the replicated α.
  public struct Bootstrap: Hashable, Sendable {
    /// The lower end; nil if no sample had an α.
    public let lower: Double?
    /// The upper end.
    public let upper: Double?
    /// Samples in which all values agreed.
    public let undefined: Int
  }

  /// Linear interpolation between order statistics (Hyndman and Fan's type 7).
  private static func percentile(_ sorted: [Double], _ p: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let position = p * Double(sorted.count - 1)
    let place = Int(position)
    guard place + 1 < sorted.count else { return last }
    return sorted[place] + (position - Double(place)) * (sorted[place + 1] - sorted[place])
  }
}
