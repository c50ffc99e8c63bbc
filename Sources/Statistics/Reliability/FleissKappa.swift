/// Fleiss' κ: agreement beyond chance of several raters on named categories, each unit rated by at least two.
///
/// Two standard errors answer two questions. The one over subjects serves intervals: the units are a sample (Gwet). The one
/// under chance serves the test of κ = 0 and needs the same number of raters for every unit.
///
/// - SeeAlso: Fleiss (1971), Psychol. Bull. 76:378–382; Fleiss, Nee and Landis (1979), Psychol. Bull. 86:974–977; Gwet (2014),
///   Handbook of Inter-Rater Reliability; Conger (1980), Psychol. Bull. 88:322–328.
public struct FleissKappa: Hashable, Sendable {
  /// One category against the others.
  public struct Category: Hashable, Sendable {
    /// The category's code.
    public let value: Double
    /// Its share of all ratings.
    public let share: Double
    /// κ of this category against the others; nil if every rating or none is in it.
    public let kappa: Double?
    /// The standard error under chance; nil if the number of raters differs between units.
    public let standardErrorUnderChance: Double?
  }

  /// Units with at least one rating.
  public let units: Int
  /// Mean agreement of pairs of raters.
  public let observedAgreement: Double
  /// Agreement expected by chance.
  public let expectedAgreement: Double
  /// κ; nil if all ratings fall into one category.
  public let kappa: Double?
  /// The standard error when units are sampled; nil with fewer than two units.
  public let standardError: Double?
  /// The standard error if κ is 0; nil if the number of raters differs between units.
  public let standardErrorUnderChance: Double?
  /// κ of Conger, whose chance agreement knows the raters' own shares; nil if a rating is missing.
  public let congerKappa: Double?
  /// The categories, ascending.
  public let categories: [Category]

  /// - Throws: `.tooFew` with fewer than two raters, or if no unit has two ratings; `.invalidArgument` beyond 2000 categories.
  public init(_ table: RatingTable) throws(StatisticsError) {
    guard table.columns >= 2 else { throw .tooFew(what: "raters", needed: 2, found: table.columns) }
    let ratings = table.rows.map { $0.compactMap { $0 } }.filter { !$0.isEmpty }
    let paired = ratings.count { $0.count >= 2 }
    guard paired > 0 else { throw .tooFew(what: "units with two ratings", needed: 1, found: 0) }
    let values = Set(ratings.joined()).sorted()
    guard values.count <= 2000 else { throw .invalidArgument("\(values.count) categories; at most 2000") }
    let counts = ratings.map { unit in values.map { value in Double(unit.count { $0 == value }) } }
    let n = Double(ratings.count)
    units = ratings.count
    // Each unit counts the same, however many raters it has.
    let shares = values.indices.map { category in
      zip(counts, ratings).reduce(0) { $0 + $1.0[category] / Double($1.1.count) } / n
    }
    let agreements = zip(counts, ratings).map { count, unit -> Double? in
      let m = Double(unit.count)
      return m < 2 ? nil : count.reduce(0) { $0 + $1 * ($1 - 1) } / (m * (m - 1))
    }
    let observed = agreements.reduce(0) { $0 + ($1 ?? 0) } / Double(paired)
    let expected = shares.reduce(0) { $0 + $1 * $1 }
    observedAgreement = observed
    expectedAgreement = expected
    let isDefined = values.count > 1
    let kappa = isDefined ? (observed - expected) / (1 - expected) : nil
    self.kappa = kappa
    if let kappa, ratings.count >= 2 {
      let weight = n / Double(paired)
      let sum = zip(zip(counts, ratings), agreements).reduce(0.0) { sum, unit in
        let ((count, ratings), agreement) = unit
        let own = agreement.map { weight * ($0 - expected) / (1 - expected) } ?? 0
        let chance = zip(count, shares).reduce(0) { $0 + $1.0 * $1.1 } / Double(ratings.count)
        let term = own - 2 * (1 - kappa) * (chance - expected) / (1 - expected) - kappa
        return sum + term * term
      }
      standardError = (sum / (n * (n - 1))).squareRoot()
    } else {
      standardError = nil
    }
    let raters = Set(ratings.map(\.count)).count == 1 ? Double(ratings[0].count) : nil
    standardErrorUnderChance = raters.flatMap { m in
      isDefined ? FleissKappa.errorUnderChance(shares, units: n, raters: m) : nil
    }
    congerKappa = isDefined ? FleissKappa.conger(table, values, observed) : nil
    categories = values.indices.map { category in
      let share = shares[category]
      let split = zip(counts, ratings).reduce(0.0) { sum, unit in
        let (count, m) = (unit.0[category], Double(unit.1.count))
        return m < 2 ? sum : sum + count * (m - count) / (m * (m - 1))
      }
      let spread = share * (1 - share)
      return Category(
        value: values[category], share: share,
        kappa: isDefined ? 1 - split / (Double(paired) * spread) : nil,
        standardErrorUnderChance: raters.map { (2 / (n * $0 * ($0 - 1))).squareRoot() })
    }
  }

  /// Fleiss, Nee and Landis (1979), formula 12.
  private static func errorUnderChance(_ shares: [Double], units n: Double, raters m: Double) -> Double? {
    let spread = shares.reduce(0) { $0 + $1 * (1 - $1) }
    let skew = shares.reduce(0) { $0 + $1 * (1 - $1) * (1 - 2 * $1) }
    let variance = 2 * (spread * spread - skew) / (spread * spread * n * m * (m - 1))
    return variance >= 0 ? variance.squareRoot() : nil
  }

  /// Chance agreement over pairs of raters, each with its own shares.
  private static func conger(_ table: RatingTable, _ values: [Double], _ observed: Double) -> Double? {
    let rows = table.complete
    guard rows.count == table.rows.count else { return nil }
    let m = Double(table.columns)
    let n = Double(rows.count)
    var expected = 0.0
    for value in values {
      let shares = (0..<table.columns).map { rater in Double(rows.count { $0[rater] == value }) / n }
      let sum = shares.reduce(0, +)
      expected += (sum * sum - shares.reduce(0) { $0 + $1 * $1 }) / (m * (m - 1))
    }
    return expected < 1 ? (observed - expected) / (1 - expected) : nil
  }
}
