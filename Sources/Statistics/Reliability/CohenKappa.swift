/// Cohen's κ: agreement beyond chance of two raters, plain or weighted by the distance of the categories.
///
/// - SeeAlso: Cohen (1960), Educ. Psychol. Meas. 20:37–46; Cohen (1968), Psychol. Bull. 70:213–220; Fleiss, Cohen and Everitt
///   (1969), Psychol. Bull. 72:323–327 for both standard errors.
public struct CohenKappa: Hashable, Sendable {
  /// How much agreement two categories count for.
  public enum Weights: String, Hashable, Sendable, CaseIterable {
    /// 1 if equal, else 0.
    case none
    /// 1 − |i − j| / (q − 1), by the places of the categories in their order.
    case linear
    /// 1 − (i − j)² / (q − 1)².
    case quadratic
  }

  /// Units rated by both.
  public let units: Int
  /// The categories that were used or given, ascending.
  public let categories: [Double]
  /// Units by the first rater's category (rows) and the second's (columns).
  public let table: [[Int]]
  /// Observed (weighted) agreement.
  public let observedAgreement: Double
  /// Agreement expected by chance.
  public let expectedAgreement: Double
  /// κ; nil if both raters use one and the same category only.
  public let kappa: Double?
  /// The large-sample standard error.
  public let standardError: Double?
  /// The standard error if κ is 0.
  public let standardErrorUnderChance: Double?

  /// - Parameters:
  ///   - pairs: what the two raters said of each unit.
  ///   - categories: the whole scale, if codes that nobody used shall count as steps of the weights.
  /// - Throws: `.emptySample` without pairs; `.invalidArgument` if a value is none of the categories given, or beyond 2000 of them.
  public init(
    _ pairs: [(Double, Double)], weights: Weights = .none, categories: [Double]? = nil
  ) throws(StatisticsError) {
    guard !pairs.isEmpty else { throw .emptySample }
    let used = Set(pairs.flatMap { [$0.0, $0.1] })
    let scale = Set(categories ?? []).sorted()
    if categories != nil, let stranger = used.sorted().first(where: { !scale.contains($0) }) {
      throw .invalidArgument("\(stranger) is none of the categories")
    }
    let values = categories == nil ? used.sorted() : scale
    guard values.count <= 2000 else { throw .invalidArgument("\(values.count) categories; at most 2000") }
    var places: [Double: Int] = [:]
    for (place, value) in values.enumerated() { places[value] = place }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: values.count), count: values.count)
    for pair in pairs { counts[places[pair.0] ?? 0][places[pair.1] ?? 0] += 1 }
    let n = Double(pairs.count)
    let joint = counts.map { $0.map { Double($0) / n } }
    let rows = joint.map { $0.reduce(0, +) }
    let columns = values.indices.map { column in joint.reduce(0) { $0 + $1[column] } }
    let steps = Double(max(values.count - 1, 1))
    let weight = values.indices.map { a in
      values.indices.map { b -> Double in
        let distance = Double(abs(a - b)) / steps
        switch weights {
        case .none: return a == b ? 1 : 0
        case .linear: return 1 - distance
        case .quadratic: return 1 - distance * distance
        }
      }
    }
    var observed = 0.0
    var expected = 0.0
    for a in values.indices {
      for b in values.indices {
        observed += weight[a][b] * joint[a][b]
        expected += weight[a][b] * rows[a] * columns[b]
      }
    }
    units = pairs.count
    self.categories = values
    table = counts
    observedAgreement = observed
    expectedAgreement = expected
    guard used.count > 1, expected < 1 else {
      kappa = nil
      standardError = nil
      standardErrorUnderChance = nil
      return
    }
    let kappa = (observed - expected) / (1 - expected)
    self.kappa = kappa
    let rowWeights = values.indices.map { a in zip(weight[a], columns).reduce(0) { $0 + $1.0 * $1.1 } }
    let columnWeights = values.indices.map { b in values.indices.reduce(0) { $0 + weight[$1][b] * rows[$1] } }
    var sum = 0.0
    var chance = 0.0
    for a in values.indices {
      for b in values.indices {
        let margin = rowWeights[a] + columnWeights[b]
        let own = weight[a][b] - margin * (1 - kappa)
        sum += joint[a][b] * own * own
        chance += rows[a] * columns[b] * (weight[a][b] - margin) * (weight[a][b] - margin)
      }
    }
    let centre = kappa - expected * (1 - kappa)
    let scaleFactor = n * (1 - expected) * (1 - expected)
    standardError = (max(0, sum - centre * centre) / scaleFactor).squareRoot()
    standardErrorUnderChance = (max(0, chance - expected * expected) / scaleFactor).squareRoot()
  }
}
