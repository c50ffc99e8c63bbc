/// Where further observations most help to select the right subset: optimal computing budget allocation for the best m of a
/// group (OCBA-m), for several groups with one budget.
///
/// With c between the last unit within the line and the first outside, the probability of a right selection falls off most
/// slowly if every unit's variance stands in one proportion to its squared distance from c,
///
///     σᵢ²/nᵢ − σᵢ²/Nᵢ = λ δᵢ²,        nᵢ = 1/(1/Nᵢ + λ δᵢ²/σᵢ²)
///
/// the second term being the finite population's. Observations that were made stay made: a unit that has more than its share
/// gets none, and λ is such that the cost of the rest is the budget.
///
/// Chen and others put the estimated distance for δᵢ, sampling step by step. In one step that spends nearly everything on the
/// few units whose estimates happen to lie at c, and gains no more than equal allocation does; `posterior` puts
/// δᵢ² + se² instead, what the squared distance is on average given the estimate (docs/methods/next-interviews.md).
///
/// - SeeAlso: Chen, He, Fu and Lee (2008), Efficient simulation budget allocation for selecting an optimal subset,
///   doi:10.1287/ijoc.1080.0268.
public struct SelectionBudget: Sendable {
  /// One unit that may be selected.
  public struct Unit: Hashable, Sendable {
    /// Its estimate; more is better.
    public var estimate: Double
    /// The estimate's standard error.
    public var standardError: Double
    /// Observations behind it.
    public var completed: Int
    /// How many there could be at most; nil for no limit.
    public var population: Int?
    /// The cost of one more.
    public var cost: Double

    /// A unit.
    public init(estimate: Double, standardError: Double, completed: Int, population: Int? = nil, cost: Double = 1) {
      self.estimate = estimate
      self.standardError = standardError
      self.completed = completed
      self.population = population
      self.cost = cost
    }

    /// The variance of one observation that the standard error implies.
    var unitVariance: Double {
      let left = 1 / Double(completed) - (population.map { 1 / Double($0) } ?? 0)
      return left > 0 ? standardError * standardError / left : 0
    }

    /// The standard error with `size` observations.
    func error(with size: Double) -> Double {
      (unitVariance * max(0, 1 / size - (population.map { 1 / Double($0) } ?? 0))).squareRoot()
    }

    /// Observations that can still be made.
    var room: Double { population.map { Double($0 - completed) } ?? .infinity }
  }

