/// Tests whether groups differ in an ordered or numeric variable, by ranks.
///
/// - `kruskalWallis`: the classical statistic with its correction for ties, for a simple random sample.
/// - `designBased`: the mean ridit of the groups compared by their design covariance (Lumley and Scott); with two groups it is
///   the design-based Wilcoxon test. The quadratic form over k = groups − 1 is referred to F with k and ν − k degrees of
///   freedom, ν the design's. Tied answers share one ridit, whatever the order of the rows; R's svyranktest averages within
///   ties without weights, which differs a little where tied rows have unequal weights.
///
/// - SeeAlso: Kruskal and Wallis (1952), doi:10.1080/01621459.1952.10483441; Lumley and Scott (2013),
///   doi:10.1093/biomet/ast027.
public struct RankTest: Sendable {
  private let design: SurveyDesign
  private let members: [Int32]
  private let scores: [Double]
  private let groups: [Int]
  private let groupCount: Int
  private let ridits: Ridits
  private let values: [Double]

  /// - Parameters:
  ///   - members: the rows of the design that have an answer and a group, in design order.
  ///   - values: the answer of each.
  ///   - groups: the group of each, from 0.
  /// - Throws: `.emptySample`; `.noVariance` with fewer than two groups or one value only.
  public init(_ design: SurveyDesign, members: [Int32], values: [Double], groups: [Int]) throws(StatisticsError) {
    let used = members.indices.filter { design.mass[Int(members[$0])] > 0 }
    let codes = Set(used.map { groups[$0] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let values = used.map { values[$0] }
    let ridits = try Ridits(values, mass: used.map { design.mass[Int(members[$0])] })
    guard codes.count > 1 else { throw .noVariance("one group only") }
    guard ridits.values.count > 1 else { throw .noVariance("all answers are equal") }
    self.design = design
    self.members = used.map { members[$0] }
    self.groups = used.map { places[groups[$0]] ?? 0 }
    groupCount = codes.count
    self.ridits = ridits
    self.values = values
    scores = values.map { ridits.ridit(of: $0) }
  }

  /// The classical test; persons of a row count singly, weights do not.
  public func kruskalWallis() throws(StatisticsError) -> HypothesisTest {
    let heads = members.map { design.persons?[Int($0)] ?? 1 }
    let own = try Ridits(values, mass: heads)
    let n = heads.reduce(0, +)
    var sums = [Double](repeating: 0, count: groupCount)
    var sizes = sums
    for index in members.indices {
      // The mid-rank of a value is n · ridit + ½.
      sums[groups[index]] += heads[index] * (n * own.ridit(of: values[index]) + 0.5)
      sizes[groups[index]] += heads[index]
    }
    var statistic = 0.0
    for group in sums.indices {
      let mean = sums[group] / sizes[group] - (n + 1) / 2
      statistic += sizes[group] * mean * mean
    }
    let ties = own.shares.reduce(0) { sum, share in
      let t = share * n
      return sum + t * t * t - t
    }
    let corrected = 12 / (n * (n + 1)) * statistic / (1 - ties / (n * n * n - n))
    return try HypothesisTest(corrected, .chiSquare(Double(groupCount - 1)))
  }

  /// Lumley and Scott's test of the groups' mean ridits.
  ///
  /// - Parameter degreesOfFreedom: the design's.
  /// - Throws: as `SurveyDesign.estimates`; `.singular` if the differences of the means have no covariance.
  public func designBased(degreesOfFreedom: Double) throws(StatisticsError) -> HypothesisTest {
    let estimands = (0..<groupCount).map { group in
      let own = members.indices.filter { groups[$0] == group }
      return Estimand(rows: own.map { members[$0] }, numerator: own.map { scores[$0] })
    }
    let joint = try design.estimates(estimands, covariance: true)
    let means = joint.estimates.compactMap { $0 }
    guard let covariance = joint.covariance, means.count == groupCount else { throw .emptySample }
    let differences = means.dropFirst().map { $0 - means[0] }
    let matrix = (1..<groupCount).map { a in
      (1..<groupCount).map { b in covariance[a][b] - covariance[a][0] - covariance[0][b] + covariance[0][0] }
    }
    let solution = try SymmetricSystem(matrix, in: "covariance of the mean ridits").solve(differences)
    let form = differences.indices.reduce(0) { $0 + differences[$1] * solution[$1] }
    let k = Double(groupCount - 1)
    guard degreesOfFreedom - k > 0 else {
      throw .tooFew(what: "degrees of freedom", needed: groupCount, found: Int(max(0, degreesOfFreedom)))
    }
    return try HypothesisTest(form / k, .f(k, degreesOfFreedom - k))
  }
}
