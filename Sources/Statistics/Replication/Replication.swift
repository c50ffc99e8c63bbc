/// Replicate weights (重复权数): the sample is reweighted again and again, and the scatter of the estimates is the variance.
///
///     V = scale · Σᵣ cᵣ (θᵣ − θ̄)(θᵣ − θ̄)′       θ̄ the full-sample estimate or the mean of the replicates
///
/// - SeeAlso: Wolter (2007), Introduction to Variance Estimation.
public struct Replication: Sendable {
  /// Around what the replicates scatter.
  public enum Centre: String, Hashable, Sendable, CaseIterable {
    /// The full-sample estimate (SAS, Stata `mse`, SUDAAN).
    case fullSample = "full-sample"
    /// The mean of the replicates (R's default).
    case replicateMean = "replicate-mean"
  }

  /// Where the weights come from.
  enum Source: Sendable {
    /// Columns of weights, base weight included.
    case given([[Double]])
    /// A unit is dropped in each: the units' strata, or none.
    case jackknife(Jackknife)
    /// Balanced half-samples.
    case balanced(BalancedReplication)
    /// Units redrawn with replacement.
    case bootstrap(Bootstrap)
  }

  let source: Source
  /// The name of the method, as options spell it.
  public let name: String
  /// Around what the replicates scatter.
  public let centre: Centre
  /// The common coefficient.
  public let scale: Double
  /// The coefficient of each replicate.
  public let coefficients: [Double]
  /// How many identical replicates each stands for (a row of several persons under the jackknife).
  let copies: [Double]?

  /// Number of distinct replicates.
  public var count: Int { coefficients.count }

  /// Number of replicates, identical ones counted singly.
  public var total: Double { copies?.reduce(0, +) ?? Double(count) }

  init(
    _ source: Source, name: String, centre: Centre, scale: Double, coefficients: [Double], copies: [Double]? = nil
  ) {
    self.source = source
    self.name = name
    self.centre = centre
    self.scale = scale
    self.coefficients = coefficients
    self.copies = copies
  }

  /// Given replicate weights.
  ///
  /// - Parameters:
  ///   - weights: one column for each replicate, base weight included.
  ///   - name: the method they were made by.
  ///   - scale: the common coefficient.
  ///   - coefficients: one for each replicate; 1 if nil.
  ///   - centre: around what they scatter.
  public static func given(
    _ weights: [[Double]], name: String, scale: Double, coefficients: [Double]? = nil, centre: Centre
  ) -> Replication {
    Replication(
      .given(weights), name: name, centre: centre, scale: scale,
      coefficients: coefficients ?? weights.map { _ in 1 })
  }

  /// Fills `weights` with the weights of replicate `index`, adjustments repeated.
  func fill(_ weights: inout [Double], replicate index: Int, design: SurveyDesign) throws(StatisticsError) {
    switch source {
    case .given(let columns): weights = columns[index]
    case .jackknife(let jackknife): jackknife.fill(&weights, replicate: index, design: design)
    case .balanced(let balanced): balanced.fill(&weights, replicate: index, design: design)
    case .bootstrap(let bootstrap): bootstrap.fill(&weights, replicate: index, design: design)
    }
    for adjustment in design.adjustments { weights = try adjustment.apply(to: weights, persons: design.persons) }
  }

  /// The estimates of every replicate, by replicate; NaN where a denominator is 0.
  func estimates(of estimands: [Estimand], design: SurveyDesign) throws(StatisticsError) -> [[Double]] {
    if case .jackknife(let jackknife) = source, design.adjustments.isEmpty {
      return jackknife.estimates(of: estimands, design: design)
    }
    var weights = design.baseWeights
    var result: [[Double]] = []
    result.reserveCapacity(count)
    for index in 0..<count {
      try fill(&weights, replicate: index, design: design)
      let mass = design.mass(of: weights)
      result.append(estimands.map { $0.evaluate(mass: mass).estimate })
    }
    return result
  }

  /// The covariance matrix of estimates and how many replicates each had to leave out; NaN if all were.
  func covariance(
    of estimands: [Estimand], design: SurveyDesign
  ) throws(StatisticsError) -> (matrix: [[Double]], discarded: [Int]) {
    let replicates = try estimates(of: estimands, design: design)
    let full = design.mass
    let width = estimands.count
    var middle = [Double](repeating: 0, count: width)
    var discarded = [Int](repeating: 0, count: width)
    for column in 0..<width {
      var sum = 0.0
      var used = 0.0
      for index in 0..<count where coefficients[index] > 0 {
        guard replicates[index][column].isFinite else {
          discarded[column] += 1
          continue
        }
        let weight = copies?[index] ?? 1
        sum += weight * replicates[index][column]
        used += weight
      }
      if used == 0 {
        middle[column] = .nan
      } else if centre == .fullSample {
        middle[column] = estimands[column].evaluate(mass: full).estimate
      } else {
        middle[column] = sum / used
      }
    }
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: width), count: width)
    for index in 0..<count where coefficients[index] > 0 {
      let weight = scale * coefficients[index] * (copies?[index] ?? 1)
      for a in 0..<width {
        let left = replicates[index][a] - middle[a]
        guard left.isFinite else { continue }
        if left == 0 { continue }
        for b in 0...a {
          let right = replicates[index][b] - middle[b]
          if right.isFinite { matrix[a][b] += weight * left * right }
        }
      }
    }
    for a in 0..<width {
      if middle[a].isNaN { matrix[a][a] = .nan }
      for b in 0..<a { matrix[b][a] = matrix[a][b] }
    }
    return (matrix, discarded)
  }

  /// Degrees of freedom of an estimate from `rows` with positive weight, in design order.
  func degreesOfFreedom(rows: [Int32], nested: NestedDesign) -> Double {
    switch source {
    case .given(let columns): return Double(ReplicateRank.rank(of: columns, rows: rows)) - 1
    case .jackknife(let jackknife) where !jackknife.stratified:
      return nested.degreesOfFreedom(rows: rows) + Double(nested.unitsAndStrata(rows: rows).strata) - 1
    case .jackknife: return nested.degreesOfFreedom(rows: rows)
    case .balanced, .bootstrap: return min(nested.degreesOfFreedom(rows: rows), Double(count) - 1)
    }
  }
}
