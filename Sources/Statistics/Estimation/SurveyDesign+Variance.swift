extension SurveyDesign {
  /// The nested variances of this design.
  public var variances: NestedVariance { NestedVariance(nested, rule: rule, lonelyInDomain: lonelyInDomain) }

  /// An estimate and its variance; the estimate is nil if its denominator is 0.
  ///
  /// - Throws: as `NestedVariance.variance`.
  public func estimate(_ estimand: Estimand) throws(StatisticsError) -> (estimate: Double, variance: Double)? {
    guard let linearised = linearise(estimand) else { return nil }
    switch source {
    case .linearised:
      return (
        linearised.estimate,
        try variances.variance(rows: linearised.rows, influence: linearised.influence)
      )
    case .pairwise(let pairwise):
      let sum = (rows: linearised.rows, influence: linearised.influence)
      return (linearised.estimate, pairwise.covariance(sum, sum))
    case .replicates(let replication):
      let result = try replication.covariance(of: [estimand], design: self)
      return (linearised.estimate, result.matrix[0][0])
    }
  }

  /// Estimates, their variances and, if asked for, the whole covariance matrix.
  public struct Joint: Sendable {
    /// The estimates; nil where a denominator is 0.
    public let estimates: [Double?]
    /// The variances.
    public let variances: [Double?]
    /// The covariances, by rows; nil if not asked for.
    public let covariance: [[Double]]?
    /// Replicates left out of each estimate because their denominator was 0.
    public let discarded: [Int]
  }

  /// Several estimates at once.
  ///
  /// - Throws: `.lonelyUnits` naming the strata of all estimates, in design order; otherwise as `NestedVariance.variance`.
  public func estimates(_ estimands: [Estimand], covariance wanted: Bool) throws(StatisticsError) -> Joint {
    if case .replicates(let replication) = source {
      let full = mass
      let result = try replication.covariance(of: estimands, design: self)
      return Joint(
        estimates: estimands.map { estimand in
          let value = estimand.evaluate(mass: full).estimate
          return value.isFinite ? value : nil
        },
        variances: estimands.indices.map { result.matrix[$0][$0].isNaN ? nil : result.matrix[$0][$0] },
        covariance: wanted ? result.matrix : nil, discarded: result.discarded)
    }
    let linearised = estimands.map { linearise($0) }
    if rule == .fail || rule == .collapse, case .linearised = source {
      var present = [Bool](repeating: false, count: nested.count)
      for item in linearised { for row in item?.rows ?? [] { present[Int(row)] = true } }
      let lonely = variances.lonelyStrata(rows: nested.rows { present[$0] })
      if !lonely.isEmpty { throw .lonelyUnits(strata: lonely) }
    }
    var variances: [Double?] = []
    for item in linearised {
      guard let item else {
        variances.append(nil)
        continue
      }
      switch source {
      case .linearised:
        variances.append(try self.variances.variance(rows: item.rows, influence: item.influence))
      case .pairwise(let pairwise):
        variances.append(pairwise.covariance((item.rows, item.influence), (item.rows, item.influence)))
      case .replicates: break
      }
    }
    var matrix: [[Double]]?
    if wanted {
      let sums = linearised.map { ($0?.rows ?? [], $0?.influence ?? []) }
      var full: [[Double]]
      if case .pairwise(let pairwise) = source {
        full = sums.map { left in sums.map { pairwise.covariance(left, $0) } }
      } else {
        full = try self.variances.covariance(sums)
      }
      for index in full.indices { full[index][index] = variances[index] ?? .nan }
      matrix = full
    }
    return Joint(
      estimates: linearised.map { $0?.estimate }, variances: variances, covariance: matrix,
      discarded: estimands.map { _ in 0 })
  }
}
