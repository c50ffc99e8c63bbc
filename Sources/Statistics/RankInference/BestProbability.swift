/// P(among the `best` best) (进入前 K 名的概率) of every unit, exactly, for independent estimates.
///
///     P(i) = ∫ fᵢ(x) · P(Nᵢ(x) ≤ K − 1) dx      Nᵢ(x) = number of other units above x, Poisson-binomial
///
/// The true values are taken as independent, each distributed as its estimate says (a parametric bootstrap, or a flat
/// prior). Nothing is simulated: one grid serves all units, the count of all units above each point is convolved once and
/// every unit taken out of it in turn. Where the count is certainly below or above K the integrand is 0 or the density, so
/// only the stretch where the K-th best value can lie is integrated.
///
/// A unit with standard error 0 stands at its estimate. Such units at the same value share the places left there by lot:
/// with r places left for m of them each has r/m. So does a unit whose standard error is below 1e-10 of its distance from the
/// median estimate, which the spacing of the numbers no longer resolves.
///
/// - Parameters:
///   - estimates: one for each unit; more is better.
///   - best: how many places there are, K. With K ≥ n every unit is in, with 0 none.
/// - Returns: one probability for each unit, in their order; their sum is K (tested to 1e-9). The error is below 1e-11,
///   and below 1e-8 for standard errors under 1e-6 of their distance from the median; probabilities below 1e-15 are right in their order of magnitude only.
/// - Throws: `.emptySample` without a unit; `.invalidArgument` if `best` is negative, a standard error negative, degrees
///   of freedom below 1 or a number beyond 1e100; `.notFinite` if a number is not finite.
/// - Complexity: O(points · n · (√n + 1)); 1001 units take a fraction of a second.
/// - SeeAlso: Goldstein and Spiegelhalter (1996), doi:10.2307/2983325; Hong (2013), doi:10.1016/j.csda.2012.10.006.
public func probabilitiesInBest(
  _ estimates: [SamplingDistribution], best: Int
) throws(StatisticsError) -> [Double] {
  guard !estimates.isEmpty else { throw .emptySample }
  guard best >= 0 else { throw .invalidArgument("the number of places is negative: \(best)") }
  for (index, estimate) in estimates.enumerated() { try estimate.check(at: index) }
  if best == 0 { return Array(repeating: 0, count: estimates.count) }
  if best >= estimates.count { return Array(repeating: 1, count: estimates.count) }
  let median = estimates.map(\.estimate).sorted()[estimates.count / 2]
  let centred = estimates.map { unit in
    let estimate = unit.estimate - median
    let resolved = unit.standardError >= 1e-10 * abs(estimate)
    return SamplingDistribution.student(
      estimate, standardError: resolved ? unit.standardError : 0, degreesOfFreedom: unit.degreesOfFreedom)
  }
  var problem = BestProbability(centred, best: best)
  return try problem.probabilities()
}

/// One list of units and one number of places, with the room to work in.
private struct BestProbability {
  /// Less than this outside the integrated stretch is left out.
  private static let negligible = 1e-18

  private let units: [SamplingDistribution]
  private let spread: [Int]
  private let certain: [Int]
  private let best: Int
  private var count: PoissonBinomial
  private let peaks: [Double]
  private var tails: UnitTails
  /// The densities at a place times its weight, by position in `spread`.
  private var masses: [Double]
  /// Positions of the units that are at most as likely to stand above a place as below it, and of the others.
  private var rare: [Int] = []
  private var frequent: [Int] = []

  init(_ units: [SamplingDistribution], best: Int) {
    self.units = units
    self.best = best
    spread = units.indices.filter { !units[$0].isPointMass }
    certain = units.indices.filter { units[$0].isPointMass }
    peaks = units.map { $0.isPointMass ? 0 : $0.peak }
    tails = UnitTails(units)
    masses = Array(repeating: 0, count: spread.count)
    count = PoissonBinomial(trials: units.count)
  }

  mutating func probabilities() throws(StatisticsError) -> [Double] {
    var result = Array(repeating: 0.0, count: units.count)
    for unit in certain { result[unit] = certainUnit(units[unit].estimate) }
    guard !spread.isEmpty else { return result }
    let (from, to) = stretch()
    let breakpoints = [from] + Set(certain.map { units[$0].estimate }).filter { $0 > from && $0 < to }.sorted() + [to]
    let integration = try PanelIntegration(functions: spread.count)
    // The panel's points are visited one after the other; the room is shared by all of them.
    var room = self
    let parts = integration.integrate(breakpoints, longest: longestPanel) { x, weight, sums in
      room.add(x, weight, &sums)
    }
    for (position, unit) in spread.enumerated() {
      result[unit] = min(1, max(0, parts[position] + units[unit].upperTail(to)))
    }
    return result
  }

