/// One unit compared with the unit on the line.
public struct LineComparison: Sendable {
  /// The unit.
  public let unit: Int
  /// Its estimate less that of the unit on the line.
  public let difference: Double
  /// The standard error of the difference.
  public let standardError: Double
  /// The difference over its standard error; infinite if it is certain and not 0.
  public let z: Double
  /// The two-sided p-value of this test alone.
  public let p: Double
  /// The p-value adjusted for all comparisons.
  public let adjustedP: Double
}

/// How the comparisons with the unit on the line are adjusted.
public enum LineAdjustment: Hashable, Sendable {
  /// By the p-values alone.
  case values(PValueAdjustment)
  /// Dunnett's single step, with the correlation that the shared unit causes. For correlated estimates and Student errors by simulation.
  case dunnett(replications: Int, seed: UInt64)
}

extension RankedEstimates {
  /// Two-sided tests of every other unit against `line`, in the order of the units.
  ///
  /// - Throws: `.numerical` if the quadrature has no points; as `RankConfidenceSets` for a simulated adjustment.
  public func comparisons(
    withLine line: Int, adjustedBy adjustment: LineAdjustment
  ) throws(StatisticsError) -> [LineComparison] {
    precondition(estimates.indices.contains(line), "the unit on the line is one of the units")
    let others = estimates.indices.filter { $0 != line }
    let z = others.map { standardisedDifference($0, line) }
    let p = others.map { twoSidedP($0, line) }
    let adjusted: [Double]
    switch adjustment {
    case .values(let method): adjusted = method.adjusted(p)
    case .dunnett(let replications, let seed):
      adjusted =
        covariance == nil && !hasStudentErrors
        ? try dunnett(z, others: others, line: line)
        : try simulatedDunnett(z, others: others, line: line, replications: replications, seed: seed)
    }
    return others.indices.map { index in
      LineComparison(
        unit: others[index], difference: estimates[others[index]] - estimates[line],
        standardError: differenceError(others[index], line), z: z[index], p: p[index], adjustedP: adjusted[index])
    }
  }

  /// P(max |Zᵢ| ≥ |z|) with the product correlation λᵢλⱼ of independent estimates that share the line's unit.
  ///
  ///     1 − ∫ φ(u) ∏ᵢ [Φ((c + λᵢu)/√(1 − λᵢ²)) − Φ((−c + λᵢu)/√(1 − λᵢ²))] du      λᵢ = σ₀/√(σ₀² + σᵢ²)
  ///
  /// A certain unit (σᵢ = 0) has λᵢ = 1: its factor is 1 for |u| ≤ c, else 0. Where the sum of the single tails is below
  /// 1e-12 it is taken instead of the integral, which would lose all digits.
  ///
  /// - SeeAlso: Dunnett (1955), doi:10.1080/01621459.1955.10501294; Hsu (1996), Multiple Comparisons, ch. 4.
  private func dunnett(_ z: [Double], others: [Int], line: Int) throws(StatisticsError) -> [Double] {
    let own = standardErrors[line]
    // A difference between two certain values is no random variable and takes no part.
    let uncertain = others.filter { standardErrors[$0] > 0 || own > 0 }
    let factors = uncertain.map { unit in
      let error = standardErrors[unit]
      let length = (own * own + error * error).squareRoot()
      return (shared: own / length, rest: error / length)
    }
    let values = Set(z.map { abs($0) }).filter(\.isFinite).sorted()
    let tested = values.filter { Double(uncertain.count) * 2 * Normal.upperTail($0) > 1e-12 }
    let integration = try PanelIntegration(functions: tested.count)
    let reach = 9.0
    let hasCertain = factors.contains { $0.rest == 0 }
    let breakpoints = Set([-reach, reach] + (hasCertain ? tested + tested.map { -$0 } : []))
      .filter { abs($0) <= reach }.sorted()
    let inside = integration.integrate(breakpoints, longest: { _, _ in 1 }) { u, weight, sums in
      let density = Normal.density(u) * weight
      guard density > 1e-22 else { return }
      for (index, c) in tested.enumerated() {
        var product = density
        for factor in factors {
          if factor.rest == 0 {
            if abs(u) > c { product = 0 }
          } else {
            let upper = (c + factor.shared * u) / factor.rest
            let lower = (-c + factor.shared * u) / factor.rest
            product *= max(0, 1 - Normal.upperTail(upper) - Normal.cumulative(lower))
          }
          if product < 1e-25 { break }
        }
        sums[index] += product
      }
    }
    var adjusted: [Double: Double] = [:]
    for value in values { adjusted[value] = min(1, Double(uncertain.count) * 2 * Normal.upperTail(value)) }
    for (index, value) in tested.enumerated() { adjusted[value] = min(1, max(0, 1 - inside[index])) }
    return z.map { adjusted[abs($0)] ?? 0 }
  }

  private func simulatedDunnett(
    _ z: [Double], others: [Int], line: Int, replications: Int, seed: UInt64
  ) throws(StatisticsError) -> [Double] {
    guard replications >= 100 else { throw .invalidArgument("at least 100 replications are needed") }
    var noise = try RankNoise(self, seed: seed)
    let scale = others.map { unit in
      let error = differenceError(unit, line)
      return error > 0 ? 1 / error : 0
    }
    var reached = Array(repeating: 0, count: others.count)
    for _ in 0..<replications {
      noise.draw()
      var largest = 0.0
      for (index, unit) in others.enumerated() {
        largest = max(largest, abs(noise.errors[unit] - noise.errors[line]) * scale[index])
      }
      for index in others.indices where largest >= abs(z[index]) { reached[index] += 1 }
    }
    return reached.map { Double($0 + 1) / Double(replications + 1) }
  }
}
