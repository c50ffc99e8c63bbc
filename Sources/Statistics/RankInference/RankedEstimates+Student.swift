extension RankedEstimates {
  /// Whether any error is Student's t rather than normal.
  public var hasStudentErrors: Bool { degreesOfFreedom.contains { $0.isFinite } }

  /// Each unit's own distribution.
  public var distributions: [SamplingDistribution] {
    estimates.indices.map {
      .student(estimates[$0], standardError: standardErrors[$0], degreesOfFreedom: degreesOfFreedom[$0])
    }
  }

  /// Degrees of freedom of the difference of two units, after Satterthwaite; infinite if both errors are normal.
  ///
  /// - SeeAlso: Satterthwaite (1946), doi:10.2307/3002019; Welch (1947), doi:10.1093/biomet/34.1-2.28.
  public func differenceDegrees(_ j: Int, _ k: Int) -> Double {
    let (a, b) = (standardErrors[j] * standardErrors[j], standardErrors[k] * standardErrors[k])
    let below = a * a / degreesOfFreedom[j] + b * b / degreesOfFreedom[k]
    return below > 0 ? (a + b) * (a + b) / below : .infinity
  }

  /// P(T ≥ t), t the standardised difference j − k under equality: the p-value of "j is not above k".
  public func upperTail(_ j: Int, _ k: Int) -> Double {
    StudentT(degreesOfFreedom: differenceDegrees(j, k)).upperTail(standardisedDifference(j, k))
  }

  /// The two-sided p-value of a difference.
  public func twoSidedP(_ j: Int, _ k: Int) -> Double {
    2 * StudentT(degreesOfFreedom: differenceDegrees(j, k)).upperTail(abs(standardisedDifference(j, k)))
  }

  /// The expected rank of every unit: 1 + Σ P(other above).
  ///
  ///     P(j above i) = Φ((xⱼ − xᵢ)/se(xⱼ − xᵢ))      normal errors, one half for a certain tie
  ///                  = ∫ fᵢ(x) P(Xⱼ > x) dx           Student's
  ///
  /// Exact for independent and for correlated estimates, since each term needs one difference only. The sum over all units
  /// is n(n + 1)/2.
  ///
  /// - Throws: `.numerical` if the quadrature of Student errors has no points.
  /// - SeeAlso: Goldstein and Spiegelhalter (1996), doi:10.2307/2983325.
  public func expectedRanks() throws(StatisticsError) -> [Double] {
    if hasStudentErrors { return try studentRanks() }
    return estimates.indices.map { unit in
      var rank = 1.0
      for other in estimates.indices where other != unit {
        rank += Normal.cumulative(standardisedDifference(other, unit))
      }
      return rank
    }
  }

  /// One grid serves all units: the expected number of units above each point, less the unit's own part.
  private func studentRanks() throws(StatisticsError) -> [Double] {
    let units = distributions
    let spread = units.indices.filter { !units[$0].isPointMass }
    let certain = units.indices.filter { units[$0].isPointMass }
    var ranks = estimates.map { _ in 1.0 }
    for unit in certain {
      for other in units.indices where other != unit {
        let tie = units[other].isPointMass && estimates[other] == estimates[unit]
        ranks[unit] += tie ? 0.5 : units[other].upperTail(estimates[unit])
      }
    }
    let peaks = units.map { $0.isPointMass ? 0 : $0.peak }
    var tails = UnitTails(units)
    var finest = Double.infinity
    var (low, high) = (Double.infinity, -Double.infinity)
    for unit in spread {
      finest = min(finest, units[unit].standardError)
      let reach = tails.reach(unit) * units[unit].standardError
      low = min(low, estimates[unit] - reach)
      high = max(high, estimates[unit] + reach)
    }
    guard low < high else { return ranks }
    let (first, last) = (estimates.min() ?? 0, estimates.max() ?? 0)
    let breakpoints =
      [low] + Set(certain.map { estimates[$0] } + [first, last]).filter { $0 > low && $0 < high }.sorted() + [high]
    let integration = try PanelIntegration(functions: spread.count)
    let parts = integration.integrate(
      breakpoints,
      longest: { from, to in max(4 * finest, max(0, max(first - to, from - last)) / 2) },
      add: { x, weight, sums in
        tails.evaluate(at: x)
        let all = tails.above.reduce(0, +)
        for (place, index) in spread.enumerated() {
          sums[place] += weight * units[index].density(x, peak: peaks[index]) * (all - tails.above[index])
        }
      })
    for (place, unit) in spread.enumerated() { ranks[unit] += parts[place] }
    return ranks
  }
}
