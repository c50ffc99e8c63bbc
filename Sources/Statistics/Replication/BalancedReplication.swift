/// Balanced repeated replication (平衡半样本): of the two units in each stratum one is kept, in a pattern that balances.
///
///     kept unit w·(2 − ρ), the other w·ρ, coefficient 1/(R (1 − ρ)²)       ρ = 0: half-samples; Fay: 0 < ρ < 1
///
/// - SeeAlso: McCarthy (1969); Judkins (1990), J. Off. Stat. 6, 223–239.
struct BalancedReplication: Sendable {
  let rho: Double
  /// By replicate and stratum: whether the first unit is kept.
  let keepsFirst: [[Bool]]
  /// The unit of each stratum that comes first.
  let first: [Int32]

  /// The replication of a sample with two units in each stratum; its balance is full for totals.
  ///
  /// - Throws: `.invalidArgument` naming strata with another number of units, or if ρ is not in [0, 1).
  static func replication(
    _ nested: NestedDesign, rho: Double, centre: Replication.Centre
  ) throws(StatisticsError) -> Replication {
    guard rho >= 0, rho < 1 else { throw .invalidArgument("Fay's factor is at least 0 and below 1, not \(rho)") }
    let stage = nested.stages[0]
    let wrong = stage.sampled.indices.filter { stage.sampled[$0] != 2 }
    guard wrong.isEmpty else {
      throw .invalidArgument(
        "balanced replication needs two units in each stratum; not so in: "
          + wrong.map { stage.label[$0] }.joined(separator: ", "))
    }
    let strata = stage.sampled.count
    var first = [Int32](repeating: -1, count: strata)
    for row in nested.order where first[Int(stage.stratum[Int(row)])] < 0 {
      first[Int(stage.stratum[Int(row)])] = stage.unit[Int(row)]
    }
    // The first column, all +1, would always keep the same unit.
    let matrix = Hadamard.matrix(atLeast: strata + 1)
    let keeps = matrix.map { Array($0[1...strata]) }
    return Replication(
      .balanced(BalancedReplication(rho: rho, keepsFirst: keeps, first: first)), name: rho == 0 ? "brr" : "fay=\(rho)",
      centre: centre, scale: 1 / (Double(keeps.count) * (1 - rho) * (1 - rho)), coefficients: keeps.map { _ in 1 })
  }

  func fill(_ weights: inout [Double], replicate index: Int, design: SurveyDesign) {
    let stage = design.nested.stages[0]
    for row in weights.indices {
      let stratum = Int(stage.stratum[row])
      let kept = (stage.unit[row] == first[stratum]) == keepsFirst[index][stratum]
      weights[row] = design.baseWeights[row] * (kept ? 2 - rho : rho)
    }
  }
}