  /// How the budget is divided.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// OCBA-m with the squared distance expected given the estimate.
    case posterior = "ocba"
    /// OCBA-m with the estimated distance, as published.
    case plugIn = "ocba-plug-in"
    /// The same number for every unit.
    case equal
  }

  /// Further observations before rounding.
  public let unrounded: [Double]
  /// Further observations.
  public let additional: [Int]
  /// What is left of the budget.
  public let left: Double

  /// Divides a budget.
  ///
  /// - Parameters:
  ///   - units: the units.
  ///   - groups: for each group the units in it; a unit may be in none.
  ///   - places: how many each group selects.
  ///   - budget: what may be spent.
  ///   - rule: how.
  /// - Throws: `.invalidArgument` for a unit with fewer than two observations or more than its population, a negative error or
  ///   a cost that is not above 0.
  public init(
    _ units: [Unit], groups: [[Int]], places: [Int], budget: Double, rule: Rule
  ) throws(StatisticsError) {
    guard budget >= 0, budget.isFinite else { throw .invalidArgument("the budget is a number of at least 0") }
    for unit in units {
      guard unit.completed >= 2, unit.completed <= unit.population ?? .max, unit.standardError >= 0, unit.cost > 0,
        unit.estimate.isFinite, unit.standardError.isFinite, unit.cost.isFinite
      else { throw .invalidArgument("a unit's counts, error or cost") }
    }
    var open: [Int] = []
    var ratios = units.map { _ in 0.0 }
    for (members, places) in zip(groups, places) {
      guard places >= 1, places < members.count else { continue }
      let line = SelectionBudget.boundary(units, members, places)
      for unit in members where units[unit].room > 0 && units[unit].unitVariance > 0 {
        let error = units[unit].standardError
        let distance = units[unit].estimate - line
        let square = distance * distance + (rule == .posterior ? error * error : 0)
        // A unit on the line itself wants everything; a floor keeps its share finite.
        ratios[unit] = max(square, 1e-12 * error * error) / units[unit].unitVariance
        open.append(unit)
      }
    }
    unrounded =
      rule == .equal
      ? SelectionBudget.equal(units, open, budget) : SelectionBudget.filled(units, open, ratios, budget)
    (additional, left) = SelectionBudget.rounded(units, unrounded, budget)
  }

  /// c, between the last within and the first outside, nearer to the one with the smaller error.
  static func boundary(_ units: [Unit], _ members: [Int], _ places: Int) -> Double {
    let order = members.sorted { (units[$0].estimate, $1) > (units[$1].estimate, $0) }
    let (last, first) = (units[order[places - 1]], units[order[places]])
    let sum = last.standardError + first.standardError
    guard sum > 0 else { return (last.estimate + first.estimate) / 2 }
    return (first.standardError * last.estimate + last.standardError * first.estimate) / sum
  }

  /// Fills up to the common level at which the budget is spent.
  private static func filled(_ units: [Unit], _ open: [Int], _ ratios: [Double], _ budget: Double) -> [Double] {
    func plan(_ level: Double) -> [Double] {
      var sizes = units.map { _ in 0.0 }
      for unit in open {
        let inverse = units[unit].population.map { 1 / Double($0) } ?? 0
        sizes[unit] = max(0, 1 / (inverse + ratios[unit] / level) - Double(units[unit].completed))
      }
      return sizes
    }
    func cost(_ sizes: [Double]) -> Double { open.reduce(0) { $0 + sizes[$1] * units[$1].cost } }
    guard budget > 0, !open.isEmpty else { return units.map { _ in 0 } }
    var (low, high) = (0.0, 1.0)
    while cost(plan(high)) < budget && high < 1e300 { (low, high) = (high, high * 4) }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if cost(plan(middle)) > budget { high = middle } else { low = middle }
    }
    return plan(low)
  }

  private static func equal(_ units: [Unit], _ open: [Int], _ budget: Double) -> [Double] {
    var sizes = units.map { _ in 0.0 }
    var (rest, free) = (budget, open)
    while !free.isEmpty, rest > 0 {
      let share = rest / free.reduce(0) { $0 + units[$1].cost }
      let full = free.filter { units[$0].room - sizes[$0] <= share }
      if full.isEmpty {
        for unit in free { sizes[unit] += share }
        return sizes
      }
      for unit in full {
        rest -= (units[unit].room - sizes[unit]) * units[unit].cost
        sizes[unit] = units[unit].room
      }
      free = free.filter { !full.contains($0) }
    }
    return sizes
  }

  /// Whole numbers by largest remainders: the whole parts first, then one more in the order of the remainders as long as the
  /// budget lasts; equal remainders in the order of the units.
  private static func rounded(
    _ units: [Unit], _ unrounded: [Double], _ budget: Double
  ) -> (additional: [Int], left: Double) {
    // Sizes that are whole but for rounding of the arithmetic count as whole.
    var sizes = unrounded.map { Int(($0 + 1e-9).rounded(.down)) }
    var left = budget - sizes.indices.reduce(0) { $0 + Double(sizes[$1]) * units[$1].cost }
    let remainders = sizes.indices.map { unrounded[$0] - Double(sizes[$0]) }
    let order = sizes.indices.filter { remainders[$0] > 1e-9 || sizes[$0] > 0 }
      .sorted { (remainders[$0], $1) > (remainders[$1], $0) }
    for unit in order where units[unit].cost <= left + 1e-9 && Double(sizes[unit]) < units[unit].room {
      sizes[unit] += 1
      left -= units[unit].cost
    }
    return (sizes, max(0, left))
  }
}