  /// A unit that certainly stands at `value`: places left by those above, shared by lot among those at the same value.
  private mutating func certainUnit(_ value: Double) -> Double {
    let tied = certain.count { units[$0].estimate == value }
    convolve(value)
    var probability = 0.0
    for higher in stride(from: count.support.lowerBound, through: min(count.support.upperBound, best - 1), by: 1) {
      probability += count.probability(higher) * min(1, Double(best - higher) / Double(tied))
    }
    return min(1, probability)
  }

  /// Where the place of the K-th best value is not decided: below `from` more than K units stand above, beyond `to` fewer
  /// than K, but for a negligible probability.
  private mutating func stretch() -> (from: Double, to: Double) {
    var low = units.map(\.estimate).min() ?? 0
    var high = units.map(\.estimate).max() ?? 0
    var finest = Double.infinity
    for unit in spread {
      let reach = tails.reach(unit) * units[unit].standardError
      low = min(low, units[unit].estimate - reach)
      high = max(high, units[unit].estimate + reach)
      finest = min(finest, units[unit].standardError)
    }
    var (from, beyondFrom) = (low, high)
    for _ in 0..<120 where beyondFrom - from > finest / 10 {
      let middle = from + (beyondFrom - from) / 2
      convolve(middle)
      if count.cumulative(best) <= BestProbability.negligible { from = middle } else { beyondFrom = middle }
    }
    var (beforeTo, to) = (from, high)
    for _ in 0..<120 where to - beforeTo > finest / 10 {
      let middle = beforeTo + (to - beforeTo) / 2
      convolve(middle)
      if count.upperTail(best) <= BestProbability.negligible { to = middle } else { beforeTo = middle }
    }
    return (from, to)
  }

  /// Four times the smallest standard error of the units that move between the two places; the tails of a t distribution
  /// are smooth over as great a distance as they are far away.
  private func longestPanel(_ from: Double, _ to: Double) -> Double {
    var longest = Double.infinity
    for index in spread {
      let unit = units[index]
      let away = max(0, max(from - unit.estimate, unit.estimate - to))
      if unit.degreesOfFreedom.isInfinite {
        if away < 9 * unit.standardError { longest = min(longest, 4 * unit.standardError) }
      } else {
        longest = min(longest, max(4 * unit.standardError, away))
      }
    }
    return longest
  }

  /// The distribution of the number of units above `x`.
  private mutating func convolve(_ x: Double) {
    count.reset()
    tails.evaluate(at: x)
    for index in units.indices { count.add(p: tails.above[index], q: tails.below[index]) }
  }

  private mutating func add(_ x: Double, _ weight: Double, _ sums: inout [Double]) {
    convolve(x)
    rare.removeAll(keepingCapacity: true)
    frequent.removeAll(keepingCapacity: true)
    for (position, index) in spread.enumerated() {
      masses[position] = units[index].density(x, peak: peaks[index]) * weight
      guard masses[position] > 1e-24 else { continue }
      let (p, q) = (tails.above[index], tails.below[index])
      if !PoissonBinomial.isOpen(p: p, q: q) {
        sums[position] += masses[position] * count.cumulative(best - 1, withoutCertain: p)
      } else if p <= q {
        rare.append(position)
      } else {
        frequent.append(position)
      }
    }
    addTogether(rare, &sums) { count.cumulative(best - 1, withoutRare: $0, q: $1) }
    addTogether(frequent, &sums) { count.cumulative(best - 1, withoutFrequent: $0, q: $1) }
  }

  /// Adds to the sums of the units at `positions`, several at a time, their masses times P(N ≤ K − 1) without them, which
  /// `cumulative` computes from their P(above) and P(below).
  private func addTogether(
    _ positions: [Int], _ sums: inout [Double],
    cumulative: (PoissonBinomial.Lanes, PoissonBinomial.Lanes) -> PoissonBinomial.Lanes
  ) {
    for first in stride(from: 0, to: positions.count, by: PoissonBinomial.lanes) {
      // Lanes beyond the last unit repeat it.
      var (p, q) = (PoissonBinomial.Lanes.zero, PoissonBinomial.Lanes.zero)
      for lane in 0..<PoissonBinomial.lanes {
        let unit = spread[positions[min(first + lane, positions.count - 1)]]
        p[lane] = tails.above[unit]
        q[lane] = tails.below[unit]
      }
      let probabilities = cumulative(p, q)
      for lane in 0..<min(PoissonBinomial.lanes, positions.count - first) {
        let position = positions[first + lane]
        sums[position] += masses[position] * probabilities[lane]
      }
    }
  }
}
